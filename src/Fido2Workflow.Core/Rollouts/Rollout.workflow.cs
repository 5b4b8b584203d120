using Fido2Workflow.Core.Durable;
using Fido2Workflow.Core.Plans;
using Fido2Workflow.Core.Waves;

namespace Fido2Workflow.Core.Rollouts;

/// <summary>
/// A rollout: its waves in order. A wave starts by a named person's word and runs as a child; the next may start once it
/// is done, and not before. After the last comes a remainder wave where anybody was deferred out of it or has returned. An
/// aborted wave ends the rollout: nothing later was proved safe without it.
/// </summary>
public sealed class RolloutWorkflow
{
    /// <summary>The workflow.</summary>
    public static Workflow<State, Outcome> Definition { get; } = new("Rollout");

    /// <summary>The code of the hold before a wave is started.</summary>
    public const string WaveToStart = "wave-to-start";

    /// <summary>The code of the hold while those who are left are still deferred.</summary>
    public const string Deferred = "deferred";

    private static readonly TimeSpan LookAgainAfter = TimeSpan.FromDays(1);

    /// <summary>Where the rollout is.</summary>
    /// <param name="Waves">The numbers of its waves, in order.</param>
    /// <param name="Done">How many of them are done.</param>
    /// <param name="LastPromoted">The document of the evidence on which the last of them was promoted.</param>
    public sealed record State(string Rollout, string PlanDigest, WaveWorkflow.Figures Figures, IReadOnlyList<int> Waves, int Done = 0, string? LastPromoted = null)
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
        if (state.Done == state.Waves.Count) return await RemainAsync(context, state);
        var key = new WaveKey(state.Rollout, state.Waves[state.Done], state.PlanDigest, state.LastPromoted);
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
            ? new Next<State, Outcome>.ContinuedAsNew(state with { Done = state.Done + 1, LastPromoted = wave.Evidence })
            : new Next<State, Outcome>.Completed(new(state.Done, key.Wave));
    }

    // Whoever is left gets a wave of their own, once their deferrals have ended or somebody starts it sooner.
    private static async Task<Next<State, Outcome>> RemainAsync(WorkflowContext context, State state)
    {
        var key = new WaveKey(state.Rollout, state.Waves[^1] + 1, state.PlanDigest, state.LastPromoted);
        var now = context.CurrentUtcDateTime;
        switch (await context.CallActivityAsync(WaveActivities.FindRemainder, key))
        {
            case Step<Remainder>.Taken { Value.People: 0 }:
                context.SetCustomStatus(new Status(state.Done, null, []));
                return new Next<State, Outcome>.Completed(new(state.Done, null));
            case Step<Remainder>.Taken { Value: { DeferredUntil: { } until } left } when until > now && !(await context.CallActivityAsync(WaveActivities.ReadOrders, new(key, null))).Started:
                return await WaitAsync(context, state, key.Wave, new(Deferred,
                    $"{left.People} {(left.People == 1 ? "is" : "are")} deferred until {until:yyyy-MM-dd HH:mm} UTC, and then in wave {key.Wave}.",
                    $"Nothing to do; or start wave {key.Wave} sooner.", left.Named, left.People, until));
            case Step<Remainder>.Held held:
                return await WaitAsync(context, state, key.Wave, held.Hold);
            default:
                return new Next<State, Outcome>.ContinuedAsNew(state with { Waves = [.. state.Waves, key.Wave] });
        }
    }

    private static async Task<Next<State, Outcome>> WaitAsync(WorkflowContext context, State state, int wave, Hold hold)
    {
        context.SetCustomStatus(new Status(state.Done, wave, [hold]));
        var now = context.CurrentUtcDateTime;
        var again = hold.Until < now + LookAgainAfter ? hold.Until.Value : now + LookAgainAfter;
        await context.WaitForExternalEventAsync(WaveWorkflow.DecisionStored, again > now ? again : now + LookAgainAfter);
        return new Next<State, Outcome>.ContinuedAsNew(state);
    }
}
