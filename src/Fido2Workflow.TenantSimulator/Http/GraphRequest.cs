using System.Text.Json.Nodes;

namespace Fido2Workflow.TenantSimulator.Http;

/// <summary>A request, read off the wire.</summary>
/// <param name="BaseAddress">Scheme, host and version as the caller wrote them: links in answers start with it.</param>
/// <param name="Path">The path below the version, decoded.</param>
/// <param name="Body">The JSON object sent; null where there is none.</param>
/// <param name="Token">Who asks.</param>
internal sealed record GraphRequest(
    string Method,
    string BaseAddress,
    string Version,
    string Path,
    IReadOnlyDictionary<string, string> Query,
    JsonObject? Body,
    bool WantsUnknownEnumMembers,
    SimulatedToken Token)
{
    /// <summary>Whether a person asks, who looks again until it shows.</summary>
    public bool IsFromPortal => Token.IsPerson;

    public string? Option(string name) => Query.GetValueOrDefault(name);

    public string Context(string what) => $"{BaseAddress}/$metadata#{what}";
}
