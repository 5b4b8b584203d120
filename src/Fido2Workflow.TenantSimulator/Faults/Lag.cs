using Fido2Workflow.TenantSimulator.TenantState;

namespace Fido2Workflow.TenantSimulator.Faults;

/// <summary>Replicas that have not heard of a write yet: readers see the object it changed as it was before.</summary>
internal sealed class Lag(FaultPlan? plan)
{
    private readonly List<(DateTimeOffset Until, Touched Touched, DirectoryState Before)> _behind = [];

    public void After(int writeNumber, DateTimeOffset at, Touched touched, DirectoryState before)
    {
        if (plan?.LagAfter(writeNumber) is { } delay) _behind.Add((at + delay, touched, before));
    }

    /// <summary>The state as readers see it. Where two writes to an object lag, the older one decides.</summary>
    public DirectoryState Seen(DirectoryState state, DateTimeOffset now)
    {
        _behind.RemoveAll(entry => entry.Until <= now);
        return Enumerable.Reverse(_behind).Aggregate(state, (seen, entry) => seen.Rewound(entry.Touched, entry.Before));
    }
}
