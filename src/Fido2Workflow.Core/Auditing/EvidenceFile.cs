using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Fido2Workflow.Core.Decisions;
using Fido2Workflow.Core.Durable;
using Fido2Workflow.Core.Waves;

namespace Fido2Workflow.Core.Auditing;

/// <summary>
/// All that a rollout did and why, for an auditor: its steps, each chained to the one before by its digest, and the documents
/// that they name. People are named by object id; what was said in words stands as it was said.
/// </summary>
/// <param name="Format">How the file is to be read.</param>
/// <param name="Rollout">The rollout, by its plan's name.</param>
/// <param name="Steps">In the order in which they became durable.</param>
/// <param name="Head">The digest of the last step. Whoever keeps it elsewhere can tell whether steps were taken off the end.</param>
/// <param name="Documents">Plans and evidence as the gates were asked on, each under the digest of its text.</param>
public sealed record EvidenceFile(
    string Format, string Rollout, IReadOnlyList<EvidenceStep> Steps, string Head, IReadOnlyDictionary<string, string> Documents)
{
    /// <summary>The format that is written.</summary>
    public const string CurrentFormat = "fido2-evidence/1";

    // The same bytes on every machine.
    private static readonly JsonSerializerOptions Readable = new(WorkflowJson.Options)
    {
        WriteIndented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>The documents that the steps name, in order.</summary>
    [JsonIgnore]
    public IReadOnlyList<string> NamedDocuments => [.. Steps.SelectMany(step => NamedBy(step.Happened)).Distinct().Order(StringComparer.Ordinal)];

    /// <summary>
    /// The chain of a rollout by what is stored of it, its documents still to come: the same things give the same chain, and
    /// more of them a longer one.
    /// </summary>
    /// <param name="evidence">The evidence that the statuses name, by its document.</param>
    public static EvidenceFile Of(
        string rollout, IReadOnlyList<StoredDecision> decisions, IReadOnlyList<RecordedStatus> statuses, IReadOnlyDictionary<string, WaveEvidence> evidence)
    {
        var before = HeaderDigest(rollout);
        var steps = new List<EvidenceStep>();
        foreach (var (at, wave, happened) in new Retelling(rollout, evidence).Tell(decisions, statuses))
        {
            var step = EvidenceStep.After(before, steps.Count + 1, at, wave, happened);
            steps.Add(step);
            before = step.Digest!;
        }
        return new(CurrentFormat, rollout, steps, before, new Dictionary<string, string>());
    }

    /// <summary>What the first step of a rollout is chained to: the digest of the file's format and rollout.</summary>
    public static string HeaderDigest(string rollout) => CanonicalJson.DigestOf(CanonicalJson.Of(WorkflowJson.Write(new { Format = CurrentFormat, Rollout = rollout })));

    /// <summary>The file's text.</summary>
    public string ToText() => JsonSerializer.Serialize(this, Readable) + "\n";

    private static IEnumerable<string> NamedBy(Happening happened) => happened switch
    {
        Happening.Decided { Decision: RolloutCreated created } => [created.PlanDigest],
        Happening.Judged judged => [judged.PlanDigest, judged.Document],
        Happening.Promoted { Document: { } document } => [document],
        _ => [],
    };
}
