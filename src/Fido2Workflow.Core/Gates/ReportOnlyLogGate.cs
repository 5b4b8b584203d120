using Fido2Workflow.Core.Calendars;
using Fido2Workflow.Core.Decisions;
using Fido2Workflow.Core.Enrollment;
using Fido2Workflow.Core.Plans;
using Fido2Workflow.Core.SignIns;
using Fido2Workflow.Core.Tenants;

namespace Fido2Workflow.Core.Gates;

/// <summary>
/// The report-only log shows, over enough working days since the last change and for enough people, that nobody would
/// have failed. <c>reportOnlyInterrupted</c> is neither pass nor failure: it is judged by whether that person holds a
/// compliant key. An empty log is no evidence.
/// </summary>
public sealed class ReportOnlyLogGate : Gate<WaveFacts>
{
    /// <inheritdoc/>
    public override string Name => "report-only-log";

    /// <inheritdoc/>
    public override string Asks => "Does the report-only log, over enough working days and people, show that nobody would have failed?";

    /// <inheritdoc/>
    public override string Keeps => "report-only sign-in logs reviewed";

    /// <inheritdoc/>
    public override string MendedAt => Portal.SignIns;

    /// <inheritdoc/>
    public override GateResult Judge(WaveFacts facts, DateTimeOffset now)
    {
        var figures = facts.Plan.Gates;
        var ready = CompleteAt(facts.Plan, facts.UnchangedSince);
        if (now < ready)
            return No("report-only-log-too-short",
                $"Policy and scope last changed {facts.UnchangedSince:yyyy-MM-dd HH:mm} UTC; the log of {figures.ReportOnlyWorkingDays} working days since is complete {ready:yyyy-MM-dd HH:mm} UTC.",
                "Nothing to do: it becomes complete by itself.", [], [], ready);

        if (facts.SignIns is not Answer<SignInLog>.Given { Value: var log } given) return Unknown(facts.SignIns, now);
        if (facts.EffectiveScope is not Answer<IReadOnlyList<string>>.Given { Value: var scope }) return Unknown(facts.EffectiveScope, now);
        if (facts.Enrollment is not Answer<IReadOnlyDictionary<string, UserEnrollment>>.Given { Value: var enrollment }) return Unknown(facts.Enrollment, now);

        var inScope = scope.ToHashSet();
        var all = SignInRows.Merge(log.Rows.Where(row => inScope.Contains(row.UserId)));
        // Whoever mistypes a password never got as far as the policy, and anybody can mistype anybody's.
        var rows = all.Where(row => !SignInOutcomes.IsNoise(row)).ToList();
        if (rows.Count == 0)
            return Unknown("The log holds no sign-in of anybody in scope, and an empty log is no evidence.", "Check that sign-in logs are kept and can be read.");

        bool Holds(SignIn row, EnrollmentStatus status) => enrollment.GetValueOrDefault(row.UserId)?.Status == status;
        var refused = Users(rows, row => SignInErrors.Classify(row.ErrorCode) is SignInErrorClass.Fido2 && !rows.Exists(later => IsWithKey(later) && later.UserId == row.UserId && later.At > row.At));
        var prompted = rows.Where(row => IsPrompted(row) && !IsAnswered(row, rows)).ToList();
        var failing = Users(rows, row => row.PolicyResult is PolicyResult.ReportOnlyFailure && !IsPrompted(row))
            .Union(Users(prompted, row => !Holds(row, EnrollmentStatus.Registered) && !Holds(row, EnrollmentStatus.Error))).Order(StringComparer.Ordinal).ToList();
        var unjudged = Users(prompted, row => Holds(row, EnrollmentStatus.Error));
        var unreadable = Users(rows, IsUnreadable);
        var seen = Users(rows, row => row.PolicyResult is PolicyResult.ReportOnlySuccess or PolicyResult.ReportOnlyInterrupted);
        var evidence = Read($"{rows.Count} sign-ins of {seen.Count} people since {log.From:yyyy-MM-dd HH:mm} UTC, and {all.Count - rows.Count} attempts that reached no policy", given);

        if (failing.Count > 0)
            return No("report-only-failure", $"{failing.Count} would have failed: {facts.Names(failing)}.",
                "Look at their sign-ins: a device or client of theirs cannot use a key.", failing, [evidence]);
        if (refused.Count > 0)
            return No("report-only-key-refused", $"The key of {facts.Names(refused)} was refused, and has not worked since.",
                "Let them try again with the key, or register another one.", refused, [evidence]);
        // A named person may vouch for people whose rows say nothing; not for a log that says nothing of anybody.
        if (!rows.TrueForAll(IsUnreadable)) unreadable = [.. unreadable.Except(facts.AcceptedUnseen)];
        if (unreadable.Count > 0)
            return Unknown($"The log does not say what the policy would have done for {facts.Names(unreadable)}.",
                "Grant the reader's identity Policy.Read.All: without it the log leaves policies out.", unreadable);
        if (unjudged.Count > 0)
            return Unknown($"Whether {facts.Names(unjudged)} would have failed depends on keys that could not be read.", "It is asked again then.", unjudged) with { Until = AskAgain(now) };
        // The rows of the whole tenant tell whether the log is there: somebody is always at work.
        if (LogSpan.Gaps(log, ReadFrom(facts.Plan, facts.UnchangedSince, now), now, facts.Plan) is [var gap, ..])
            return Unknown($"The log holds {gap.Sentence}.", "Check that the tenant's sign-in logs come in without a break, and are kept for long enough.");

        var unseen = scope.Except(seen).Except(facts.AcceptedUnseen).ToList();
        return IsEnough(scope.Count, unseen.Count, figures)
            ? Yes($"{seen.Count} of {scope.Count} were seen, and nobody would have failed.", evidence)
            : No("unseen", $"{unseen.Count} of {scope.Count} were not seen in the log: {facts.Names(unseen)}.",
                "Wait until they sign in, or accept each of them by name.", unseen, [evidence]);
    }

    private static bool IsUnreadable(SignIn row) => row.ErrorCode is null || row.PolicyResult is PolicyResult.Unknown;

    // A prompt of some other policy's shows ours as failed, too, until it is answered: the code tells.
    private static bool IsPrompted(SignIn row) => row.PolicyResult is PolicyResult.ReportOnlyInterrupted
        || (row.PolicyResult is PolicyResult.ReportOnlyFailure && SignInOutcomes.Of(row) is SignInOutcome.Interrupted);

    private static bool IsAnswered(SignIn prompt, List<SignIn> rows) => prompt.PolicyResult is PolicyResult.ReportOnlyFailure
        && rows.Exists(later => later.At >= prompt.At && later.UserId == prompt.UserId && later.AppId == prompt.AppId
            && later.PolicyResult is PolicyResult.ReportOnlySuccess && later.DeviceId == prompt.DeviceId);

    private static bool IsWithKey(SignIn row) => SignInOutcomes.IsSuccess(row) && (row.UsedFido2 ?? row.PolicyResult is PolicyResult.ReportOnlySuccess);

    /// <summary>When the log of enough working days since the last change has come in, UTC.</summary>
    public static DateTimeOffset CompleteAt(Plan plan, DateTimeOffset unchangedSince) =>
        new WorkingCalendar(plan.Calendar).AddWorkingDays(unchangedSince, plan.Gates.ReportOnlyWorkingDays) + Delay(plan.Gates);

    /// <summary>
    /// From when on the log is read, UTC: the last working days of log that has come in, and nothing from before the last
    /// change. A failure that has been mended does not hold the wave for ever.
    /// </summary>
    public static DateTimeOffset ReadFrom(Plan plan, DateTimeOffset unchangedSince, DateTimeOffset now)
    {
        var from = new WorkingCalendar(plan.Calendar).AddWorkingDays(now - Delay(plan.Gates), -plan.Gates.ReportOnlyWorkingDays);
        return from > unchangedSince ? from : unchangedSince;
    }

    /// <summary>Whether enough of the scope was seen: all of a small wave, the plan's share of a larger one.</summary>
    public static bool IsEnough(int scope, int unseen, GateFigures figures) =>
        scope <= figures.SmallWave ? unseen == 0 : scope - unseen >= figures.Coverage * scope;

    private static List<string> Users(IEnumerable<SignIn> rows, Func<SignIn, bool> which) =>
        [.. rows.Where(which).Select(row => row.UserId).Distinct().Order(StringComparer.Ordinal)];

    /// <summary>How late the log may be.</summary>
    public static TimeSpan Delay(GateFigures figures) =>
        figures.InteractiveDelay > figures.NonInteractiveDelay ? figures.InteractiveDelay : figures.NonInteractiveDelay;
}
