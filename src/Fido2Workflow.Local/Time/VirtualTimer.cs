namespace Fido2Workflow.Local.Time;

/// <summary>A timer in the virtual clock's queue. What is cancelled leaves the queue, or it would still move time.</summary>
internal sealed class VirtualTimer(VirtualClock clock, Action callback) : ITimer
{
    private readonly Lock _gate = new();
    private ClockEntry? _entry;
    private bool _disposed;

    public bool Change(TimeSpan dueTime, TimeSpan period)
    {
        lock (_gate)
        {
            if (_disposed) return false;
            Cancel();
            if (dueTime != Timeout.InfiniteTimeSpan) Wait(dueTime, period);
            return true;
        }
    }

    public void Dispose()
    {
        lock (_gate)
        {
            _disposed = true;
            Cancel();
        }
    }

    public ValueTask DisposeAsync()
    {
        Dispose();
        return ValueTask.CompletedTask;
    }

    private void Wait(TimeSpan dueTime, TimeSpan period) => _entry = clock.Enqueue(clock.GetUtcNow() + dueTime, () =>
    {
        if (period > TimeSpan.Zero)
            lock (_gate)
                if (!_disposed)
                    Wait(period, period);
        callback();
    });

    private void Cancel()
    {
        if (_entry is { } entry) clock.Remove(entry);
        _entry = null;
    }
}
