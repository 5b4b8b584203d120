using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Kiota.Abstractions;

namespace Fido2Workflow.Entra.Requests;

/// <summary>A request whose body is exactly the JSON it is given, whatever the SDK's builder put there.</summary>
internal static class JsonBody
{
    public static RequestInformation WithJson(this RequestInformation request, JsonObject body)
    {
        request.SetStreamContent(new MemoryStream(JsonSerializer.SerializeToUtf8Bytes(body)), "application/json");
        return request;
    }
}
