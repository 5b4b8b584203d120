using System.Text.Json;
using Fido2Workflow.Core.Decisions;
using Fido2Workflow.Core.Durable;
using Fido2Workflow.Core.Tenants;

namespace Fido2Workflow.Core.Waves;

/// <summary>Reads everything anew, of the log what may have changed, asks every gate, and keeps the evidence. It holds a reader and cannot write to the tenant.</summary>
public sealed class JudgeGates(ITenantReader reader, SignInMemory memory, IDecisionStore decisions, IDocumentStore documents)
{
    /// <summary>The activity.</summary>
    public async Task<GatesJudged> RunAsync(ActivityContext context, GatesAsked asked)
    {
        var plan = await asked.Key.ReadPlanAsync(documents);
        var before = asked.EvidenceBefore is { } document ? await WaveEvidence.ReadAsync(documents, document) : null;
        var read = await new WaveFactsReader(reader, decisions, documents, memory).ReadAsync(plan, asked.Key, asked.Objects, asked.UnchangedSince, before, context.Now);
        var facts = read with { Rollback = asked.Rollback };
        var evidence = WaveEvidence.Judge(facts, asked.Key.PlanDigest, context.Now);
        var saved = await documents.SaveAsync(JsonSerializer.Serialize(evidence, WorkflowJson.Options));
        return new(evidence.Digest, saved, evidence.Holds);
    }
}
