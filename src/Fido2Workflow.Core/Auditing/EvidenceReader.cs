using Fido2Workflow.Core.Decisions;
using Fido2Workflow.Core.Durable;
using Fido2Workflow.Core.Waves;

namespace Fido2Workflow.Core.Auditing;

/// <summary>Reads what is stored of a rollout and puts its evidence together. It asks no tenant, and writes nothing.</summary>
public sealed class EvidenceReader(IDecisionStore decisions, IStatusHistory statuses, IDocumentStore documents)
{
    /// <summary>The evidence of a rollout up to now; without a step where nothing is known of it.</summary>
    /// <exception cref="KeyNotFoundException">A document that it names is gone.</exception>
    public async Task<EvidenceFile> ReadAsync(string rollout)
    {
        // The statuses first: a decision that is stored meanwhile comes after them, as it does in the chain.
        var told = await statuses.ReadAsync(rollout);
        var decided = await decisions.ReadAsync(rollout);
        var evidence = new Dictionary<string, WaveEvidence>();
        foreach (var document in told.Select(Retelling.EvidenceOf).OfType<string>().Distinct()) evidence[document] = await WaveEvidence.ReadAsync(documents, document);
        var file = EvidenceFile.Of(rollout, decided, told, evidence);
        var texts = new Dictionary<string, string>();
        foreach (var document in file.NamedDocuments) texts[document] = await documents.ReadAsync(document);
        return file with { Documents = texts };
    }
}
