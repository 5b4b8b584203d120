using Fido2Workflow.Core.Tenants;
using Fido2Workflow.Hosting.Tenants;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Fido2Workflow.Hosting;

/// <summary>
/// Whether the process is up, and whether a rollout would go on in it. Whoever watches over it needs no key, so neither
/// answer says anything of a tenant but its id.
/// </summary>
/// <param name="ofTheHost">What is asked of the host itself, each time anew.</param>
public sealed class Readiness(ServedTenants tenants, params IReadOnlyList<Func<Task<Check>>> ofTheHost)
{
    /// <summary>Adds <c>/health</c> and <c>/ready</c>.</summary>
    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/health", () => TypedResults.Ok(new { status = "up" })).AllowAnonymous().WithTags("Host").WithSummary("The process is up.");
        routes.MapGet("/ready", AnswerAsync).AllowAnonymous().WithTags("Host").WithSummary("The journal can be written, the workflows run, and every tenant's token could be got.");
    }

    private async Task<IResult> AnswerAsync()
    {
        var checks = new List<Check>();
        foreach (var check in ofTheHost) checks.Add(await check());
        foreach (var tenant in tenants.All)
        {
            checks.Add(await CheckTokenAsync($"reader of {tenant.TenantId}", tenant.Reader.ReadIdentityAsync));
            if (tenant.Writer is { } writer) checks.Add(await CheckTokenAsync($"writer of {tenant.TenantId}", writer.ReadIdentityAsync));
        }
        var isReady = checks.All(check => check.Ok);
        return TypedResults.Json(new Report(isReady, checks), statusCode: isReady ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable);
    }

    private static async Task<Check> CheckTokenAsync(string whose, Func<Task<Answer<TokenIdentity>>> readIdentityAsync) =>
        await readIdentityAsync() is Answer<TokenIdentity>.Given
            ? new(whose, true, "Its token was got.")
            : new(whose, false, "Its token could not be got.");

    private sealed record Report(bool Ready, IReadOnlyList<Check> Checks);
}

/// <summary>Whether one thing that a host needs is there.</summary>
/// <param name="Sentence">Says nothing of a tenant but its id.</param>
public sealed record Check(string Name, bool Ok, string Sentence);
