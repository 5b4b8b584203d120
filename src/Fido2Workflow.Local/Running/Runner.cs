using System.Text.Json;
using Fido2Workflow.Core.Durable;
using Fido2Workflow.Local.History;

namespace Fido2Workflow.Local.Running;

/// <summary>
/// Runs instances turn by turn. A turn takes one event, runs the workflow as far as it goes, and writes the event and
/// all that followed in one transaction; only then is anything of it done or told. All members run as steps of the loop.
/// </summary>
internal sealed partial class Runner : IDisposable
{
    private readonly Catalogue _catalogue;
    private readonly Journal _journal;
    private readonly RolloutClock _clock;
    private readonly Action<Action> _post;
    private readonly Action<StatusEntry> _statusChanged;
    private readonly TimerQueue _timers;
    private readonly ActivityQueue _activities;
    private readonly CompletionWaits _waits = new();
    private readonly Dictionary<string, LiveInstance> _live = [];

    public Runner(
        Catalogue catalogue, Journal journal, RolloutClock clock, Pace pace, Action<Action> post, Action<StatusEntry> statusChanged)
    {
        (_catalogue, _journal, _clock, _post, _statusChanged) = (catalogue, journal, clock, post, statusChanged);
        _timers = new TimerQueue(clock, pace.LongestWait, post);
        _activities = new ActivityQueue(clock, pace.Parallelism, post, task => FindAwaiting(task) is not null, EndAttempt);
    }

    /// <summary>Begins an instance, unless there is one of that id.</summary>
    public bool TryBegin(string name, string version, string instanceId, JsonElement input, Parent? parent = null)
    {
        if (_journal.Exists(instanceId)) return false;
        var now = _clock.GetUtcNow();
        var live = Animate(new InstanceRecord
        {
            InstanceId = instanceId, Name = name, Version = version, Parent = parent, CreatedAt = now, LastUpdatedAt = now,
        });
        Take(live, new ExecutionStarted(input, []));
        return true;
    }

    /// <summary>Nudges an instance, if it is there and has not ended.</summary>
    public void Raise(string instanceId, string eventName)
    {
        if (!_live.TryGetValue(instanceId, out var live)) return;
        if (live.Record.Start is { } start)
        {
            if (start.UnreadEvents.Contains(eventName, StringComparer.OrdinalIgnoreCase)) return;
            live.Record = live.Record with { Start = start with { UnreadEvents = [.. start.UnreadEvents, eventName] } };
            _journal.Save(live.Record);
        }
        else if (!live.Execution.HoldsUnread(eventName))
        {
            Take(live, new EventRaised(eventName));
        }
    }

    /// <summary>Answers the instance once it has ended.</summary>
    public void Await(string instanceId, TaskCompletionSource<WorkflowInstance> wait)
    {
        if (!_live.ContainsKey(instanceId) && _journal.Find(instanceId) is { } ended) wait.SetResult(ended.ToInstance());
        else _waits.Add(instanceId, wait);
    }

    /// <summary>Begins activities, for no step is left.</summary>
    public void Rest() => _activities.StartWaiting();

    /// <summary>Lets go of everyone who waits, for nothing more will come.</summary>
    public void End(Exception cause)
    {
        Dispose();
        _waits.Fail(cause);
    }

    public void Dispose() => _timers.Dispose();

    private LiveInstance Animate(InstanceRecord record)
    {
        var live = new LiveInstance(record, CreateExecution(record));
        _live.Add(record.InstanceId, live);
        return live;
    }

    private Execution CreateExecution(InstanceRecord record)
    {
        var workflow = _catalogue.FindWorkflow(record.Name, record.Version)
            ?? throw new UnknownWorkflowException(record.InstanceId, record.Name, record.Version);
        var key = new ExecutionKey(record.InstanceId, record.Execution);
        return new Execution(workflow, record, () => _post(() => StopForeignAwait(key)));
    }

    private void Take(LiveInstance live, HistoryEvent @event)
    {
        var now = _clock.GetUtcNow();
        // The machine's clock may be set back; the time that a workflow sees never is.
        var at = now > live.Record.LastUpdatedAt ? now : live.Record.LastUpdatedAt;
        var before = live.Key;
        var result = live.Execution.Take(@event, at);
        if (FindUnknown(live.Record, result.Actions) is { } unknown)
            result = result with { Standing = new Standing.Failed(FailureDetails.Of(unknown)) };
        var after = Progress.After(live.Record, at, result);
        var statuses = Progress.Statuses(after, result);
        live.Record = _journal.Commit(after, new Turn(at, @event, result.Actions), statuses);
        foreach (var status in statuses) _statusChanged(status);
        if (result.NeedlessTimer is { } timer) _timers.Remove(new TaskKey(before, timer.Action.TaskId));
        switch (result.Standing)
        {
            case Standing.Waiting when @event is AttemptFailed failed:
                Launch(before, live.Execution.Find(failed.TaskId)!, live.Record.Position);
                break;
            case Standing.Waiting:
                foreach (var action in result.Actions) Launch(before, live.Execution.Find(action.TaskId)!, live.Record.Position);
                break;
            case Standing.ContinuedAsNew:
                RemoveTimers(live, before);
                live.Execution = CreateExecution(live.Record);
                PostStart(live.Key);
                break;
            default:
                RemoveTimers(live, before);
                Conclude(live.Record);
                break;
        }
    }

    private void PostStart(ExecutionKey key) => _post(() =>
    {
        if (FindLive(key) is { Record.Start: { } start } live) Take(live, start);
    });

    private void Conclude(InstanceRecord ended)
    {
        _live.Remove(ended.InstanceId);
        _waits.Complete(ended.ToInstance());
        if (ended.Parent is { } parent) TellParent(parent, ended);
    }

    // A bug or a damaged journal: no turn can be taken, so the instance is stopped where it stands.
    private void Stop(string instanceId, Exception cause)
    {
        if (_live.TryGetValue(instanceId, out var live)) RemoveTimers(live, live.Key);
        _live.Remove(instanceId);
        var stopped = _journal.Fail(instanceId, FailureDetails.Of(cause), _clock.GetUtcNow());
        _statusChanged(Progress.End(stopped));
        Conclude(stopped);
    }

    private void StopForeignAwait(ExecutionKey key)
    {
        if (FindLive(key) is not null) Stop(key.InstanceId, new ForeignAwaitException(key.InstanceId));
    }

    private void RemoveTimers(LiveInstance live, ExecutionKey key)
    {
        foreach (var task in live.Execution.Open) _timers.Remove(new TaskKey(key, task.Action.TaskId));
    }

    private LiveInstance? FindLive(ExecutionKey key) =>
        _live.TryGetValue(key.InstanceId, out var live) && live.Key == key ? live : null;
}
