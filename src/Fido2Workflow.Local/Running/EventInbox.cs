using Fido2Workflow.Local.History;

namespace Fido2Workflow.Local.Running;

/// <summary>
/// Which events wait to be read and who waits for which. Names are compared without case. Events carry nothing, so a
/// second one of a name that lies unread adds nothing and is dropped.
/// </summary>
internal sealed class EventInbox
{
    private readonly HashSet<string> _unread = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<OpenTimer> _waits = [];

    public IReadOnlyList<string> Unread => [.. _unread.Order(StringComparer.Ordinal)];

    public bool HoldsUnread(string eventName) => _unread.Contains(eventName);

    public bool TryRead(string eventName) => _unread.Remove(eventName);

    public void Await(OpenTimer wait) => _waits.Add(wait);

    /// <summary>Forgets a wait that ended by time, so that it takes no later event.</summary>
    public void Forget(OpenTimer wait) => _waits.Remove(wait);

    /// <summary>Hands the event to the first who waits for it, and answers that wait; keeps it where nobody does.</summary>
    public OpenTimer? Receive(string eventName)
    {
        var wait = _waits.Find(wait => wait.Action is AwaitEvent awaited
            && awaited.EventName.Equals(eventName, StringComparison.OrdinalIgnoreCase));
        if (wait is null) _unread.Add(eventName);
        else _waits.Remove(wait);
        return wait;
    }
}
