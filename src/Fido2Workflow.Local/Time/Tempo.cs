namespace Fido2Workflow.Local.Time;

/// <summary>How far a virtual clock has come since it last began to move: so many times as far as the machine's.</summary>
internal sealed class Tempo(double speed, TimeProvider machine)
{
    private DateTimeOffset _from;
    private long _since;

    /// <summary>It moves from here, from now on.</summary>
    public void Begin(DateTimeOffset from) => (_from, _since) = (from, machine.GetTimestamp());

    /// <summary>Where it is now, and at most here.</summary>
    public DateTimeOffset Reach(DateTimeOffset atMost)
    {
        var passed = machine.GetElapsedTime(_since).Ticks * speed;
        return passed < (atMost - _from).Ticks ? _from.AddTicks((long)passed) : atMost;
    }

    /// <summary>How long the machine's clock takes from where it began to here; in whole milliseconds, since a timer has no others.</summary>
    public TimeSpan Until(DateTimeOffset due)
    {
        var milliseconds = Math.Ceiling((due - _from).TotalMilliseconds / speed);
        return milliseconds < TimeSpan.MaxValue.TotalMilliseconds ? TimeSpan.FromMilliseconds(milliseconds) : TimeSpan.MaxValue;
    }
}
