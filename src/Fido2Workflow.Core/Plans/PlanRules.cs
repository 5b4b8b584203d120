using Fido2Workflow.Core.Releases;

namespace Fido2Workflow.Core.Plans;

/// <summary>A mistake in a plan.</summary>
/// <param name="Path">Where, in the plan's own words: <c>waves[1].roster</c>.</param>
/// <param name="Message">What was found and what was expected.</param>
public sealed record PlanMistake(string Path, string Message);

/// <summary>What a plan must satisfy beyond its shape.</summary>
public static class PlanRules
{
    private static readonly TimeSpan MostOftenSwept = TimeSpan.FromHours(1);

    /// <summary>Every mistake in the plan; none where it can be run.</summary>
    public static IReadOnlyList<PlanMistake> Check(Plan plan) =>
    [
        .. Names(plan), .. Accounts(plan), .. Waves(plan), .. People(plan), .. Zones(plan), .. Figures(plan), .. Keys(plan), .. Passes(plan), .. Prerequisites(plan), .. Words(plan), .. Notifications(plan), .. OnePerson(plan),
    ];

    /// <summary>Whether a rollout may have that name, or a target of notifications.</summary>
    public static bool IsRolloutName(string name) =>
        name is { Length: > 0 and <= 40 } && name.All(c => c is (>= 'a' and <= 'z') or (>= '0' and <= '9') or '-');

    private static IEnumerable<PlanMistake> Names(Plan plan)
    {
        if (!IsRolloutName(plan.Rollout))
            yield return new("rollout", $"\"{plan.Rollout}\" was found; expected 1 to 40 lower-case letters, digits and hyphens");
        if (!Guid.TryParse(plan.Tenant, out _))
            yield return new("tenant", $"\"{plan.Tenant}\" was found; expected the tenant's id, a GUID");
    }

    private static IEnumerable<PlanMistake> Accounts(Plan plan)
    {
        var exclusions = plan.Exclusions;
        if (exclusions.BreakGlassAccounts.Distinct().Count() < 2)
            yield return new("exclusions.break-glass.accounts", $"{exclusions.BreakGlassAccounts.Count} found; expected two or more different object ids: one account is a single point of failure");
        if (exclusions.BreakGlassGroup == exclusions.ServiceAccountGroup && exclusions.BreakGlassGroup != Exclusions.ToBeMade)
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
        if (plan is { SignInFrequencyDays: > 30 and <= 90, CompensatingControls: [] })
            yield return new("compensating-controls", $"none was found; expected what makes up for signing in anew only every {plan.SignInFrequencyDays} days");
        if (plan.Gates.Coverage is <= 0 or > 1)
            yield return new("gates.coverage", $"{plan.Gates.Coverage} was found; expected a share above 0 and up to 1");
        if (plan.Gates.ReportOnlyWorkingDays < 1)
            yield return new("gates.report-only-working-days", $"{plan.Gates.ReportOnlyWorkingDays} was found; expected 1 or more");
        if (plan.Gates.ProvenShare is < 0 or > 1)
            yield return new("gates.proven-share", $"{plan.Gates.ProvenShare} was found; expected a share from 0 to 1");
        if (plan.Gates.ProvenWithin <= TimeSpan.Zero || plan.Gates.RollbackRehearsedWithin <= TimeSpan.Zero)
            yield return new("gates", "a span of nothing was found; expected proven-within and rollback-rehearsed-within above zero");
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
        if (plan.Enrollment.RemindEvery < 1)
            yield return new("enrollment.remind-every", $"{plan.Enrollment.RemindEvery} was found; expected 1 or more working days");
        if (plan.Enrollment.DeferFor <= TimeSpan.Zero)
            yield return new("enrollment.defer-for", $"{plan.Enrollment.DeferFor} was found; expected more than nothing");
        if (plan.ServiceAccounts.LookBack < TimeSpan.FromDays(1) || plan.ServiceAccounts.Threshold < 1)
            yield return new("service-accounts", $"{plan.ServiceAccounts.LookBack.TotalDays:0.#} days and a threshold of {plan.ServiceAccounts.Threshold} were found; expected a day or more, and 1 or more");
        if (plan.Sweeps.Every < MostOftenSwept || plan.Sweeps.EndsWithin < TimeSpan.Zero)
            yield return new("sweeps", $"every {plan.Sweeps.Every} and ends-within {plan.Sweeps.EndsWithin} were found; expected an hour or more, since a sweep reads everybody's keys, and no span below zero");
        if (plan.Watch.Clean <= TimeSpan.Zero || plan.Watch.Every <= TimeSpan.Zero)
            yield return new("watch", "a span of nothing was found; expected clean and every above zero");
        if (plan.Gates.LogGap <= TimeSpan.Zero)
            yield return new("gates.log-gap", $"{plan.Gates.LogGap} was found; expected more than nothing");
        if (plan.Watch.SilentWorkingDays < 1)
            yield return new("watch.silent-working-days", $"{plan.Watch.SilentWorkingDays} was found; expected 1 or more");
        if (plan.Watch.ActiveDays < 1 || plan.Watch.ActiveOfDays < plan.Watch.ActiveDays)
            yield return new("watch.active-days", $"{plan.Watch.ActiveDays} was found; expected 1 to {plan.Watch.ActiveOfDays}, as many as active-of-days");
    }

    private static IEnumerable<PlanMistake> OnePerson(Plan plan)
    {
        if (plan.Release.AtMost <= TimeSpan.Zero || plan.Release.AtMost > Release.Longest)
            yield return new("release.at-most", $"{plan.Release.AtMost.TotalHours:0.#} hours was found; expected more than nothing and at most {Release.Longest.TotalHours:0}, for a release is a gap in the protection of one person");
    }

    private static IEnumerable<PlanMistake> Keys(Plan plan)
    {
        if (plan.KeyModels is { Allowed: [], AnyModel: null })
            yield return new("key-models", "no model was found; expected allowed with the AAGUIDs of the models let through, or any-model with the reason why all are");
        if (plan.KeyModels is { Allowed: not [], AnyModel: not null })
            yield return new("key-models.any-model", "a reason was found beside allowed; expected one of the two");
    }

    private static IEnumerable<PlanMistake> Prerequisites(Plan plan)
    {
        var figures = plan.Prerequisites;
        if (figures.BreakGlassVerifiedWithin <= TimeSpan.Zero || figures.ReviewedWithin <= TimeSpan.Zero || figures.LogKept <= TimeSpan.Zero)
            yield return new("prerequisites", "a span of nothing was found; expected break-glass-verified-within, reviewed-within and log-kept above zero");
        if (figures.DrillSpan < TimeSpan.Zero)
            yield return new("prerequisites.drill-span", $"{figures.DrillSpan} was found; expected a span of time");
    }

    private static IEnumerable<PlanMistake> Passes(Plan plan)
    {
        var passes = plan.Passes;
        // Graph takes 10 to 43,200 minutes; the rollout's rules ask for 60 to 480.
        if (passes.ShortestLifetime < TimeSpan.FromMinutes(10) || passes.LongestLifetime > TimeSpan.FromMinutes(43_200) || passes.LongestLifetime < passes.ShortestLifetime)
            yield return new("passes.longest-lifetime", $"{passes.ShortestLifetime.TotalMinutes} to {passes.LongestLifetime.TotalMinutes} minutes was found; expected 10 to 43200, the shortest first");
        else if (passes.Lifetime < passes.ShortestLifetime || passes.Lifetime > passes.LongestLifetime)
            yield return new("passes.lifetime", $"{passes.Lifetime.TotalMinutes} minutes was found; expected {passes.ShortestLifetime.TotalMinutes} to {passes.LongestLifetime.TotalMinutes}");
        if (passes.TestUser is { } user && plan.Exclusions.BreakGlassAccounts.Contains(user))
            yield return new("passes.test-user", $"{user} is a break-glass account; expected an account that may be used for tests");
    }

    private static IEnumerable<PlanMistake> Words(Plan plan)
    {
        if (plan.Passes.IdentityCheckCountsFor <= TimeSpan.Zero)
            yield return new("passes.identity-check-counts-for", "a span of nothing was found; expected one above zero");
        var words = plan.Attestations;
        if (words.CountsFor <= TimeSpan.Zero || words.SupportCountsFor <= TimeSpan.Zero || words.DrillCountsFor <= TimeSpan.Zero || words.DrillWithin <= TimeSpan.Zero)
            yield return new("attestations", "a span of nothing was found; expected each above zero");
        // Microsoft Learn: Microsoft Entra ID P1 and P2 keep sign-ins for 30 days. A drill whose sign-in is gone would look like none.
        if (words.DrillCountsFor > TimeSpan.FromDays(30))
            yield return new("attestations.drill-counts-for", $"{words.DrillCountsFor.TotalDays:0} days was found; expected at most 30, for which the sign-in log is kept");
    }

    private static IEnumerable<PlanMistake> Notifications(Plan plan)
    {
        if (plan.Notifications is not { } notifications) yield break;
        if (notifications.GiveUpAfter <= TimeSpan.Zero)
            yield return new("notifications.give-up-after", $"{notifications.GiveUpAfter} was found; expected more than nothing");
        for (var i = 0; i < notifications.Targets.Count; i++)
        {
            var (name, kinds) = notifications.Targets[i];
            if (!IsRolloutName(name))
                yield return new($"notifications.targets[{i}].name", $"\"{name}\" was found; expected 1 to 40 lower-case letters, digits and hyphens: where that is stands in the host's configuration, never here");
            else if (notifications.Targets.Take(i).Any(before => before.Name == name))
                yield return new($"notifications.targets[{i}].name", $"\"{name}\" was found again; expected each target once");
            if (kinds.Count == 0)
                yield return new($"notifications.targets[{i}].kinds", "none was found; expected one or more, or no kinds at all for the usual ones");
        }
    }
}
