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
    /// Judges the answers to a question. Only the plan's approvers count, each once; from the second wave on nobody's yes who
    /// started it, though their no does. What was said before it was asked is of another question, though the evidence be
    /// the same again; a fence that rose, or a wave resumed, voids what was said before.
    /// </summary>
    public static Approval Of(IReadOnlyList<StoredDecision> decisions, Plan plan, int wave, Question question)
    {
        var ofTheWave = decisions.Where(stored => stored.Decision.Wave == wave).ToList();
        var voided = Math.Max(question.AskedAfter, VoidedBy(decisions, wave));
        var starters = ofTheWave.Select(stored => stored.Decision).OfType<WaveStarted>().Select(started => started.By).ToHashSet();
        var needed = wave == 1 ? plan.Gates.FirstWaveApprovers : plan.Gates.LaterWaveApprovers;

        var said = ofTheWave
            .Where(stored => stored.Sequence > voided && plan.Approvers.Contains(stored.Decision.By))
            .Select(stored => stored.Decision)
            .ToList();
        if (said.OfType<Rejected>().FirstOrDefault(no => no.EvidenceDigest == question.EvidenceDigest) is { } refusal)
            return new Refused(refusal.By, refusal.At, refusal.Reason);
        var by = said.OfType<Approved>().Where(yes => yes.EvidenceDigest == question.EvidenceDigest).Select(yes => yes.By).Distinct()
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

/// <summary>What the approvers are asked: yes or no to this evidence.</summary>
/// <param name="EvidenceDigest">The evidence.</param>
/// <param name="AskedAfter">The sequence of the last decision before it was asked: an answer has a later one.</param>
public sealed record Question(string EvidenceDigest, long AskedAfter);
