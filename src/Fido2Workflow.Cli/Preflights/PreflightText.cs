using Fido2Workflow.Cli.Output;
using Fido2Workflow.Core.Gates;

namespace Fido2Workflow.Cli.Preflights;

/// <summary>A preflight as people read it.</summary>
public static class PreflightText
{
    private const string Indent = "           ";

    /// <summary>The counts, each prerequisite with its fix, and whether a wave may open.</summary>
    public static IEnumerable<string> Lines(PreflightReport report)
    {
        yield return $"Preflight of rollout {report.Rollout} in tenant {report.Tenant}, {Text.Instant(report.At)} UTC";
        foreach (var verdict in new[] { Verdict.No, Verdict.Unknown, Verdict.Yes }) yield return $"  {Word(verdict),-9}{report.Count(verdict),3}";
        yield return "";
        foreach (var gate in report.Gates)
        {
            yield return $"  {Word(gate.Verdict),-9}{gate.Gate}: {gate.Sentence}";
            if (gate.NextStep is { } fix) yield return $"{Indent}fix  {fix}";
            if (gate.MendedAt is { } place) yield return $"{Indent}at   {place}";
        }
        yield return "";
        yield return report.Verdict switch
        {
            Verdict.Yes => $"READY: all {report.Gates.Count} prerequisites say yes.",
            Verdict.No => $"NOT READY: {report.Count(Verdict.No)} of {report.Gates.Count} prerequisites say no{(report.Count(Verdict.Unknown) > 0 ? $", and {report.Count(Verdict.Unknown)} could not be found out" : "")}. No wave opens before all say yes.",
            _ => $"NOT READY, not known: {report.Count(Verdict.Unknown)} of {report.Gates.Count} prerequisites could not be found out, and unknown is not a yes.",
        };
    }

    private static string Word(Verdict verdict) => verdict.ToString().ToLowerInvariant();
}
