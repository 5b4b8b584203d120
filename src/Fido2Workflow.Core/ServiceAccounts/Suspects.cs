using Fido2Workflow.Core.Decisions;
using Fido2Workflow.Core.Plans;
using Fido2Workflow.Core.Tenants;

namespace Fido2Workflow.Core.ServiceAccounts;

/// <summary>Who is asked about at all, and what people have decided of them.</summary>
public static class Suspects
{
    /// <summary>Object ids of the accounts that directory synchronisation signs in with.</summary>
    public static IReadOnlySet<string> Synchronising(IEnumerable<RoleAssignment> roles) =>
        roles.Where(role => role.RoleDefinitionId == DirectoryRoles.DirectorySynchronizationAccounts).Select(role => role.PrincipalId).ToHashSet();

    /// <summary>
    /// Accounts that somebody else has vouched for: a person is behind them. Nobody vouches for their own account, or any
    /// service account that learned to would.
    /// </summary>
    public static IReadOnlySet<string> VouchedHuman(IEnumerable<StoredDecision> decisions) =>
        decisions.Select(stored => stored.Decision).OfType<VouchedHuman>()
            .Where(vouched => vouched.By != vouched.Account).Select(vouched => vouched.Account).ToHashSet();

    /// <summary>
    /// The accounts that may turn out to be service accounts nobody knows of: enabled members who are neither break-glass
    /// accounts, nor on the plan's list, nor excluded, nor vouched for.
    /// </summary>
    /// <param name="excluded">Object ids in the group of excluded service accounts.</param>
    public static IReadOnlyList<User> ToAskAbout(
        Plan plan, IEnumerable<User> users, IReadOnlyCollection<string> excluded, IReadOnlyList<StoredDecision> decisions)
    {
        var known = VouchedHuman(decisions).Concat(excluded).Concat(plan.Exclusions.BreakGlassAccounts).Concat(plan.Exclusions.ServiceAccounts).ToHashSet();
        return [.. users.Where(user => user.AccountEnabled is not false && user.UserType is not "Guest" && !known.Contains(user.Id))];
    }

    /// <summary>
    /// Whether the account might reach the threshold by its sign-ins or its mailbox. Whoever has licence, name and job cannot
    /// unless a legacy client is seen, and a log of weeks need not be read for them.
    /// </summary>
    /// <param name="usesLegacyClient">Whether a legacy client was seen at all.</param>
    public static bool MayBe(User user, int threshold, bool usesLegacyClient) =>
        usesLegacyClient || Suspicion.OfDirectory(user).Sum(reason => reason.Weight) + Suspicion.MostByBehaviour >= threshold;

    /// <summary>Those of them that count, the weightiest first: suspects, and those who might be if more could be read.</summary>
    public static IReadOnlyList<Suspicion> Ranked(IEnumerable<Suspicion> suspicions, int threshold) =>
        [.. suspicions.Where(each => each.IsSuspect(threshold) || each.Unread is not null)
            .OrderByDescending(each => each.Weight).ThenBy(each => each.UserId, StringComparer.Ordinal)];
}
