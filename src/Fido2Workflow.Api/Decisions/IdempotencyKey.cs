using Fido2Workflow.Api.Problems;
using Microsoft.AspNetCore.Http;

namespace Fido2Workflow.Api.Decisions;

/// <summary>
/// The header <c>Idempotency-Key</c>, which every POST carries: it becomes part of the decision's id, which is unique for
/// ever, so that the decision store itself knows what was told twice.
/// </summary>
public static class IdempotencyKey
{
    /// <summary>The header.</summary>
    public const string Header = "Idempotency-Key";

    /// <summary>What a key looks like.</summary>
    public const string Pattern = "^[A-Za-z0-9_-]{8,64}$";

    private const int Shortest = 8;
    private const int Longest = 64;

    /// <summary>The key of a request; empty where it has none.</summary>
    internal static string Of(HttpRequest request) => request.Headers[Header].ToString();

    /// <summary>Why that cannot be a key; null where it can.</summary>
    internal static Problem? Check(string key) =>
        key.Length == 0 ? RequestProblems.KeyMissing
        : key.Length is < Shortest or > Longest || !key.All(character => char.IsAsciiLetterOrDigit(character) || character is '-' or '_') ? RequestProblems.KeyMalformed
        : null;

    /// <summary>Refuses requests without a key.</summary>
    internal static async ValueTask<object?> RequireAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next) =>
        Check(Of(context.HttpContext.Request)) is { } problem ? problem : await next(context);
}
