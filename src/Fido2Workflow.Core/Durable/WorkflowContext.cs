namespace Fido2Workflow.Core.Durable;

/// <summary>
/// All that a workflow may touch. Each member is safe under replay: what it answers once, it answers again
/// whenever the host runs the workflow from its history. The words are Durable Task's.
/// </summary>
/// <remarks>
/// A workflow awaits nothing but tasks of this class; any other await is a named error of the host
/// (<see cref="ForeignAwaitException"/>). Races and the cancelling of timers happen in here, so that a workflow never
/// holds a <see cref="CancellationToken"/>. A workflow awaits what it starts before it returns: an open task would hold
/// its instance until that task ends (<see cref="UnawaitedTaskException"/>).
/// </remarks>
public abstract class WorkflowContext
{
    /// <summary>This instance's id: 1 to 100 characters, none of <c>/ \ # ?</c>, no leading <c>@</c>.</summary>
    public abstract string InstanceId { get; }

    /// <summary>The version that the instance started with. It keeps it for life, and its children take it.</summary>
    public abstract string Version { get; }

    /// <summary>The rollout's clock as of the step being taken, in UTC; the same again under replay.</summary>
    public abstract DateTimeOffset CurrentUtcDateTime { get; }

    /// <summary>True while steps that the history already holds are run again.</summary>
    public abstract bool IsReplaying { get; }

    /// <summary>A new id that is the same again under replay.</summary>
    public abstract Guid NewGuid();

    /// <summary>Runs an activity, at least once, with the activity's own retry policy.</summary>
    /// <exception cref="TaskFailedException">Every attempt threw. A refusal of the tenant is a value, never this.</exception>
    public abstract Task<TOutput> CallActivityAsync<TInput, TOutput>(Activity<TInput, TOutput> activity, TInput input);

    /// <summary>A durable timer: completes at <paramref name="fireAt"/>, at once where that has passed.</summary>
    public abstract Task CreateTimerAsync(DateTimeOffset fireAt);

    /// <summary>
    /// Waits for an event of that name or for <paramref name="until"/>, whichever comes first, and says whether it was
    /// the event. An event that no wait has answered is kept for the next one, also across continue-as-new: it is never
    /// lost to a wait that ended by time. Names are told apart without regard to case; one wait at a time for each.
    /// Events carry nothing: they are nudges to read the decision store again, and several unread ones may become one.
    /// </summary>
    public abstract Task<bool> WaitForExternalEventAsync(string eventName, DateTimeOffset until);

    /// <summary>
    /// Runs a child workflow to its end under an instance id of the caller's choice, never used before by another: not
    /// every host refuses one that is.
    /// </summary>
    /// <exception cref="TaskFailedException">The child failed.</exception>
    public abstract Task<TOutput> CallChildWorkflowAsync<TInput, TOutput>(
        Workflow<TInput, TOutput> workflow, TInput input, string instanceId);

    /// <summary>
    /// What the instance says of itself to whoever asks: under 8,000 characters of JSON. Not every host keeps it across
    /// continue-as-new, so a workflow sets it anew.
    /// </summary>
    public abstract void SetCustomStatus<TStatus>(TStatus status);
}
