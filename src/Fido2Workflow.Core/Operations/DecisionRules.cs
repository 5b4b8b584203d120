using Fido2Workflow.Core.Decisions;
using Fido2Workflow.Core.Durable;
using Fido2Workflow.Core.Plans;
using Fido2Workflow.Core.Waves;

namespace Fido2Workflow.Core.Operations;

/// <summary>Which decisions are taken as things stand. Pure.</summary>
public static class DecisionRules
{
    /// <summary>Why a decision is refused; null where it is taken.</summary>
    /// <param name="evidence">The evidence that its wave's approvers are asked about; null where it asks for nothing.</param>
    public static OperationRefusal? Check(Decision decision, RolloutStanding standing, IReadOnlyList<StoredDecision> decided, WaveEvidence? evidence) =>
        decision is WaveStarted start
            ? CheckStart(start, standing, decided)
            : CheckWave(decision, standing.Plan, decided) ?? decision switch
            {
                Approved or Rejected => CheckApproval(decision, standing, decided, evidence),
                Resumed when standing.Wave(decision.Wave)?.Instance is null => Refusals.NotStarted(decision.Wave),
                Resumed when standing.Wave(decision.Wave) is { Instance.RuntimeStatus: RuntimeStatus.Completed } or { Status.Stage: WaveStage.Done or WaveStage.Aborted } => Refusals.WaveEnded(decision.Wave),
                Deferred when standing.Wave(decision.Wave)?.Status is { Stage: WaveStage.Done or WaveStage.Aborted } => Refusals.WaveEnded(decision.Wave),
                Deferred when standing.Wave(decision.Wave)?.Status is { PromotedAt: not null } => Refusals.WaveEnforced(decision.Wave),
                _ => null,
            };

    /// <summary>Refuses a wave that there is not: neither the plan's nor a remainder wave that was started. All that is asked of a pause, an abort and a rollback.</summary>
    public static OperationRefusal? CheckWave(Decision decision, Plan plan, IReadOnlyList<StoredDecision> decided) =>
        decision.Wave is >= Decision.Prerequisites && decision.Wave <= plan.Waves.Count && (decision.Wave > 0 || !IsOfAWave(decision))
        || decided.Any(stored => stored.Decision is WaveStarted && stored.Decision.Wave == decision.Wave)
            ? null
            : Refusals.UnknownWave(plan, decision.Wave);

    // A remainder wave is there to be started once the rollout has come to it.
    private static OperationRefusal? CheckStart(WaveStarted start, RolloutStanding standing, IReadOnlyList<StoredDecision> decided)
    {
        if (decided.Any(stored => stored.Decision is WaveStarted before && before.Wave == start.Wave)) return Refusals.AlreadyStarted(start.Wave);
        if (standing.AtWave == start.Wave) return null;
        if (start.Wave < 1 || start.Wave > standing.Plan.Waves.Count) return Refusals.UnknownWave(standing.Plan, start.Wave);
        return standing.AtWave is null ? Refusals.RolloutEnded(standing.Plan.Rollout) : Refusals.OutOfOrder(start.Wave, standing.AtWave);
    }

    private static OperationRefusal? CheckApproval(Decision decision, RolloutStanding standing, IReadOnlyList<StoredDecision> decided, WaveEvidence? evidence)
    {
        if (!standing.Plan.Approvers.Contains(decision.By)) return Refusals.NotAnApprover;
        if (standing.Wave(decision.Wave)?.Status is not { Question: { } question } status) return Refusals.NothingToApprove;
        var digest = decision is Approved yes ? yes.EvidenceDigest : ((Rejected)decision).EvidenceDigest;
        if (digest != question.EvidenceDigest) return Refusals.StaleDigest;
        if (status.Holds.Any(hold => hold.Code == WaveStatus.ApprovalExpired)) return Refusals.ApprovalExpired;
        return decision is Approved ? CheckYes(decision, standing.Plan, decided, question, evidence) : null;
    }

    private static OperationRefusal? CheckYes(Decision decision, Plan plan, IReadOnlyList<StoredDecision> decided, Question question, WaveEvidence? evidence)
    {
        if (decision.Wave > 1 && decided.Any(stored => stored.Decision is WaveStarted start && start.Wave == decision.Wave && start.By == decision.By)) return Refusals.StartedTheWave;
        // Who is in scope stands in the evidence itself: without it nobody can say that this person is outside.
        if (evidence is null || evidence.Digest != question.EvidenceDigest) return Refusals.NothingToApprove;
        if (evidence.Scope.Contains(decision.By))
        {
            if (decision.Wave > 1) return Refusals.InTheWave;
            if (plan.Approvers.All(evidence.Scope.Contains)) return Refusals.NoRollbackHolderOutside;
        }
        return Approval.Of(decided, plan, decision.Wave, question) switch
        {
            Approval.Refused => Refusals.Rejected,
            Approval.Given { By: var by } when by.Contains(decision.By) => Refusals.AlreadyApproved,
            Approval.Awaited { By: var by } when by.Contains(decision.By) => Refusals.AlreadyApproved,
            _ => null,
        };
    }

    private static bool IsOfAWave(Decision decision) =>
        decision is Approved or Rejected or Paused or Resumed or Aborted or RolledBack or Deferred or AcceptedUnseen or AttestedSupport or WaivedSecondKey or Admitted or Released or ReleaseEnded;
}
