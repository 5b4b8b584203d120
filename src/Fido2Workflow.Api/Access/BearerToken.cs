using Microsoft.AspNetCore.Http;

namespace Fido2Workflow.Api.Access;

/// <summary>What a request says it may be let in with.</summary>
internal static class BearerToken
{
    private const string Scheme = "Bearer ";

    /// <summary>The bearer token; null where there is none.</summary>
    public static string? Of(HttpRequest request) =>
        request.Headers.Authorization is [{ } header] && header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase) ? header[Scheme.Length..].Trim() : null;
}
