using Fido2Workflow.Core.Durable;

namespace Fido2Workflow.Local;

/// <summary>
/// The machine's clock: a rollout in earnest. It never tells an earlier time than it has told, or than its state folder
/// knows of: a small step back is waited out, a large one is an error.
/// </summary>
/// <param name="notBefore">The latest instant that is known to have been, UTC; null where none is known.</param>
/// <param name="machine">What tells the time; the system where it is null.</param>
public sealed class SystemClock(DateTimeOffset? notBefore = null, TimeProvider? machine = null) : RolloutClock
{
    // Time services correct a clock by steps far smaller than this, and gates judge by minutes at the finest.
    private static readonly TimeSpan WaitedOut = TimeSpan.FromMinutes(1);

    private readonly TimeProvider _machine = machine ?? System;
    private readonly Lock _gate = new();
    private DateTimeOffset _latest = notBefore ?? DateTimeOffset.MinValue;

    /// <summary>Now, UTC.</summary>
    /// <exception cref="ClockSetBackException">It is earlier than has been already.</exception>
    public override DateTimeOffset GetUtcNow()
    {
        var now = _machine.GetUtcNow();
        lock (_gate)
        {
            if (_latest - now > WaitedOut) throw new ClockSetBackException(now, _latest);
            return _latest = now > _latest ? now : _latest;
        }
    }

    /// <inheritdoc/>
    public override Task SleepAsync(TimeSpan duration, CancellationToken cancellationToken) =>
        Task.Delay(duration, this, cancellationToken);
}
