using Fido2Workflow.Core.Operations;
using Fido2Workflow.Core.Tenants;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;

namespace Fido2Workflow.Api.Problems;

/// <summary>Why a request is not done, as problem details (RFC 9457). Nothing changed.</summary>
/// <param name="Status">The HTTP status.</param>
/// <param name="Code">Stable.</param>
/// <param name="Sentence">What it means, for the operator.</param>
/// <param name="NextStep">What to do next.</param>
public sealed record Problem(int Status, string Code, string Sentence, string NextStep) : IResult
{
    /// <summary>All that is wrong, where that is more than one thing.</summary>
    public IReadOnlyList<string> Mistakes { get; init; } = [];

    /// <summary>A rule was against it.</summary>
    public static Problem Of(OperationRefusal refusal) => new(
        refusal.Kind switch
        {
            RefusalKind.NotFound => StatusCodes.Status404NotFound,
            RefusalKind.Forbidden => StatusCodes.Status403Forbidden,
            RefusalKind.Conflict => StatusCodes.Status409Conflict,
            _ => StatusCodes.Status422UnprocessableEntity,
        },
        refusal.Code, refusal.Sentence, refusal.NextStep);

    /// <summary>The tenant was to be asked, and did not answer. Unknown is never yes.</summary>
    public static Problem Of(TenantFailure failure) => new(
        StatusCodes.Status503ServiceUnavailable, "tenant-unavailable", $"The tenant was asked and did not answer: {failure.Sentence}.",
        "Mend what the sentence names, and send it again under the same key. A pause, an abort and a rollback ask nothing of the tenant.");

    /// <inheritdoc/>
    public Task ExecuteAsync(HttpContext httpContext) => TypedResults.Problem(
        Sentence, instance: null, Status, ReasonPhrases.GetReasonPhrase(Status), $"urn:fido2workflow:problem:{Code}",
        Mistakes.Count == 0 ? Extensions : [.. Extensions, new("mistakes", Mistakes)]).ExecuteAsync(httpContext);

    private KeyValuePair<string, object?>[] Extensions => [new("code", Code), new("nextStep", NextStep)];
}
