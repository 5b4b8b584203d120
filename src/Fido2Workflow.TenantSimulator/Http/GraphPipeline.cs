using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Fido2Workflow.TenantSimulator.Faults;
using Fido2Workflow.TenantSimulator.Folder;
using Microsoft.AspNetCore.Http;

namespace Fido2Workflow.TenantSimulator.Http;

/// <summary>The one way in, for sockets, the message handler and the requests inside a batch: who asks, what goes wrong, what is answered.</summary>
internal sealed class GraphPipeline(GraphService service, string tenantId, TimeProvider clock, FaultPlan? faults)
{
    private const string BatchPath = "/$batch";
    private const string Bearer = "Bearer ";

    // Few clients, each with one token for thousands of requests.
    private readonly ConcurrentDictionary<string, SimulatedToken?> _tokens = [];

    public async Task InvokeAsync(HttpContext http)
    {
        var answer = await AnswerAsync(http);
        http.Response.StatusCode = answer.Status;
        http.Response.Headers["request-id"] = RequestId(http).ToString();
        if (answer.RetryAfter is { } delay)
            http.Response.Headers.RetryAfter = ((int)delay.TotalSeconds).ToString(CultureInfo.InvariantCulture);
        if (answer.Delay is { } late)
            http.Response.Headers[SimulatedDelayHandler.Header] = late.TotalSeconds.ToString(CultureInfo.InvariantCulture);
        if (answer.Body is not { } write) return;
        http.Response.ContentType = "application/json; charset=utf-8";
        write(http.Response.BodyWriter);
        await http.Response.BodyWriter.FlushAsync(http.RequestAborted);
    }

    private async Task<Answer> AnswerAsync(HttpContext http)
    {
        try
        {
            var request = await ReadAsync(http);
            var route = GraphService.RouteOf(request.Method, request.Path);
            if (route?.Needs.IsGranted(request.Token) is false) throw GraphException.Denied();
            var fault = request.IsFromPortal
                ? null
                : faults?.For(request.Method, http.Request.Path + http.Request.QueryString, clock.GetUtcNow(), isWrite: route is Route.Write);
            if (fault is Fault.Refused(var status, var code, var retryAfter))
                return Answer.Error(status, code, "Please retry again later.", clock.GetUtcNow(), RequestId(http)) with { RetryAfter = retryAfter };
            var answer = request is { Method: "POST", Path: BatchPath }
                ? await Batch.RespondAsync(request, http, InvokeAsync)
                : service.Respond(request);
            return fault switch
            {
                Fault.Slow(var delay) => answer with { Delay = delay },
                Fault.AnswerLost(var silence) => answer with { Delay = silence },
                _ => answer,
            };
        }
        catch (GraphException refusal)
        {
            return Answer.Error(refusal, clock.GetUtcNow(), RequestId(http));
        }
    }

    private SimulatedToken Identify(string authorization) =>
        authorization.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase)
        && _tokens.GetOrAdd(authorization, header => SimulatedToken.Decode(header[Bearer.Length..])) is { } token
        && string.Equals(token.TenantId, tenantId, StringComparison.OrdinalIgnoreCase)
            ? token
            : throw GraphException.Unauthenticated();

    private async Task<GraphRequest> ReadAsync(HttpContext http)
    {
        var token = Identify(http.Request.Headers.Authorization.ToString());
        var path = http.Request.Path.Value ?? "/";
        var version = path.Split('/', 3) is [_, var first and ("v1.0" or "beta"), _] ? first : throw GraphException.NoSuchSegment(path);
        return new(
            http.Request.Method,
            $"{http.Request.Scheme}://{http.Request.Host}/{version}",
            version,
            path[(version.Length + 1)..],
            http.Request.Query.ToDictionary(option => option.Key, option => option.Value.ToString(), StringComparer.OrdinalIgnoreCase),
            await ReadBodyAsync(http),
            http.Request.Headers["Prefer"].ToString().Contains("include-unknown-enum-members", StringComparison.OrdinalIgnoreCase),
            token);
    }

    private static async Task<JsonObject?> ReadBodyAsync(HttpContext http)
    {
        if (HttpMethods.IsGet(http.Request.Method)) return null;
        using var reader = new StreamReader(http.Request.Body);
        var text = await reader.ReadToEndAsync(http.RequestAborted);
        try
        {
            return string.IsNullOrWhiteSpace(text)
                ? null
                : TolerantJson.ParseObject(text) ?? throw GraphException.BadRequest("Unable to read JSON request payload: an object was expected.");
        }
        catch (JsonException malformed)
        {
            throw GraphException.BadRequest($"Unable to read JSON request payload. {malformed.Message}");
        }
    }

    private Guid RequestId(HttpContext http) =>
        StableHash.Seeded(clock.GetUtcNow().UtcTicks).And(http.Request.Method).And(http.Request.Path + http.Request.QueryString).ToGuid();
}
