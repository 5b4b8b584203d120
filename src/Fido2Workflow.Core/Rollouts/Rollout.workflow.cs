using Fido2Workflow.Core.Durable;
using Fido2Workflow.Core.Plans;
using Fido2Workflow.Core.Waves;

namespace Fido2Workflow.Core.Rollouts;

/// <summary>
/// A rollout: its waves in order. A wave starts by a named person's word and runs as a child; the next may start once it
/// is done, and not before. An aborted wave ends the rollout: nothing later was proved safe without it.
/// </summary>
public sealed class RolloutWorkflow
{
    /// <summary>The workflow.</summary>
    public static Workflow<State, Outcome> Definition { get; } = new("Rollout");

    /// <summary>The code of the hold before a wave is started.</summary>
    public const string WaveToStart = "wave-to-start";

    private static readonly TimeSpan LookAgainAfter = TimeSpan.FromDays(1);

    /// <summary>Where the rollout is.</summary>
    /// <param name="Waves">The numbers of its waves, in order.</param>
    /// <param name="Done">How many of them are done.</param>
    public sealed record State(string Rollout, string PlanDigest, WaveWorkflow.Figures Figures, IReadOnlyList<int> Waves, int Done = 0)
    {
        /// <summary>A rollout at its beginning.</summary>
        public static State Of(Plan plan, string planDigest) =>
            new(plan.Rollout, planDigest, WaveWorkflow.Figures.Of(plan), [.. plan.Waves.Select(wave => wave.Number)]);
    }

    /// <summary>How it ended.</summary>
    /// <param name="AbortedWave">The wave that was aborted; null where all are done.</param>
    public sealed record Outcome(int WavesDone, int? AbortedWave);

    /// <summary>What the rollout says of itself.</summary>
    /// <param name="Wave">The wave it is at; null at the end.</param>
    /// <param name="Holds">Why it does not go on.</param>
    public sealed record Status(int WavesDone, int? Wave, IReadOnlyList<Hold> Holds);

    /// <summary>Runs the next wave.</summary>
    public static async Task<Next<State, Outcome>> RunAsync(WorkflowContext context, State state)
    {
        if (state.Done == state.Waves.Count)
        {
            context.SetCustomStatus(new Status(state.Done, null, []));
            return new Next<State, Outcome>.Completed(new(state.Done, null));
        }
        var key = new WaveKey(state.Rollout, state.Waves[state.Done], state.PlanDigest);
        var orders = await context.CallActivityAsync(WaveActivities.ReadOrders, new(key, null));
        if (!orders.Started)
        {
            context.SetCustomStatus(new Status(state.Done, key.Wave, [new(WaveToStart, $"Wave {key.Wave} waits for somebody to start it.", "Start the wave.")]));
            await context.WaitForExternalEventAsync(WaveWorkflow.DecisionStored, context.CurrentUtcDateTime + LookAgainAfter);
            return new Next<State, Outcome>.ContinuedAsNew(state);
        }
        context.SetCustomStatus(new Status(state.Done, key.Wave, []));
        var wave = await context.CallChildWorkflowAsync(WaveWorkflow.Definition, new WaveWorkflow.State(key, state.Figures), key.InstanceId);
        return wave.IsDone
            ? new Next<State, Outcome>.ContinuedAsNew(state with { Done = state.Done + 1 })
            : new Next<State, Outcome>.Completed(new(state.Done, key.Wave));
    }
}
