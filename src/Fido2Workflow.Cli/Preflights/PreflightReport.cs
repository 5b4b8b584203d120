using System.Text.Json.Serialization;
using Fido2Workflow.Core.Gates;

namespace Fido2Workflow.Cli.Preflights;

/// <summary>What every prerequisite of a rollout says.</summary>
/// <param name="Tenant">The tenant's id.</param>
/// <param name="At">When it was asked, UTC.</param>
/// <param name="Gates">Those that say no, then those that nobody knows, then those that say yes; each part in the order of the rollout.</param>
public sealed record PreflightReport(
    string Rollout, string Tenant, DateTimeOffset At, [property: JsonPropertyOrder(1)] IReadOnlyList<GateResult> Gates)
{
    // What holds comes first.
    private static readonly Verdict[] Order = [Core.Gates.Verdict.No, Core.Gates.Verdict.Unknown, Core.Gates.Verdict.Yes];

    /// <summary>Puts the report together.</summary>
    public static PreflightReport Of(string rollout, string tenant, DateTimeOffset at, IReadOnlyList<GateResult> gates) =>
        new(rollout, tenant, at, [.. Order.SelectMany(verdict => gates.Where(gate => gate.Verdict == verdict))]);

    /// <summary>Yes only where every prerequisite says yes; a known no counts for more than what nobody knows.</summary>
    public Verdict Verdict => Order.First(verdict => verdict is Core.Gates.Verdict.Yes || Count(verdict) > 0);

    /// <summary>How many say so.</summary>
    public int Count(Verdict verdict) => Gates.Count(gate => gate.Verdict == verdict);
}
