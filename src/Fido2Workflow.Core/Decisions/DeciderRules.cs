using Fido2Workflow.Core.Plans;
using Fido2Workflow.Core.Tenants;

namespace Fido2Workflow.Core.Decisions;

/// <summary>Why somebody's word is not taken.</summary>
public abstract record DeciderRefusal
{
    private DeciderRefusal() { }

    /// <summary>Their user principal name.</summary>
    public required string Person { get; init; }

    /// <summary>A break-glass account is nobody in particular: whoever used it could not be asked.</summary>
    public sealed record BreakGlass : DeciderRefusal;

    /// <summary>The account is disabled, or the tenant does not say whether it is.</summary>
    public sealed record NotEnabled : DeciderRefusal;

    /// <summary>The account is a guest's, or the tenant does not say whether it is.</summary>
    public sealed record NotAMember : DeciderRefusal;

    /// <summary>Stable.</summary>
    public string Code => this switch
    {
        BreakGlass => "decider-break-glass",
        NotEnabled => "decider-not-enabled",
        NotAMember => "decider-not-a-member",
        _ => throw new InvalidOperationException("closed hierarchy"),
    };

    /// <summary>What it means, for the operator.</summary>
    public string Sentence => this switch
    {
        BreakGlass => $"{Person} is a break-glass account, which stands for nobody in particular.",
        NotEnabled => $"{Person} is not an enabled account.",
        NotAMember => $"{Person} is not known to be a member of the tenant.",
        _ => throw new InvalidOperationException("closed hierarchy"),
    };

    /// <summary>What a person does about it.</summary>
    public string NextStep => this switch
    {
        BreakGlass => "Let the person decide who stands behind it, by their own account.",
        NotEnabled or NotAMember => "Let an enabled member of the tenant decide.",
        _ => throw new InvalidOperationException("closed hierarchy"),
    };
}

/// <summary>Whose word is taken: an enabled member's. Pure.</summary>
public static class DeciderRules
{
    /// <summary>Why this account's word is not taken; null where it is.</summary>
    public static DeciderRefusal? Check(Plan plan, User person) => person switch
    {
        _ when plan.Exclusions.BreakGlassAccounts.Contains(person.Id) => new DeciderRefusal.BreakGlass { Person = person.UserPrincipalName },
        { AccountEnabled: not true } => new DeciderRefusal.NotEnabled { Person = person.UserPrincipalName },
        { UserType: not "Member" } => new DeciderRefusal.NotAMember { Person = person.UserPrincipalName },
        _ => null,
    };
}
