using Fido2Workflow.Core.Admissions;
using Fido2Workflow.Core.Decisions;
using Fido2Workflow.Core.Plans;
using Fido2Workflow.Core.Tenants;

namespace Fido2Workflow.Core.Waves;

/// <summary>Who belongs to a wave.</summary>
/// <param name="Roster">Object ids of its people.</param>
/// <param name="WithoutAccount">Roster entries that no account has.</param>
/// <param name="LeftOut">People the roster names who are not counted now, and why.</param>
public sealed record Placed(IReadOnlyList<string> Roster, IReadOnlyList<string> WithoutAccount, IReadOnlyList<LeftOut> LeftOut);

/// <summary>Somebody on a roster who is not counted.</summary>
public sealed record LeftOut(string UserId, string Reason)
{
    /// <summary>By somebody's word the person belongs to a later wave.</summary>
    public const string Deferred = "deferred";

    /// <summary>An account that no policy of the rollout may hit.</summary>
    public const string Excluded = "excluded";

    /// <summary>The account is disabled; enabled again, it joins again.</summary>
    public const string Disabled = "disabled";
}

/// <summary>
/// A person is in one wave, the earliest whose roster names them; whoever is deferred goes into the next, and out of the
/// last into the remainder wave. Excluded accounts are in none. Disabled accounts leave the count, and come back when they
/// are enabled again: into their own wave or, where that is done, into the next still to come. Whoever was admitted to a wave
/// belongs to it, whichever roster names them.
/// </summary>
public static class Placement
{
    /// <summary>Places everybody and answers one wave.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="wave">The wave asked for.</param>
    /// <param name="users">Every account.</param>
    /// <param name="groupUsers">The users of every roster group and of both exclusion groups, through nested groups.</param>
    /// <param name="decisions">What people decided.</param>
    /// <param name="leftBehind">Those whom the waves before, which are done, left out since they were disabled.</param>
    public static Placed Of(
        Plan plan, int wave, IReadOnlyList<User> users, IReadOnlyDictionary<string, IReadOnlyList<string>> groupUsers,
        IReadOnlyList<StoredDecision> decisions, IReadOnlyCollection<string>? leftBehind = null)
    {
        var byName = users.ToDictionary(user => user.UserPrincipalName, StringComparer.OrdinalIgnoreCase);
        // The break-glass accounts by id too: were one lost from its group, no wave may take it in.
        var excluded = groupUsers[plan.Exclusions.BreakGlassGroup].Concat(groupUsers[plan.Exclusions.ServiceAccountGroup])
            .Concat(plan.Exclusions.BreakGlassAccounts).ToHashSet();
        var admitted = Admission.Of(decisions).Where(admission => admission.Counts).GroupBy(admission => admission.Person).ToDictionary(own => own.Key, own => own.Last());
        // Of a deferral and an admission the later word counts.
        var deferred = decisions.Where(stored => stored.Decision is Deferred deferral && !(admitted.GetValueOrDefault(deferral.Person)?.Sequence > stored.Sequence))
            .Select(stored => (((Deferred)stored.Decision).Person, stored.Decision.Wave)).ToHashSet();
        var rosters = plan.Waves.ToDictionary(each => each.Number, each => Candidates(each.Roster, users, byName, groupUsers));

        var roster = new List<string>();
        var leftOut = new List<LeftOut>();
        foreach (var user in users)
        {
            var first = admitted.GetValueOrDefault(user.Id)?.Wave ?? plan.Waves.FirstOrDefault(each => rosters[each.Number].Contains(user.Id))?.Number;
            if (first is not { } place) continue;
            if (place < wave && leftBehind?.Contains(user.Id) is true) place = wave;
            while (deferred.Contains((user.Id, place))) place++;
            if (place != wave)
            {
                if (place > wave && deferred.Contains((user.Id, wave))) leftOut.Add(new(user.Id, LeftOut.Deferred));
            }
            else if (excluded.Contains(user.Id)) leftOut.Add(new(user.Id, LeftOut.Excluded));
            else if (user.AccountEnabled is false) leftOut.Add(new(user.Id, LeftOut.Disabled));
            else roster.Add(user.Id);
        }
        return new(
            [.. roster.Order(StringComparer.Ordinal)],
            [.. plan.Wave(wave).Roster.UserPrincipalNames.Where(name => !byName.ContainsKey(name))],
            leftOut);
    }

    /// <summary>The groups whose users <see cref="Of"/> must be given.</summary>
    public static IReadOnlyList<string> GroupsToRead(Plan plan) =>
    [
        .. plan.Waves.SelectMany(wave => wave.Roster.Groups)
            .Append(plan.Exclusions.BreakGlassGroup).Append(plan.Exclusions.ServiceAccountGroup).Distinct(),
    ];

    private static HashSet<string> Candidates(
        Roster roster, IReadOnlyList<User> users, Dictionary<string, User> byName, IReadOnlyDictionary<string, IReadOnlyList<string>> groupUsers)
    {
        if (roster.EveryoneElse) return [.. users.Where(user => user.UserType is "Member").Select(user => user.Id)];
        var named = roster.UserPrincipalNames.Where(byName.ContainsKey).Select(name => byName[name].Id);
        return [.. named.Concat(roster.Groups.SelectMany(group => groupUsers[group]))];
    }
}
