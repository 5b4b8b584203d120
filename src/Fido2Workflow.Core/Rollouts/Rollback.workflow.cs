using Fido2Workflow.Core.Durable;
using Fido2Workflow.Core.Waves;

namespace Fido2Workflow.Core.Rollouts;

/// <summary>
/// Carries one rollback or abort out, beside the wave's own workflow: that may hang, have failed, or have ended when the wave
/// was done. It goes on until the policy is read back in report-only, or somebody resumed the wave.
/// </summary>
public sealed class RollbackWorkflow
{
    /// <summary>The workflow.</summary>
    public static Workflow<State, Outcome> Definition { get; } = new("Rollback");

    // What keeps an activity from running at all is a bug or the machine: neither takes the rollback away.
    private static readonly TimeSpan TryAgainAfter = TimeSpan.FromMinutes(5);

    /// <summary>What is to be rolled back.</summary>
    /// <param name="Decision">The sequence of the rollback or abort that it carries out.</param>
    public sealed record State(WaveKey Key, long Decision)
    {
        /// <summary>The id of the instance: one for each decision.</summary>
        public string InstanceId => $"{Key.InstanceId}.rollback-{Decision}";
    }

    /// <summary>How it ended.</summary>
    /// <param name="IsDone">The policy was read back in report-only.</param>
    /// <param name="Hold">Why it was not, where only a person can tell which policy it is; null where the wave was resumed or rolled back anew.</param>
    public sealed record Outcome(bool IsDone, Hold? Hold = null);

    /// <summary>Runs one attempt.</summary>
    public static async Task<Next<State, Outcome>> RunAsync(WorkflowContext context, State state)
    {
        try
        {
            var orders = await context.CallActivityAsync(WaveActivities.ReadOrders, new(state.Key, null));
            if (orders.Halt is not { Kind: HaltKind.RolledBack or HaltKind.Aborted } || orders.RolledBackBy != state.Decision)
                return new Next<State, Outcome>.Completed(new(false));
            switch (await context.CallActivityAsync(WaveActivities.PullRedHandle, state.Key))
            {
                case Step<Tenants.Done>.Held { Hold: { Until: { } until } hold }:
                    context.SetCustomStatus(hold);
                    await context.CreateTimerAsync(until);
                    break;
                case Step<Tenants.Done>.Held { Hold: var hold }:
                    context.SetCustomStatus(hold);
                    return new Next<State, Outcome>.Completed(new(false, hold));
                default:
                    return new Next<State, Outcome>.Completed(new(true));
            }
        }
        catch (TaskFailedException)
        {
            await context.CreateTimerAsync(context.CurrentUtcDateTime + TryAgainAfter);
        }
        return new Next<State, Outcome>.ContinuedAsNew(state);
    }
}
