using Fido2Workflow.Core.Decisions;
using Fido2Workflow.Core.Plans;
using Fido2Workflow.Core.Tenants;

namespace Fido2Workflow.Core.Passes;

/// <summary>All that decides whether a person may be given a Temporary Access Pass: what was read, as it was answered.</summary>
public sealed record PassFacts
{
    /// <summary>The plan.</summary>
    public required Plan Plan { get; init; }

    /// <summary>The person.</summary>
    public required User Person { get; init; }

    /// <summary>The tenant's Temporary Access Pass configuration.</summary>
    public required Answer<TemporaryAccessPassPolicy> Policy { get; init; }

    /// <summary>The users of each group that the configuration targets or that holds the break-glass accounts, through nested groups, by the group's id.</summary>
    public required IReadOnlyDictionary<string, Answer<IReadOnlyList<string>>> GroupUsers { get; init; }

    /// <summary>Who holds a directory role.</summary>
    public required Answer<IReadOnlyList<RoleAssignment>> Roles { get; init; }

    /// <summary>Who may activate a directory role.</summary>
    public required Answer<IReadOnlyList<RoleEligibility>> Eligible { get; init; }

    /// <summary>What the tenant has bought: where it holds no plan with eligible roles, nobody is eligible.</summary>
    public required Answer<IReadOnlyList<string>> ServicePlans { get; init; }

    /// <summary>The users of each other principal that holds a role or may: there is no such group where it is a user or an application.</summary>
    public required IReadOnlyDictionary<string, Answer<IReadOnlyList<string>>> RoleGroupUsers { get; init; }

    /// <summary>The pass that the person has now, if any: a new one takes its place.</summary>
    public required Answer<IReadOnlyList<TemporaryAccessPass>> Present { get; init; }

    /// <summary>What people decided, in order.</summary>
    public required IReadOnlyList<StoredDecision> Decisions { get; init; }

    /// <summary>The pass whose place a new one takes; null where there is none, or it could not be read.</summary>
    public TemporaryAccessPass? Replaced => Present is Answer<IReadOnlyList<TemporaryAccessPass>>.Given { Value: [.., var last] } ? last : null;
}
