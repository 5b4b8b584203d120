using System.Text.Json;
using Fido2Workflow.Core.Durable;
using Fido2Workflow.Local.History;

namespace Fido2Workflow.Local.Running;

/// <summary>Something that the workflow has asked for and not yet got.</summary>
internal abstract class OpenTask
{
    /// <summary>What was asked for.</summary>
    public abstract WorkflowAction Action { get; }
}

/// <summary>An activity or child workflow under way.</summary>
internal sealed class OpenCall(WorkflowAction action, string name) : OpenTask
{
    private readonly TaskCompletionSource<JsonElement> _result = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public override WorkflowAction Action => action;

    public Task<JsonElement> Result => _result.Task;

    /// <summary>Attempts that threw, for an activity.</summary>
    public int FailedAttempts { get; private set; }

    /// <summary>When it is tried again, UTC; null while the first attempt is under way.</summary>
    public DateTimeOffset? RetryAt { get; private set; }

    public void Retry(DateTimeOffset at) => (FailedAttempts, RetryAt) = (FailedAttempts + 1, at);

    public void Complete(JsonElement result) => _result.SetResult(result);

    public void Fail(FailureDetails failure) => _result.SetException(new TaskFailedException(name, failure));
}

/// <summary>A timer, alone or as the end of a wait for an event.</summary>
internal sealed class OpenTimer(WorkflowAction action, DateTimeOffset fireAt) : OpenTask
{
    private readonly TaskCompletionSource<bool> _endedByEvent = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public override WorkflowAction Action => action;

    public DateTimeOffset FireAt => fireAt;

    public Task<bool> EndedByEvent => _endedByEvent.Task;

    public void End(bool byEvent) => _endedByEvent.SetResult(byEvent);
}
