using System.Net;
using Microsoft.AspNetCore.Http;

namespace Fido2Workflow.TenantSimulator.Http;

/// <summary>An HTTP client's way into the pipeline on its own thread: what runs on one thread and one clock stays on it.</summary>
internal sealed class PipelineHandler(RequestDelegate pipeline) : HttpMessageHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var body = request.Content is null ? [] : await request.Content.ReadAsByteArrayAsync(cancellationToken);
        var http = InProcess.Context(request.Method.Method, request.RequestUri!, body, cancellationToken);
        foreach (var (name, values) in request.Headers.Concat(request.Content?.Headers ?? Enumerable.Empty<KeyValuePair<string, IEnumerable<string>>>()))
            http.Request.Headers.Append(name, values.ToArray());
        await pipeline(http);

        var response = new HttpResponseMessage((HttpStatusCode)http.Response.StatusCode)
        {
            RequestMessage = request,
            Content = new ByteArrayContent(InProcess.Body(http)),
        };
        foreach (var (name, value) in http.Response.Headers)
            if (!response.Headers.TryAddWithoutValidation(name, value.AsEnumerable()))
                response.Content.Headers.TryAddWithoutValidation(name, value.AsEnumerable());
        return response;
    }
}
