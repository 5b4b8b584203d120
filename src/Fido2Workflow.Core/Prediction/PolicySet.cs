using Fido2Workflow.Core.Gates;

namespace Fido2Workflow.Core.Prediction;

/// <summary>
/// Some policies, turned inside out: which of them each group, role or person is named by. So whom a policy is for is found by
/// joining a few bit sets for each person, whatever the number of policies, and what it is about once for each way of signing in.
/// </summary>
internal sealed class PolicySet
{
    private readonly Side _includes;
    private readonly Side _excludes;
    private readonly PolicyBits _notUnderstood;
    private readonly Dictionary<Circumstances, Matches> _about = [];

    public PolicySet(IReadOnlyList<CompiledPolicy> policies)
    {
        Policies = policies;
        _notUnderstood = new(policies.Count);
        _includes = new(policies, policy => policy.Users.Include);
        _excludes = new(policies, policy => policy.Users.Exclude);
        for (var place = 0; place < policies.Count; place++)
            if (policies[place].Users.NotUnderstood.Count > 0) _notUnderstood.Add(place);
    }

    public IReadOnlyList<CompiledPolicy> Policies { get; }

    /// <summary>The policies that are for a person: whoever one list includes and none excludes.</summary>
    public Matches For(Person person)
    {
        var (sure, perhaps) = _includes.Of(person);
        var (excluded, excludedPerhaps) = _excludes.Of(person);
        perhaps.Add(sure);
        perhaps.Add(_notUnderstood);
        perhaps.Remove(excluded);
        sure.Remove(excluded);
        sure.Remove(excludedPerhaps);
        sure.Remove(_notUnderstood);
        return new(sure, perhaps);
    }

    /// <summary>The policies that are about that way of signing in.</summary>
    public Matches About(Circumstances circumstances)
    {
        if (_about.TryGetValue(circumstances, out var known)) return known;
        var (sure, perhaps) = (new PolicyBits(Policies.Count), new PolicyBits(Policies.Count));
        for (var place = 0; place < Policies.Count; place++)
        {
            var isAbout = Policies[place].IsAbout(circumstances);
            if (isAbout is Verdict.Yes) sure.Add(place);
            if (isAbout is not Verdict.No) perhaps.Add(place);
        }
        return _about[circumstances] = new(sure, perhaps);
    }

    /// <summary>One side of the users' conditions of all policies.</summary>
    private sealed class Side
    {
        private readonly int _count;
        private readonly PolicyBits _everybody;
        private readonly Dictionary<string, PolicyBits> _users = new(StringComparer.OrdinalIgnoreCase);
        private readonly Dictionary<string, PolicyBits> _groups = new(StringComparer.OrdinalIgnoreCase);
        private readonly Dictionary<string, PolicyBits> _roles = new(StringComparer.OrdinalIgnoreCase);
        private readonly Dictionary<string, PolicyBits> _guests = new(StringComparer.OrdinalIgnoreCase);
        private readonly Dictionary<string, PolicyBits> _guestsOfSome = new(StringComparer.OrdinalIgnoreCase);

        public Side(IReadOnlyList<CompiledPolicy> policies, Func<CompiledPolicy, UserList> list)
        {
            _count = policies.Count;
            _everybody = new(_count);
            for (var place = 0; place < policies.Count; place++)
            {
                var named = list(policies[place]);
                if (named.Everybody) _everybody.Add(place);
                Add(_users, named.Users, place);
                Add(_groups, named.Groups, place);
                Add(_roles, named.Roles, place);
                Add(_guests, named.GuestKinds, place);
                Add(_guestsOfSome, named.GuestKindsOfSome, place);
            }
        }

        public (PolicyBits Sure, PolicyBits Perhaps) Of(Person person)
        {
            var (sure, perhaps) = (new PolicyBits(_count), new PolicyBits(_count));
            sure.Add(_everybody);
            Join(sure, _users, [person.Id]);
            Join(sure, _groups, person.Groups);
            Join(sure, _roles, person.Roles);
            Join(perhaps, _roles, person.EligibleRoles);
            if (person.GuestKind is { } kind)
            {
                Join(sure, _guests, [kind]);
                Join(perhaps, _guestsOfSome, [kind]);
            }
            return (sure, perhaps);
        }

        private void Add(Dictionary<string, PolicyBits> index, IReadOnlyList<string> names, int place)
        {
            foreach (var name in names)
            {
                if (!index.TryGetValue(name, out var bits)) index[name] = bits = new(_count);
                bits.Add(place);
            }
        }

        private static void Join(PolicyBits bits, Dictionary<string, PolicyBits> index, IEnumerable<string> names)
        {
            foreach (var name in names)
                if (index.TryGetValue(name, out var named)) bits.Add(named);
        }
    }
}

/// <summary>Policies that match, and those that may.</summary>
/// <param name="Sure">Those that surely do.</param>
/// <param name="Perhaps">Those that do or may.</param>
internal sealed record Matches(PolicyBits Sure, PolicyBits Perhaps);
