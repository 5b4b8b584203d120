using Fido2Workflow.Core.ConditionalAccess;
using Fido2Workflow.Core.Tenants;

namespace Fido2Workflow.Core.Gates;

/// <summary>Set arithmetic over whom the wave's policy names.</summary>
public static class EffectiveScope
{
    /// <summary>The users hit, by object id; a failure where an inclusion is of a kind a wave's policy never has, or a group could not be read.</summary>
    public static Answer<IReadOnlyList<string>> Of(WaveFacts facts) => Of(facts.Policy, facts.GroupUsers);

    /// <summary>The same, of a policy by itself.</summary>
    /// <param name="groupUsers">The users of each group that it names, through nested groups.</param>
    public static Answer<IReadOnlyList<string>> Of(Answer<ConditionalAccessPolicy> answer, IReadOnlyDictionary<string, Answer<IReadOnlyList<string>>> groupUsers)
    {
        if (answer is not Answer<ConditionalAccessPolicy>.Given { Value: var policy } given) return answer.Select<IReadOnlyList<string>>(_ => []);

        var users = PolicyUsers.Of(policy.Body);
        if (users.IncludeRoles.Count > 0 || users.Others.Count > 0 || users.IncludeUsers.Any(user => !Guid.TryParse(user, out _)))
            return new Answer<IReadOnlyList<string>>.Failed(new TenantFailure.Unreadable("it includes more than groups and named users") { Request = $"policy {policy.Id}" });

        var scope = users.IncludeUsers.ToHashSet();
        foreach (var group in users.IncludeGroups)
        {
            if (Members(groupUsers, group) is not Answer<IReadOnlyList<string>>.Given included) return Members(groupUsers, group);
            scope.UnionWith(included.Value);
        }
        foreach (var group in users.ExcludeGroups)
        {
            if (Members(groupUsers, group) is not Answer<IReadOnlyList<string>>.Given excluded) return Members(groupUsers, group);
            scope.ExceptWith(excluded.Value);
        }
        scope.ExceptWith(users.ExcludeUsers);
        return new Answer<IReadOnlyList<string>>.Given([.. scope.Order(StringComparer.Ordinal)], given.At, given.From);
    }

    private static Answer<IReadOnlyList<string>> Members(IReadOnlyDictionary<string, Answer<IReadOnlyList<string>>> groupUsers, string group) =>
        groupUsers.TryGetValue(group, out var members)
            ? members
            : new Answer<IReadOnlyList<string>>.Failed(new TenantFailure.NotFound { Request = $"members of group {group}" });
}
