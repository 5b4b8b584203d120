using Fido2Workflow.Core.Durable;
using Fido2Workflow.Local.History;

namespace Fido2Workflow.Local.Running;

/// <summary>What instances ask for, and how the answers reach them.</summary>
internal sealed partial class Runner
{
    /// <param name="execution">Who asked.</param>
    /// <param name="task">For what.</param>
    /// <param name="position">In which turn.</param>
    private void Launch(ExecutionKey execution, OpenTask task, long position)
    {
        var key = new TaskKey(execution, task.Action.TaskId);
        switch (task)
        {
            case OpenTimer timer:
                _timers.Add(key, timer.FireAt, position, () => Deliver(key, new TimerFired(key.TaskId)));
                break;
            case OpenCall { Action: ScheduleActivity activity } call:
                var attempt = new ActivityCall(key, _catalogue.FindActivity(activity.Name)!, activity.Input);
                if (call.RetryAt is { } retryAt) _timers.Add(key, retryAt, position, () => _activities.Enqueue(attempt));
                else _activities.Enqueue(attempt);
                break;
            case OpenCall { Action: StartChild child }:
                _post(() => Begin(key, child));
                break;
            default:
                throw new InvalidOperationException($"{task.Action} is nothing that this host can do.");
        }
    }

    private void Deliver(TaskKey task, HistoryEvent @event)
    {
        if (FindAwaiting(task) is { } live) Take(live, @event);
    }

    private void EndAttempt(ActivityCall call, ActivityEnd end)
    {
        var task = call.Task;
        if (FindAwaiting(task) is not { } live || live.Execution.Find(task.TaskId) is not OpenCall open) return;
        Take(live, end switch
        {
            ActivityEnd.Answered answered => new TaskCompleted(task.TaskId, answered.Result),
            ActivityEnd.Threw threw when call.Activity.Retry.DelayAfter(open.FailedAttempts + 1) is { } delay =>
                new AttemptFailed(task.TaskId, threw.Failure, _clock.GetUtcNow() + delay),
            ActivityEnd.Threw threw => new TaskFailed(task.TaskId, threw.Failure),
            _ => throw new InvalidOperationException($"{end} is no end of an activity."),
        });
    }

    // Also after a restart, when the child may be under way, or have ended without its parent having been told.
    private void Begin(TaskKey task, StartChild child)
    {
        if (FindAwaiting(task) is not { } parent) return;
        var me = new Parent(task.Execution.InstanceId, task.Execution.Number);
        if (TryBegin(child.Name, parent.Record.Version, child.InstanceId, child.Input, me)) return;
        switch (_journal.Find(child.InstanceId)!)
        {
            case { } found when found.Parent != me || found.Name != child.Name:
                Take(parent, new TaskFailed(task.TaskId, new FailureDetails(
                    "InstanceIdInUse",
                    $"{child.InstanceId} is the id of another instance ({found.Name}), so no child can be started under it. Give the "
                    + "child an id of its own.")));
                break;
            case { RuntimeStatus: not RuntimeStatus.Running } ended:
                Take(parent, Progress.ToParent(ended, task.TaskId));
                break;
        }
    }

    private void TellParent(Parent parent, InstanceRecord ended)
    {
        var key = new ExecutionKey(parent.InstanceId, parent.Execution);
        foreach (var action in FindLive(key)?.Execution.Open.Select(open => open.Action).OfType<StartChild>() ?? [])
            if (action.InstanceId == ended.InstanceId)
                _post(() => Deliver(new TaskKey(key, action.TaskId), Progress.ToParent(ended, action.TaskId)));
    }

    private LiveInstance? FindAwaiting(TaskKey task) =>
        FindLive(task.Execution) is { } live && live.Execution.Find(task.TaskId) is not null ? live : null;

    private UnknownWorkflowException? FindUnknown(InstanceRecord instance, IEnumerable<WorkflowAction> actions) => actions
        .Select(action => action switch
        {
            ScheduleActivity activity when _catalogue.FindActivity(activity.Name) is null => activity.Name,
            StartChild child when _catalogue.FindWorkflow(child.Name, instance.Version) is null => child.Name,
            _ => null,
        })
        .OfType<string>()
        .Select(name => new UnknownWorkflowException(instance.InstanceId, name, instance.Version))
        .FirstOrDefault();
}
