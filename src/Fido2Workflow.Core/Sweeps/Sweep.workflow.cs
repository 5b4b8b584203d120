using Fido2Workflow.Core.Decisions;
using Fido2Workflow.Core.Durable;
using Fido2Workflow.Core.Plans;
using Fido2Workflow.Core.Tenants;
using Fido2Workflow.Core.Waves;

namespace Fido2Workflow.Core.Sweeps;

/// <summary>
/// Looks a rollout over, again and again, from its creation on: what let a wave be enforced must go on to be so, and nobody
/// watches a wave that is done. It tells what is new, once, and changes nothing. It never ends by itself.
/// </summary>
public sealed class SweepWorkflow
{
    /// <summary>The workflow.</summary>
    public static Workflow<State, Done> Definition { get; } = new("Sweep");

    /// <summary>What the sweeps of a rollout carry on.</summary>
    /// <param name="Told">The document of the last sweep whose news were told; null until there was one.</param>
    public sealed record State(string Rollout, string PlanDigest, TimeSpan Every, string? Told = null)
    {
        /// <summary>Sweeps at their beginning.</summary>
        public static State Of(Plan plan, string planDigest) => new(plan.Rollout, planDigest, plan.Sweeps.Every);
    }

    /// <summary>What the sweeps say of themselves.</summary>
    /// <param name="At">When the last one looked, UTC.</param>
    /// <param name="Next">When the next will, UTC.</param>
    /// <param name="Document">What it found; null where an error of ours kept it from looking.</param>
    /// <param name="Found">How much it found.</param>
    /// <param name="Unknown">Of how much it could not find out.</param>
    /// <param name="Failure">The error that kept it from looking, or from telling; null where none did.</param>
    public sealed record Status(DateTimeOffset At, DateTimeOffset Next, string? Document, int Found, int Unknown, string? Failure);

    /// <summary>The id of the instance that sweeps a rollout.</summary>
    public static string InstanceIdOf(string rollout) => $"{rollout}.sweep";

    /// <summary>Sweeps once, and waits for the next time.</summary>
    public static async Task<Next<State, Done>> RunAsync(WorkflowContext context, State state)
    {
        var key = new WaveKey(state.Rollout, Decision.Prerequisites, state.PlanDigest);
        var (began, document, done, failure) = (context.CurrentUtcDateTime, (string?)null, (SweepDone?)null, (string?)null);
        try
        {
            done = await context.CallActivityAsync(SweepActivities.Sweep, new(key, state.Told));
            document = done.Document;
            if (done.News > 0) await context.CallActivityAsync(SweepActivities.TellFindings, new(key, done.Document, state.Told));
            state = state with { Told = done.Document };
        }
        catch (TaskFailedException error)
        {
            // What was not told is still news tomorrow.
            failure = error.FailureDetails.ErrorType;
        }
        var next = began + state.Every;
        context.SetCustomStatus(new Status(began, next, document, done?.Found ?? 0, done?.Unknown ?? 0, failure));
        await context.CreateTimerAsync(next > context.CurrentUtcDateTime ? next : context.CurrentUtcDateTime + state.Every);
        return new Next<State, Done>.ContinuedAsNew(state);
    }
}
