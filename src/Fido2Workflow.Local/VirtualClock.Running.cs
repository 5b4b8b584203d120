using Fido2Workflow.Local.Time;

namespace Fido2Workflow.Local;

/// <summary>Who moves time, and how fast.</summary>
public sealed partial class VirtualClock
{
    // The machine's timers reach 49 days, and one that slept is late by one of these.
    private static readonly TimeSpan LongestWait = TimeSpan.FromDays(1);

    private Tempo? _tempo;
    private TaskCompletionSource? _stirred;
    private bool _running;

    /// <summary>
    /// Lets time pass until <paramref name="done"/> completes, and takes over its exception where it has one. A task that
    /// completes while work is held ends this before time moves again.
    /// </summary>
    /// <exception cref="InvalidOperationException">Nobody is at work, nothing waits for time, and it has not completed.</exception>
    public async Task RunUntilAsync(Task done)
    {
        BeginRunning(null);
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
            EndRunning();
        }

        // The caller may have been called back from within the step that it waited for; it goes on outside of it.
        await Task.Yield();
        await done;

        ClockEntry? TakeNext()
        {
            lock (_gate)
            {
                if (_atWork > 0 || done.IsCompleted) return null;
                return Take(_queue.Min ?? throw new InvalidOperationException(
                    $"At {_now:u} nothing is left that could move time: nobody is at work and nothing waits for a later "
                    + "instant, yet what was waited for has not happened. It waits for an event that nobody will raise."));
            }
        }
    }

    /// <summary>
    /// Lets time pass until it is stopped: while nobody is at work so many times as fast as the machine's, and no further than
    /// to the next entry, which so fires at its own instant however late the machine comes to it. Where nothing waits for
    /// time, it stands.
    /// </summary>
    /// <param name="speed">How much faster than the machine's clock; more than 0.</param>
    /// <param name="machine">The machine's clock.</param>
    /// <exception cref="InvalidOperationException">The clock is being run already.</exception>
    public async Task RunAsync(double speed, TimeProvider machine, CancellationToken stop)
    {
        BeginRunning(new Tempo(speed, machine));
        try
        {
            while (!stop.IsCancellationRequested)
            {
                var (due, wait, stirred) = LookAhead();
                if (due is not null) Fire(due);
                else await stirred.WaitAsync(wait, machine, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
        finally
        {
            EndRunning();
        }

        (ClockEntry? Due, TimeSpan Wait, Task Stirred) LookAhead()
        {
            lock (_gate)
            {
                CatchUp();
                var next = _atWork == 0 ? _queue.Min : null;
                if (next?.Due <= _now) return (Take(next), TimeSpan.Zero, Task.CompletedTask);
                var wait = next is null ? LongestWait : _tempo!.Until(next.Due);
                return (null, wait < LongestWait ? wait : LongestWait, StirAsync());
            }
        }
    }

    private void BeginRunning(Tempo? tempo)
    {
        lock (_gate)
        {
            if (_running) throw new InvalidOperationException("This clock is being run already; one caller at a time moves time.");
            _running = true;
            _tempo = tempo;
            tempo?.Begin(_now);
        }
    }

    private void EndRunning()
    {
        lock (_gate)
        {
            CatchUp();
            (_running, _tempo) = (false, null);
        }
    }

    // A clock that runs at a pace has moved since it was last asked, unless somebody is at work or nothing waits for time.
    private void CatchUp()
    {
        if (_tempo is null || _atWork > 0) return;
        if (_queue.Min is { } next && next.Due > _now) _now = _tempo.Reach(next.Due);
        _tempo.Begin(_now);
    }

    private ClockEntry Take(ClockEntry entry)
    {
        _queue.Remove(entry);
        _atWork++;
        if (entry.Due > _now) _now = entry.Due;
        return entry;
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
        lock (_gate) return _atWork == 0 ? Task.CompletedTask : StirAsync();
    }

    // The next time that work ends or, at a pace, that something new waits for time.
    private Task StirAsync()
    {
        if (_stirred is null or { Task.IsCompleted: true })
            _stirred = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        return _stirred.Task;
    }
}
