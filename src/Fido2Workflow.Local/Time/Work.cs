namespace Fido2Workflow.Local.Time;

/// <summary>One piece of work: held, given back during a sleep, held again, ended.</summary>
internal sealed class Work : IDisposable
{
    private readonly Lock _gate = new();
    private readonly VirtualClock _clock;
    private readonly Action<Work> _ended;
    private bool _asleep;
    private bool _disposed;

    public Work(VirtualClock clock, Action<Work> ended)
    {
        _clock = clock;
        _ended = ended;
        clock.Hold();
    }

    public void FallAsleep()
    {
        lock (_gate)
        {
            if (_disposed) return;
            if (_asleep)
                throw new InvalidOperationException(
                    "Two sleep on one piece of work, so the clock cannot tell whether it rests. Take branches one after "
                    + "the other, or begin a piece of work for each.");
            _asleep = true;
            _clock.GiveBack();
        }
    }

    public void WakeUp()
    {
        lock (_gate)
        {
            if (!_asleep || _disposed) return;
            _asleep = false;
            _clock.Hold();
        }
    }

    public void Dispose()
    {
        lock (_gate)
        {
            if (_disposed) return;
            _disposed = true;
            if (!_asleep) _clock.GiveBack();
        }

        _ended(this);
    }
}
