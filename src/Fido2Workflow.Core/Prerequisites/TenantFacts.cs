using Fido2Workflow.Core.Decisions;
using Fido2Workflow.Core.Gates;
using Fido2Workflow.Core.Plans;
using Fido2Workflow.Core.Tenants;

namespace Fido2Workflow.Core.Prerequisites;

/// <summary>All that the prerequisites of a rollout are judged by: what was read of the tenant, as it was answered.</summary>
public sealed record TenantFacts
{
    /// <summary>The plan.</summary>
    public required Plan Plan { get; init; }

    /// <summary>Whose token reads, and with which permissions.</summary>
    public required Answer<TokenIdentity> Identity { get; init; }

    /// <summary>The service plans that the tenant has bought.</summary>
    public required Answer<IReadOnlyList<string>> ServicePlans { get; init; }

    /// <summary>A short span of the sign-in log, each row with the result of one policy of the tenant.</summary>
    public required Answer<SignInLog> RecentSignIns { get; init; }

    /// <summary>Every account.</summary>
    public required Answer<IReadOnlyList<User>> Users { get; init; }

    /// <summary>Who holds a directory role now.</summary>
    public required Answer<IReadOnlyList<RoleAssignmentInstance>> RoleAssignments { get; init; }

    /// <summary>The methods of each break-glass account.</summary>
    public required IReadOnlyDictionary<string, Answer<IReadOnlyList<AuthenticationMethod>>> Methods { get; init; }

    /// <summary>The sign-ins of each break-glass account, as far back as it must be verified.</summary>
    public required IReadOnlyDictionary<string, Answer<SignInLog>> BreakGlassSignIns { get; init; }

    /// <summary>The groups that the plan excludes or releases by, by id.</summary>
    public required IReadOnlyDictionary<string, Answer<Group>> Groups { get; init; }

    /// <summary>The direct members of the break-glass group.</summary>
    public required Answer<GroupMembers> BreakGlassMembers { get; init; }

    /// <summary>
    /// The users, through nested groups, of the service accounts' group, of the groups that the FIDO2 policy includes or
    /// excludes, and of those that a policy of the rollout names.
    /// </summary>
    public required IReadOnlyDictionary<string, Answer<IReadOnlyList<string>>> GroupUsers { get; init; }

    /// <summary>Every conditional access policy.</summary>
    public required Answer<IReadOnlyList<ConditionalAccessPolicy>> Policies { get; init; }

    /// <summary>The plan's authentication strength, and those that the policies over registration require.</summary>
    public required IReadOnlyDictionary<string, Answer<AuthenticationStrength>> Strengths { get; init; }

    /// <summary>The FIDO2 configuration.</summary>
    public required Answer<Fido2Policy> Fido2Policy { get; init; }

    /// <summary>The keys of the break-glass accounts and of everybody whom the registration report shows with one.</summary>
    public required Answer<IReadOnlyDictionary<string, Answer<IReadOnlyList<Fido2Key>>>> Keys { get; init; }

    /// <summary>The Temporary Access Pass configuration.</summary>
    public required Answer<TemporaryAccessPassPolicy> TemporaryAccessPassPolicy { get; init; }

    /// <summary>The tenant's domains.</summary>
    public required Answer<IReadOnlyList<Domain>> Domains { get; init; }

    /// <summary>What people decided, in order.</summary>
    public required IReadOnlyList<StoredDecision> Decided { get; init; }

    /// <summary>What people decided, without its order.</summary>
    public IEnumerable<Decision> Decisions => Decided.Select(stored => stored.Decision);

    /// <summary>The plan's break-glass accounts.</summary>
    public IReadOnlyList<string> BreakGlassAccounts => Plan.Exclusions.BreakGlassAccounts;

    /// <summary>The users of a group, or that it was not read.</summary>
    public Answer<IReadOnlyList<string>> UsersOf(string group) =>
        GroupUsers.GetValueOrDefault(group) ?? new Answer<IReadOnlyList<string>>.Failed(new TenantFailure.NotFound { Request = $"members of group {group}" });

    /// <summary>A group of the plan, or that it was not read.</summary>
    public Answer<Group> GroupOf(string group) =>
        Groups.GetValueOrDefault(group) ?? new Answer<Group>.Failed(new TenantFailure.NotFound { Request = $"group {group}" });

    /// <summary>The last word for that account and item which counts now; null where there is none.</summary>
    public Attested? Attestation(AttestationItem item, string? account, DateTimeOffset now) =>
        Decisions.OfType<Attested>().LastOrDefault(word => word.Item == item && word.Account == account && word.At <= now && word.Until > now);

    /// <summary>Names for a sentence: the first three, and how many more.</summary>
    public string Names(IReadOnlyCollection<string> userIds) => AccountNames.Names(Users, userIds);
}
