using Fido2Workflow.Core.Calendars;
using Fido2Workflow.Core.Plans;
using Fido2Workflow.Core.Tenants;

namespace Fido2Workflow.Core.SignIns;

/// <summary>
/// Who was at work and has fallen silent. Somebody who cannot get past the prompt leaves no block in the log, and whoever has
/// given up leaves nothing at all.
/// </summary>
public static class Silence
{
    /// <summary>Whoever has had a working day of complete log since the promotion and no success in it, by object id.</summary>
    /// <param name="signIns">Merged sign-ins of those in scope.</param>
    /// <param name="since">From when on a success counts: the change has propagated, UTC.</param>
    public static IReadOnlyList<string> Candidates(
        IEnumerable<SignIn> signIns, DateTimeOffset since, DateTimeOffset? completeUntil, IEnumerable<string> scope, Func<string, TimeZoneInfo> zoneOf, Plan plan)
    {
        var calendar = new WorkingCalendar(plan.Calendar);
        var heard = signIns.Where(row => row.At >= since && SignInOutcomes.IsSuccess(row)).Select(row => row.UserId).ToHashSet();
        return [.. scope.Where(person => !heard.Contains(person) && completeUntil >= calendar.AddWorkingDays(since, plan.Watch.SilentWorkingDays, zoneOf(person)))];
    }

    /// <summary>Those of them who were at work before the promotion.</summary>
    /// <param name="log">With the working days before it.</param>
    public static IReadOnlyList<string> Among(
        IReadOnlyList<string> candidates, SignInLog log, DateTimeOffset promoted, Func<string, TimeZoneInfo> zoneOf, Plan plan)
    {
        if (candidates.Count == 0) return [];
        var calendar = new WorkingCalendar(plan.Calendar);
        var before = log.Rows.Where(row => row.At < promoted).ToList();
        var successes = before.Where(SignInOutcomes.IsSuccess).ToLookup(row => row.UserId, row => row.At);
        var zones = candidates.ToLookup(zoneOf);
        return
        [
            .. from zone in zones
               let days = calendar.WorkingDaysBefore(promoted, plan.Watch.ActiveOfDays, zone.Key)
               // A day of which the log holds nothing of anybody clears nobody.
               let missing = days.Except(before.Select(row => WorkingCalendar.LocalDay(row.At, zone.Key))).Count()
               from person in zone
               let active = successes[person].Select(at => WorkingCalendar.LocalDay(at, zone.Key)).Intersect(days).Count()
               where active + missing >= plan.Watch.ActiveDays
               orderby person
               select person,
        ];
    }
}
