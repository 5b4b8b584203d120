using Microsoft.AspNetCore.Http;

namespace Fido2Workflow.TenantSimulator.Http;

/// <summary>Requests that never see a socket.</summary>
internal static class InProcess
{
    public static DefaultHttpContext Context(string method, Uri uri, byte[] body, CancellationToken cancellationToken)
    {
        var http = new DefaultHttpContext { RequestAborted = cancellationToken };
        http.Request.Method = method;
        http.Request.Scheme = uri.Scheme;
        http.Request.Host = new HostString(uri.Authority);
        http.Request.Path = PathString.FromUriComponent(uri);
        http.Request.QueryString = QueryString.FromUriComponent(uri);
        http.Request.Body = new MemoryStream(body);
        http.Response.Body = new MemoryStream();
        return http;
    }

    public static byte[] Body(HttpContext http) => ((MemoryStream)http.Response.Body).ToArray();
}
