using Fido2Workflow.Api.Access;
using Fido2Workflow.Api.Decisions;
using Fido2Workflow.Core.Auditing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Fido2Workflow.Api.Endpoints;

/// <summary>The evidence of a rollout, for an auditor.</summary>
internal static class EvidenceEndpoints
{
    public static RouteGroupBuilder MapEvidence(this RouteGroupBuilder api)
    {
        api.MapGet("/rollouts/{rollout}/evidence", ReadAsync)
            .WithTags("Rollouts").WithName("ReadEvidence").WithSummary("What the rollout did and why, each step chained to the one before by digest: the file that fido2 evidence --export writes.")
            .Produces<string>(StatusCodes.Status200OK, "application/json").ProducesProblem(StatusCodes.Status404NotFound);
        return api;
    }

    private static async Task<IResult> ReadAsync(Caller caller, string rollout, Rollouts rollouts, EvidenceReader evidence) =>
        (await rollouts.FindPlanAsync(caller, rollout)).Is(out _, out var problem)
            ? TypedResults.Text((await evidence.ReadAsync(rollout)).ToText(), "application/json")
            : problem;
}
