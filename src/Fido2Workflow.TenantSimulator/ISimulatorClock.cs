namespace Fido2Workflow.TenantSimulator;

/// <summary>The rollout's clock, virtual in a rehearsal. The simulator has no other notion of time.</summary>
public interface ISimulatorClock
{
    /// <summary>The present instant, in UTC.</summary>
    DateTimeOffset UtcNow { get; }

    /// <summary>Completes once <paramref name="duration"/> has passed on this clock.</summary>
    Task SleepAsync(TimeSpan duration, CancellationToken cancellationToken);
}
