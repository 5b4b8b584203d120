using System.Text.Json;
using Fido2Workflow.Core.Durable;
using Fido2Workflow.Hosting.Tenants;
using Microsoft.DurableTask;

namespace Fido2Workflow.Functions.Durable;

/// <summary>One run of a workflow, in the version that its instance started with.</summary>
internal sealed class CatalogueOrchestrator(Catalogue catalogue, PacedClock clock) : ITaskOrchestrator
{
    public Type InputType => typeof(Generation);

    public Type OutputType => typeof(JsonElement?);

    public async Task<object?> RunAsync(TaskOrchestrationContext context, object? input)
    {
        var generation = (Generation)input!;
        var workflow = catalogue.FindWorkflow(context.Name, generation.Version)
            ?? throw new UnknownWorkflowException(context.InstanceId, context.Name, generation.Version);
        var port = new DurableContext(context, generation, clock);
        switch (await RunAsync(port, workflow))
        {
            case Next<JsonElement, JsonElement>.Completed { Output: var output }:
                await port.EndAsync(RuntimeStatus.Completed);
                return output;
            case Next<JsonElement, JsonElement>.ContinuedAsNew { Input: var next }:
                await port.RecordAsync();
                context.ContinueAsNew(port.Next(next), preserveUnprocessedEvents: true);
                return null;
            case var other:
                throw new InvalidOperationException($"{context.Name} returned {other}.");
        }
    }

    private static async Task<Next<JsonElement, JsonElement>> RunAsync(DurableContext port, WorkflowRegistration workflow)
    {
        try
        {
            return await port.RunAsync(workflow);
        }
        catch
        {
            await port.EndAsync(RuntimeStatus.Failed);
            throw;
        }
    }
}
