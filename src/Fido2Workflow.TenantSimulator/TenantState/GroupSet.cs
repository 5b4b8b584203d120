using System.Collections.Immutable;

namespace Fido2Workflow.TenantSimulator.TenantState;

/// <summary>All groups at one moment, and who is in them through nesting. A changed set is a new one, so what it computed once stays true.</summary>
internal sealed class GroupSet(ImmutableSortedDictionary<string, Group> groups)
{
    private readonly Dictionary<string, IReadOnlySet<string>> _groupsOf = new(StringComparer.OrdinalIgnoreCase);
    private ILookup<string, string>? _directGroupsOf;

    public IEnumerable<Group> All => groups.Values;

    public Group? Find(string id) => groups.GetValueOrDefault(id);

    public GroupSet With(Group group) => new(groups.SetItem(group.Id, group));

    /// <summary>The set with one group as it is in <paramref name="other"/>, which may be: not there.</summary>
    public GroupSet WithGroupOf(GroupSet other, string id) => other.Find(id) is { } group ? With(group) : new(groups.Remove(id));

    /// <summary>The ids of the groups an object is in, directly or through other groups.</summary>
    public IReadOnlySet<string> GroupsOf(string objectId)
    {
        if (_groupsOf.TryGetValue(objectId, out var known))
            return known;

        _directGroupsOf ??= groups.Values
            .SelectMany(group => group.Members.Keys.Select(member => (member, group.Id)))
            .ToLookup(pair => pair.member, pair => pair.Id, StringComparer.OrdinalIgnoreCase);
        return _groupsOf[objectId] = Reach(objectId, id => _directGroupsOf[id]);
    }

    /// <summary>The ids of all members of a group, those of nested groups and these groups included.</summary>
    public IReadOnlySet<string> TransitiveMembers(string groupId) => Reach(groupId, id => Find(id)?.Members.Keys ?? []);

    private static HashSet<string> Reach(string start, Func<string, IEnumerable<string>> next)
    {
        var reached = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        var open = new Stack<string>(next(start));
        while (open.TryPop(out var id))
        {
            if (!reached.Add(id)) continue;
            foreach (var further in next(id))
                open.Push(further);
        }

        return reached;
    }
}
