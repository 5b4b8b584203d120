using Fido2Workflow.Core.Waves;

namespace Fido2Workflow.Core.Operations;

/// <summary>A question to the approvers of a wave that stands open.</summary>
/// <param name="Id">Names the question: its wave, and the beginning of the digest.</param>
/// <param name="EvidenceDigest">What is approved.</param>
/// <param name="EvidenceDocument">Where it stands whole.</param>
/// <param name="Until">When the question expires, UTC.</param>
/// <param name="Approvers">Object ids of those who may answer.</param>
/// <param name="WaitingFor">How many more yeses, in words.</param>
public sealed record PendingApproval(
    string Id, string Rollout, int Wave, string EvidenceDigest, string EvidenceDocument, DateTimeOffset? Until, IReadOnlyList<string> Approvers, string? WaitingFor)
{
    private const int DigestCharacters = 16;

    /// <summary>The open questions of a rollout.</summary>
    public static IReadOnlyList<PendingApproval> Of(RolloutStanding standing) =>
        [.. standing.Waves.Select(wave => Of(standing, wave)).OfType<PendingApproval>()];

    /// <summary>The id of the question about that evidence.</summary>
    public static string IdOf(string rollout, int wave, string evidenceDigest) =>
        $"{new WaveKey(rollout, wave, "").InstanceId}.{string.Concat(evidenceDigest.Split(':')[^1].Take(DigestCharacters))}";

    private static PendingApproval? Of(RolloutStanding standing, WaveStanding wave) =>
        wave.Status is { Stage: WaveStage.Approval, Question: { } question, EvidenceDocument: { } document } status
        && status.Holds.Any(hold => hold.Code == WaveStatus.ApprovalAwaited)
            ? new(IdOf(standing.Plan.Rollout, wave.Number, question.EvidenceDigest), standing.Plan.Rollout, wave.Number, question.EvidenceDigest,
                document, status.Until, standing.Plan.Approvers, status.WaitingFor)
            : null;
}
