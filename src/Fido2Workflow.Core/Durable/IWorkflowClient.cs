using System.Text.Json;

namespace Fido2Workflow.Core.Durable;

/// <summary>Where an instance stands.</summary>
public enum RuntimeStatus
{
    /// <summary>At work, or waiting for an event or a timer.</summary>
    Running,

    /// <summary>Finished with an output.</summary>
    Completed,

    /// <summary>Stopped by a bug or by a history that does not match the code. It holds; it never flips.</summary>
    Failed,
}

/// <summary>An instance as seen from outside.</summary>
/// <param name="CreatedAt">On the rollout's clock, UTC.</param>
/// <param name="LastUpdatedAt">On the rollout's clock, UTC.</param>
public sealed record WorkflowInstance(
    string InstanceId, string Name, string Version, RuntimeStatus RuntimeStatus, JsonElement? CustomStatus,
    JsonElement? Output, FailureDetails? Failure, DateTimeOffset CreatedAt, DateTimeOffset LastUpdatedAt);

/// <summary>Starts workflows, nudges them, asks how they stand. What triggers and the command line hold.</summary>
public interface IWorkflowClient
{
    /// <summary>Starts an instance under the catalogue's current version; false where one of that id exists already, in any status.</summary>
    Task<bool> ScheduleNewInstanceAsync<TInput, TOutput>(Workflow<TInput, TOutput> workflow, TInput input, string instanceId);

    /// <summary>Nudges an instance. Durable once this returns. An instance that is unknown or has ended is left alone.</summary>
    Task RaiseEventAsync(string instanceId, string eventName);

    /// <summary>The instance, or null.</summary>
    Task<WorkflowInstance?> GetInstanceAsync(string instanceId);
}
