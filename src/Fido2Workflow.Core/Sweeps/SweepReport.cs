using System.Text.Json;
using Fido2Workflow.Core.Decisions;
using Fido2Workflow.Core.Durable;
using Fido2Workflow.Core.Gates;

namespace Fido2Workflow.Core.Sweeps;

/// <summary>What a sweep found.</summary>
/// <param name="At">When it looked, UTC.</param>
/// <param name="Findings">The worst first; what is known before what nobody could find out.</param>
public sealed record SweepReport(string Rollout, DateTimeOffset At, IReadOnlyList<Finding> Findings)
{
    /// <summary>What earlier sweeps had found of what nobody could find out now: it may well be so still, and is no news when it shows again.</summary>
    public IReadOnlyList<Finding> Remembered { get; init; } = [];

    /// <summary>Whether all is well: yes only where it found nothing and could find out everything; what was found counts for more than what nobody knows.</summary>
    public Verdict Verdict => Findings.Count == 0 ? Verdict.Yes : Findings.Any(finding => !finding.IsUnknown) ? Verdict.No : Verdict.Unknown;

    /// <summary>Asks every rule.</summary>
    /// <param name="before">What the sweep before found; null for the first.</param>
    /// <param name="now">The rollout's clock, UTC.</param>
    public static SweepReport Of(SweepFacts facts, SweepReport? before, DateTimeOffset now)
    {
        var known = before?.Known ?? [];
        var found = AllSweepRules.InOrder.SelectMany(rule => rule.Find(facts, now))
            .Select(finding => finding with { Since = finding.Since ?? known.FirstOrDefault(finding.IsOf)?.Since ?? now })
            .OrderBy(finding => finding.Severity).ThenBy(finding => finding.IsUnknown).ToList();
        var unknown = found.Where(finding => finding.IsUnknown).Select(finding => finding.Rule).ToHashSet();
        return new(facts.Plan.Rollout, now, found)
        {
            Remembered = [.. known.Where(earlier => !earlier.IsUnknown && unknown.Contains(earlier.Rule) && !found.Exists(finding => finding.IsOf(earlier)))],
        };
    }

    /// <summary>What was not known before: another code, or somebody of whom it had not been said.</summary>
    public IReadOnlyList<Finding> NewsAfter(SweepReport? before) =>
        [.. Findings.Where(finding => (before?.Known ?? []).FirstOrDefault(finding.IsOf) is not { } earlier || finding.Named.Except(earlier.Named).Any())];

    /// <summary>Reads one that was kept.</summary>
    public static async Task<SweepReport> ReadAsync(IDocumentStore documents, string document) =>
        JsonSerializer.Deserialize<SweepReport>(await documents.ReadAsync(document), WorkflowJson.Options) ?? throw new JsonException($"the findings {document} are empty");

    /// <summary>Keeps it, and answers its document.</summary>
    public Task<string> SaveAsync(IDocumentStore documents) => documents.SaveAsync(JsonSerializer.Serialize(this, WorkflowJson.Options));

    private IEnumerable<Finding> Known => Findings.Concat(Remembered);
}
