using Fido2Workflow.Cli.Output;
using Fido2Workflow.Core.Gates;

namespace Fido2Workflow.Cli.Rehearsals;

/// <summary>A rehearsal as people read it. The closing summary is the same, byte for byte, however often a run was interrupted.</summary>
public static class RehearsalText
{
    /// <summary>One line of the timeline.</summary>
    public static string Line(TimelineEntry entry)
    {
        var where = entry.Wave is { } wave ? $"wave {wave}" : "rollout";
        var what = entry.Kind switch
        {
            "stage" => $"{entry.Code.ToUpperInvariant(),-10} {entry.Sentence}",
            "held" => $"held       {entry.Code}: {entry.Sentence}{(entry.Until is { } until ? $" Until {Text.Instant(until)}." : entry.NextStep is null ? "" : $" Next: {entry.NextStep}")}",
            "released" => $"released   {entry.Code}, after {Text.Span(entry.HeldFor!.Value)}",
            "did" => $"person     {entry.Sentence}",
            _ => $"{entry.Kind,-10} {entry.Sentence}",
        };
        return $"{Text.Instant(entry.At)}  {where,-8} {what}";
    }

    /// <summary>What each gate said to the evidence that a wave was promoted on.</summary>
    public static IEnumerable<string> Gates(WaveReport wave) =>
        wave.Gates.Select(gate => $"  {(gate.Verdict is Verdict.Yes ? "yes" : gate.Verdict.ToString().ToLowerInvariant()),-8}{gate.Gate,-26}{gate.Sentence}");

    /// <summary>The closing summary.</summary>
    public static IEnumerable<string> Summary(RehearsalReport report)
    {
        yield return $"Rollout {report.Rollout}: {(report.IsDone ? "done" : "not done")}, {Text.Instant(report.Began)} to {Text.Instant(report.Ended)} UTC ({Text.Span(report.Ended - report.Began)})";
        foreach (var wave in report.Waves)
            yield return $"  wave {wave.Number}  {wave.Stage,-11}{(wave.PromotedAt is { } at ? $"enforced {Text.Instant(at)}, " : "")}held {wave.Holds} times  {wave.Name}";
        yield return $"  waves done          {report.WavesDone} of {report.Waves.Count}";
        yield return $"  promotions          {report.Promotions}";
        yield return $"  holds               {report.Holds}";
        yield return $"  sign-ins simulated  {Text.Count(report.SignIns)}";
        yield return $"  people locked out:  {report.LockedOut.Count}";
        foreach (var line in LockedOut(report.LockedOut)) yield return line;
        if (report.Failure is { } failure) yield return $"  stopped by          {failure}";
        foreach (var hold in report.IsDone ? [] : report.Standing.Concat(report.Waves.SelectMany(wave => wave.Standing)))
            yield return $"  waiting             {hold.Code}: {hold.Sentence}{(hold.NextStep is null ? "" : $" Next: {hold.NextStep}")}";
    }

    /// <summary>Who was locked out, by what, since when: the first of them, in their order.</summary>
    public static IEnumerable<string> LockedOut(IReadOnlyList<TenantSimulator.LockedOutAccount> accounts)
    {
        const int Shown = 10;
        foreach (var account in accounts.Take(Shown))
            yield return $"    {Text.Instant(account.At)}  {account.UserPrincipalName}{(account.IsService ? " (service account)" : "")} out of {account.AppDisplayName} by \"{account.PolicyDisplayName}\"";
        if (accounts.Count > Shown) yield return $"    and {accounts.Count - Shown} more";
    }
}
