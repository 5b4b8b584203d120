using Fido2Workflow.Core.Tenants;

namespace Fido2Workflow.Core.Prerequisites;

/// <summary>Whom the FIDO2 policy targets, by set arithmetic over its groups.</summary>
internal static class Fido2Targeting
{
    /// <summary>The users of every group that the policy includes or excludes, or the failure of the first that could not be read.</summary>
    public static Answer<IReadOnlyDictionary<string, IReadOnlySet<string>>> Members(TenantFacts facts, Fido2Policy policy)
    {
        var members = new Dictionary<string, IReadOnlySet<string>>();
        foreach (var group in Groups(policy))
        {
            if (facts.UsersOf(group) is not Answer<IReadOnlyList<string>>.Given { Value: var users })
                return new Answer<IReadOnlyDictionary<string, IReadOnlySet<string>>>.Failed(((Answer<IReadOnlyList<string>>.Failed)facts.UsersOf(group)).Failure);
            members[group] = users.ToHashSet();
        }
        return facts.Fido2Policy.Select<IReadOnlyDictionary<string, IReadOnlySet<string>>>(_ => members);
    }

    /// <summary>The groups that the policy includes or excludes.</summary>
    public static IReadOnlyList<string> Groups(Fido2Policy policy) =>
        [.. policy.IncludeTargets.Select(target => target.Id).Concat(policy.ExcludeTargets).Where(id => id != Fido2Policy.AllUsers).Distinct()];

    /// <summary>Those of these accounts that the policy does not target; an exclusion beats every inclusion.</summary>
    public static IReadOnlyList<string> NotTargeted(Fido2Policy policy, IReadOnlyDictionary<string, IReadOnlySet<string>> members, IEnumerable<string> accounts) =>
    [
        .. accounts.Where(account => policy.ExcludeTargets.Any(group => members[group].Contains(account))
            || !policy.IncludeTargets.Any(target => target.Id == Fido2Policy.AllUsers || members[target.Id].Contains(account))),
    ];
}
