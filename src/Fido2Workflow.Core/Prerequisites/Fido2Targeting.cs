using Fido2Workflow.Core.ConditionalAccess;
using Fido2Workflow.Core.Plans;
using Fido2Workflow.Core.Tenants;

namespace Fido2Workflow.Core.Prerequisites;

/// <summary>Whom the FIDO2 policy targets, by set arithmetic over its groups.</summary>
internal static class Fido2Targeting
{
    /// <summary>The users of every group that the policy includes or excludes, or the failure of the first that could not be read.</summary>
    public static Answer<IReadOnlyDictionary<string, IReadOnlySet<string>>> Members(TenantFacts facts, Fido2Policy policy)
    {
        var groups = policy.Groups.ToDictionary(group => group, facts.UsersOf);
        return groups.FirstFailure() is { } failure
            ? new Answer<IReadOnlyDictionary<string, IReadOnlySet<string>>>.Failed(failure)
            : facts.Fido2Policy.Select<IReadOnlyDictionary<string, IReadOnlySet<string>>>(_ => groups.Given().ToDictionary(group => group.Key, IReadOnlySet<string> (group) => group.Value.ToHashSet()));
    }

    /// <summary>The enforcement groups of the waves that are open. A wave is open once its policy is there.</summary>
    public static IEnumerable<string> OpenWaves(Plan plan, IReadOnlyList<ConditionalAccessPolicy> policies)
    {
        var names = plan.Waves.Select(wave => WavePolicy.DisplayName(plan, wave.Number)).ToHashSet();
        return policies.Where(policy => names.Contains(policy.DisplayName)).SelectMany(policy => PolicyUsers.Of(policy.Body).IncludeGroups).Distinct();
    }

    /// <summary>Those of these accounts that the policy does not target; an exclusion beats every inclusion.</summary>
    public static IReadOnlyList<string> NotTargeted(Fido2Policy policy, IReadOnlyDictionary<string, IReadOnlySet<string>> members, IEnumerable<string> accounts) =>
    [
        .. accounts.Where(account => policy.ExcludeTargets.Any(group => members[group].Contains(account))
            || !policy.IncludeTargets.Any(target => target.Id == Fido2Policy.AllUsers || members[target.Id].Contains(account))),
    ];
}
