using Fido2Workflow.Core.Durable;
using Fido2Workflow.Local.Time;

namespace Fido2Workflow.Local;

/// <summary>
/// A clock that jumps. One queue, ordered by due time and then by who asked first, holds everything that waits for
/// time: timers, time-outs, sleepers. Time moves only in <see cref="RunUntilAsync"/>, and only to the next entry, when
/// nobody is at work: so it never overtakes work, and the same rollout takes the same course on any machine.
/// </summary>
/// <param name="start">The first instant.</param>
public sealed class VirtualClock(DateTimeOffset start) : RolloutClock
{
    private readonly Lock _gate = new();
    private readonly SortedSet<ClockEntry> _queue = [];
    private readonly AsyncLocal<Work?> _callersWork = new();
    private DateTimeOffset _now = start.ToUniversalTime();
    private TaskCompletionSource? _idle;
    private long _sequence;
    private int _atWork;
    private bool _running;

    /// <summary>Now, UTC.</summary>
    public override DateTimeOffset GetUtcNow()
    {
        lock (_gate) return _now;
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

    /// <summary>Makes time stand still until the answer is disposed of. The caller's later sleeps give it back.</summary>
    public IDisposable BeginWork()
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

    /// <summary>
    /// Lets time pass until <paramref name="done"/> completes, and takes over its exception where it has one. A task that
    /// completes while work is held ends this before time moves again.
    /// </summary>
    /// <exception cref="InvalidOperationException">Nobody is at work, nothing waits for time, and it has not completed.</exception>
    public async Task RunUntilAsync(Task done)
    {
        lock (_gate)
        {
            if (_running) throw new InvalidOperationException("This clock is being run already; one caller at a time moves time.");
            _running = true;
        }

        try
        {
            while (!done.IsCompleted)
            {
                if (TakeNext() is { } next) Fire(next);
                else await Task.WhenAny(done, IdleAsync());
            }
        }
        finally
        {
            lock (_gate) _running = false;
        }

        // The caller may have been called back from within the step that it waited for; it goes on outside of it.
        await Task.Yield();
        await done;

        ClockEntry? TakeNext()
        {
            lock (_gate)
            {
                if (_atWork > 0 || done.IsCompleted) return null;
                if (_queue.Min is not { } next)
                    throw new InvalidOperationException(
                        $"At {_now:u} nothing is left that could move time: nobody is at work and nothing waits for a later "
                        + "instant, yet what was waited for has not happened. It waits for an event that nobody will raise.");
                _queue.Remove(next);
                _atWork++;
                if (next.Due > _now) _now = next.Due;
                return next;
            }
        }
    }

    /// <summary>Work that ends in another place than it began, and that nobody's sleep gives back.</summary>
    internal IDisposable HandOverWork() => new Work(this, _ => { });

    internal ClockEntry Enqueue(DateTimeOffset due, Action callback)
    {
        lock (_gate)
        {
            var entry = new ClockEntry(due.ToUniversalTime(), _sequence++, callback);
            _queue.Add(entry);
            return entry;
        }
    }

    internal bool Remove(ClockEntry entry)
    {
        lock (_gate) return _queue.Remove(entry);
    }

    internal void Hold()
    {
        lock (_gate) _atWork++;
    }

    internal void GiveBack()
    {
        lock (_gate)
            if (--_atWork == 0)
                _idle?.TrySetResult();
    }

    private void Fire(ClockEntry entry)
    {
        _callersWork.Value = null;
        try
        {
            entry.Callback();
        }
        finally
        {
            GiveBack();
        }
    }

    private Task IdleAsync()
    {
        lock (_gate)
        {
            if (_atWork == 0) return Task.CompletedTask;
            if (_idle is null or { Task.IsCompleted: true })
                _idle = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            return _idle.Task;
        }
    }
}
