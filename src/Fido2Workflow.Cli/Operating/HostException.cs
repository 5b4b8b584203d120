using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Fido2Workflow.Core.Durable;
using Fido2Workflow.Core.Operations;

namespace Fido2Workflow.Cli.Operating;

/// <summary>A host refused what was asked, or could not be reached.</summary>
public sealed class HostException : Exception
{
    private HostException(int exitCode, Refusal refusal, Exception? innerException = null) : base(refusal.Detail, innerException) =>
        (ExitCode, What) = (exitCode, refusal);

    /// <summary>What was refused and what to do, as the host says it.</summary>
    /// <param name="Code">Stable.</param>
    /// <param name="Detail">What it means.</param>
    /// <param name="Mistakes">All that is wrong, where that is more than one thing.</param>
    public sealed record Refusal(string Code, string Detail, string NextStep, IReadOnlyList<string>? Mistakes = null);

    /// <summary>How the verb ends.</summary>
    public int ExitCode { get; }

    /// <summary>Why.</summary>
    public Refusal What { get; }

    /// <summary>Nobody answered.</summary>
    public static HostException Unreachable(Uri host, Exception why) => new(ExitCodes.Unknown, new(
        "host-unreachable", $"The host at {host} did not answer ({why.Message}). What was to be decided may have been.",
        "Look whether it runs, and how the rollout stands. A wave can be rolled back past it with fido2 rollback --direct."), why);

    /// <summary>A rule that the host would apply too.</summary>
    public static HostException Of(OperationRefusal refusal) => new(ExitCodes.Refused, new(refusal.Code, refusal.Sentence, refusal.NextStep));

    /// <summary>What the host answered.</summary>
    public static async Task<HostException> OfAsync(HttpResponseMessage response, CancellationToken cancellation) =>
        new(ExitCodeOf(response.StatusCode), await ReadAsync(response, cancellation)
            ?? new("no-answer", $"The host answered {(int)response.StatusCode} and did not say why.", "Look whether --host names the host of your rollouts."));

    private static int ExitCodeOf(HttpStatusCode status) => status switch
    {
        HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden or HttpStatusCode.Conflict => ExitCodes.Refused,
        >= HttpStatusCode.BadRequest and < HttpStatusCode.InternalServerError and not HttpStatusCode.TooManyRequests => ExitCodes.BadInput,
        _ => ExitCodes.Unknown,
    };

    private static async Task<Refusal?> ReadAsync(HttpResponseMessage response, CancellationToken cancellation)
    {
        try
        {
            return await response.Content.ReadFromJsonAsync<Refusal>(WorkflowJson.Options, cancellation) is { Code: not null, Detail: not null } refusal ? refusal : null;
        }
        catch (Exception none) when (none is JsonException or HttpRequestException or NotSupportedException)
        {
            return null;
        }
    }
}
