namespace Fido2Workflow.Core.Tests;

public class PlanRulesTests
{
    private static readonly Plan Good = Some.Plan;

    [Fact]
    public void A_good_plan_has_no_mistake() => Assert.Empty(PlanRules.Check(Good));

    public static TheoryData<string, Plan> Mistakes => new()
    {
        { "rollout", Good with { Rollout = "Contoso GmbH" } },
        { "rollout", Good with { Rollout = "" } },
        { "rollout", Good with { Rollout = new string('a', 41) } },
        { "tenant", Good with { Tenant = "contoso.com" } },
        { "exclusions.break-glass.accounts", Good with { Exclusions = Good.Exclusions with { BreakGlassAccounts = ["bg-1", "bg-1"] } } },
        { "exclusions.service-accounts.group", Good with { Exclusions = Good.Exclusions with { ServiceAccountGroup = Some.BreakGlassGroup } } },
        { "exclusions.service-accounts.accounts", Good with { Exclusions = Good.Exclusions with { ServiceAccounts = ["bg-2"] } } },
        { "waves", Good with { Waves = [] } },
        { "waves[1].number", Good with { Waves = [Good.Waves[0], Good.Waves[1] with { Number = 3 }] } },
        { "waves[0].roster", Good with { Waves = [Good.Waves[0] with { Roster = new() }] } },
        { "waves[0].roster.everyone-else", Good with { Waves = [new(1, "all", new() { EveryoneElse = true }), Good.Waves[1]] } },
        { "approvers", Good with { Approvers = ["olga", "olga"] } },
        { "approvers", Good with { Waves = [Good.Waves[0]], Approvers = [] } },
        { "calendar.time-zone", Good with { Calendar = new() { TimeZone = "Mars/Olympus" } } },
        { "calendar.time-zones.DE", Good with { Calendar = Good.Calendar with { TimeZones = new Dictionary<string, string> { ["DE"] = "CET-ish" } } } },
        { "calendar.working-days", Good with { Calendar = Good.Calendar with { WorkingDays = [] } } },
        { "sign-in-frequency-days", Good with { SignInFrequencyDays = 91 } },
        { "sign-in-frequency-days", Good with { SignInFrequencyDays = 0 } },
        { "compensating-controls", Good with { SignInFrequencyDays = 31 } },
        { "key-models", Good with { KeyModels = new() } },
        { "key-models.any-model", Good with { KeyModels = Good.KeyModels with { AnyModel = "a trial" } } },
        { "passes.longest-lifetime", Good with { Passes = new() { LongestLifetime = TimeSpan.FromMinutes(43_201) } } },
        { "passes.longest-lifetime", Good with { Passes = new() { ShortestLifetime = TimeSpan.FromMinutes(9) } } },
        { "passes.lifetime", Good with { Passes = new() { Lifetime = TimeSpan.FromMinutes(481) } } },
        { "passes.test-user", Good with { Passes = new() { TestUser = "bg-1" } } },
        { "passes.identity-check-counts-for", Good with { Passes = new() { IdentityCheckCountsFor = TimeSpan.Zero } } },
        { "attestations", Good with { Attestations = new() { CountsFor = TimeSpan.Zero } } },
        { "attestations", Good with { Attestations = new() { DrillWithin = TimeSpan.Zero } } },
        { "attestations.drill-counts-for", Good with { Attestations = new() { DrillCountsFor = TimeSpan.FromDays(31) } } },
        { "gates.coverage", Good with { Gates = new() { Coverage = 0 } } },
        { "gates.coverage", Good with { Gates = new() { Coverage = 1.01 } } },
        { "gates.report-only-working-days", Good with { Gates = new() { ReportOnlyWorkingDays = 0 } } },
        { "gates.first-wave-approvers", Good with { Gates = new() { FirstWaveApprovers = 0 } } },
        { "gates.later-wave-approvers", Good with { Gates = new() { LaterWaveApprovers = 0 } } },
        { "window.until", Good with { Window = new() { Until = new(9, 30) } } },
        { "window.days", Good with { Window = new() { Days = [] } } },
        { "enrollment.poll", Good with { Enrollment = new() { Poll = TimeSpan.Zero } } },
        { "enrollment.poll", Good with { Enrollment = new() { PollAtMost = TimeSpan.FromHours(1) } } },
        { "calendar.desk-closes", Good with { Calendar = Good.Calendar with { DeskCloses = new(8, 30) } } },
        { "gates.log-gap", Good with { Gates = new() { LogGap = TimeSpan.Zero } } },
        { "watch.silent-working-days", Good with { Watch = new() { SilentWorkingDays = 0 } } },
        { "watch.active-days", Good with { Watch = new() { ActiveDays = 0 } } },
        { "watch.active-days", Good with { Watch = new() { ActiveDays = 6 } } },
        { "watch", Good with { Watch = new() { Clean = TimeSpan.Zero } } },
        { "watch", Good with { Watch = new() { Every = TimeSpan.Zero } } },
        { "notifications.give-up-after", Good with { Notifications = new() { GiveUpAfter = TimeSpan.Zero } } },
        { "notifications.targets[0].name", Good with { Notifications = new() { Targets = [new("https://evil.example/", NotificationTarget.Usual)] } } },
        { "notifications.targets[1].name", Good with { Notifications = new() { Targets = [new("desk", NotificationTarget.Usual), new("desk", NotificationTarget.Usual)] } } },
        { "notifications.targets[0].kinds", Good with { Notifications = new() { Targets = [new("desk", [])] } } },
        { "release.at-most", Good with { Release = new() { AtMost = TimeSpan.Zero } } },
        { "release.at-most", Good with { Release = new() { AtMost = TimeSpan.FromHours(24.5) } } },
    };

    [Theory]
    [MemberData(nameof(Mistakes))]
    public void A_mistake_is_told_with_its_path_and_what_was_expected(string path, Plan plan)
    {
        var mistake = Assert.Single(PlanRules.Check(plan));
        Assert.Equal(path, mistake.Path);
        Assert.Contains("expected", mistake.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void All_mistakes_are_told_at_once() =>
        Assert.Equal(["tenant", "sign-in-frequency-days"], PlanRules.Check(Good with { Tenant = "x", SignInFrequencyDays = 0 }).Select(mistake => mistake.Path));
}
