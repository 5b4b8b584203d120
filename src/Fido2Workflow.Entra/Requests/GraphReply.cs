using System.Net;
using Azure.Identity;
using Polly.Timeout;

namespace Fido2Workflow.Entra.Requests;

/// <summary>What came of one request, before anybody judges it.</summary>
internal abstract record GraphReply
{
    private GraphReply() { }

    /// <summary>An answer came, whole.</summary>
    /// <param name="RetryAfter">How long the tenant asks to wait; null where it did not say.</param>
    public sealed record Answered(HttpStatusCode Status, TimeSpan? RetryAfter, ReadOnlyMemory<byte> Body) : GraphReply
    {
        public bool IsSuccess => (int)Status is >= 200 and < 300;
    }

    /// <summary>No connection came about: the tenant has seen nothing of the request.</summary>
    public sealed record NotSent(string Reason) : GraphReply;

    /// <summary>The request left, or may have left, and no whole answer came.</summary>
    public sealed record NoAnswer(string Reason) : GraphReply;

    /// <summary>There was no token to send the request with.</summary>
    public sealed record NoToken(string Reason) : GraphReply;

    /// <summary>Whether this exception says how a request ended, rather than being a bug.</summary>
    public static bool Explains(Exception? exception) =>
        exception is HttpRequestException or IOException or TimeoutRejectedException or AuthenticationFailedException;

    public static GraphReply Of(Exception exception) => exception switch
    {
        AuthenticationFailedException => new NoToken(FirstLine(exception.Message)),
        TimeoutRejectedException timeout => new NoAnswer($"none within {timeout.Timeout.TotalSeconds:0} seconds"),
        HttpRequestException { HttpRequestError: HttpRequestError.NameResolutionError or HttpRequestError.ConnectionError
            or HttpRequestError.SecureConnectionError or HttpRequestError.ProxyTunnelError } => new NotSent(FirstLine(exception.Message)),
        _ => new NoAnswer(FirstLine(exception.Message)),
    };

    // Credentials explain themselves over many lines; the first one is the sentence.
    private static string FirstLine(string message) => message.Split('\n', 2)[0].Trim();
}
