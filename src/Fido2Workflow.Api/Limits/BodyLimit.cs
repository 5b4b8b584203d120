using Microsoft.AspNetCore.Http.Metadata;

namespace Fido2Workflow.Api.Limits;

/// <summary>How large the body of a request may be.</summary>
internal sealed record BodyLimit(long? MaxRequestBodySize) : IRequestSizeLimitMetadata
{
    /// <summary>64 KB: every body is a few names and a reason.</summary>
    public static BodyLimit OfADecision { get; } = new(64 * 1024);

    /// <summary>1 MB: a plan comes with its rosters.</summary>
    public static BodyLimit OfAPlan { get; } = new(1024 * 1024);
}
