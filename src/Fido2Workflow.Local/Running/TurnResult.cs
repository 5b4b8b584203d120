using System.Text.Json;
using Fido2Workflow.Core.Durable;
using Fido2Workflow.Local.History;

namespace Fido2Workflow.Local.Running;

/// <summary>How an execution stands after a turn.</summary>
internal abstract record Standing
{
    private Standing() { }

    /// <summary>It waits for what it has asked for.</summary>
    public sealed record Waiting : Standing;

    /// <summary>It has finished.</summary>
    public sealed record Completed(JsonElement Output) : Standing;

    /// <summary>It goes on as a new execution.</summary>
    public sealed record ContinuedAsNew(ExecutionStarted Start) : Standing;

    /// <summary>It stops here and holds.</summary>
    public sealed record Failed(FailureDetails Failure) : Standing;
}

/// <summary>What came of one turn.</summary>
/// <param name="Actions">What the workflow asked for.</param>
/// <param name="Statuses">What it said of itself, each different from the one before.</param>
/// <param name="NeedlessTimer">The timer of a wait that an event has ended.</param>
internal sealed record TurnResult(
    IReadOnlyList<WorkflowAction> Actions, IReadOnlyList<JsonElement> Statuses, OpenTimer? NeedlessTimer, Standing Standing);
