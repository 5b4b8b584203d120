using Fido2Workflow.Core.Calendars;
using Fido2Workflow.Core.Plans;
using Fido2Workflow.Core.Tenants;

namespace Fido2Workflow.Core.SignIns;

/// <summary>Working time in which nobody at all left a row of that kind: the log is missing, or had begun later than it was asked for.</summary>
/// <param name="From">The row before it, or the beginning of what was asked for, UTC.</param>
/// <param name="To">The row after it, or where the log should have reached, UTC.</param>
/// <param name="IsOpen">Whether no row has come after it yet.</param>
public sealed record LogGap(bool IsInteractive, DateTimeOffset From, DateTimeOffset To, bool IsOpen)
{
    /// <summary>It in words.</summary>
    public string Sentence => $"nobody's {(IsInteractive ? "interactive" : "non-interactive")} sign-ins from {From:yyyy-MM-dd HH:mm} to {To:yyyy-MM-dd HH:mm} UTC";
}

/// <summary>How far a log can be believed. The rows of the whole tenant tell: somebody is always at work.</summary>
public static class LogSpan
{
    /// <summary>
    /// Up to when both kinds are complete: each to its newest row less its delay, which is log time and not the wall's; null
    /// where a kind has no row.
    /// </summary>
    public static DateTimeOffset? CompleteUntil(SignInLog log, GateFigures figures)
    {
        var (interactive, silent) = (Newest(log, true), Newest(log, false));
        if (interactive is null || silent is null) return null;
        var (prompts, refreshes) = (interactive.Value - Delay(true, figures), silent.Value - Delay(false, figures));
        return prompts < refreshes ? prompts : refreshes;
    }

    /// <summary>When the newest row of a kind was made, UTC; null where there is none.</summary>
    public static DateTimeOffset? Newest(SignInLog log, bool isInteractive) =>
        log.Rows.Where(row => row.IsInteractive == isInteractive).Select(row => (DateTimeOffset?)row.At).Max();

    /// <summary>The gaps of a log from <paramref name="from"/> to where it should have come in by <paramref name="now"/>.</summary>
    public static IReadOnlyList<LogGap> Gaps(SignInLog log, DateTimeOffset from, DateTimeOffset now, Plan plan)
    {
        var calendar = new WorkingCalendar(plan.Calendar);
        return [.. Gaps(true).Concat(Gaps(false))];

        IEnumerable<LogGap> Gaps(bool isInteractive)
        {
            var before = from;
            foreach (var at in log.Rows.Where(row => row.IsInteractive == isInteractive && row.At > from).Select(row => row.At).Order())
            {
                if (IsGap(before, at)) yield return new(isInteractive, before, at, false);
                before = at;
            }
            var due = now - Delay(isInteractive, plan.Gates);
            if (IsGap(before, due)) yield return new(isInteractive, before, due, true);
        }

        // Most rows follow each other in minutes: the calendar is asked about the few that do not.
        bool IsGap(DateTimeOffset before, DateTimeOffset after) =>
            after - before > plan.Gates.LogGap && calendar.AddWorkingTime(before, plan.Gates.LogGap) < after;
    }

    private static TimeSpan Delay(bool isInteractive, GateFigures figures) => isInteractive ? figures.InteractiveDelay : figures.NonInteractiveDelay;
}
