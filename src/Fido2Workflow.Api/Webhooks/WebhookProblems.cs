using Fido2Workflow.Api.Problems;
using Microsoft.AspNetCore.Http;

namespace Fido2Workflow.Api.Webhooks;

/// <summary>Why a webhook is not taken.</summary>
public static class WebhookProblems
{
    /// <summary>A header is missing.</summary>
    public static Problem Unsigned { get; } = new(StatusCodes.Status401Unauthorized, "webhook-unsigned",
        "The webhook is not signed.", $"Send the headers {WebhookSignature.IntegrationHeader}, {WebhookSignature.TimestampHeader} and {WebhookSignature.SignatureHeader}.");

    /// <summary>There is no such integration, or what was signed is not what came.</summary>
    public static Problem WrongSignature { get; } = new(StatusCodes.Status401Unauthorized, "webhook-signature-wrong",
        "The webhook's signature fits neither its integration nor its body.", "Sign the timestamp, a full stop and the body as it is sent, byte for byte, with a secret that still counts.");

    /// <summary>It was sent too long ago, or is from the future.</summary>
    public static Problem Late { get; } = new(StatusCodes.Status401Unauthorized, "webhook-late",
        "The webhook's timestamp is more than five minutes from the time here.", "Send it anew with the time of sending, in whole seconds since 1970 UTC, and set the sender's clock.");

    /// <summary>It was taken before.</summary>
    public static Problem AlreadyUsed { get; } = new(StatusCodes.Status409Conflict, "webhook-already-used",
        "A webhook of this delivery was taken before, and each is taken once. Nothing changed now.", "Nothing to do where it is the same answer; another answer is another delivery.");
}
