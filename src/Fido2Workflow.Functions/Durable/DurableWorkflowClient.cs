using System.Text.Json;
using Fido2Workflow.Core.Durable;
using Fido2Workflow.Hosting.Tenants;
using Grpc.Core;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace Fido2Workflow.Functions.Durable;

/// <summary>Starts, nudges and asks after instances of Durable Task.</summary>
/// <param name="durable">The client of Durable Task.</param>
/// <param name="statuses">Answers for instances whose history was purged with their rollout.</param>
public sealed class DurableWorkflowClient(Func<DurableTaskClient> durable, Catalogue catalogue, IStatusHistory statuses, PacedClock clock) : IWorkflowClient
{
    /// <inheritdoc/>
    public async Task<bool> ScheduleNewInstanceAsync<TInput, TOutput>(Workflow<TInput, TOutput> workflow, TInput input, string instanceId)
    {
        var version = catalogue.CurrentVersion;
        if (catalogue.FindWorkflow(workflow.Name, version) is null) throw new UnknownWorkflowException(instanceId, workflow.Name, version);
        if (await GetInstanceAsync(instanceId) is not null) return false;
        try
        {
            await durable().ScheduleNewOrchestrationInstanceAsync(
                workflow.Name, Generation.First(version, input),
                new StartOrchestrationOptions(instanceId) { Version = version }.WithDedupeStatuses([.. StartOrchestrationOptionsExtensions.ValidDedupeStatuses]));
            return true;
        }
        // Somebody else was faster.
        catch (RpcException refused) when (refused.StatusCode is StatusCode.AlreadyExists)
        {
            return false;
        }
    }

    /// <inheritdoc/>
    public async Task RaiseEventAsync(string instanceId, string eventName)
    {
        // Durable Task throws where there is no such instance, and the decision is stored already.
        if (await durable().GetInstanceAsync(instanceId) is { IsCompleted: false }) await durable().RaiseEventAsync(instanceId, DurableContext.EventName, eventName);
    }

    /// <inheritdoc/>
    public async Task<WorkflowInstance?> GetInstanceAsync(string instanceId) => await durable().GetInstanceAsync(instanceId, getInputsAndOutputs: true) is { } found
        ? Read(found)
        : await FindPurgedAsync(instanceId);

    private WorkflowInstance Read(OrchestrationMetadata found)
    {
        var status = found.RuntimeStatus switch
        {
            OrchestrationRuntimeStatus.Completed => RuntimeStatus.Completed,
            OrchestrationRuntimeStatus.Failed or OrchestrationRuntimeStatus.Terminated => RuntimeStatus.Failed,
            _ => RuntimeStatus.Running,
        };
        return new(
            found.InstanceId, found.Name, found.ReadInputAs<Generation>()!.Version, status, Json(found.SerializedCustomStatus),
            status is RuntimeStatus.Completed ? Json(found.SerializedOutput) : null,
            status is RuntimeStatus.Failed ? FailureOf(found) : null,
            clock.RolloutTime(found.CreatedAt), clock.RolloutTime(found.LastUpdatedAt));
    }

    // Not every storage keeps the details; then the output is the text.
    private static FailureDetails FailureOf(OrchestrationMetadata found) => found.FailureDetails is { } details
        ? Failures.Of(details)
        : new($"{found.RuntimeStatus}", Failures.Cut(found.SerializedOutput ?? "it does not say why"));

    // Histories go with their rollout, all at once: what is missing beside a rollout that is there has never begun.
    private async Task<WorkflowInstance?> FindPurgedAsync(string instanceId)
    {
        var rollout = instanceId.Split('.')[0];
        if (await durable().GetInstanceAsync(rollout) is not null) return null;
        var said = (await statuses.ReadAsync(rollout)).Select(recorded => recorded.Status).Where(status => status.InstanceId == instanceId).ToList();
        return said is [var first, ..] && said[^1] is var last
            ? new(instanceId, "", "", last.RuntimeStatus, last.CustomStatus, Output: null, Failure: null, first.At, last.At)
            : null;
    }

    private static JsonElement? Json(string? text) => text is null ? null : JsonSerializer.Deserialize<JsonElement>(text);
}
