using Fido2Workflow.Core.Durable;
using Fido2Workflow.Hosting.Tenants;
using Microsoft.DurableTask;

namespace Fido2Workflow.Functions.Durable;

/// <summary>Registers what a catalogue lists with Durable Task, each under its own name.</summary>
public static class CatalogueRegistration
{
    /// <summary>Registers every workflow and activity, and the activity that records what the workflows say.</summary>
    public static void AddCatalogue(this DurableTaskRegistry registry, Catalogue catalogue, RecordStatus record, PacedClock clock)
    {
        foreach (var name in catalogue.Workflows.Select(workflow => workflow.Name).Distinct())
            registry.AddOrchestrator(name, new CatalogueOrchestrator(catalogue, clock));
        foreach (var activity in catalogue.Activities) registry.AddActivity(activity.Name, new CatalogueActivity(activity, clock));
        registry.AddActivity(StatusRecord.Activity.Name, new CatalogueActivity(Recording(record), clock));
    }

    private static ActivityRegistration Recording(RecordStatus record) => new(StatusRecord.Activity.Name, StatusRecord.Activity.Retry, async (_, input) =>
    {
        var (id, status) = WorkflowJson.Read<StatusRecord>(input);
        await record(id, status);
        return WorkflowJson.Write(true);
    });
}
