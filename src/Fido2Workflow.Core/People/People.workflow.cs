using Fido2Workflow.Core.Durable;
using Fido2Workflow.Core.Waves;

namespace Fido2Workflow.Core.People;

/// <summary>
/// Carries out what was decided about one person: admissions, releases and, above all, their ends. There is one of it for a
/// rollout, for as long as the state is kept. Each round reads the decisions and the tenant anew, brings the second to the
/// first, and waits for the next end, a decision or the next look: so a crash at any point, a lost event and a start that
/// never came are all made good by the next round. See ADR 10.
/// </summary>
public sealed class PeopleWorkflow
{
    /// <summary>The workflow. It has no end.</summary>
    public static Workflow<State, Never> Definition { get; } = new("People");

    /// <summary>The code of the hold that says that carrying out threw: a bug, or the machine.</summary>
    public const string Threw = "people-threw";

    private static readonly TimeSpan WhileSomebodyIsReleased = TimeSpan.FromHours(1);
    private static readonly TimeSpan WhileNobodyIs = TimeSpan.FromHours(6);
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan AfterItThrew = TimeSpan.FromMinutes(10);

    /// <summary>Whose people they are.</summary>
    public sealed record State(string Rollout, string PlanDigest);

    /// <summary>There is no such thing.</summary>
    public sealed record Never;

    /// <summary>What is said of itself: a few names, small enough for any host's custom status.</summary>
    /// <param name="Released">How many are released now.</param>
    /// <param name="Named">The first of them, by object id.</param>
    /// <param name="Until">When the next of these releases ends, UTC; null where there is none.</param>
    /// <param name="Holds">What is not carried out yet, or needs a person.</param>
    public sealed record Status(int Released, IReadOnlyList<string> Named, DateTimeOffset? Until, IReadOnlyList<Hold> Holds);

    /// <summary>The id of a rollout's instance.</summary>
    public static string InstanceId(string rollout) => $"{rollout}.people";

    /// <summary>Begins it where it is not there yet, and else lets it look at once. Asked at each start of a host, so what a crash kept from being told is found.</summary>
    public static async Task BeginAsync(IWorkflowClient workflows, string rollout, string planDigest)
    {
        if (!await workflows.ScheduleNewInstanceAsync(Definition, new State(rollout, planDigest), InstanceId(rollout)))
            await workflows.RaiseEventAsync(InstanceId(rollout), WaveWorkflow.DecisionStored);
    }

    /// <summary>One round.</summary>
    public static async Task<Next<State, Never>> RunAsync(WorkflowContext context, State state)
    {
        var asked = new PeopleAsked(state.Rollout, state.PlanDigest);
        var released = await TryAsync(context, PeopleActivities.KeepReleases, asked);
        var admitted = await TryAsync(context, PeopleActivities.CarryOutAdmissions, asked);
        IReadOnlyList<Hold> holds = [.. released.Holds, .. admitted.Holds];
        context.SetCustomStatus(new Status(released.People, released.Named, released.Until, holds));

        var now = context.CurrentUtcDateTime;
        var next = holds.Select(hold => hold.Until).Append(released.Until).OfType<DateTimeOffset>().Append(now + (released.People > 0 ? WhileSomebodyIsReleased : WhileNobodyIs)).Min();
        await context.WaitForExternalEventAsync(WaveWorkflow.DecisionStored, next > now ? next : now + BetweenLooks);
        return new Next<State, Never>.ContinuedAsNew(state);
    }

    // Whatever throws, the other half goes on, and this one is tried again: an end that is given up is an end forgotten.
    private static async Task<PeopleKept> TryAsync(WorkflowContext context, Activity<PeopleAsked, PeopleKept> activity, PeopleAsked asked)
    {
        try
        {
            return await context.CallActivityAsync(activity, asked);
        }
        catch (TaskFailedException failed)
        {
            return new(0, [], null, [new(Threw, $"{failed.FailureDetails.ErrorType} in {failed.TaskName}: {failed.FailureDetails.ErrorMessage}.", "Tell whoever keeps this program; it is tried again.", context.CurrentUtcDateTime + AfterItThrew)]);
        }
    }
}
