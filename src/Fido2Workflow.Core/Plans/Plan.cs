using Fido2Workflow.Core.Notifications;

namespace Fido2Workflow.Core.Plans;

/// <summary>
/// One tenant's rollout as its owner wrote it down. Every figure has the default of the rules it comes from; none is a
/// constant anywhere else.
/// </summary>
public sealed record Plan
{
    /// <summary>The id of the built-in authentication strength "Phishing-resistant MFA", the same in every tenant.</summary>
    public const string PhishingResistant = "00000000-0000-0000-0000-000000000004";

    /// <summary>The rollout's name: lower-case letters, digits and hyphens. It names the product's own objects and instances.</summary>
    public required string Rollout { get; init; }

    /// <summary>The tenant's id.</summary>
    public required string Tenant { get; init; }

    /// <summary>Who is never in scope.</summary>
    public required Exclusions Exclusions { get; init; }

    /// <summary>The waves in the order they run.</summary>
    public required IReadOnlyList<Wave> Waves { get; init; }

    /// <summary>Object ids of those who may approve a promotion.</summary>
    public required IReadOnlyList<string> Approvers { get; init; }

    /// <summary>Working days, desk hours and time zones.</summary>
    public required CalendarPlan Calendar { get; init; }

    /// <summary>The authentication strength that is required; the built-in phishing-resistant one by default.</summary>
    public string AuthenticationStrength { get; init; } = PhishingResistant;

    /// <summary>After how many days people sign in anew: 30, at most 90.</summary>
    public int SignInFrequencyDays { get; init; } = 30;

    /// <summary>What takes the place of the shorter interval where people sign in anew after more than 30 days; each is named.</summary>
    public IReadOnlyList<string> CompensatingControls { get; init; } = [];

    /// <summary>Which models of key may be used.</summary>
    public KeyModels KeyModels { get; init; } = new();

    /// <summary>Temporary Access Passes.</summary>
    public PassPlan Passes { get; init; } = new();

    /// <summary>What the prerequisites ask.</summary>
    public PrerequisiteFigures Prerequisites { get; init; } = new();

    /// <summary>How service accounts nobody knows of are found.</summary>
    public ServiceAccountFigures ServiceAccounts { get; init; } = new();

    /// <summary>For how long people's word counts.</summary>
    public AttestationPlan Attestations { get; init; } = new();

    /// <summary>How enrollment is polled.</summary>
    public EnrollmentPlan Enrollment { get; init; } = new();

    /// <summary>What the gates ask.</summary>
    public GateFigures Gates { get; init; } = new();

    /// <summary>When a promotion may happen.</summary>
    public PromotionWindow Window { get; init; } = new();

    /// <summary>How an enforced wave is watched.</summary>
    public WatchPlan Watch { get; init; } = new();

    /// <summary>Who hears of what; null where only the log does.</summary>
    public NotificationPlan? Notifications { get; init; }

    /// <summary>How the rollout is swept.</summary>
    public SweepPlan Sweeps { get; init; } = new();

    /// <summary>How one person is released.</summary>
    public ReleasePlan Release { get; init; } = new();

    /// <summary>The wave of that number. After the last there is a remainder wave, for whoever was deferred out of it or has returned.</summary>
    public Wave Wave(int number) => number > Waves.Count ? new(number, "Remainder", new()) : Waves.Single(wave => wave.Number == number);
}

/// <summary>Who is never in the scope of a policy of the rollout.</summary>
/// <param name="BreakGlassGroup">Object id of the group that holds the break-glass accounts and nobody else.</param>
/// <param name="BreakGlassAccounts">Their object ids, two or more.</param>
/// <param name="ServiceAccountGroup">Object id of the group of excluded service accounts.</param>
/// <param name="ServiceAccounts">Object ids of accounts known to have no person behind them, whether in that group yet or not.</param>
/// <param name="ReleaseGroup">Object id of the group that one person is released into for at most a day.</param>
public sealed record Exclusions(
    string BreakGlassGroup, IReadOnlyList<string> BreakGlassAccounts, string ServiceAccountGroup,
    IReadOnlyList<string> ServiceAccounts, string ReleaseGroup)
{
    /// <summary>
    /// Stands in place of a group's id where the group is yet to be made. No group has this id, so whatever asks for it holds
    /// until the plan names the group that was made.
    /// </summary>
    public const string ToBeMade = "create";
}

/// <summary>One cohort.</summary>
/// <param name="Number">1 and up, in the order they run.</param>
public sealed record Wave(int Number, string Name, Roster Roster);

/// <summary>The people a wave is for. Read, never written, never in a policy.</summary>
public sealed record Roster
{
    /// <summary>From the wave's CSV.</summary>
    public IReadOnlyList<string> UserPrincipalNames { get; init; } = [];

    /// <summary>Object ids of groups, nested ones counted.</summary>
    public IReadOnlyList<string> Groups { get; init; } = [];

    /// <summary>Every enabled member who is in no other wave, neither excluded nor deferred. Only the last wave may.</summary>
    public bool EveryoneElse { get; init; }
}

/// <summary>Which models of key may be used.</summary>
public sealed record KeyModels
{
    /// <summary>AAGUIDs of the models let through, lower case; empty only where <see cref="AnyModel"/> says so.</summary>
    public IReadOnlyList<string> Allowed { get; init; } = [];

    /// <summary>Why every model is let through; null where only <see cref="Allowed"/> are. An open list is an explicit choice.</summary>
    public string? AnyModel { get; init; }
}

/// <summary>How Temporary Access Passes are given.</summary>
public sealed record PassPlan
{
    /// <summary>How long a pass lives.</summary>
    public TimeSpan Lifetime { get; init; } = TimeSpan.FromMinutes(60);

    /// <summary>The tenant's policy lets passes live no longer than this.</summary>
    public TimeSpan LongestLifetime { get; init; } = TimeSpan.FromMinutes(480);

    /// <summary>The tenant's policy lets passes live no shorter than this.</summary>
    public TimeSpan ShortestLifetime { get; init; } = TimeSpan.FromMinutes(60);

    /// <summary>The account a pass is tried on; null where none was named.</summary>
    public string? TestUser { get; init; }

    /// <summary>Object ids of privileged people who may be given a pass; nobody else who holds a directory role may.</summary>
    public IReadOnlyList<string> Privileged { get; init; } = [];

    /// <summary>For how long it counts that somebody made sure who a person is.</summary>
    public TimeSpan IdentityCheckCountsFor { get; init; } = TimeSpan.FromMinutes(60);
}

/// <summary>For how long people's word counts, at most: whoever gives it may say less.</summary>
public sealed record AttestationPlan
{
    /// <summary>That credentials lie in the safe, that alerts arrive, that there are no service accounts: about a quarter.</summary>
    public TimeSpan CountsFor { get; init; } = TimeSpan.FromDays(92);

    /// <summary>That the support channel is open.</summary>
    public TimeSpan SupportCountsFor { get; init; } = TimeSpan.FromDays(14);

    /// <summary>A drill, from its sign-in on. Less than the 30 days for which Microsoft Entra ID keeps the sign-ins it is looked up in.</summary>
    public TimeSpan DrillCountsFor { get; init; } = TimeSpan.FromDays(28);

    /// <summary>A drill's sign-in is looked for so long before and after the instant that was named.</summary>
    public TimeSpan DrillWithin { get; init; } = TimeSpan.FromMinutes(30);
}

/// <summary>What the prerequisites ask. The defaults are those of the rollout's rules.</summary>
public sealed record PrerequisiteFigures
{
    /// <summary>Each break-glass account was signed in with, to verify it, within this.</summary>
    public TimeSpan BreakGlassVerifiedWithin { get; init; } = TimeSpan.FromDays(31);

    /// <summary>A sign-in of a break-glass account this far from a drill's, before or after, belongs to it; any other is an incident.</summary>
    public TimeSpan DrillSpan { get; init; } = TimeSpan.FromHours(2);

    /// <summary>The service accounts' exclusion was reviewed within this: a quarter.</summary>
    public TimeSpan ReviewedWithin { get; init; } = TimeSpan.FromDays(92);

    /// <summary>For how long the tenant keeps its sign-in log: 30 days with Entra ID P1 or P2.</summary>
    public TimeSpan LogKept { get; init; } = TimeSpan.FromDays(30);
}

/// <summary>How service accounts nobody knows of are found.</summary>
public sealed record ServiceAccountFigures
{
    /// <summary>So much of the sign-in log is looked at. With Entra ID P1 it is kept for 30 days.</summary>
    public TimeSpan LookBack { get; init; } = TimeSpan.FromDays(30);

    /// <summary>From this weight of reasons on an account is a suspect: 6 is a shared mailbox alone, or behaviour and directory together.</summary>
    public int Threshold { get; init; } = 6;
}

/// <summary>When people work.</summary>
public sealed record CalendarPlan
{
    /// <summary>IANA name of the zone of people whose usage location names no other.</summary>
    public required string TimeZone { get; init; }

    /// <summary>IANA zones by usage location (ISO 3166).</summary>
    public IReadOnlyDictionary<string, string> TimeZones { get; init; } = new Dictionary<string, string>();

    /// <summary>Monday to Friday by default.</summary>
    public IReadOnlyList<DayOfWeek> WorkingDays { get; init; } =
        [DayOfWeek.Monday, DayOfWeek.Tuesday, DayOfWeek.Wednesday, DayOfWeek.Thursday, DayOfWeek.Friday];

    /// <summary>Days nobody works.</summary>
    public IReadOnlyList<DateOnly> Holidays { get; init; } = [];

    /// <summary>Days on and before which nothing is promoted, though people work.</summary>
    public IReadOnlyList<DateOnly> Blackouts { get; init; } = [];

    /// <summary>When the support desk opens, local time.</summary>
    public TimeOnly DeskOpens { get; init; } = new(8, 30);

    /// <summary>When the support desk closes, local time.</summary>
    public TimeOnly DeskCloses { get; init; } = new(18, 0);
}

/// <summary>How enrollment is polled, and people are reminded or deferred.</summary>
public sealed record EnrollmentPlan
{
    /// <summary>The first wait between two polls.</summary>
    public TimeSpan Poll { get; init; } = TimeSpan.FromHours(2);

    /// <summary>Waits grow by half each time, up to this.</summary>
    public TimeSpan PollAtMost { get; init; } = TimeSpan.FromHours(12);

    /// <summary>Whoever has no key yet is reminded every so many working days.</summary>
    public int RemindEvery { get; init; } = 3;

    /// <summary>When, in the plan's time zone.</summary>
    public TimeOnly RemindAt { get; init; } = new(10, 0);

    /// <summary>A deferral ends after this.</summary>
    public TimeSpan DeferFor { get; init; } = TimeSpan.FromDays(30);
}

/// <summary>What the gates ask. The defaults are those of the rollout's rules.</summary>
public sealed record GateFigures
{
    /// <summary>Working days of report-only log since the last change of policy or membership.</summary>
    public int ReportOnlyWorkingDays { get; init; } = 3;

    /// <summary>The share of a wave that must be seen in the log.</summary>
    public double Coverage { get; init; } = 0.8;

    /// <summary>In a wave of up to so many people, all must be seen or be accepted by name.</summary>
    public int SmallWave { get; init; } = 50;

    /// <summary>The log lags by so much for interactive sign-ins.</summary>
    public TimeSpan InteractiveDelay { get; init; } = TimeSpan.FromHours(2);

    /// <summary>The log lags by so much for non-interactive sign-ins.</summary>
    public TimeSpan NonInteractiveDelay { get; init; } = TimeSpan.FromHours(6);

    /// <summary>Up to this wave everybody must have been seen to sign in with their key.</summary>
    public int ProvenWaves { get; init; } = 2;

    /// <summary>The share of a later wave that must have been.</summary>
    public double ProvenShare { get; init; } = 0.8;

    /// <summary>So far back the log is read for who signed in with a key.</summary>
    public TimeSpan ProvenWithin { get; init; } = TimeSpan.FromDays(14);

    /// <summary>Up to this wave everybody holds two keys.</summary>
    public int TwoKeysWaves { get; init; } = 2;

    /// <summary>The rollback was rehearsed within this before its wave is promoted.</summary>
    public TimeSpan RollbackRehearsedWithin { get; init; } = TimeSpan.FromHours(24);

    /// <summary>So many working hours without a row of a kind from anybody are a gap, and a log with a gap is no evidence.</summary>
    public TimeSpan LogGap { get; init; } = TimeSpan.FromHours(6);

    /// <summary>Evidence older than this at the write is stale.</summary>
    public TimeSpan EvidenceLifetime { get; init; } = TimeSpan.FromMinutes(60);

    /// <summary>An approval that is not given by then has expired.</summary>
    public TimeSpan ApprovalTimeLimit { get; init; } = TimeSpan.FromDays(7);

    /// <summary>How many approve the first wave.</summary>
    public int FirstWaveApprovers { get; init; } = 1;

    /// <summary>How many different people, none of whom started the wave, approve each later one.</summary>
    public int LaterWaveApprovers { get; init; } = 2;
}

/// <summary>When a promotion may happen, in each time zone that holds enough of the wave.</summary>
public sealed record PromotionWindow
{
    /// <summary>Monday to Wednesday.</summary>
    public IReadOnlyList<DayOfWeek> Days { get; init; } = [DayOfWeek.Monday, DayOfWeek.Tuesday, DayOfWeek.Wednesday];

    /// <summary>Opens, local time.</summary>
    public TimeOnly From { get; init; } = new(9, 30);

    /// <summary>Closes, local time.</summary>
    public TimeOnly Until { get; init; } = new(14, 0);

    /// <summary>The support desk stays open for so long after it.</summary>
    public TimeSpan DeskAfter { get; init; } = TimeSpan.FromHours(4);

    /// <summary>No holiday or blackout within so many days after it.</summary>
    public int QuietDays { get; init; } = 2;

    /// <summary>A time zone counts when it holds this share of the wave.</summary>
    public double ZoneShare { get; init; } = 0.05;
}

/// <summary>How an enforced wave is watched.</summary>
public sealed record WatchPlan
{
    /// <summary>So much clean log ends the watch.</summary>
    public TimeSpan Clean { get; init; } = TimeSpan.FromHours(24);

    /// <summary>The change has propagated after this.</summary>
    public TimeSpan Propagation { get; init; } = TimeSpan.FromHours(2);

    /// <summary>How often the log is read.</summary>
    public TimeSpan Every { get; init; } = TimeSpan.FromHours(2);

    /// <summary>A block that no success of that person, app and device makes good within so much working time is a failure.</summary>
    public TimeSpan EpisodeResolvedWithin { get; init; } = TimeSpan.FromHours(4);

    /// <summary>Whoever had a success on so many days of <see cref="ActiveOfDays"/> was at work before the promotion.</summary>
    public int ActiveDays { get; init; } = 3;

    /// <summary>The working days before the promotion that are looked at for who was at work.</summary>
    public int ActiveOfDays { get; init; } = 5;

    /// <summary>Whoever was at work and then has no success in so many working days is a suspected lockout.</summary>
    public int SilentWorkingDays { get; init; } = 1;

    /// <summary>A device and app are known where they had a success within this before the promotion.</summary>
    public TimeSpan KnownFor { get; init; } = TimeSpan.FromDays(14);

    /// <summary>A block on a known device and app that no success follows within this is a confirmed lockout.</summary>
    public TimeSpan LockedOutAfter { get; init; } = TimeSpan.FromHours(1);

    /// <summary>Once nobody could tell for so long how an enforced wave stands, operator and approvers are told.</summary>
    public TimeSpan UnknownAtMost { get; init; } = TimeSpan.FromHours(4);

    /// <summary>So many people locked out, and the wave is rolled back without asking.</summary>
    public int BrakeAt { get; init; } = 2;
}

/// <summary>How a rollout is looked over, from its creation on and after its last wave.</summary>
public sealed record SweepPlan
{
    /// <summary>How often.</summary>
    public TimeSpan Every { get; init; } = TimeSpan.FromDays(1);

    /// <summary>What ends by itself within this is told before it does.</summary>
    public TimeSpan EndsWithin { get; init; } = TimeSpan.FromDays(7);
}

/// <summary>How one person is released from an enforced wave.</summary>
public sealed record ReleasePlan
{
    /// <summary>A release ends by itself after this at the latest: 24 hours, and never more.</summary>
    public TimeSpan AtMost { get; init; } = TimeSpan.FromHours(24);
}
