using Fido2Workflow.Core.Durable;
using Fido2Workflow.Local.History;

namespace Fido2Workflow.Local.Running;

/// <summary>What a turn makes of an instance.</summary>
internal static class Progress
{
    public static InstanceRecord After(InstanceRecord before, DateTimeOffset at, TurnResult result)
    {
        var after = before with
        {
            LastUpdatedAt = at,
            Turns = before.Turns + 1,
            Start = null,
            CustomStatus = result.Statuses is [.., var last] ? last : before.CustomStatus,
        };
        return result.Standing switch
        {
            Standing.Waiting => after,
            Standing.Completed completed => after with { RuntimeStatus = RuntimeStatus.Completed, Output = completed.Output },
            Standing.Failed failed => after with { RuntimeStatus = RuntimeStatus.Failed, Failure = failed.Failure },
            Standing.ContinuedAsNew continued => after with { Execution = before.Execution + 1, Turns = 0, Start = continued.Start },
            _ => throw new InvalidOperationException($"{result.Standing} is no standing."),
        };
    }

    /// <summary>What the status history gains: each status that the turn set, and the end.</summary>
    public static IReadOnlyList<StatusEntry> Statuses(InstanceRecord after, TurnResult result)
    {
        var said = result.Statuses.Select(
            status => new StatusEntry(after.InstanceId, after.LastUpdatedAt, RuntimeStatus.Running, status));
        return after.RuntimeStatus == RuntimeStatus.Running ? [.. said] : [.. said, End(after)];
    }

    public static StatusEntry End(InstanceRecord ended) =>
        new(ended.InstanceId, ended.LastUpdatedAt, ended.RuntimeStatus, ended.CustomStatus);

    /// <summary>How the end of a child reaches the task that waits for it.</summary>
    public static HistoryEvent ToParent(InstanceRecord child, int taskId) => child switch
    {
        { Output: { } output } => new TaskCompleted(taskId, output),
        { Failure: { } failure } => new TaskFailed(taskId, failure),
        _ => throw new InvalidOperationException($"{child.InstanceId} has not ended."),
    };
}
