namespace Fido2Workflow.TenantSimulator.TenantState;

/// <summary>The states of the last hours, for what Graph only learns late.</summary>
internal sealed class StateHistory(DateTimeOffset start, DirectoryState first)
{
    /// <summary>How far the registration report lags behind.</summary>
    public static readonly TimeSpan ReportLag = TimeSpan.FromHours(3);

    private readonly LinkedList<(DateTimeOffset From, DirectoryState State)> _states = new([(start, first)]);

    public void Add(DateTimeOffset from, DirectoryState state)
    {
        _states.AddLast((from, state));
        while (_states.First?.Next is { } second && second.Value.From <= from - ReportLag)
            _states.RemoveFirst();
    }

    /// <summary>The state as it was the report's lag before <paramref name="now"/>; before the beginning, the first one.</summary>
    public DirectoryState AsReported(DateTimeOffset now)
    {
        var node = _states.Last!;
        while (node.Previous is { } earlier && node.Value.From > now - ReportLag)
            node = earlier;
        return node.Value.State;
    }
}
