using System.Text.Json;
using Fido2Workflow.Core.Durable;

namespace Fido2Workflow.Local.History;

/// <summary>The execution that started a child.</summary>
internal sealed record Parent(string InstanceId, int Execution);

/// <summary>An instance as the journal keeps it beside its turns.</summary>
internal sealed record InstanceRecord
{
    public required string InstanceId { get; init; }
    public required string Name { get; init; }
    public required string Version { get; init; }
    public required Parent? Parent { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
    public required DateTimeOffset LastUpdatedAt { get; init; }

    /// <summary>0 for the first, one more with each continue-as-new.</summary>
    public int Execution { get; init; }

    /// <summary>How many turns of this execution the journal must hold.</summary>
    public int Turns { get; init; }

    /// <summary>The position of the last turn, also where continue-as-new has cleared it away.</summary>
    public long Position { get; init; }

    /// <summary>How this execution begins, while it has no turn yet.</summary>
    public ExecutionStarted? Start { get; init; }

    public RuntimeStatus RuntimeStatus { get; init; } = RuntimeStatus.Running;
    public JsonElement? CustomStatus { get; init; }
    public JsonElement? Output { get; init; }
    public FailureDetails? Failure { get; init; }

    /// <summary>The instance as seen from outside.</summary>
    public WorkflowInstance ToInstance() => new(
        InstanceId, Name, Version, RuntimeStatus, CustomStatus, Output, Failure, CreatedAt, LastUpdatedAt);
}
