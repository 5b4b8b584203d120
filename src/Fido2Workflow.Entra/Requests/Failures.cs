using System.Net;
using Fido2Workflow.Core.Tenants;

namespace Fido2Workflow.Entra.Requests;

/// <summary>What a reply that is no success means. A read that failed changed nothing; a write may have.</summary>
internal static class Failures
{
    public static TenantFailure OfRead(GraphReply reply, string request, DateTimeOffset now) => reply switch
    {
        GraphReply.Answered answered => answered.Status switch
        {
            HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden => Denied(answered, request),
            HttpStatusCode.NotFound => new TenantFailure.NotFound { Request = request },
            HttpStatusCode.TooManyRequests => Throttled(answered, request, now),
            _ when answered.RetryAfter > BackOff.LongestWait => Throttled(answered, request, now),
            _ => new TenantFailure.Unavailable(Words(answered)) { Request = request },
        },
        GraphReply.NotSent notSent => new TenantFailure.Unavailable(notSent.Reason) { Request = request },
        GraphReply.NoAnswer noAnswer => new TenantFailure.Unavailable(noAnswer.Reason) { Request = request },
        GraphReply.NoToken noToken => NoToken(noToken, request),
        _ => throw new InvalidOperationException("closed hierarchy"),
    };

    public static TenantFailure OfWrite(GraphReply reply, string request, DateTimeOffset now) => reply switch
    {
        GraphReply.Answered answered => answered.Status switch
        {
            HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden => Denied(answered, request),
            HttpStatusCode.NotFound => new TenantFailure.NotFound { Request = request },
            HttpStatusCode.TooManyRequests => Throttled(answered, request, now),
            // The server gave up waiting for the rest of the request: what it made of the part it had is not known.
            HttpStatusCode.RequestTimeout => new TenantFailure.Ambiguous(Words(answered)) { Request = request },
            >= HttpStatusCode.BadRequest and < HttpStatusCode.InternalServerError => Conflict(answered, request),
            // Behind a 503 or 504 the write may have gone through.
            _ => new TenantFailure.Ambiguous(Words(answered)) { Request = request },
        },
        GraphReply.NotSent notSent => new TenantFailure.Unavailable(notSent.Reason) { Request = request },
        GraphReply.NoAnswer noAnswer => new TenantFailure.Ambiguous(noAnswer.Reason) { Request = request },
        GraphReply.NoToken noToken => NoToken(noToken, request),
        _ => throw new InvalidOperationException("closed hierarchy"),
    };

    private static TenantFailure.Throttled Throttled(GraphReply.Answered answered, string request, DateTimeOffset now) =>
        new(now + (answered.RetryAfter ?? BackOff.LongestWait)) { Request = request };

    private static TenantFailure.Denied Denied(GraphReply.Answered answered, string request)
    {
        var (code, message) = GraphError.Of(answered);
        return new(code, message) { Request = request };
    }

    private static TenantFailure.Conflict Conflict(GraphReply.Answered answered, string request)
    {
        var (code, message) = GraphError.Of(answered);
        return new(code, message) { Request = request };
    }

    private static TenantFailure.Denied NoToken(GraphReply.NoToken noToken, string request) =>
        new("NoToken", noToken.Reason) { Request = request };

    private static string Words(GraphReply.Answered answered)
    {
        var (code, message) = GraphError.Of(answered);
        return $"HTTP {(int)answered.Status}, {code}: {message}";
    }
}
