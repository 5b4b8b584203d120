using Fido2Workflow.Core.Gates;
using Fido2Workflow.Core.Plans;
using Fido2Workflow.Core.Tenants;

namespace Fido2Workflow.Core.ConditionalAccess;

/// <summary>
/// The break-glass group is excluded, by its own id, from every policy that is enabled or report-only, whoever made it. Out
/// by way of another group, or one account at a time, does not count: the next edit of somebody else would undo it. Exempt
/// are policies that hold no user, and one made for the break-glass accounts alone that their key satisfies.
/// </summary>
public static class BreakGlassExclusion
{
    /// <summary>The policies that must exclude the group and do not.</summary>
    public static IReadOnlyList<ConditionalAccessPolicy> MissingFrom(IReadOnlyList<ConditionalAccessPolicy> policies, Plan plan) =>
    [
        .. policies.Where(policy => policy.State is not ConditionalAccessPolicy.Disabled && !IsExempt(policy, plan)
            && !PolicyUsers.Of(policy.Body).ExcludeGroups.Contains(plan.Exclusions.BreakGlassGroup)),
    ];

    /// <summary>Which policies it is missing from, as one sentence.</summary>
    public static string Sentence(IReadOnlyList<ConditionalAccessPolicy> missing) =>
        $"{missing.Count} {(missing.Count == 1 ? "policy does" : "policies do")} not exclude the break-glass group: {AccountNames.List([.. missing.Select(policy => $"\"{policy.DisplayName}\"")])}.";

    private static bool IsExempt(ConditionalAccessPolicy policy, Plan plan)
    {
        var users = PolicyUsers.Of(policy.Body);
        return users.HoldsNobody || (users.IncludesOnly(plan.Exclusions.BreakGlassGroup) && RequiresOnlyTheStrength(policy, plan.AuthenticationStrength));
    }

    // Terms of use, a third party's factor or anything not known would ask for more than a key.
    private static bool RequiresOnlyTheStrength(ConditionalAccessPolicy policy, string strength) =>
        PolicyContent.Flatten(policy.Body)
            .Where(property => property.Key.StartsWith("grantControls.", StringComparison.Ordinal) && property.Key is not "grantControls.operator")
            .ToList() is [{ Key: "grantControls.authenticationStrength.id", Value: var required }] && required == strength;
}
