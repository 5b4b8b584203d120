using Fido2Workflow.Core.Decisions;
using Fido2Workflow.Core.Waves;

namespace Fido2Workflow.Core.Sweeps;

/// <summary>Whether a wave was promoted by the rollout, and that stands. Pure.</summary>
internal static class PromotionStanding
{
    /// <summary>Whether an approval stands that the wave may be enforced by: one that no rollback came after.</summary>
    public static bool IsApproved(SweepFacts facts, SweptWave wave)
    {
        var approvals = facts.Decided.Where(stored => stored.Decision is Approved && stored.Decision.Wave == wave.Number).ToList();
        if (approvals.Count == 0 || approvals[^1].Sequence < Fence.RolledBackBy(facts.Decided, wave.Number)) return false;
        // A pause voids the approvals of what is still to be promoted, and of nothing that is.
        return wave.Told?.PromotedAt is not null
            || approvals.Select(stored => ((Approved)stored.Decision).EvidenceDigest).Distinct()
                .Any(digest => Approval.Of(facts.Decided, facts.Plan, wave.Number, new(digest, AskedAfter: 0)) is Approval.Given);
    }

    /// <summary>Whether the rollout promoted the wave and nobody took that back.</summary>
    public static bool IsPromoted(SweepFacts facts, SweptWave wave) => wave.Told?.PromotedAt is not null && IsApproved(facts, wave);
}
