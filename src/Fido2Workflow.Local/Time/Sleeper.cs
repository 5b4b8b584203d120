namespace Fido2Workflow.Local.Time;

/// <summary>One sleep: woken by the clock or by a cancellation, whichever comes first, and at work again before it knows.</summary>
internal sealed class Sleeper(VirtualClock clock, Work? work)
{
    private readonly TaskCompletionSource _awake = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private ClockEntry? _entry;
    private int _ended;

    public Task Awake => _awake.Task;

    public void FallAsleep(TimeSpan duration)
    {
        // In the queue first: between giving the work back and queueing, the clock could find nothing that waits for it.
        if (duration != Timeout.InfiniteTimeSpan) _entry = clock.Enqueue(clock.GetUtcNow() + duration, Wake);
        work?.FallAsleep();
    }

    public void Cancel(CancellationToken cancellationToken)
    {
        if (!End()) return;
        if (_entry is { } entry) clock.Remove(entry);
        _awake.SetCanceled(cancellationToken);
    }

    private void Wake()
    {
        if (End()) _awake.SetResult();
    }

    private bool End()
    {
        if (Interlocked.Exchange(ref _ended, 1) != 0) return false;
        work?.WakeUp();
        return true;
    }
}
