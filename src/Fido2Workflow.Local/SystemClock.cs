using Fido2Workflow.Core.Durable;

namespace Fido2Workflow.Local;

/// <summary>The machine's clock: a rollout in earnest.</summary>
public sealed class SystemClock : RolloutClock
{
    /// <inheritdoc/>
    public override Task SleepAsync(TimeSpan duration, CancellationToken cancellationToken) =>
        Task.Delay(duration, this, cancellationToken);
}
