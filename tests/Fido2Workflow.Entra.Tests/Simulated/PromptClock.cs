using Fido2Workflow.Core.Durable;
using Fido2Workflow.TenantSimulator;

namespace Fido2Workflow.Entra.Tests.Simulated;

/// <summary>Shows the simulator the time, and never lets it dawdle behind a socket, where it would hold up the clock it waits for.</summary>
internal sealed class PromptClock(RolloutClock clock) : ISimulatorClock
{
    public DateTimeOffset UtcNow => clock.GetUtcNow();

    public Task SleepAsync(TimeSpan duration, CancellationToken cancellationToken) => Task.CompletedTask;
}
