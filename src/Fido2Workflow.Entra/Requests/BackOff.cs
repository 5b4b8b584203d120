using System.Net;

namespace Fido2Workflow.Entra.Requests;

/// <summary>When a read is asked again, and after how long.</summary>
internal static class BackOff
{
    /// <summary>How long the tenant may ask to wait before the read gives up and says until when.</summary>
    public static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(30);

    private static readonly int[] OwnSeconds = [2, 4, 8, 16, 30];

    /// <summary>How often a read is asked again after the first time.</summary>
    public static int Retries => OwnSeconds.Length;

    public static bool IsWorthAsking(GraphReply? reply) => reply switch
    {
        GraphReply.Answered { RetryAfter: { } wait } when wait > LongestWait => false,
        GraphReply.Answered answered => answered.Status is HttpStatusCode.TooManyRequests or HttpStatusCode.InternalServerError
            or HttpStatusCode.BadGateway or HttpStatusCode.ServiceUnavailable or HttpStatusCode.GatewayTimeout,
        GraphReply.NotSent or GraphReply.NoAnswer => true,
        _ => false,
    };

    /// <summary>How long to wait after this reply. Conditional access never says, so there is a wait of our own.</summary>
    /// <param name="retry">0 before the first retry.</param>
    public static TimeSpan Wait(GraphReply? reply, int retry) =>
        (reply as GraphReply.Answered)?.RetryAfter ?? TimeSpan.FromSeconds(OwnSeconds[retry]);
}
