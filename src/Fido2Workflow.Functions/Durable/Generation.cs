using System.Text.Json;
using Fido2Workflow.Core.Durable;

namespace Fido2Workflow.Functions.Durable;

/// <summary>What an instance begins with, the first time and each time that it continues as new.</summary>
/// <param name="Version">Of the workflow. Durable Task keeps one too, and answers nobody who asks an instance for it.</param>
/// <param name="Input">The workflow's own.</param>
/// <param name="Said">What the instance last said of itself before it continued as new; null where it has said nothing.</param>
/// <param name="Unread">The names of the events that came before it continued as new and that no wait has answered.</param>
internal sealed record Generation(string Version, JsonElement Input, JsonElement? Said, IReadOnlyList<string> Unread)
{
    /// <summary>What a new instance begins with.</summary>
    public static Generation First<TInput>(string version, TInput input) => new(version, WorkflowJson.Write(input), Said: null, Unread: []);
}
