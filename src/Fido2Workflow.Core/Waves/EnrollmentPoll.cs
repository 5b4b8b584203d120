using System.Text.Json;
using Fido2Workflow.Core.Decisions;
using Fido2Workflow.Core.Durable;

namespace Fido2Workflow.Core.Waves;

/// <summary>What a poll found, as the document store keeps it.</summary>
/// <param name="InScope">Object ids of all who were in the enforcement group.</param>
/// <param name="Missing">Those of them without a compliant key.</param>
public sealed record EnrollmentPoll(IReadOnlyList<string> InScope, IReadOnlyList<string> Missing)
{
    /// <summary>Reads a poll that was kept.</summary>
    public static async Task<EnrollmentPoll> ReadAsync(IDocumentStore documents, string document) =>
        JsonSerializer.Deserialize<EnrollmentPoll>(await documents.ReadAsync(document), WorkflowJson.Options)
            ?? throw new JsonException($"the poll {document} is empty");
}
