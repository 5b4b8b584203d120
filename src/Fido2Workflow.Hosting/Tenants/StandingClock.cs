using Fido2Workflow.Core.Durable;

namespace Fido2Workflow.Hosting.Tenants;

/// <summary>
/// The present of a simulated tenant that is only looked at: it stays the same however long the looking takes, while
/// waiting and time-outs pass on the machine's clock.
/// </summary>
internal sealed class StandingClock(DateTimeOffset now) : RolloutClock
{
    public override DateTimeOffset GetUtcNow() => now;

    public override Task SleepAsync(TimeSpan duration, CancellationToken cancellationToken) =>
        Task.Delay(duration, System, cancellationToken);
}
