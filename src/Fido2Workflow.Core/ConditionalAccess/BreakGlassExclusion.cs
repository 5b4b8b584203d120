using Fido2Workflow.Core.Plans;
using Fido2Workflow.Core.Tenants;

namespace Fido2Workflow.Core.ConditionalAccess;

/// <summary>
/// Whether a policy lets the break-glass accounts past it. One that cannot hold users, and one made for these accounts
/// that their key satisfies, need no exclusion.
/// </summary>
public static class BreakGlassExclusion
{
    /// <summary>Whether the policy, were it on, would hit the break-glass accounts.</summary>
    public static bool IsMissing(ConditionalAccessPolicy policy, Plan plan)
    {
        var users = PolicyUsers.Of(policy.Body);
        return !users.HoldsNobody
            && !users.ExcludeGroups.Contains(plan.Exclusions.BreakGlassGroup)
            && !(users.IncludesOnly(plan.Exclusions.BreakGlassGroup) && RequiresOnlyTheStrength(policy, plan.AuthenticationStrength));
    }

    // Terms of use, a third party's factor or anything not known would ask for more than a key.
    private static bool RequiresOnlyTheStrength(ConditionalAccessPolicy policy, string strength) =>
        PolicyContent.Flatten(policy.Body)
            .Where(property => property.Key.StartsWith("grantControls.", StringComparison.Ordinal) && property.Key is not "grantControls.operator")
            .ToList() is [{ Key: "grantControls.authenticationStrength.id", Value: var required }] && required == strength;
}
