using Fido2Workflow.Core.Decisions;
using Fido2Workflow.Core.Gates;
using Fido2Workflow.Core.Plans;
using Fido2Workflow.Core.Tenants;

namespace Fido2Workflow.Core.Preparation;

/// <summary>What a preparation goes by, whole.</summary>
public sealed record PreparationFacts
{
    /// <summary>The plan.</summary>
    public required Plan Plan { get; init; }

    /// <summary>Ids of policies that somebody named, so that exclusions may be added to them.</summary>
    public required IReadOnlyList<string> NamedPolicies { get; init; }

    /// <summary>When it was read, UTC.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>Every account.</summary>
    public required IReadOnlyList<User> Users { get; init; }

    /// <summary>The groups that the plan names by id; those that were not found are missing.</summary>
    public required IReadOnlyDictionary<string, Group> NamedGroups { get; init; }

    /// <summary>The groups of the rollout's own nicknames.</summary>
    public required IReadOnlyDictionary<string, IReadOnlyList<Group>> OwnGroups { get; init; }

    /// <summary>The users of every group that matters, through nested groups, by the group's id.</summary>
    public required IReadOnlyDictionary<string, IReadOnlyList<string>> GroupUsers { get; init; }

    /// <summary>The authentication methods policy as the tenant holds it.</summary>
    public required AuthenticationMethodsPolicy Methods { get; init; }

    /// <summary>Its FIDO2 configuration.</summary>
    public required Fido2Policy Fido2 { get; init; }

    /// <summary>Its Temporary Access Pass configuration.</summary>
    public required TemporaryAccessPassPolicy Passes { get; init; }

    /// <summary>Every conditional access policy.</summary>
    public required IReadOnlyList<ConditionalAccessPolicy> Policies { get; init; }

    /// <summary>The keys of every account that may hold one; guests cannot.</summary>
    public required IReadOnlyDictionary<string, Answer<IReadOnlyList<Fido2Key>>> Keys { get; init; }

    /// <summary>What people decided.</summary>
    public required IReadOnlyList<StoredDecision> Decisions { get; init; }

    /// <summary>An account's user principal name; its id where there is no such account.</summary>
    internal string Name(string userId) => Users.FirstOrDefault(user => user.Id == userId)?.UserPrincipalName ?? userId;

    /// <summary>Names for a sentence: the first three, and how many more.</summary>
    internal string Names(IReadOnlyCollection<string> userIds) => AccountNames.List([.. userIds.Select(Name)]);

    /// <summary>The users of a group; nobody where it is yet to be made.</summary>
    internal IReadOnlyList<string> UsersOf(string groupId) => GroupUsers.GetValueOrDefault(groupId) ?? [];
}

/// <summary>What came of reading the facts.</summary>
public abstract record PreparationRead
{
    private PreparationRead() { }

    /// <summary>All of it was read.</summary>
    public sealed record Whole(PreparationFacts Facts) : PreparationRead;

    /// <summary>Some of it was not, and nothing is concluded.</summary>
    public sealed record Partial(IReadOnlyList<TenantFailure> Failures) : PreparationRead;
}
