using System.Buffers;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Fido2Workflow.TenantSimulator.Http;

/// <summary>What goes back: a status and, where there is one, a JSON body.</summary>
/// <param name="Body">Writes the body, straight into the response: a page of the sign-in log has megabytes. Null where there is none.</param>
internal sealed record Answer(int Status, Action<IBufferWriter<byte>>? Body, TimeSpan? RetryAfter = null, TimeSpan? Delay = null)
{
    public static readonly Answer NoContent = new(204, null);

    public static Answer Ok(JsonNode body) => Json(200, body);

    public static Answer Created(JsonNode body) => Json(201, body);

    public static Answer Error(GraphException refusal, DateTimeOffset at, Guid requestId) =>
        Error(refusal.Status, refusal.Code, refusal.Message, at, requestId);

    public static Answer Error(int status, string code, string message, DateTimeOffset at, Guid requestId) => Json(status, new JsonObject
    {
        ["error"] = new JsonObject
        {
            ["code"] = code,
            ["message"] = message,
            ["innerError"] = new JsonObject
            {
                ["date"] = at.UtcDateTime.ToString("s"),
                ["request-id"] = requestId.ToString(),
                ["client-request-id"] = requestId.ToString(),
            },
        },
    });

    /// <summary>A body that is written now, while what it shows is as it is.</summary>
    public static Answer Written(int status, Action<Utf8JsonWriter> write)
    {
        var body = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(body)) write(json);
        return new(status, response => response.Write(body.WrittenSpan));
    }

    private static Answer Json(int status, JsonNode body) => Written(status, json => body.WriteTo(json));
}
