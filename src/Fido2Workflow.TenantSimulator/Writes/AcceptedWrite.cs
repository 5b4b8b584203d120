using System.Text.Json;
using System.Text.Json.Nodes;
using Fido2Workflow.TenantSimulator.Folder;

namespace Fido2Workflow.TenantSimulator.Writes;

/// <summary>A request that changed the tenant, and when. Played again it makes the same change.</summary>
/// <param name="Path">Version and path, decoded.</param>
internal sealed record AcceptedWrite(int Number, DateTimeOffset At, string Method, string Version, string Path, JsonObject? Body)
{
    public string ToLine() => new JsonObject
    {
        ["number"] = Number,
        ["at"] = At.ToGraphInstant(),
        ["method"] = Method,
        ["version"] = Version,
        ["path"] = Path,
        ["body"] = WithoutCode(Body),
    }.ToJsonString();

    public static AcceptedWrite Parse(string line, string file, int lineNumber)
    {
        var read = new FileNode(file, ParseOrNull(line), $"line {lineNumber}");
        return new(
            read["number"].Int(), read["at"].Instant(), read["method"].Text(), read["version"].Text(), read["path"].Text(),
            read["body"].IsThere ? read["body"].AsObject() : null);
    }

    private static JsonObject? ParseOrNull(string line)
    {
        try
        {
            return TolerantJson.ParseObject(line);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>Nobody has a reason to send a pass's code, and if somebody does it is a secret all the same.</summary>
    private static JsonObject? WithoutCode(JsonObject? body)
    {
        var kept = body?.Copy();
        kept?.Remove("temporaryAccessPass");
        return kept;
    }
}
