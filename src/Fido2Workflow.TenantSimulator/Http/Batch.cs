using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace Fido2Workflow.TenantSimulator.Http;

/// <summary>Several requests in one, each answered for itself, and in reverse order: Graph promises no order.</summary>
internal static class Batch
{
    private const int MostRequests = 20;

    public static async Task<Answer> RespondAsync(GraphRequest batch, HttpContext outer, RequestDelegate pipeline)
    {
        var requests = batch.Body.Objects("requests").ToList();
        if (requests.Count is 0 or > MostRequests)
            throw GraphException.BadRequest($"The batch holds {requests.Count} requests; 1 to {MostRequests} are allowed.");
        if (requests.Select(request => request.Text("id")).Distinct().Count() < requests.Count || requests.Exists(request => request.Text("id") is null))
            throw GraphException.BadRequest("Every request of a batch needs an id of its own.");

        var responses = new Dictionary<string, HttpResponse?>();
        foreach (var request in requests)
        {
            var dependsOnFailure = request.Texts("dependsOn").Any(id => responses.GetValueOrDefault(id)?.StatusCode is not (>= 200 and < 300));
            responses[request.Text("id")!] = dependsOnFailure ? null : await RespondToOneAsync(request, batch.Version, outer, pipeline);
        }

        return Answer.Written(200, json =>
        {
            json.WriteStartObject();
            json.WriteStartArray("responses");
            foreach (var (id, response) in responses.Reverse()) Write(json, id, response);
            json.WriteEndArray();
            json.WriteEndObject();
        });
    }

    private static async Task<HttpResponse> RespondToOneAsync(JsonObject request, string version, HttpContext outer, RequestDelegate pipeline)
    {
        var url = request.Text("url")?.TrimStart('/') ?? throw GraphException.BadRequest($"Request '{request.Text("id")}' of the batch has no url.");
        if (url.StartsWith("$batch", StringComparison.Ordinal)) throw GraphException.BadRequest("A batch cannot hold a batch.");

        var inner = InProcess.Context(
            request.Text("method")?.ToUpperInvariant() ?? "GET",
            new Uri($"{outer.Request.Scheme}://{outer.Request.Host}/{version}/{url}"),
            request["body"] is { } body ? Encoding.UTF8.GetBytes(body.ToJsonString()) : [],
            outer.RequestAborted);
        inner.Request.Headers.Authorization = outer.Request.Headers.Authorization;
        foreach (var (name, value) in request["headers"] as JsonObject ?? [])
            inner.Request.Headers[name] = value.AsText();
        await pipeline(inner);
        return inner.Response;
    }

    /// <param name="response">Null where a request that this one depends on has failed.</param>
    private static void Write(Utf8JsonWriter json, string id, HttpResponse? response)
    {
        json.WriteStartObject();
        json.WriteString("id", id);
        json.WriteNumber("status", response?.StatusCode ?? StatusCodes.Status424FailedDependency);
        if (response is not null)
        {
            json.WriteStartObject("headers");
            foreach (var (name, value) in response.Headers) json.WriteString(name, value.ToString());
            json.WriteEndObject();
            if (InProcess.Body(response.HttpContext) is { Length: > 0 } body)
            {
                json.WritePropertyName("body");
                json.WriteRawValue(body, skipInputValidation: true);
            }
        }
        json.WriteEndObject();
    }
}
