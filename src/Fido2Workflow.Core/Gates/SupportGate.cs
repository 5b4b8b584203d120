using Fido2Workflow.Core.Decisions;

namespace Fido2Workflow.Core.Gates;

/// <summary>The support channel is open for the enforcement window, by somebody's word that still counts.</summary>
public sealed class SupportGate : Gate<WaveFacts>
{
    /// <inheritdoc/>
    public override string Name => "support";

    /// <inheritdoc/>
    public override string Asks => "Is the support channel open for the enforcement window?";

    /// <inheritdoc/>
    public override string Keeps => "support channel open";

    /// <inheritdoc/>
    public override string MendedAt => "fido2 attest support";

    /// <inheritdoc/>
    public override GateResult Judge(WaveFacts facts, DateTimeOffset now)
    {
        var attested = facts.WaveDecisions.OfType<AttestedSupport>().LastOrDefault(support => support.At <= now && support.Until > now);
        return attested is not null
            ? Yes("The support channel is open.", new Evidence($"support attested by {attested.By} until {attested.Until:yyyy-MM-dd HH:mm} UTC", attested.At, "decision store"))
            : No("support-missing", "Nobody has attested that the support channel is open.",
                "Open the channel for the window, and attest it.", [], []);
    }
}
