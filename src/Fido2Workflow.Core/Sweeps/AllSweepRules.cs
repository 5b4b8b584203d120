using Fido2Workflow.Core.Gates;

namespace Fido2Workflow.Core.Sweeps;

/// <summary>What a sweep looks for, listed once. A new rule joins the list and is asked everywhere; so is a new prerequisite.</summary>
public static class AllSweepRules
{
    /// <summary>First what only an enforced rollout can have, then what must have stood before it began.</summary>
    public static IReadOnlyList<SweepRule> InOrder { get; } =
    [
        new LockoutWaitingRule(), new PromotedByHandRule(), new EnforcedPolicyOffRule(), new PolicyDriftedRule(), new JoinersWaitingRule(),
        new KeyWillNotWorkRule(), new DeferralEndsRule(),
        .. AllGates.OfTheTenant.Select(gate => new PrerequisiteRule(gate)),
    ];
}
