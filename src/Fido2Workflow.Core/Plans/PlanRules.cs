namespace Fido2Workflow.Core.Plans;

/// <summary>A mistake in a plan.</summary>
/// <param name="Path">Where, in the plan's own words: <c>waves[1].roster</c>.</param>
/// <param name="Message">What was found and what was expected.</param>
public sealed record PlanMistake(string Path, string Message);

/// <summary>What a plan must satisfy beyond its shape.</summary>
public static class PlanRules
{
    /// <summary>Every mistake in the plan; none where it can be run.</summary>
    public static IReadOnlyList<PlanMistake> Check(Plan plan) =>
    [
        .. Names(plan), .. Accounts(plan), .. Waves(plan), .. People(plan), .. Zones(plan), .. Figures(plan),
    ];

    private static IEnumerable<PlanMistake> Names(Plan plan)
    {
        if (plan.Rollout is not { Length: > 0 and <= 40 } || plan.Rollout.Any(c => c is not ((>= 'a' and <= 'z') or (>= '0' and <= '9') or '-')))
            yield return new("rollout", $"\"{plan.Rollout}\" was found; expected 1 to 40 lower-case letters, digits and hyphens");
        if (!Guid.TryParse(plan.Tenant, out _))
            yield return new("tenant", $"\"{plan.Tenant}\" was found; expected the tenant's id, a GUID");
    }

    private static IEnumerable<PlanMistake> Accounts(Plan plan)
    {
        var exclusions = plan.Exclusions;
        if (exclusions.BreakGlassAccounts.Distinct().Count() < 2)
            yield return new("exclusions.break-glass.accounts", $"{exclusions.BreakGlassAccounts.Count} found; expected two or more different object ids: one account is a single point of failure");
        if (exclusions.BreakGlassGroup == exclusions.ServiceAccountGroup)
            yield return new("exclusions.service-accounts.group", "the break-glass group was found; expected a group of its own");
        foreach (var account in exclusions.BreakGlassAccounts.Intersect(exclusions.ServiceAccounts))
            yield return new("exclusions.service-accounts.accounts", $"{account} is a break-glass account too; expected it in one list");
    }

    private static IEnumerable<PlanMistake> Waves(Plan plan)
    {
        if (plan.Waves.Count == 0) yield return new("waves", "no wave was found; expected one or more");
        for (var i = 0; i < plan.Waves.Count; i++)
        {
            var wave = plan.Waves[i];
            if (wave.Number != i + 1)
                yield return new($"waves[{i}].number", $"{wave.Number} was found; expected {i + 1}: waves run in the order they are written");
            if (wave.Roster is { EveryoneElse: false, Groups.Count: 0, UserPrincipalNames.Count: 0 })
                yield return new($"waves[{i}].roster", "nobody was found; expected a csv, groups, or everyone-else: true");
            if (wave.Roster.EveryoneElse && i != plan.Waves.Count - 1)
                yield return new($"waves[{i}].roster.everyone-else", "true was found; expected it in the last wave alone, which takes whoever is left");
        }
    }

    private static IEnumerable<PlanMistake> People(Plan plan)
    {
        var needed = plan.Waves.Count > 1
            ? Math.Max(plan.Gates.FirstWaveApprovers, plan.Gates.LaterWaveApprovers)
            : plan.Gates.FirstWaveApprovers;
        var found = plan.Approvers.Distinct().Count();
        if (found < needed)
            yield return new("approvers", $"{found} found; expected {needed} or more different object ids, or no wave could ever be approved");
    }

    private static IEnumerable<PlanMistake> Zones(Plan plan)
    {
        if (!TimeZoneInfo.TryFindSystemTimeZoneById(plan.Calendar.TimeZone, out _))
            yield return new("calendar.time-zone", $"\"{plan.Calendar.TimeZone}\" was found; expected an IANA time zone such as Europe/London");
        if (plan.Calendar.WorkingDays.Count == 0)
            yield return new("calendar.working-days", "none was found; expected one or more days of the week");
        if (plan.Calendar.DeskCloses <= plan.Calendar.DeskOpens)
            yield return new("calendar.desk-closes", $"{plan.Calendar.DeskCloses} was found; expected a time after {plan.Calendar.DeskOpens}, when the desk opens");
        foreach (var (location, zone) in plan.Calendar.TimeZones)
            if (!TimeZoneInfo.TryFindSystemTimeZoneById(zone, out _))
                yield return new($"calendar.time-zones.{location}", $"\"{zone}\" was found; expected an IANA time zone such as America/New_York");
    }

    private static IEnumerable<PlanMistake> Figures(Plan plan)
    {
        if (plan.SignInFrequencyDays is < 1 or > 90)
            yield return new("sign-in-frequency-days", $"{plan.SignInFrequencyDays} was found; expected 1 to 90");
        if (plan.Gates.Coverage is <= 0 or > 1)
            yield return new("gates.coverage", $"{plan.Gates.Coverage} was found; expected a share above 0 and up to 1");
        if (plan.Gates.ReportOnlyWorkingDays < 1)
            yield return new("gates.report-only-working-days", $"{plan.Gates.ReportOnlyWorkingDays} was found; expected 1 or more");
        if (plan.Gates.FirstWaveApprovers < 1)
            yield return new("gates.first-wave-approvers", $"{plan.Gates.FirstWaveApprovers} was found; expected 1 or more");
        if (plan.Gates.LaterWaveApprovers < 1)
            yield return new("gates.later-wave-approvers", $"{plan.Gates.LaterWaveApprovers} was found; expected 1 or more");
        if (plan.Window.From >= plan.Window.Until)
            yield return new("window.until", $"{plan.Window.Until} was found; expected a time after {plan.Window.From}");
        if (plan.Window.Days.Count == 0)
            yield return new("window.days", "none was found; expected one or more days of the week");
        if (plan.Enrollment.Poll <= TimeSpan.Zero || plan.Enrollment.PollAtMost < plan.Enrollment.Poll)
            yield return new("enrollment.poll", $"{plan.Enrollment.Poll} was found; expected more than nothing and at most poll-at-most");
        if (plan.Watch.Clean <= TimeSpan.Zero || plan.Watch.Every <= TimeSpan.Zero)
            yield return new("watch", "a span of nothing was found; expected clean and every above zero");
        if (plan.Gates.LogGap <= TimeSpan.Zero)
            yield return new("gates.log-gap", $"{plan.Gates.LogGap} was found; expected more than nothing");
        if (plan.Watch.SilentWorkingDays < 1)
            yield return new("watch.silent-working-days", $"{plan.Watch.SilentWorkingDays} was found; expected 1 or more");
        if (plan.Watch.ActiveDays < 1 || plan.Watch.ActiveOfDays < plan.Watch.ActiveDays)
            yield return new("watch.active-days", $"{plan.Watch.ActiveDays} was found; expected 1 to {plan.Watch.ActiveOfDays}, as many as active-of-days");
    }
}
