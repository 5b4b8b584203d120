using System.Text.Json.Serialization;
using Fido2Workflow.Core.Decisions;
using Fido2Workflow.Core.Plans;

namespace Fido2Workflow.Core.Waves;

/// <summary>How the approval of one piece of evidence stands.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "approval")]
[JsonDerivedType(typeof(Given), "given")]
[JsonDerivedType(typeof(Refused), "refused")]
[JsonDerivedType(typeof(Awaited), "awaited")]
public abstract record Approval
{
    private Approval() { }

    /// <summary>Enough people said yes.</summary>
    /// <param name="By">Their object ids.</param>
    public sealed record Given(IReadOnlyList<string> By) : Approval;

    /// <summary>Somebody who may approve said no.</summary>
    public sealed record Refused(string By, DateTimeOffset At, string? Reason) : Approval;

    /// <summary>Not enough have said yes.</summary>
    /// <param name="By">Those who have.</param>
    /// <param name="Missing">How many more are needed.</param>
    public sealed record Awaited(IReadOnlyList<string> By, int Missing) : Approval;

    /// <summary>
    /// Judges the approval of the evidence of that digest. Only the plan's approvers count, each once; from the second
    /// wave on nobody's yes who started it, though their no does. A fence that rose, or a wave resumed, voids what was said before.
    /// </summary>
    public static Approval Of(IReadOnlyList<StoredDecision> decisions, Plan plan, int wave, string digest)
    {
        var ofTheWave = decisions.Where(stored => stored.Decision.Wave == wave).ToList();
        var voided = VoidedBy(decisions, wave);
        var starters = ofTheWave.Select(stored => stored.Decision).OfType<WaveStarted>().Select(started => started.By).ToHashSet();
        var needed = wave == 1 ? plan.Gates.FirstWaveApprovers : plan.Gates.LaterWaveApprovers;

        var said = ofTheWave
            .Where(stored => stored.Sequence > voided && plan.Approvers.Contains(stored.Decision.By))
            .Select(stored => stored.Decision)
            .ToList();
        if (said.OfType<Rejected>().FirstOrDefault(no => no.EvidenceDigest == digest) is { } refusal)
            return new Refused(refusal.By, refusal.At, refusal.Reason);
        var by = said.OfType<Approved>().Where(yes => yes.EvidenceDigest == digest).Select(yes => yes.By).Distinct()
            .Where(approver => wave == 1 || !starters.Contains(approver)).ToList();
        return by.Count >= needed ? new Given(by) : new Awaited(by, needed - by.Count);
    }

    /// <summary>The sequence of the last decision that voids every approval before it; 0 where there is none.</summary>
    public static long VoidedBy(IReadOnlyList<StoredDecision> decisions, int wave) =>
        decisions
            .Where(stored => stored.Decision is Resumed && stored.Decision.Wave == wave)
            .Select(stored => stored.Sequence)
            .Append(Fence.Of(decisions, wave))
            .Max();
}
