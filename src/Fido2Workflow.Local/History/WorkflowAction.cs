using System.Text.Json;
using System.Text.Json.Serialization;

namespace Fido2Workflow.Local.History;

/// <summary>What a workflow asks of its host. Numbered in the order of asking, so that replay asks under the same numbers.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "action")]
[JsonDerivedType(typeof(ScheduleActivity), "scheduleActivity")]
[JsonDerivedType(typeof(StartChild), "startChild")]
[JsonDerivedType(typeof(CreateTimer), "createTimer")]
[JsonDerivedType(typeof(AwaitEvent), "awaitEvent")]
internal abstract record WorkflowAction(int TaskId)
{
    /// <summary>Kind and name: what replay must ask for again. Inputs and instants follow from them and are not compared.</summary>
    public abstract override string ToString();
}

internal sealed record ScheduleActivity(int TaskId, string Name, JsonElement Input) : WorkflowAction(TaskId)
{
    public override string ToString() => $"the activity {Name}";
}

internal sealed record StartChild(int TaskId, string Name, string InstanceId, JsonElement Input) : WorkflowAction(TaskId)
{
    public override string ToString() => $"the child workflow {Name} as {InstanceId}";
}

internal sealed record CreateTimer(int TaskId, DateTimeOffset FireAt) : WorkflowAction(TaskId)
{
    public override string ToString() => "a timer";
}

/// <summary>A wait for an event, which ends by time at <paramref name="Until"/>.</summary>
internal sealed record AwaitEvent(int TaskId, string EventName, DateTimeOffset Until) : WorkflowAction(TaskId)
{
    public override string ToString() => $"a wait for the event {EventName}";
}
