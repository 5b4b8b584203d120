using System.Text.Json;
using Fido2Workflow.Core.Durable;
using Fido2Workflow.Local.History;

namespace Fido2Workflow.Local.Running;

/// <summary>What a workflow of this host touches. It records what is asked for and answers when the events come.</summary>
internal sealed class JournaledContext(
    string instanceId, string version, int execution, TurnContext turns, JsonElement? lastStatus) : WorkflowContext
{
    /// <summary>The port's limit: what is longer fails an instance on Durable Task.</summary>
    private const int LongestStatus = 8_000;

    private readonly SortedDictionary<int, OpenTask> _open = [];
    private readonly EventInbox _inbox = new();
    private readonly List<WorkflowAction> _actions = [];
    private readonly List<JsonElement> _statuses = [];
    private DateTimeOffset _now;
    private bool _replaying;
    private int _nextTask;
    private int _nextGuid;
    private JsonElement? _status = lastStatus;

    public override string InstanceId => instanceId;
    public override string Version => version;
    public override DateTimeOffset CurrentUtcDateTime => _now;
    public override bool IsReplaying => _replaying;

    /// <summary>What was asked for and is not yet there, in the order of asking.</summary>
    public IReadOnlyCollection<OpenTask> Open => _open.Values;

    /// <summary>What was asked for under that number, while it is not yet there.</summary>
    public OpenTask? Find(int taskId) => _open.GetValueOrDefault(taskId);

    /// <summary>Events that nobody has read.</summary>
    public EventInbox Inbox => _inbox;

    public override Guid NewGuid()
    {
        turns.RequireTurn();
        return StableGuid.Of(instanceId, execution, _nextGuid++);
    }

    public override async Task<TOutput> CallActivityAsync<TInput, TOutput>(Activity<TInput, TOutput> activity, TInput input)
    {
        turns.RequireTurn();
        var call = new OpenCall(new ScheduleActivity(_nextTask++, activity.Name, WorkflowJson.Write(input)), activity.Name);
        Ask(call);
        return WorkflowJson.Read<TOutput>(await call.Result);
    }

    public override async Task<TOutput> CallChildWorkflowAsync<TInput, TOutput>(
        Workflow<TInput, TOutput> workflow, TInput input, string instanceId)
    {
        turns.RequireTurn();
        InstanceIds.Validate(instanceId);
        var call = new OpenCall(new StartChild(_nextTask++, workflow.Name, instanceId, WorkflowJson.Write(input)), workflow.Name);
        Ask(call);
        return WorkflowJson.Read<TOutput>(await call.Result);
    }

    public override async Task CreateTimerAsync(DateTimeOffset fireAt)
    {
        turns.RequireTurn();
        var timer = new OpenTimer(new CreateTimer(_nextTask++, fireAt), fireAt);
        Ask(timer);
        await timer.EndedByEvent;
    }

    public override async Task<bool> WaitForExternalEventAsync(string eventName, DateTimeOffset until)
    {
        turns.RequireTurn();
        if (_inbox.TryRead(eventName)) return true;
        var wait = new OpenTimer(new AwaitEvent(_nextTask++, eventName, until), until);
        _inbox.Await(wait);
        Ask(wait);
        return await wait.EndedByEvent;
    }

    public override void SetCustomStatus<TStatus>(TStatus status)
    {
        turns.RequireTurn();
        var json = WorkflowJson.Write(status);
        var text = json.GetRawText();
        if (text.Length > LongestStatus)
            throw new ArgumentException(
                $"The custom status of {instanceId} has {text.Length} characters, and at most {LongestStatus} are allowed. Say counts "
                + "and references in it, not lists.", nameof(status));
        if (_status?.GetRawText() == text) return;
        _status = json;
        _statuses.Add(json);
    }

    /// <summary>Sets the time of the turn that begins, UTC.</summary>
    public void BeginTurn(DateTimeOffset at, bool replaying)
    {
        _now = at;
        _replaying = replaying;
        _actions.Clear();
        _statuses.Clear();
    }

    /// <summary>What the turn asked for, and what it said.</summary>
    public (IReadOnlyList<WorkflowAction> Actions, IReadOnlyList<JsonElement> Statuses) EndTurn() => ([.. _actions], [.. _statuses]);

    /// <summary>Gives the workflow what it waits for, and answers the timer that this makes needless.</summary>
    public OpenTimer? Receive(HistoryEvent @event)
    {
        switch (@event)
        {
            case ExecutionStarted started:
                foreach (var name in started.UnreadEvents) _inbox.Receive(name);
                return null;
            case TaskCompleted completed:
                Close<OpenCall>(completed.TaskId).Complete(completed.Result);
                return null;
            case TaskFailed failed:
                Close<OpenCall>(failed.TaskId).Fail(failed.Failure);
                return null;
            case AttemptFailed failed:
                ((OpenCall)_open[failed.TaskId]).Retry(failed.RetryAt);
                return null;
            case TimerFired fired:
                var timer = Close<OpenTimer>(fired.TaskId);
                _inbox.Forget(timer);
                timer.End(byEvent: false);
                return null;
            case EventRaised raised when _inbox.Receive(raised.EventName) is { } wait:
                _open.Remove(wait.Action.TaskId);
                wait.End(byEvent: true);
                return wait;
            case EventRaised:
                return null;
            default:
                throw new InvalidOperationException($"No workflow can receive {@event}.");
        }
    }

    private TTask Close<TTask>(int taskId) where TTask : OpenTask =>
        _open.Remove(taskId, out var task) && task is TTask expected
            ? expected
            : throw new NonDeterministicWorkflowException(instanceId, $"the end of task {taskId}", "something else under that number");

    private void Ask(OpenTask task)
    {
        _open.Add(task.Action.TaskId, task);
        _actions.Add(task.Action);
    }
}
