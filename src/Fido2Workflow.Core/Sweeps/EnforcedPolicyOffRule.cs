using Fido2Workflow.Core.ConditionalAccess;
using Fido2Workflow.Core.Gates;
using Fido2Workflow.Core.Tenants;

namespace Fido2Workflow.Core.Sweeps;

/// <summary>A wave was promoted, and its policy protects nobody any more.</summary>
public sealed class EnforcedPolicyOffRule : SweepRule
{
    /// <inheritdoc/>
    public override string Name => "enforced-policy-off";

    /// <inheritdoc/>
    public override Severity Severity => Severity.High;

    /// <inheritdoc/>
    public override string Finds => "The policy of a wave that was promoted is no longer enforced, or is gone.";

    /// <inheritdoc/>
    public override string MendedAt => Portal.ConditionalAccess;

    /// <inheritdoc/>
    public override IEnumerable<Finding> Find(SweepFacts facts, DateTimeOffset now) => facts.Waves is Answer<IReadOnlyList<SweptWave>>.Given { Value: var waves }
        ? waves.Where(wave => wave.Enforced is null && PromotionStanding.IsPromoted(facts, wave)).Select(wave => wave.Policy switch
        {
            OwnPolicy.Found { Policy: var policy } => Found($"\"{policy.DisplayName}\" was promoted {wave.Told!.PromotedAt:yyyy-MM-dd}, and is {policy.State ?? "in no state"} now: its people sign in without their key.",
                "Find out who changed it; roll the wave back by name if that is meant, or have it promoted again.", [policy.Id], wave.Number),
            _ => Found($"Wave {wave.Number} was promoted {wave.Told!.PromotedAt:yyyy-MM-dd}, and the tenant has no policy of its name any more: its people sign in without their key.",
                "Find out who removed or renamed it, and restore it.", [], wave.Number),
        })
        : [Unknown(facts.Waves)];
}
