namespace Fido2Workflow.Local.History;

/// <summary>One step of an instance: what reached it, when (UTC), and what it asked for in answer.</summary>
internal sealed record Turn(DateTimeOffset At, HistoryEvent Event, IReadOnlyList<WorkflowAction> Actions);

/// <summary>A turn with its place among all turns of all instances; larger is later.</summary>
internal sealed record JournaledTurn(long Position, Turn Turn);
