using Fido2Workflow.Core.Durable;
using Fido2Workflow.Core.Plans;
using Fido2Workflow.Core.Rollouts;
using Fido2Workflow.Core.Waves;

namespace Fido2Workflow.Core.Operations;

/// <summary>How a rollout stands.</summary>
/// <param name="PlanDigest">The document of its plan.</param>
/// <param name="Instance">Its workflow; null where it has not begun yet.</param>
/// <param name="Status">What that last said; null where it has said nothing yet.</param>
/// <param name="Waves">The plan's waves and the remainder waves that were started, in order.</param>
public sealed record RolloutStanding(
    Plan Plan, string PlanDigest, WorkflowInstance? Instance, RolloutWorkflow.Status? Status, IReadOnlyList<WaveStanding> Waves)
{
    /// <summary>The wave it is at; null at its end.</summary>
    public int? AtWave => Status is { } status ? status.Wave : Plan.Waves[0].Number;

    /// <summary>The waves that are enforced and not done, or may be: only a host that can write can roll them back.</summary>
    public IReadOnlyList<int> MayBeEnforced => [.. Waves.Where(wave => wave.Status is { Stage: WaveStage.Promoting }
        or { PromotedAt: not null, Stage: not (WaveStage.Done or WaveStage.RolledBack or WaveStage.Aborted) }).Select(wave => wave.Number)];

    /// <summary>The wave of that number; null where there is none.</summary>
    public WaveStanding? Wave(int number) => Waves.FirstOrDefault(wave => wave.Number == number);
}

/// <summary>How a wave stands.</summary>
/// <param name="Instance">Its workflow; null where the wave was not started.</param>
/// <param name="Status">What that last said; null where it has said nothing yet.</param>
public sealed record WaveStanding(int Number, string Name, WorkflowInstance? Instance, WaveStatus? Status);
