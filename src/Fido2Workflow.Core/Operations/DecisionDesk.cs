using Fido2Workflow.Core.Decisions;
using Fido2Workflow.Core.Durable;
using Fido2Workflow.Core.People;
using Fido2Workflow.Core.Plans;
using Fido2Workflow.Core.Waves;

namespace Fido2Workflow.Core.Operations;

/// <summary>
/// The one door for what people decide about a rollout: checked by <see cref="DecisionRules"/>, stored, and only then told to
/// the workflows. What it answers as stored survives any crash.
/// </summary>
public sealed class DecisionDesk(IDecisionStore decisions, IDocumentStore documents, IWorkflowClient workflows) : IDisposable
{
    private readonly RolloutRegister _register = new(decisions, documents, workflows);

    // Two who decide at once are heard one after the other: each is checked on what the one before has changed.
    private readonly SemaphoreSlim _oneAtATime = new(1, 1);

    /// <summary>Checks, stores and tells a decision.</summary>
    public async Task<DecisionAnswer> DecideAsync(Decision decision)
    {
        await _oneAtATime.WaitAsync();
        try
        {
            var (answer, isNew) = await StoreAsync(decision);
            // A rollback that was stored is carried out by itself: the wave's workflow may hang, have failed, or have ended.
            if (decision is Aborted or RolledBack && answer is DecisionAnswer.Stored { Sequence: var sequence })
                await TellAsync(() => _register.BeginRollbackAsync(decision.Rollout, decision.Wave, sequence));
            if (isNew)
                foreach (var instance in Hearing(decision)) await TellAsync(() => workflows.RaiseEventAsync(instance, WaveWorkflow.DecisionStored));
            return answer;
        }
        finally
        {
            _oneAtATime.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _oneAtATime.Dispose();

    private async Task<(DecisionAnswer Answer, bool IsNew)> StoreAsync(Decision decision)
    {
        var decided = await decisions.ReadAsync(decision.Rollout);
        if (decided.FirstOrDefault(stored => stored.Decision.Id == decision.Id) is { } before)
            return (IsSame(before.Decision, decision) ? new DecisionAnswer.StoredBefore(before.Sequence) : new DecisionAnswer.Refused(Refusals.KeyReused), false);
        if (await RefuseAsync(decision, decided) is { } refusal) return (new DecisionAnswer.Refused(refusal), false);
        await decisions.AddAsync(decision);
        var stored = (await decisions.ReadAsync(decision.Rollout)).Single(stored => stored.Decision.Id == decision.Id);
        return (new DecisionAnswer.Stored(stored.Sequence), true);
    }

    private async Task<OperationRefusal?> RefuseAsync(Decision decision, IReadOnlyList<StoredDecision> decided)
    {
        if (await _register.FindPlanAsync(decision.Rollout) is not { } plan) return Refusals.UnknownRollout(decision.Rollout);
        // The red handle asks nothing of a journal or a workflow, which may be what is broken.
        if (decision is Paused or Aborted or RolledBack) return DecisionRules.CheckWave(decision, plan, decided);
        var standing = (await _register.ReadAsync(decision.Rollout))!;
        var evidence = decision is Approved && standing.Wave(decision.Wave)?.Status?.EvidenceDocument is { } document ? await WaveEvidence.ReadAsync(documents, document) : null;
        return DecisionRules.Check(decision, standing, decided, evidence);
    }

    // Word that is lost changes nothing: the workflows read the store again by themselves, and a host that starts begins what is owed.
    private static async Task TellAsync(Func<Task> tell)
    {
        try
        {
            await tell();
        }
        catch (Exception lost) when (lost is not OutOfMemoryException)
        {
            // The decision is stored, and that is what was asked for.
        }
    }

    // Of what was decided about one person, whoever carries that out hears first: somebody waits.
    private static string[] Hearing(Decision decision) =>
    [
        .. decision is Admitted or Released or ReleaseEnded ? (string[])[PeopleWorkflow.InstanceId(decision.Rollout)] : [],
        .. decision.Wave == Decision.Prerequisites ? (string[])[] : [new WaveKey(decision.Rollout, decision.Wave, "").InstanceId],
        decision.Rollout,
    ];

    // When it was said is not part of what was said: whoever repeats it says it later.
    private static bool IsSame(Decision one, Decision other) =>
        WorkflowJson.Write(one).ToString() == WorkflowJson.Write(other with { At = one.At }).ToString();
}
