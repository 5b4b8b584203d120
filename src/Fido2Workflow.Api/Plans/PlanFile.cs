using Fido2Workflow.Api.Users;
using Fido2Workflow.Api.Yaml;
using Fido2Workflow.Core.Notifications;
using Fido2Workflow.Core.Plans;

namespace Fido2Workflow.Api.Plans;

/// <summary>Reads a plan from YAML. Every mistake is told with file, line, what was found and what was expected.</summary>
public static class PlanFile
{
    /// <summary>Reads a plan and checks its rules.</summary>
    /// <param name="tenantId">The tenant that it must be for; null where any is right.</param>
    /// <exception cref="BadInputException">The file, or a roster's CSV that it names, cannot be used.</exception>
    public static Plan Load(string path, string? tenantId = null)
    {
        var folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
        return Read(YamlFile.Load(path), csv => UserListFile.Load(Path.Combine(folder, csv)), tenantId);
    }

    /// <summary>Reads a plan that is no file here, and checks its rules.</summary>
    /// <param name="name">What mistakes are told by.</param>
    /// <param name="readCsv">The user principal names of a CSV that the plan names.</param>
    /// <exception cref="BadInputException">It cannot be used.</exception>
    public static Plan Parse(string name, string text, Func<string, IReadOnlyList<string>> readCsv) => Read(YamlFile.Parse(name, text), readCsv, tenantId: null);

    /// <summary>The rollout that a plan names, whatever else is wrong with the file; null where that cannot be told.</summary>
    public static string? FindRollout(string path)
    {
        const string Key = "rollout:";
        if (!File.Exists(path)) return null;
        var named = File.ReadLines(path).Where(line => line.StartsWith(Key, StringComparison.Ordinal))
            .Select(line => line[Key.Length..].Split('#')[0].Trim().Trim('"', '\'')).ToList();
        return named is [var rollout] && PlanRules.IsRolloutName(rollout) ? rollout : null;
    }

    private static Plan Read(YamlFile file, Func<string, IReadOnlyList<string>> readCsv, string? tenantId)
    {
        var plan = Read(file.Root, readCsv);
        // Rules are only told of a plan whose shape is right: else one mistake would be told twice.
        file.ThrowIfMistaken();
        if (tenantId is not null && !plan.Tenant.Equals(tenantId, StringComparison.OrdinalIgnoreCase))
            file.Mistake("tenant", $"\"{plan.Tenant}\" was found; expected {tenantId}, the tenant of the folder");
        foreach (var mistake in PlanRules.Check(plan)) file.Mistake(mistake.Path, mistake.Message);
        file.ThrowIfMistaken();
        return plan;
    }

    private static Plan Read(YamlSection root, Func<string, IReadOnlyList<string>> readCsv)
    {
        var plan = new Plan
        {
            Rollout = root.Text("rollout"),
            Tenant = root.Id("tenant"),
            Exclusions = ReadExclusions(root.Section("exclusions")),
            Approvers = root.Ids("approvers"),
            Calendar = ReadCalendar(root.Section("calendar")),
            Waves = [.. root.Sections("waves").Select(wave => ReadWave(wave, readCsv))],
        };
        plan = plan with
        {
            AuthenticationStrength = root.Value("authentication-strength", plan.AuthenticationStrength, text => Values.Id(text)?.ToString(), Values.IdExpected),
            SignInFrequencyDays = root.Value("sign-in-frequency-days", plan.SignInFrequencyDays, Values.Whole, "a whole number of days"),
            CompensatingControls = root.Texts("compensating-controls"),
            KeyModels = ReadKeyModels(root.OptionalSection("key-models")),
            Passes = ReadPasses(root.OptionalSection("passes")),
            Prerequisites = ReadPrerequisites(root.OptionalSection("prerequisites")),
            ServiceAccounts = ReadServiceAccounts(root.OptionalSection("service-accounts")),
            Attestations = ReadAttestations(root.OptionalSection("attestations")),
            Enrollment = ReadEnrollment(root.OptionalSection("enrollment")),
            Gates = ReadGates(root.OptionalSection("gates")),
            Window = ReadWindow(root.OptionalSection("window")),
            Watch = ReadWatch(root.OptionalSection("watch")),
            Notifications = ReadNotifications(root.OptionalSection("notifications")),
            Sweeps = ReadSweeps(root.OptionalSection("sweeps")),
            Release = ReadRelease(root.OptionalSection("release")),
        };
        root.RefuseTheRest();
        return plan;
    }

    private static Exclusions ReadExclusions(YamlSection section)
    {
        var (breakGlass, services) = (section.Section("break-glass"), section.Section("service-accounts"));
        var exclusions = new Exclusions(
            Group(breakGlass, "group"), breakGlass.Ids("accounts"), Group(services, "group"), services.Ids("accounts"), Group(section, "release-group"));
        breakGlass.RefuseTheRest();
        services.RefuseTheRest();
        section.RefuseTheRest();
        return exclusions;
    }

    private static string Group(YamlSection section, string name) => section.IdOr(name, Exclusions.ToBeMade, "where prepare is to make the group");

    private static CalendarPlan ReadCalendar(YamlSection section)
    {
        var zones = section.OptionalSection("time-zones");
        var calendar = new CalendarPlan
        {
            TimeZone = section.Text("time-zone"),
            TimeZones = zones?.Names.ToDictionary(location => location, zones.Text) ?? [],
            Holidays = section.List("holidays", Values.Date, "a date such as 2027-12-25"),
            Blackouts = section.List("blackouts", Values.Date, "a date such as 2027-12-25"),
        };
        calendar = calendar with
        {
            WorkingDays = section.Names.Contains("working-days") ? section.List("working-days", Values.Day, "a day of the week") : calendar.WorkingDays,
            DeskOpens = section.Value("desk-opens", calendar.DeskOpens, Values.Time, "a time such as 08:30"),
            DeskCloses = section.Value("desk-closes", calendar.DeskCloses, Values.Time, "a time such as 18:00"),
        };
        section.RefuseTheRest();
        return calendar;
    }

    private static Wave ReadWave(YamlSection section, Func<string, IReadOnlyList<string>> readCsv)
    {
        var roster = section.Section("roster");
        var csv = roster.OptionalText("csv");
        var wave = new Wave(section.Value("number", 0, Values.Whole, "a whole number"), section.Text("name"), new Roster
        {
            UserPrincipalNames = csv is null ? [] : readCsv(csv),
            Groups = roster.Ids("groups"),
            EveryoneElse = roster.Value("everyone-else", false, Values.Truth, "true or false"),
        });
        roster.RefuseTheRest();
        section.RefuseTheRest();
        return wave;
    }

    private static KeyModels ReadKeyModels(YamlSection? section)
    {
        if (section is null) return new();
        var models = new KeyModels { Allowed = section.Ids("allowed"), AnyModel = section.OptionalText("any-model") };
        section.RefuseTheRest();
        return models;
    }

    private static PassPlan ReadPasses(YamlSection? section)
    {
        var defaults = new PassPlan();
        if (section is null) return defaults;
        var passes = new PassPlan
        {
            Lifetime = section.Value("lifetime", defaults.Lifetime, Values.Span, Values.SpanExpected),
            ShortestLifetime = section.Value("shortest-lifetime", defaults.ShortestLifetime, Values.Span, Values.SpanExpected),
            LongestLifetime = section.Value("longest-lifetime", defaults.LongestLifetime, Values.Span, Values.SpanExpected),
            TestUser = section.OptionalText("test-user") is null ? null : section.Id("test-user"),
            Privileged = section.Ids("privileged"),
            IdentityCheckCountsFor = section.Value("identity-check-counts-for", defaults.IdentityCheckCountsFor, Values.Span, Values.SpanExpected),
        };
        section.RefuseTheRest();
        return passes;
    }

    private static PrerequisiteFigures ReadPrerequisites(YamlSection? section)
    {
        var defaults = new PrerequisiteFigures();
        if (section is null) return defaults;
        var figures = new PrerequisiteFigures
        {
            BreakGlassVerifiedWithin = section.Value("break-glass-verified-within", defaults.BreakGlassVerifiedWithin, Values.Span, Values.SpanExpected),
            DrillSpan = section.Value("drill-span", defaults.DrillSpan, Values.Span, Values.SpanExpected),
            ReviewedWithin = section.Value("reviewed-within", defaults.ReviewedWithin, Values.Span, Values.SpanExpected),
            LogKept = section.Value("log-kept", defaults.LogKept, Values.Span, Values.SpanExpected),
        };
        section.RefuseTheRest();
        return figures;
    }

    private static ServiceAccountFigures ReadServiceAccounts(YamlSection? section)
    {
        var defaults = new ServiceAccountFigures();
        if (section is null) return defaults;
        var figures = new ServiceAccountFigures
        {
            LookBack = section.Value("look-back", defaults.LookBack, Values.Span, Values.SpanExpected),
            Threshold = section.Value("threshold", defaults.Threshold, Values.Whole, "a whole number"),
        };
        section.RefuseTheRest();
        return figures;
    }

    private static AttestationPlan ReadAttestations(YamlSection? section)
    {
        var defaults = new AttestationPlan();
        if (section is null) return defaults;
        var words = new AttestationPlan
        {
            CountsFor = section.Value("counts-for", defaults.CountsFor, Values.Span, Values.SpanExpected),
            SupportCountsFor = section.Value("support-counts-for", defaults.SupportCountsFor, Values.Span, Values.SpanExpected),
            DrillCountsFor = section.Value("drill-counts-for", defaults.DrillCountsFor, Values.Span, Values.SpanExpected),
            DrillWithin = section.Value("drill-within", defaults.DrillWithin, Values.Span, Values.SpanExpected),
        };
        section.RefuseTheRest();
        return words;
    }

    private static SweepPlan ReadSweeps(YamlSection? section)
    {
        var defaults = new SweepPlan();
        if (section is null) return defaults;
        var sweeps = new SweepPlan
        {
            Every = section.Value("every", defaults.Every, Values.Span, Values.SpanExpected),
            EndsWithin = section.Value("ends-within", defaults.EndsWithin, Values.Span, Values.SpanExpected),
        };
        section.RefuseTheRest();
        return sweeps;
    }

    private static EnrollmentPlan ReadEnrollment(YamlSection? section)
    {
        var defaults = new EnrollmentPlan();
        if (section is null) return defaults;
        var enrollment = new EnrollmentPlan
        {
            Poll = section.Value("poll", defaults.Poll, Values.Span, Values.SpanExpected),
            RemindEvery = section.Value("remind-every", defaults.RemindEvery, Values.Whole, "a whole number of working days"),
            RemindAt = section.Value("remind-at", defaults.RemindAt, Values.Time, "a time such as 10:00"),
            DeferFor = section.Value("defer-for", defaults.DeferFor, Values.Span, Values.SpanExpected),
            PollAtMost = section.Value("poll-at-most", defaults.PollAtMost, Values.Span, Values.SpanExpected),
        };
        section.RefuseTheRest();
        return enrollment;
    }

    private static GateFigures ReadGates(YamlSection? section)
    {
        var defaults = new GateFigures();
        if (section is null) return defaults;
        var figures = new GateFigures
        {
            ReportOnlyWorkingDays = section.Value("report-only-working-days", defaults.ReportOnlyWorkingDays, Values.Whole, "a whole number of working days"),
            Coverage = section.Value("coverage", defaults.Coverage, Values.Number, "a share such as 0.8"),
            SmallWave = section.Value("small-wave", defaults.SmallWave, Values.Whole, "a whole number of people"),
            InteractiveDelay = section.Value("interactive-delay", defaults.InteractiveDelay, Values.Span, Values.SpanExpected),
            NonInteractiveDelay = section.Value("non-interactive-delay", defaults.NonInteractiveDelay, Values.Span, Values.SpanExpected),
            ProvenWaves = section.Value("proven-waves", defaults.ProvenWaves, Values.Whole, "a wave's number"),
            ProvenShare = section.Value("proven-share", defaults.ProvenShare, Values.Number, "a share such as 0.8"),
            ProvenWithin = section.Value("proven-within", defaults.ProvenWithin, Values.Span, Values.SpanExpected),
            TwoKeysWaves = section.Value("two-keys-waves", defaults.TwoKeysWaves, Values.Whole, "a wave's number"),
            RollbackRehearsedWithin = section.Value("rollback-rehearsed-within", defaults.RollbackRehearsedWithin, Values.Span, Values.SpanExpected),
            LogGap = section.Value("log-gap", defaults.LogGap, Values.Span, Values.SpanExpected),
            EvidenceLifetime = section.Value("evidence-lifetime", defaults.EvidenceLifetime, Values.Span, Values.SpanExpected),
            ApprovalTimeLimit = section.Value("approval-time-limit", defaults.ApprovalTimeLimit, Values.Span, Values.SpanExpected),
            FirstWaveApprovers = section.Value("first-wave-approvers", defaults.FirstWaveApprovers, Values.Whole, "a whole number of people"),
            LaterWaveApprovers = section.Value("later-wave-approvers", defaults.LaterWaveApprovers, Values.Whole, "a whole number of people"),
        };
        section.RefuseTheRest();
        return figures;
    }

    private static PromotionWindow ReadWindow(YamlSection? section)
    {
        var defaults = new PromotionWindow();
        if (section is null) return defaults;
        var window = new PromotionWindow
        {
            Days = section.Names.Contains("days") ? section.List("days", Values.Day, "a day of the week") : defaults.Days,
            From = section.Value("from", defaults.From, Values.Time, "a time such as 09:30"),
            Until = section.Value("until", defaults.Until, Values.Time, "a time such as 14:00"),
            DeskAfter = section.Value("desk-after", defaults.DeskAfter, Values.Span, Values.SpanExpected),
            QuietDays = section.Value("quiet-days", defaults.QuietDays, Values.Whole, "a whole number of days"),
            ZoneShare = section.Value("zone-share", defaults.ZoneShare, Values.Number, "a share such as 0.05"),
        };
        section.RefuseTheRest();
        return window;
    }

    private static WatchPlan ReadWatch(YamlSection? section)
    {
        var defaults = new WatchPlan();
        if (section is null) return defaults;
        var watch = new WatchPlan
        {
            Clean = section.Value("clean", defaults.Clean, Values.Span, Values.SpanExpected),
            Propagation = section.Value("propagation", defaults.Propagation, Values.Span, Values.SpanExpected),
            Every = section.Value("every", defaults.Every, Values.Span, Values.SpanExpected),
            EpisodeResolvedWithin = section.Value("episode-resolved-within", defaults.EpisodeResolvedWithin, Values.Span, Values.SpanExpected),
            ActiveDays = section.Value("active-days", defaults.ActiveDays, Values.Whole, "a whole number of days"),
            ActiveOfDays = section.Value("active-of-days", defaults.ActiveOfDays, Values.Whole, "a whole number of working days"),
            SilentWorkingDays = section.Value("silent-working-days", defaults.SilentWorkingDays, Values.Whole, "a whole number of working days"),
            KnownFor = section.Value("known-for", defaults.KnownFor, Values.Span, Values.SpanExpected),
            LockedOutAfter = section.Value("locked-out-after", defaults.LockedOutAfter, Values.Span, Values.SpanExpected),
            UnknownAtMost = section.Value("unknown-at-most", defaults.UnknownAtMost, Values.Span, Values.SpanExpected),
            BrakeAt = section.Value("brake-at", defaults.BrakeAt, Values.Whole, "a whole number of people"),
        };
        section.RefuseTheRest();
        return watch;
    }

    private static NotificationPlan? ReadNotifications(YamlSection? section)
    {
        if (section is null) return null;
        var notifications = new NotificationPlan
        {
            Targets = [.. section.Sections("targets").Select(ReadTarget)],
            GiveUpAfter = section.Value("give-up-after", NotificationPlan.None.GiveUpAfter, Values.Span, Values.SpanExpected),
        };
        section.RefuseTheRest();
        return notifications;
    }

    private static NotificationTarget ReadTarget(YamlSection section)
    {
        var (name, kinds) = (section.Text("name"), section.List("kinds", Values.NotificationKind, Values.NotificationKindExpected));
        section.RefuseTheRest();
        return new(name, section.Names.Contains("kinds") ? kinds : NotificationTarget.Usual);
    }

    private static ReleasePlan ReadRelease(YamlSection? section)
    {
        var defaults = new ReleasePlan();
        if (section is null) return defaults;
        var release = new ReleasePlan { AtMost = section.Value("at-most", defaults.AtMost, Values.Span, Values.SpanExpected) };
        section.RefuseTheRest();
        return release;
    }
}
