using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Fido2Workflow.TenantSimulator.ConditionalAccess;

namespace Fido2Workflow.TenantSimulator.People;

/// <summary>One account while the simulation runs: what it has been asked, done and seen so far.</summary>
internal sealed class Account(int number, string userId, Behaviour behaviour)
{
    public int Number { get; } = number;

    public string UserId { get; } = userId;

    public Behaviour Behaviour { get; } = behaviour;

    /// <summary>When the account was asked to enroll; null as long as it has not been.</summary>
    public DateTimeOffset? AskedAt { get; set; }

    /// <summary>What its tokens carry: the credentials of the last interactive success.</summary>
    public Credentials LastUsed { get; set; } = Credentials.Password;

    /// <summary>Whether its tokens still count: false from their revocation to the next sign-in by hand.</summary>
    public bool HasSession { get; set; } = true;

    /// <summary>The apps it has reached in this simulation.</summary>
    public HashSet<string> Reached { get; } = new(StringComparer.OrdinalIgnoreCase);

    public DecisionCache Decisions { get; } = new();
}

/// <summary>Decisions already made for one account, thrown away when anything they rest on has changed.</summary>
internal sealed class DecisionCache
{
    private readonly Dictionary<Circumstance, Decision> _known = [];
    private (PolicySet Set, JsonObject User, ImmutableList<JsonObject> Methods)? _basis;

    public Decision Get(PolicySet set, JsonObject user, ImmutableList<JsonObject> methods, Circumstance circumstance, Func<Decision> decide)
    {
        var holds = _basis is { } basis
            && ReferenceEquals(basis.Set, set) && ReferenceEquals(basis.User, user) && ReferenceEquals(basis.Methods, methods);
        if (!holds)
        {
            _known.Clear();
            _basis = (set, user, methods);
        }

        if (!_known.TryGetValue(circumstance, out var decision))
            _known.Add(circumstance, decision = decide());
        return decision;
    }
}

/// <summary>What, besides its basis, a decision depends on.</summary>
internal readonly record struct Circumstance(string AppId, SignInStep Step, bool PrefersKey, Credentials Carried);

internal enum SignInStep
{
    Interactive,
    Interrupted,
    Silent,
}
