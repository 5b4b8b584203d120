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
        List<ReplayedInstance> replayed = [];
        List<(string InstanceId, Exception Cause)> broken = [];
        foreach (var instanceId in _journal.ReadUnfinished())
        {
            try
            {
                replayed.Add(Replay(_journal.Find(instanceId)!));
            }
            catch (Exception e) when (e is NonDeterministicWorkflowException or UnknownWorkflowException or UnreadableJournalException)
            {
                broken.Add((instanceId, e));
            }
        }

        foreach (var (instanceId, cause) in broken) Stop(instanceId, cause);
        foreach (var owed in replayed.SelectMany(FindOwed).OrderBy(owed => owed.Since).ThenBy(owed => owed.TaskId)) owed.Begin();
    }

    private ReplayedInstance Replay(InstanceRecord record)
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
        return new ReplayedInstance(live, askedAt);
    }

    private IEnumerable<Owed> FindOwed(ReplayedInstance replayed)
    {
        var (live, askedAt) = replayed;
        if (live.Record.Start is not null) return [new Owed(live.Record.Position, 0, () => PostStart(live.Key))];
        return live.Execution.Open.Select(task =>
        {
            var (taskId, position) = (task.Action.TaskId, askedAt[task.Action.TaskId]);
            return new Owed(FindEndOfChild(task) ?? position, taskId, () => Launch(live.Key, task, position));
        });
    }

    // A parent is owed the end of its child since the child ended, not since it asked for it.
    private long? FindEndOfChild(OpenTask task) =>
        task.Action is StartChild child && _journal.Find(child.InstanceId) is { RuntimeStatus: not RuntimeStatus.Running } ended
            ? ended.Position
            : null;

    /// <summary>An instance at the end of its history, and the turns in which it asked for what it waits for.</summary>
    private sealed record ReplayedInstance(LiveInstance Live, IReadOnlyDictionary<int, long> AskedAt);

    /// <summary>What the process before had still to do, since which turn.</summary>
    private sealed record Owed(long Since, int TaskId, Action Begin);
}
