using Fido2Workflow.Core.Durable;

namespace Fido2Workflow.Hosting.Tenants;

/// <summary>
/// The rollout's clock as a function of the machine's, by which Durable Task lives: alike in every process and after every
/// restart. Over real tenants both are one; over simulated ones the rollout's runs faster.
/// </summary>
/// <param name="machine">The machine's clock.</param>
/// <param name="from">The instant on the machine's clock, UTC, from which the pace counts.</param>
/// <param name="at">What the rollout's clock told at that instant, UTC.</param>
/// <param name="speed">How many times as fast as the machine's it runs; more than 0.</param>
public sealed class PacedClock(TimeProvider machine, DateTimeOffset from, DateTimeOffset at, double speed) : RolloutClock
{
    /// <summary>The machine's clock, for rollouts in earnest.</summary>
    public static PacedClock InEarnest { get; } = new(System, default, default, 1);

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow() => RolloutTime(machine.GetUtcNow());

    /// <inheritdoc/>
    public override Task SleepAsync(TimeSpan duration, CancellationToken cancellationToken) => Task.Delay(MachineTime(duration), machine, cancellationToken);

    /// <summary>What the rollout's clock tells at an instant of the machine's.</summary>
    public DateTimeOffset RolloutTime(DateTimeOffset machineTime) => at + (machineTime - from) * speed;

    /// <summary>The instant on the machine's clock at which the rollout's tells that time.</summary>
    public DateTimeOffset MachineTime(DateTimeOffset rolloutTime) => from + (rolloutTime - at) / speed;

    /// <summary>How long a span of the rollout's time takes.</summary>
    public TimeSpan MachineTime(TimeSpan rolloutTime) => rolloutTime / speed;
}
