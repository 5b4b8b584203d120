using Fido2Workflow.Cli.Output;
using Fido2Workflow.Core.Gates;
using Fido2Workflow.Core.Sweeps;

namespace Fido2Workflow.Cli.Sweeps;

/// <summary>What a sweep found, as people read it.</summary>
public static class SweepText
{
    private const string Indent = "            ";

    /// <summary>Each finding with its next step, and what there is of each severity.</summary>
    public static IEnumerable<string> Lines(SweepReport report)
    {
        yield return $"Sweep of rollout {report.Rollout}, {Text.Instant(report.At)} UTC";
        foreach (var finding in report.Findings)
        {
            var since = finding.Since is { } at && at != report.At ? $" (since {Text.Instant(at)})" : "";
            yield return $"  {Word(finding),-10}{finding.Code}: {finding.Sentence}{since}";
            yield return $"{Indent}next  {finding.NextStep}";
            yield return $"{Indent}at    {finding.MendedAt}";
        }
        yield return report.Verdict is Verdict.Yes ? "NOTHING FOUND." : $"FOUND: {string.Join(", ", report.Findings.GroupBy(Word).Select(word => $"{word.Count()} {word.Key}"))}.";
    }

    private static string Word(Finding finding) => finding.IsUnknown ? "unknown" : finding.Severity.ToString().ToLowerInvariant();
}
