using Fido2Workflow.Core.Tenants;
using Fido2Workflow.Local;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Fido2Workflow.Cli.Serving;

/// <summary>
/// Whether the process is up, and whether a rollout would go on in it. Whoever watches over it needs no key, so neither
/// answer says anything of a tenant but its id.
/// </summary>
internal sealed class Readiness(StateFolder state, EmbeddedHost host, ServedTenants tenants)
{
    private const string ProbeName = "probe";

    /// <summary>Adds <c>/health</c> and <c>/ready</c>.</summary>
    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/health", () => TypedResults.Ok(new { status = "up" })).AllowAnonymous().WithTags("Host").WithSummary("The process is up.");
        routes.MapGet("/ready", AnswerAsync).AllowAnonymous().WithTags("Host").WithSummary("The journal can be written, the workflows run, and every tenant's token could be got.");
    }

    private async Task<IResult> AnswerAsync()
    {
        var checks = new List<Check> { CheckHost(), CheckState() };
        foreach (var tenant in tenants.All)
        {
            checks.Add(await CheckTokenAsync($"reader of {tenant.TenantId}", tenant.Reader.ReadIdentityAsync));
            if (tenant.Writer is { } writer) checks.Add(await CheckTokenAsync($"writer of {tenant.TenantId}", writer.ReadIdentityAsync));
        }
        var isReady = checks.All(check => check.Ok);
        return TypedResults.Json(new Report(isReady, checks), statusCode: isReady ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable);
    }

    private Check CheckHost() => host.Failed.IsFaulted
        ? new("workflows", false, "They run no more; the log says why.")
        : new("workflows", true, "They run.");

    // A file of its own: a database that does not take a write is not written to any more.
    private Check CheckState()
    {
        try
        {
            using var probe = new FileStream(Path.Combine(state.Path, ProbeName), FileMode.Create, FileAccess.Write, FileShare.ReadWrite);
            probe.Write("probe"u8);
            probe.Flush(flushToDisk: true);
            return new("state folder", true, "It can be written.");
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            return new("state folder", false, "It cannot be written: the disk is full, or the folder is not this process's.");
        }
    }

    private static async Task<Check> CheckTokenAsync(string whose, Func<Task<Answer<TokenIdentity>>> readIdentityAsync) =>
        await readIdentityAsync() is Answer<TokenIdentity>.Given
            ? new(whose, true, "Its token was got.")
            : new(whose, false, "Its token could not be got.");

    private sealed record Report(bool Ready, IReadOnlyList<Check> Checks);

    private sealed record Check(string Name, bool Ok, string Sentence);
}
