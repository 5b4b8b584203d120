using System.Text.Json;

namespace Fido2Workflow.Entra.Requests;

/// <summary>The error a refusal carries, as far as it can be read: a proxy's refusal is a page of HTML.</summary>
internal sealed record GraphError(string Code, string Message)
{
    public static GraphError Of(GraphReply.Answered refusal)
    {
        var unsaid = new GraphError($"HTTP {(int)refusal.Status}", refusal.Status.ToString());
        try
        {
            var body = JsonElement.Parse(refusal.Body.Span);
            return body.ValueKind is JsonValueKind.Object && body.TryGetProperty("error", out var error) && error.ValueKind is JsonValueKind.Object
                ? new GraphError(Text(error, "code") ?? unsaid.Code, Text(error, "message") ?? unsaid.Message)
                : unsaid;
        }
        catch (JsonException)
        {
            return unsaid;
        }
    }

    private static string? Text(JsonElement error, string name) =>
        error.TryGetProperty(name, out var text) && text.ValueKind is JsonValueKind.String && text.GetString() is { Length: > 0 } said ? said : null;
}
