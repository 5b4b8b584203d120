using Fido2Workflow.Core.Durable;

namespace Fido2Workflow.Core.Auditing;

/// <summary>One step of what a rollout did, chained to the one before.</summary>
/// <param name="Number">1 for the first.</param>
/// <param name="At">On the rollout's clock, UTC. The order is that of the numbers, whatever the clocks said.</param>
/// <param name="Wave">The wave it is about; 0 for the prerequisites, null for the rollout as a whole.</param>
/// <param name="Before">The digest of the step before, or of the file's header for the first.</param>
/// <param name="Digest">SHA-256 over the canonical JSON of this step without this member, thus of the digest before too.</param>
public sealed record EvidenceStep(int Number, DateTimeOffset At, int? Wave, Happening Happened, string Before, string? Digest)
{
    /// <summary>The member that holds a step's own digest.</summary>
    public const string DigestMember = "digest";

    /// <summary>The step that follows a step of that digest.</summary>
    public static EvidenceStep After(string before, int number, DateTimeOffset at, int? wave, Happening happened)
    {
        var step = new EvidenceStep(number, at.ToUniversalTime(), wave, happened, before, null);
        return step with { Digest = CanonicalJson.DigestWithout(WorkflowJson.Write(step), DigestMember) };
    }
}
