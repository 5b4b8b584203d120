using Fido2Workflow.Core.Decisions;
using Fido2Workflow.Core.Durable;
using Fido2Workflow.Core.Plans;
using Fido2Workflow.Core.Tenants;

namespace Fido2Workflow.Core.Sweeps;

/// <summary>Looks a rollout over, once, now. It holds a reader and cannot write to the tenant.</summary>
public sealed class Sweeper(ITenantReader reader, IDecisionStore decisions, IDocumentStore documents, IStatusHistory statuses)
{
    /// <summary>Reads everything fresh and asks every rule.</summary>
    /// <param name="before">What the sweep before found; null for the first.</param>
    /// <param name="now">The rollout's clock, UTC.</param>
    public async Task<SweepReport> RunAsync(Plan plan, SweepReport? before, DateTimeOffset now) =>
        SweepReport.Of(await new SweepFactsReader(reader, decisions, documents, statuses).ReadAsync(plan, now), before, now);

    /// <summary>What the last sweep by the timer found; null where there was none.</summary>
    public async Task<SweepReport?> FindLastAsync(string rollout) =>
        (await statuses.ReadAsync(rollout)).Select(recorded => recorded.Status)
            .LastOrDefault(status => status.InstanceId == SweepWorkflow.InstanceIdOf(rollout) && status.CustomStatus is not null) is { CustomStatus: { } said }
        && WorkflowJson.Read<SweepWorkflow.Status>(said).Document is { } document
            ? await SweepReport.ReadAsync(documents, document)
            : null;
}
