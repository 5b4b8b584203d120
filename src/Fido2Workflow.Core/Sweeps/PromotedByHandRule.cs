using Fido2Workflow.Core.ConditionalAccess;
using Fido2Workflow.Core.Gates;
using Fido2Workflow.Core.Tenants;

namespace Fido2Workflow.Core.Sweeps;

/// <summary>A policy of the rollout is enforced, and no approval stands by which it may be: somebody did it by hand.</summary>
public sealed class PromotedByHandRule : SweepRule
{
    /// <inheritdoc/>
    public override string Name => "promoted-by-hand";

    /// <inheritdoc/>
    public override Severity Severity => Severity.Critical;

    /// <inheritdoc/>
    public override string Finds => "A policy of the rollout is enforced without an approval that stands: a promotion by hand.";

    /// <inheritdoc/>
    public override string MendedAt => Portal.ConditionalAccess;

    /// <inheritdoc/>
    public override IEnumerable<Finding> Find(SweepFacts facts, DateTimeOffset now)
    {
        if (facts.Waves is Answer<IReadOnlyList<SweptWave>>.Failed) yield return Unknown(facts.Waves);
        foreach (var wave in facts.Enforced.Where(wave => !PromotionStanding.IsApproved(facts, wave)))
            yield return Found($"\"{wave.Enforced!.DisplayName}\" is enforced, and nobody approved that.",
                "Find out who enforced it and whom it locks out, and roll the wave back.", [wave.Enforced.Id], wave.Number);
        // The policy over all users takes the waves' place once they are done, and nothing of ours promotes it before.
        if (facts.Tenant.Policies is Answer<IReadOnlyList<ConditionalAccessPolicy>>.Given { Value: var policies }
            && OwnPolicy.Named(AllUsersPolicy.DisplayName(facts.Plan), policies) is OwnPolicy.Found { Policy: { State: ConditionalAccessPolicy.Enabled } all })
            yield return Found($"\"{all.DisplayName}\" is enforced over every account, and nobody approved that.",
                "Find out who enforced it and whom it locks out, and put it back to report-only.", [all.Id]);
    }
}
