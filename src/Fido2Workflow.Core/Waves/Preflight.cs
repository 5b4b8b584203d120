using Fido2Workflow.Core.Gates;
using Fido2Workflow.Core.Prerequisites;

namespace Fido2Workflow.Core.Waves;

/// <summary>What the prerequisites hold a wave by: how many there are, and the first of them by themselves, since a status is small.</summary>
public static class Preflight
{
    private const int ToldAtMost = 5;

    /// <summary>The holds; none where every prerequisite says yes.</summary>
    public static IReadOnlyList<Hold> Holds(IReadOnlyList<GateResult> prerequisites) =>
        new PreflightHoldsGate().Judge(prerequisites) is { Verdict: not Verdict.Yes } result
            ?
            [
                Hold.Of(result),
                .. prerequisites.Where(each => each.Verdict is Verdict.No).Concat(prerequisites.Where(each => each.Verdict is Verdict.Unknown)).Take(ToldAtMost).Select(Hold.Of),
            ]
            : [];
}
