using Fido2Workflow.Core.Durable;
using Fido2Workflow.Local.History;

namespace Fido2Workflow.Local.Running;

/// <summary>How a restart goes on: every unfinished instance is replayed, and what it waited for is begun again.</summary>
internal sealed partial class Runner
{
    /// <summary>
    /// Goes on with every unfinished instance, in the order in which it was asked for what is still owed. One that cannot
    /// be replayed is stopped; the others go on.
    /// </summary>
    public void Resume()
    {
        List<(long Position, int TaskId, Action Go)> owed = [];
        List<(string InstanceId, Exception Cause)> broken = [];
        foreach (var instanceId in _journal.ReadUnfinished())
        {
            try
            {
                owed.AddRange(Replay(_journal.Find(instanceId)!));
            }
            catch (Exception e) when (e is NonDeterministicWorkflowException or UnknownWorkflowException or UnreadableJournalException)
            {
                broken.Add((instanceId, e));
            }
        }

        foreach (var (instanceId, cause) in broken) Stop(instanceId, cause);
        foreach (var (_, _, go) in owed.OrderBy(task => (task.Position, task.TaskId))) go();
    }

    private List<(long, int, Action)> Replay(InstanceRecord record)
    {
        var turns = _journal.ReadTurns(record);
        var live = new LiveInstance(record, CreateExecution(record));
        var askedAt = new Dictionary<int, long>();
        foreach (var (position, turn) in turns)
        {
            live.Execution.Replay(turn);
            foreach (var action in turn.Actions) askedAt[action.TaskId] = position;
            if (turn.Event is AttemptFailed failed) askedAt[failed.TaskId] = position;
        }

        if (FindUnknown(record, live.Execution.Open.Select(task => task.Action)) is { } unknown) throw unknown;
        _live.Add(record.InstanceId, live);
        return record.Start is not null
            ? [(record.Position, 0, () => PostStart(live.Key))]
            : [.. live.Execution.Open.Select(task => (
                EndOfChild(task) ?? askedAt[task.Action.TaskId], task.Action.TaskId, (Action)(() => Launch(live.Key, task, askedAt[task.Action.TaskId]))))];
    }

    // A parent was owed the end of its child since the child ended, not since it asked for it.
    private long? EndOfChild(OpenTask task) =>
        task.Action is StartChild child && _journal.Find(child.InstanceId) is { RuntimeStatus: not RuntimeStatus.Running } ended
            ? ended.Position
            : null;
}
