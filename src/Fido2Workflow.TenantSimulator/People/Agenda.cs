namespace Fido2Workflow.TenantSimulator.People;

/// <summary>What is still to happen, in order of time and, at one instant, of being planned.</summary>
internal sealed class Agenda
{
    private readonly PriorityQueue<TenantEvent, (long Ticks, long Sequence)> _events = new();
    private long _sequence;

    public void Plan(DateTimeOffset at, TenantEvent what) => _events.Enqueue(what, (at.UtcTicks, _sequence++));

    public bool TryTakeUntil(DateTimeOffset until, out DateTimeOffset at, out TenantEvent what)
    {
        if (_events.TryPeek(out what!, out var due) && due.Ticks <= until.UtcTicks)
        {
            _events.Dequeue();
            at = new(due.Ticks, TimeSpan.Zero);
            return true;
        }

        at = default;
        return false;
    }
}
