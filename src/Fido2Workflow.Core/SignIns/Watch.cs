using Fido2Workflow.Core.Calendars;
using Fido2Workflow.Core.Plans;
using Fido2Workflow.Core.Tenants;

namespace Fido2Workflow.Core.SignIns;

/// <summary>How an enforced wave stands, by its sign-in log. People are object ids.</summary>
public sealed record WatchReport
{
    /// <summary>When the clean hours began to count, UTC; null before any row shows the policy enforced.</summary>
    public required DateTimeOffset? ClockStart { get; init; }

    /// <summary>Up to when the log is complete, UTC; null where nobody can tell.</summary>
    public required DateTimeOffset? CompleteUntil { get; init; }

    /// <summary>The clean, complete log since the clock started, or started again.</summary>
    public required TimeSpan Clean { get; init; }

    /// <summary>People whose sign-ins are blocked and were not made good in time.</summary>
    public required IReadOnlyList<string> Failures { get; init; }

    /// <summary>People whose sign-ins are blocked and may still be made good.</summary>
    public required IReadOnlyList<string> Pending { get; init; }

    /// <summary>When the first of those becomes a failure, UTC; null where there is none.</summary>
    public required DateTimeOffset? PendingUntil { get; init; }

    /// <summary>People locked out of a device and app that had worked.</summary>
    public required IReadOnlyList<string> LockedOut { get; init; }

    /// <summary>People who were at work before the promotion and have had no success since, in a working day.</summary>
    public required IReadOnlyList<string> Silent { get; init; }

    /// <summary>People in scope of whom the log holds no enforced success.</summary>
    public required IReadOnlyList<string> Unseen { get; init; }

    /// <summary>People of whom a row leaves out how it ended or what our policy did, and no later success tells.</summary>
    public required IReadOnlyList<string> Unreadable { get; init; }

    /// <summary>Where the log holds nothing of anybody.</summary>
    public required IReadOnlyList<LogGap> Gaps { get; init; }

    /// <summary>Attempts that never reached a policy: shown, never counted.</summary>
    public required int Noise { get; init; }

    /// <summary>People who left a prompt of ours unanswered: shown, never counted; who has no success at all is silent or unseen.</summary>
    public required IReadOnlyList<string> Unanswered { get; init; }

    /// <summary>Whether the weeks before the promotion tell more: which device is known, who was at work.</summary>
    public required bool NeedsHistory { get; init; }

    /// <summary>Whether the log says how the wave stands.</summary>
    public bool IsKnown => Unreadable.Count == 0 && !Gaps.Any(gap => gap.IsOpen);
}

/// <summary>
/// Judges the log of an enforced wave. Twenty-four clean hours are hours of complete log, not of the wall. A block that
/// nothing makes good ends them, and so does whatever the log does not say.
/// </summary>
public static class Watch
{
    /// <summary>Judges the log that was read at <paramref name="now"/>.</summary>
    /// <param name="log">Of the whole tenant since the promotion; with the weeks before it where they matter.</param>
    /// <param name="promoted">When the policy was enforced, UTC.</param>
    /// <param name="scope">The people in effective scope, by object id.</param>
    /// <param name="now">UTC.</param>
    /// <param name="plan">The figures.</param>
    /// <param name="usageLocations">Where people work, by object id (ISO 3166): whoever is not named is in the plan's own zone.</param>
    public static WatchReport Judge(
        SignInLog log, DateTimeOffset promoted, IReadOnlySet<string> scope, DateTimeOffset now, Plan plan,
        IReadOnlyDictionary<string, string?>? usageLocations = null)
    {
        var calendar = new WorkingCalendar(plan.Calendar);
        var all = SignInRows.Merge(log.Rows.Where(row => scope.Contains(row.UserId)));
        var rows = all.Where(row => row.At >= promoted).ToList();
        var successes = new Successes(all);
        var completeUntil = LogSpan.CompleteUntil(log, plan.Gates);
        var gaps = LogSpan.Gaps(log, promoted, now, plan);

        var episodes = Episode.In(successes, rows, row => calendar.AddWorkingTime(row.At, plan.Watch.EpisodeResolvedWithin, ZoneOf(row.UserId)));
        var pending = episodes.Where(episode => episode.IsPending(completeUntil)).ToList();
        var open = episodes.Where(episode => episode.Success is null && !episode.IsPending(completeUntil)).ToList();
        var unreadable = rows.Where(row => SignInOutcomes.Of(row) is SignInOutcome.Unreadable && !IsTold(row)).ToList();

        var enforced = rows.Where(row => row.PolicyResult is PolicyResult.Success or PolicyResult.Failure).ToList();
        var clockStart = enforced.Count == 0 ? (DateTimeOffset?)null : Later(promoted + plan.Watch.Propagation, enforced[0].At);
        // A failure restarts the clock once it is resolved; hours of which nothing is known are not clean, and start it again too.
        var cleanSince = episodes.Where(episode => !episode.IsHarmless).Select(episode => episode.Success?.At)
            .Concat(gaps.Select(gap => (DateTimeOffset?)gap.To)).Append(clockStart).Max();
        // What may still turn out to be a failure is not known to be clean: the clean hours end where it began.
        var cleanUntil = completeUntil is null ? null : pending.Select(episode => episode.First).Concat(unreadable).Select(row => (DateTimeOffset?)row.At).Append(completeUntil).Min();

        var silent = Silence.Candidates(rows, promoted + plan.Watch.Propagation, completeUntil, scope, ZoneOf, plan);
        return new()
        {
            ClockStart = clockStart,
            CompleteUntil = completeUntil,
            Clean = clockStart is not null && open.Count == 0 && cleanUntil > cleanSince ? cleanUntil.Value - cleanSince!.Value : TimeSpan.Zero,
            Failures = People(open.Select(episode => episode.First)),
            Pending = People(pending.Select(episode => episode.First)),
            PendingUntil = pending.Select(episode => (DateTimeOffset?)episode.Deadline).Min(),
            LockedOut = Lockouts.Confirmed(episodes, successes, log, promoted, now, plan),
            Silent = Silence.Among(silent, log, promoted, ZoneOf, plan),
            Unseen = [.. scope.Except(enforced.Where(row => row.PolicyResult is PolicyResult.Success).Select(row => row.UserId)).Order(StringComparer.Ordinal)],
            Unreadable = People(unreadable),
            Gaps = gaps,
            Noise = rows.Count(SignInOutcomes.IsNoise),
            Unanswered = People(rows.Where(row => row.PolicyResult is PolicyResult.Failure && SignInOutcomes.Of(row) is SignInOutcome.Interrupted && successes.After(row) is null)),
            NeedsHistory = silent.Count > 0 || episodes.Any(episode => episode.Success is null),
        };

        TimeZoneInfo ZoneOf(string person) => calendar.ZoneOf(usageLocations?.GetValueOrDefault(person));

        // Whoever gets in afterwards by a row that says so was not locked out by one that does not.
        bool IsTold(SignIn row) => successes.Of(row.UserId, row.AppId).Any(later =>
            later.At > row.At && later.DeviceId == row.DeviceId && SignInOutcomes.Of(later) is SignInOutcome.Success);
    }

    private static List<string> People(IEnumerable<SignIn> rows) => [.. rows.Select(row => row.UserId).Distinct().Order(StringComparer.Ordinal)];

    private static DateTimeOffset Later(DateTimeOffset one, DateTimeOffset other) => one > other ? one : other;
}
