namespace Fido2Workflow.Local.Time;

/// <summary>Something that waits for an instant of the virtual clock.</summary>
internal sealed record ClockEntry(DateTimeOffset Due, long Sequence, Action Callback) : IComparable<ClockEntry>
{
    public int CompareTo(ClockEntry? other) =>
        other is null ? 1 : (Due, Sequence).CompareTo((other.Due, other.Sequence));
}
