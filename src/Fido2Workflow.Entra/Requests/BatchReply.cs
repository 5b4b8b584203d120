using System.Globalization;
using System.Net;
using System.Runtime.InteropServices;
using System.Text.Json;
using Fido2Workflow.Entra.Reading;

namespace Fido2Workflow.Entra.Requests;

/// <summary>One reply out of a batch's answer, as if it had come by itself.</summary>
internal static class BatchReply
{
    public static (string Id, GraphReply Reply) Read(JsonElement response) => (
        response.RequiredString("id"),
        new GraphReply.Answered((HttpStatusCode)response.RequiredInt32("status"), RetryAfter(response), Body(response)));

    private static ReadOnlyMemory<byte> Body(JsonElement response) =>
        response.TryGetProperty("body", out var body) ? JsonMarshal.GetRawUtf8Value(body).ToArray() : default;

    private static TimeSpan? RetryAfter(JsonElement response)
    {
        if (response.OptionalObject("headers") is not { } headers)
            return null;
        foreach (var header in headers.EnumerateObject())
        {
            if (header.Name.Equals("Retry-After", StringComparison.OrdinalIgnoreCase) && int.TryParse(header.Value.ToString(), CultureInfo.InvariantCulture, out var seconds))
                return TimeSpan.FromSeconds(seconds);
        }
        return null;
    }
}
