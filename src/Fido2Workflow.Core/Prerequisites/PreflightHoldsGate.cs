using Fido2Workflow.Core.Gates;

namespace Fido2Workflow.Core.Prerequisites;

/// <summary>Every prerequisite of the rollout says yes still: asked with the wave's own gates, and of the same evidence.</summary>
public sealed class PreflightHoldsGate : Gate<WaveFacts>
{
    /// <inheritdoc/>
    public override string Name => "preflight-holds";

    /// <inheritdoc/>
    public override string Asks => "Does every prerequisite of the rollout still say yes?";

    /// <inheritdoc/>
    public override string Keeps => "preflight still holds";

    /// <inheritdoc/>
    public override string MendedAt => "fido2 preflight";

    /// <inheritdoc/>
    public override GateResult Judge(WaveFacts facts, DateTimeOffset now) => Judge(facts.Prerequisites);

    /// <summary>The answer by what each prerequisite says.</summary>
    public GateResult Judge(IReadOnlyList<GateResult> prerequisites)
    {
        if (prerequisites.Count == 0) return Unknown("The prerequisites were not asked.", "Nothing to do: they are asked again.");
        var no = prerequisites.Where(result => result.Verdict is Verdict.No).ToList();
        if (no.Count > 0)
            return No("prerequisite-missing", $"{no.Count} of {prerequisites.Count} prerequisites say no: {AccountNames.List([.. no.Select(result => result.Gate)])}.",
                "Mend each: fido2 preflight shows them with their fixes.", [], []);
        var unknown = prerequisites.Where(result => result.Verdict is Verdict.Unknown).ToList();
        return unknown.Count == 0
            ? Yes($"All {prerequisites.Count} prerequisites say yes.", [.. prerequisites.SelectMany(result => result.Evidence).GroupBy(evidence => evidence.From).Select(each => each.MinBy(evidence => evidence.At)!)])
            : Unknown($"{unknown.Count} of {prerequisites.Count} prerequisites could not be found out: {AccountNames.List([.. unknown.Select(result => result.Gate)])}.",
                "Look at each: fido2 preflight shows them with their fixes.") with
            { Until = unknown.Min(result => result.Until) };
    }
}
