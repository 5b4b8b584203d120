using Fido2Workflow.Core.Tenants;

namespace Fido2Workflow.Core.Prediction;

/// <summary>Who is in which of the groups that matter, and holds which directory role.</summary>
/// <param name="groups">The users of each group, through nested groups.</param>
/// <param name="roles">Those whose scope is less than the whole tenant do not count. (Microsoft Learn: "Users and groups in Conditional Access policy".)</param>
internal sealed class Memberships(IEnumerable<KeyValuePair<string, IReadOnlyList<string>>> groups, IReadOnlyList<RoleAssignment> roles)
{
    private static readonly HashSet<string> None = [];

    private readonly Dictionary<string, HashSet<string>> _groups = ByMember(groups.SelectMany(group => group.Value.Select(user => (user, group.Key))));
    private readonly Dictionary<string, HashSet<string>> _roles = ByMember(
        roles.Where(role => role.DirectoryScopeId is DirectoryRoles.WholeTenant).Select(role => (role.PrincipalId, role.RoleDefinitionId)));

    public HashSet<string> GroupsOf(string userId) => _groups.GetValueOrDefault(userId, None);

    public HashSet<string> RolesOf(string userId) => _roles.GetValueOrDefault(userId, None);

    private static Dictionary<string, HashSet<string>> ByMember(IEnumerable<(string Member, string Of)> pairs) =>
        pairs.GroupBy(pair => pair.Member).ToDictionary(same => same.Key, same => same.Select(pair => pair.Of).ToHashSet(StringComparer.OrdinalIgnoreCase));
}
