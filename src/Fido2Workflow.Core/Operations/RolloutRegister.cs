using System.Text.Json;
using Fido2Workflow.Core.Decisions;
using Fido2Workflow.Core.Durable;
using Fido2Workflow.Core.People;
using Fido2Workflow.Core.Plans;
using Fido2Workflow.Core.Rollouts;
using Fido2Workflow.Core.Sweeps;
using Fido2Workflow.Core.Waves;

namespace Fido2Workflow.Core.Operations;

/// <summary>The rollouts of a host: each begins with a decision that names its plan, and is known by that from then on.</summary>
public sealed class RolloutRegister(IDecisionStore decisions, IDocumentStore documents, IWorkflowClient workflows)
{
    /// <summary>Creates a rollout: the plan is kept, then the decision, and then its workflow begins.</summary>
    /// <param name="id">The decision's id.</param>
    /// <param name="by">Object id of whoever creates it.</param>
    /// <param name="at">The rollout's clock, UTC.</param>
    public async Task<DecisionAnswer> CreateAsync(Plan plan, string id, string by, DateTimeOffset at)
    {
        var digest = await documents.SaveAsync(JsonSerializer.Serialize(plan, WorkflowJson.Options));
        var created = new RolloutCreated { Id = id, Rollout = plan.Rollout, Wave = Decision.Prerequisites, By = by, At = at, PlanDigest = digest };
        if (await FindCreationAsync(plan.Rollout) is { } before && Refuse(before) is { } exists) return exists;
        var isNew = await decisions.AddAsync(created);
        // Of two who create it at once, the first that was stored did.
        var stored = (await FindCreationAsync(plan.Rollout))!;
        if (Refuse(stored) is { } tooLate) return tooLate;
        await BeginAsync(plan, digest);
        return isNew ? new DecisionAnswer.Stored(stored.Sequence) : new DecisionAnswer.StoredBefore(stored.Sequence);

        DecisionAnswer.Refused? Refuse(Creation creation) => creation.Decision.Id == id && creation.Decision.PlanDigest == digest
            ? null
            : new(Refusals.RolloutExists(plan.Rollout, isSamePlan: creation.Decision.PlanDigest == digest));
    }

    /// <summary>
    /// Begins each rollout that was created, and each rollback that stands, whose workflow a crash kept from beginning, and lets it
    /// look at once for what was decided about one person and not told any more. For each start of a host.
    /// </summary>
    public async Task ResumeAsync()
    {
        foreach (var rollout in await ReadNamesAsync())
        {
            var decided = await decisions.ReadAsync(rollout);
            var digest = CreationIn(decided)!.Decision.PlanDigest;
            await BeginAsync(await ReadPlanAsync(rollout, digest), digest);
            foreach (var wave in decided.Select(stored => stored.Decision.Wave).Distinct())
                if (Halt.Of(decided, wave) is { Kind: HaltKind.RolledBack or HaltKind.Aborted })
                    await BeginRollbackAsync(rollout, wave, Fence.RolledBackBy(decided, wave));
        }
    }

    /// <summary>The names of all rollouts that were created, in order.</summary>
    public async Task<IReadOnlyList<string>> ReadNamesAsync()
    {
        var created = new List<string>();
        foreach (var rollout in (await decisions.ReadRolloutsAsync()).Order(StringComparer.Ordinal))
            if (await FindCreationAsync(rollout) is not null) created.Add(rollout);
        return created;
    }

    /// <summary>The plan of a rollout; null where there is no such rollout.</summary>
    public async Task<Plan?> FindPlanAsync(string rollout) =>
        await FindCreationAsync(rollout) is { } created ? await ReadPlanAsync(rollout, created.Decision.PlanDigest) : null;

    /// <summary>How a rollout stands; null where there is no such rollout.</summary>
    public async Task<RolloutStanding?> ReadAsync(string rollout)
    {
        var decided = await decisions.ReadAsync(rollout);
        if (CreationIn(decided) is not { Decision.PlanDigest: var digest }) return null;
        var plan = await ReadPlanAsync(rollout, digest);
        var waves = new List<WaveStanding>();
        // After the plan's waves come remainder waves, as many as there were.
        for (var number = 1; ; number++)
        {
            var instance = await workflows.GetInstanceAsync(new WaveKey(rollout, number, digest).InstanceId);
            if (instance is null && number > plan.Waves.Count) break;
            waves.Add(new(number, plan.Wave(number).Name, instance, Standing(Said<WaveStatus>(instance), Halt.Of(decided, number))));
        }
        var itself = await workflows.GetInstanceAsync(rollout);
        return new(plan, digest, itself, Said<RolloutWorkflow.Status>(itself), waves);
    }

    // A wave that is done says no more of itself, whatever was decided since.
    private static WaveStatus? Standing(WaveStatus? said, Halt? halt) =>
        said is { Stage: WaveStage.Done } && halt is { Kind: not HaltKind.Paused } ? WaveTexts.TakenBackOnceDone(halt) : said;

    /// <summary>Begins to carry out a rollback or an abort, unless that was begun before.</summary>
    /// <param name="decision">Its sequence.</param>
    internal async Task BeginRollbackAsync(string rollout, int wave, long decision)
    {
        var state = new RollbackWorkflow.State(new(rollout, wave, (await FindCreationAsync(rollout))!.Decision.PlanDigest), decision);
        await workflows.ScheduleNewInstanceAsync(RollbackWorkflow.Definition, state, state.InstanceId);
    }

    private async Task<Creation?> FindCreationAsync(string rollout) => CreationIn(await decisions.ReadAsync(rollout));

    private static Creation? CreationIn(IReadOnlyList<StoredDecision> decided) =>
        decided.Where(stored => stored.Decision is RolloutCreated)
            .Select(stored => new Creation(stored.Sequence, (RolloutCreated)stored.Decision)).FirstOrDefault();

    private Task<Plan> ReadPlanAsync(string rollout, string digest) => new WaveKey(rollout, Decision.Prerequisites, digest).ReadPlanAsync(documents);

    private async Task BeginAsync(Plan plan, string digest)
    {
        await workflows.ScheduleNewInstanceAsync(RolloutWorkflow.Definition, RolloutWorkflow.State.Of(plan, digest), plan.Rollout);
        await workflows.ScheduleNewInstanceAsync(SweepWorkflow.Definition, SweepWorkflow.State.Of(plan, digest), SweepWorkflow.InstanceIdOf(plan.Rollout));
        await PeopleWorkflow.BeginAsync(workflows, plan.Rollout, digest);
    }

    private static T? Said<T>(WorkflowInstance? instance) where T : class =>
        instance?.CustomStatus is { } status ? WorkflowJson.Read<T>(status) : null;

    private sealed record Creation(long Sequence, RolloutCreated Decision);
}
