using Fido2Workflow.Core.Durable;
using Fido2Workflow.Local.Time;

namespace Fido2Workflow.Local;

/// <summary>
/// A clock that jumps. One queue, ordered by due time and then by who asked first, holds everything that waits for
/// time: timers, time-outs, sleepers. Time moves only while the clock is run, and only when nobody is at work, so it never
/// overtakes work: with <see cref="RunUntilAsync"/> from entry to entry, so that the same rollout takes the same course on
/// any machine; with <see cref="RunAsync"/> at a pace that people can follow.
/// </summary>
/// <param name="start">The first instant.</param>
public sealed partial class VirtualClock(DateTimeOffset start) : RolloutClock
{
    private readonly Lock _gate = new();
    private readonly SortedSet<ClockEntry> _queue = [];
    private readonly AsyncLocal<Work?> _callersWork = new();
    private DateTimeOffset _now = start.ToUniversalTime();
    private long _sequence;
    private int _atWork;

    /// <summary>Now, UTC.</summary>
    public override DateTimeOffset GetUtcNow()
    {
        lock (_gate)
        {
            CatchUp();
            return _now;
        }
    }

    /// <summary>Virtual too, so that a measured duration is one of this clock.</summary>
    public override long GetTimestamp() => GetUtcNow().UtcTicks;

    /// <inheritdoc/>
    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    /// <summary>UTC, wherever the machine stands.</summary>
    public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;

    /// <summary>A timer that waits in the queue.</summary>
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new VirtualTimer(this, () => callback(state));
        timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>
    /// Waits in the queue. The work that the caller began with <see cref="BeginWork"/> is given back meanwhile and held
    /// again before the caller goes on. Two may not sleep on one piece of work: branches begin work of their own.
    /// </summary>
    public override async Task SleepAsync(TimeSpan duration, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var sleeper = new Sleeper(this, _callersWork.Value);
        sleeper.FallAsleep(duration);
        using var cancelled = cancellationToken.UnsafeRegister(_ => sleeper.Cancel(cancellationToken), null);
        await sleeper.Awake;
    }

    /// <inheritdoc/>
    public override IDisposable BeginWork()
    {
        var outer = _callersWork.Value;
        var work = new Work(this, ended =>
        {
            if (_callersWork.Value == ended) _callersWork.Value = outer;
        });
        _callersWork.Value = work;
        return work;
    }

    /// <summary>Calls back at <paramref name="due"/>, at once where that has passed. Time stands still during the call.</summary>
    public void Schedule(DateTimeOffset due, Action callback) => Enqueue(due, callback);

    /// <summary>Work that ends in another place than it began, and that nobody's sleep gives back.</summary>
    internal IDisposable HandOverWork() => new Work(this, _ => { });

    internal ClockEntry Enqueue(DateTimeOffset due, Action callback)
    {
        lock (_gate)
        {
            CatchUp();
            var entry = new ClockEntry(due.ToUniversalTime(), _sequence++, callback);
            _queue.Add(entry);
            if (_tempo is not null && _atWork == 0) _stirred?.TrySetResult();
            return entry;
        }
    }

    internal bool Remove(ClockEntry entry)
    {
        lock (_gate)
        {
            CatchUp();
            return _queue.Remove(entry);
        }
    }

    internal void Hold()
    {
        lock (_gate)
        {
            CatchUp();
            _atWork++;
        }
    }

    internal void GiveBack()
    {
        lock (_gate)
        {
            if (--_atWork > 0) return;
            _tempo?.Begin(_now);
            _stirred?.TrySetResult();
        }
    }
}
