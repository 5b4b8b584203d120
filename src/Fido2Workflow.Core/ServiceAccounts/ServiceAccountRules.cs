using Fido2Workflow.Core.Decisions;
using Fido2Workflow.Core.Operations;
using Fido2Workflow.Core.Plans;
using Fido2Workflow.Core.Tenants;

namespace Fido2Workflow.Core.ServiceAccounts;

/// <summary>Why a word about a service account is not taken.</summary>
public abstract record ServiceAccountRefusal
{
    private ServiceAccountRefusal() { }

    /// <summary>The account's name.</summary>
    public required string Account { get; init; }

    /// <summary>It is a break-glass account: those are excluded by a group of their own.</summary>
    public sealed record BreakGlass : ServiceAccountRefusal;

    /// <summary>An account cannot answer for itself, nor its holder say that they are human.</summary>
    public sealed record ItsOwnWord : ServiceAccountRefusal;

    /// <summary>Whoever is to answer for it is no enabled member with an account of their own.</summary>
    public sealed record NoPerson(string Owner) : ServiceAccountRefusal;

    /// <summary>The plan itself lists it as a service account: a plan is corrected, not talked over.</summary>
    public sealed record ListedByThePlan : ServiceAccountRefusal;

    /// <summary>It is excluded: nobody who is excluded needs to be vouched for.</summary>
    public sealed record Excluded : ServiceAccountRefusal;

    /// <summary>The refusal's stable code.</summary>
    public string Code => this switch
    {
        BreakGlass => "break-glass-account",
        ItsOwnWord => "its-own-word",
        NoPerson => "owner-is-no-person",
        ListedByThePlan => "listed-by-the-plan",
        Excluded => "excluded-already",
        _ => throw new InvalidOperationException("closed hierarchy"),
    };

    /// <summary>What is refused, why, and what to do instead, for the operator.</summary>
    public string Sentence => this switch
    {
        BreakGlass => $"{Account} is a break-glass account, and those are excluded by a group of their own. Nothing was stored.",
        ItsOwnWord => $"{Account} cannot speak for itself: whoever holds a service account would say the same. Nothing was stored. Let somebody else say it, with --by or --owner.",
        NoPerson(var owner) => $"{owner} is no enabled member who could answer for {Account}. Nothing was stored. Name a person who works here.",
        ListedByThePlan => $"The plan lists {Account} as a service account. Nothing was stored. If a person is behind it, take it off exclusions.service-accounts.accounts.",
        Excluded => $"{Account} is in the group of excluded service accounts. Nothing was stored. If a person is behind it, take it out of the group first.",
        _ => throw new InvalidOperationException("closed hierarchy"),
    };
}

/// <summary>Whose word is taken about which account.</summary>
public static class ServiceAccountRules
{
    /// <summary>Why nobody may answer so for this account; null where they may.</summary>
    public static ServiceAccountRefusal? CheckOwner(Plan plan, User account, User owner) =>
        plan.Exclusions.BreakGlassAccounts.Contains(account.Id) ? new ServiceAccountRefusal.BreakGlass { Account = account.UserPrincipalName }
        : owner.Id == account.Id ? new ServiceAccountRefusal.ItsOwnWord { Account = account.UserPrincipalName }
        : DeciderRules.Check(plan, owner) is not null || plan.Exclusions.ServiceAccounts.Contains(owner.Id)
            ? new ServiceAccountRefusal.NoPerson(owner.UserPrincipalName) { Account = account.UserPrincipalName }
        : null;

    /// <summary>Why this account may not be vouched for as a human; null where it may.</summary>
    /// <param name="by">The object id of whoever vouches.</param>
    /// <param name="excluded">Object ids in the group of excluded service accounts.</param>
    public static ServiceAccountRefusal? CheckHuman(Plan plan, User account, string by, IReadOnlyCollection<string> excluded) =>
        plan.Exclusions.BreakGlassAccounts.Contains(account.Id) ? new ServiceAccountRefusal.BreakGlass { Account = account.UserPrincipalName }
        : by == account.Id ? new ServiceAccountRefusal.ItsOwnWord { Account = account.UserPrincipalName }
        : plan.Exclusions.ServiceAccounts.Contains(account.Id) ? new ServiceAccountRefusal.ListedByThePlan { Account = account.UserPrincipalName }
        : excluded.Contains(account.Id) ? new ServiceAccountRefusal.Excluded { Account = account.UserPrincipalName }
        : null;

    /// <summary>Why the excluded service accounts cannot be reviewed yet; null where they can.</summary>
    /// <param name="excluded">Object ids in the group of excluded service accounts.</param>
    public static OperationRefusal? CheckReview(IReadOnlyCollection<string> excluded, IReadOnlyList<StoredDecision> decided) =>
        excluded.Count == 0 ? new(RefusalKind.Conflict, "nothing-to-review", "The group of excluded service accounts is empty, and there is nothing to go through.",
            "Put the tenant's service accounts in first, or attest that there are none.")
        : Ownership.Missing(excluded, decided) is { Count: > 0 } missing ? new(RefusalKind.Conflict, "ownerless",
            $"Nobody answers for {missing.Count} of {excluded.Count} excluded service accounts: {string.Join(", ", missing)}.", "Name somebody who answers for each, then review again.")
        : null;
}
