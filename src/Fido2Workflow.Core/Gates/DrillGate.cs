using Fido2Workflow.Core.Decisions;

namespace Fido2Workflow.Core.Gates;

/// <summary>Each break-glass account was signed in with for this wave, by somebody's word that still counts.</summary>
public sealed class DrillGate : Gate<WaveFacts>
{
    /// <inheritdoc/>
    public override string Name => "drill";

    /// <inheritdoc/>
    public override string Asks => "Was each break-glass account signed in with for this wave?";

    /// <inheritdoc/>
    public override string Keeps => "break-glass drill completed";

    /// <inheritdoc/>
    public override string MendedAt => "fido2 drill";

    /// <inheritdoc/>
    public override GateResult Judge(WaveFacts facts, DateTimeOffset now)
    {
        var drills = facts.WaveDecisions.OfType<AttestedDrill>().Where(drill => drill.Until > now && drill.At <= now).ToList();
        var missing = facts.Plan.Exclusions.BreakGlassAccounts.Except(drills.Select(drill => drill.Account)).ToList();
        return missing.Count == 0
            ? Yes("Each break-glass account was drilled for this wave.",
                [.. drills.Select(drill => new Evidence($"drill of {drill.Account} by {drill.By}", drill.At, "decision store"))])
            : No("drill-missing", $"No drill for this wave of {facts.Names(missing)}.",
                "Sign in with the account, reach the admin portals, and attest it.", missing, []);
    }
}
