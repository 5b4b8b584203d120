namespace Fido2Workflow.Core.Durable;

/// <summary>
/// The rollout's clock, which may be virtual. The wire's clock (signatures, tokens, rate limits) is the system's and
/// never this one.
/// </summary>
public abstract class RolloutClock : TimeProvider
{
    /// <summary>
    /// Waits on the rollout's clock. A virtual clock stands still while work is under way: whoever sleeps through this
    /// gives its work back meanwhile and has it again before it goes on, also when it is cancelled.
    /// </summary>
    public abstract Task SleepAsync(TimeSpan duration, CancellationToken cancellationToken);

    /// <summary>Makes time stand still until the answer is disposed of, where this clock can jump. The caller's later sleeps give it back.</summary>
    public virtual IDisposable? BeginWork() => null;
}
