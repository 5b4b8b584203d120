using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace Fido2Workflow.TenantSimulator.Http;

/// <summary>Several requests in one, each answered for itself, and in reverse order: Graph promises no order.</summary>
internal static class Batch
{
    private const int MostRequests = 20;

    public static async Task<JsonObject> RespondAsync(GraphRequest batch, HttpContext outer, RequestDelegate pipeline)
    {
        var requests = batch.Body.Objects("requests").ToList();
        if (requests.Count is 0 or > MostRequests)
            throw GraphException.BadRequest($"The batch holds {requests.Count} requests; 1 to {MostRequests} are allowed.");
        if (requests.Select(request => request.Text("id")).Distinct().Count() < requests.Count || requests.Exists(request => request.Text("id") is null))
            throw GraphException.BadRequest("Every request of a batch needs an id of its own.");

        var responses = new Dictionary<string, JsonObject>();
        foreach (var request in requests)
        {
            var dependsOnFailure = request.Texts("dependsOn").Any(id => responses.GetValueOrDefault(id)?.Number("status") is not (>= 200 and < 300));
            responses[request.Text("id")!] = dependsOnFailure
                ? new() { ["id"] = request.Text("id"), ["status"] = 424 }
                : await RespondToOneAsync(request, batch.Version, outer, pipeline);
        }

        return new() { ["responses"] = new JsonArray([.. responses.Values.Reverse()]) };
    }

    private static async Task<JsonObject> RespondToOneAsync(JsonObject request, string version, HttpContext outer, RequestDelegate pipeline)
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

        var headers = new JsonObject();
        foreach (var (name, value) in inner.Response.Headers)
            headers[name] = value.ToString();
        var response = new JsonObject { ["id"] = request.Text("id"), ["status"] = inner.Response.StatusCode, ["headers"] = headers };
        var answered = InProcess.Body(inner);
        if (answered.Length > 0) response["body"] = JsonNode.Parse(answered);
        return response;
    }
}
