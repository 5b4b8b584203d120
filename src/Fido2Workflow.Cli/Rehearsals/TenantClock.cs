using Fido2Workflow.Local;
using Fido2Workflow.TenantSimulator;

namespace Fido2Workflow.Cli.Rehearsals;

internal sealed class TenantClock(VirtualClock clock) : ISimulatorClock
{
    public DateTimeOffset UtcNow => clock.GetUtcNow();

    public Task SleepAsync(TimeSpan duration, CancellationToken cancellationToken) => clock.SleepAsync(duration, cancellationToken);
}
