using Fido2Workflow.Core.Plans;
using Fido2Workflow.Core.Tenants;

namespace Fido2Workflow.Core.SignIns;

/// <summary>How an enforced wave stands, by its sign-in log.</summary>
/// <param name="ClockStart">When the clean hours began to count, UTC; null before any row shows the policy enforced.</param>
/// <param name="CompleteUntil">Up to when the log is complete, UTC; null where nobody can tell.</param>
/// <param name="Clean">The clean, complete log since the clock started.</param>
/// <param name="Failures">People whose sign-ins are blocked and not made good, by object id.</param>
/// <param name="LockedOut">Those of them on a device and app that had worked before.</param>
/// <param name="Unseen">People in scope of whom the log holds no enforced success, by object id.</param>
public sealed record WatchReport(
    DateTimeOffset? ClockStart, DateTimeOffset? CompleteUntil, TimeSpan Clean, IReadOnlyList<string> Failures,
    IReadOnlyList<string> LockedOut, IReadOnlyList<string> Unseen);

/// <summary>
/// Judges the log of an enforced wave. Twenty-four clean hours are hours of complete log, not of the wall: the log is
/// complete up to its newest row of a kind less that kind's delay.
/// </summary>
public static class Watch
{
    /// <summary>Judges the log that was read at <paramref name="now"/>.</summary>
    /// <param name="log">From some days before the promotion until now.</param>
    /// <param name="promoted">When the policy was enforced, UTC.</param>
    /// <param name="scope">The people in effective scope, by object id.</param>
    /// <param name="plan">The figures.</param>
    public static WatchReport Judge(SignInLog log, DateTimeOffset promoted, IReadOnlySet<string> scope, DateTimeOffset now, Plan plan)
    {
        var rows = log.Rows.Where(row => scope.Contains(row.UserId)).DistinctBy(row => row.Id).OrderBy(row => row.At).ToList();
        var enforced = rows.Where(row => row.At >= promoted && row.PolicyResult is (PolicyResult.Success or PolicyResult.Failure)).ToList();
        var failures = Failures(rows, promoted, plan.Watch.EpisodeResolvedWithin).ToList();
        var completeUntil = CompleteUntil(log, plan.Gates);
        // An episode that may still be made good is not known to be clean: the clean hours end where it began.
        var pending = failures.Where(failure => failure.ResolvedAt is null && now - failure.At < plan.Watch.EpisodeResolvedWithin).ToList();
        var cleanUntil = completeUntil is null ? null : pending.Select(failure => (DateTimeOffset?)failure.At).Append(completeUntil).Min();
        var clockStart = enforced.Count == 0 ? (DateTimeOffset?)null : Later(promoted + plan.Watch.Propagation, enforced[0].At);
        // A failure restarts the clock once it is resolved; while one is open there are no clean hours at all.
        var cleanSince = failures.Select(failure => failure.ResolvedAt).Where(at => at is not null).Append(clockStart).Max();
        var open = failures.Where(failure => failure.ResolvedAt is null && now - failure.At >= plan.Watch.EpisodeResolvedWithin).ToList();
        return new(
            clockStart, completeUntil,
            clockStart is not null && open.Count == 0 && cleanUntil > cleanSince ? cleanUntil.Value - cleanSince!.Value : TimeSpan.Zero,
            [.. open.Select(failure => failure.UserId).Distinct().Order(StringComparer.Ordinal)],
            [.. LockedOut(rows, promoted, now).Order(StringComparer.Ordinal)],
            [.. scope.Except(enforced.Where(row => row.PolicyResult is PolicyResult.Success).Select(row => row.UserId)).Order(StringComparer.Ordinal)]);
    }

    private sealed record Failure(string UserId, DateTimeOffset At, DateTimeOffset? ResolvedAt);

    // One person, app and device: a block of ours, or a refused key, and the success that made it good.
    private static IEnumerable<Failure> Failures(List<SignIn> rows, DateTimeOffset promoted, TimeSpan within) =>
        from row in rows
        where row.At >= promoted && IsFailure(row)
        let success = rows.FirstOrDefault(later => later.At >= row.At && later.UserId == row.UserId && later.AppId == row.AppId && IsSameEpisode(row, later) && IsSuccess(later))
        where success is null || success.At - row.At > within
        select new Failure(row.UserId, row.At, success?.At);

    // A device and app that had worked in the weeks before, no success for an hour: never an unfamiliar place, so that
    // no attacker can switch protection off.
    private static IEnumerable<string> LockedOut(List<SignIn> rows, DateTimeOffset promoted, DateTimeOffset now) =>
        rows.Where(row => row.At >= promoted && IsOurFailure(row) && now - row.At >= TimeSpan.FromHours(1)
                && !string.IsNullOrEmpty(row.DeviceId)
                && rows.Exists(before => before.At < promoted && before.UserId == row.UserId && before.AppId == row.AppId
                    && before.DeviceId == row.DeviceId && IsSuccess(before))
                && !rows.Exists(later => later.At > row.At && later.UserId == row.UserId && IsSuccess(later)))
            .Select(row => row.UserId)
            .Distinct();

    // A block on a device that is known is not made good on another one; where none is shown, nobody can tell them apart.
    private static bool IsSameEpisode(SignIn block, SignIn success) =>
        string.IsNullOrEmpty(block.DeviceId) || block.DeviceId == success.DeviceId
        || (!string.IsNullOrEmpty(block.CorrelationId) && block.CorrelationId == success.CorrelationId);

    private static bool IsOurFailure(SignIn row) =>
        (row.PolicyResult is PolicyResult.Failure && IsBlock(row)) || SignInErrors.Classify(row.ErrorCode) is SignInErrorClass.Fido2;

    /// <summary>
    /// Whether a row is a block of ours, or may be one since it does not say whose it was; or a refused key. What fails before
    /// policies are evaluated never is. Only a block that is known to be ours pulls the brake.
    /// </summary>
    public static bool IsFailure(SignIn row) => IsOurFailure(row) || (row.PolicyResult is PolicyResult.Unknown && IsBlock(row));

    private static bool IsBlock(SignIn row) =>
        SignInErrors.Classify(row.ErrorCode) is SignInErrorClass.BlockedByPolicy or SignInErrorClass.NoMethod or SignInErrorClass.Unknown;

    private static bool IsSuccess(SignIn row) => row.ErrorCode is 0;

    private static DateTimeOffset? CompleteUntil(SignInLog log, GateFigures figures)
    {
        var interactive = log.Rows.Where(row => row.IsInteractive).Select(row => (DateTimeOffset?)row.At).Max();
        var silent = log.Rows.Where(row => !row.IsInteractive).Select(row => (DateTimeOffset?)row.At).Max();
        if (interactive is null || silent is null) return null;
        return Earlier(interactive.Value - figures.InteractiveDelay, silent.Value - figures.NonInteractiveDelay);
    }

    private static DateTimeOffset Later(DateTimeOffset one, DateTimeOffset other) => one > other ? one : other;

    private static DateTimeOffset Earlier(DateTimeOffset one, DateTimeOffset other) => one < other ? one : other;
}
