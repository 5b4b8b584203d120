using Fido2Workflow.Cli.Output;
using Fido2Workflow.Core.Causes;

namespace Fido2Workflow.Cli.People;

/// <summary>Why one person does not get in, as people read it.</summary>
public static class WhyText
{
    /// <summary>The lines.</summary>
    public static IEnumerable<string> Lines(WhyReport report)
    {
        yield return report.Sentence;
        yield return $"{report.Person}: {(report.Wave is { } wave ? $"wave {wave} is enforced on them" : "no enforced wave hits them")}, keys: {report.Keys}{(report.ReleasedUntil is { } until ? $", released until {Text.Instant(until)} UTC" : "")}.";
        yield return "";
        yield return "What helps, in this order:";
        foreach (var (index, remedy) in report.Remedies.Index())
        {
            yield return $"  {index + 1}. {remedy.Sentence} Takes {Delay(remedy)}.";
            if (remedy.Obstacle is not null) yield return $"     Not now: {remedy.Obstacle}";
        }
        yield return "";
        yield return report.SignIns.Count == 0 ? "The log shows no sign-in of theirs." : "Their last sign-ins, newest first:";
        foreach (var row in report.SignIns)
            yield return $"  {Text.Instant(row.At)}  {(row.IsInteractive ? "by hand" : "silent"),-8} {row.App}: {row.Words}{(row.ErrorCode is > 0 ? $" ({row.ErrorCode})" : "")}{(row.UsedKey is true ? ", with a key" : "")}";
    }

    private static string Delay(Remedy remedy) => remedy switch
    {
        { Most.Ticks: 0 } => "no time",
        { Least.Ticks: 0 } => $"up to {Text.Span(remedy.Most)}",
        _ => $"{Text.Span(remedy.Least)} to {Text.Span(remedy.Most)}",
    };
}
