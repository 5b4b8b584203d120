using Fido2Workflow.Api.Access;
using Fido2Workflow.Api.Decisions;
using Fido2Workflow.Core.Decisions;
using Fido2Workflow.Core.Durable;
using Fido2Workflow.Core.Sweeps;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Fido2Workflow.Api.Endpoints;

/// <summary>A sweep, once, now. Those by the timer go on as they would have.</summary>
internal static class SweepEndpoints
{
    public static RouteGroupBuilder MapSweeps(this RouteGroupBuilder api)
    {
        api.MapPost("/sweeps", RunAsync)
            .AddEndpointFilter(IdempotencyKey.RequireAsync).WithMetadata(new TakesIdempotencyKey())
            .RequireAuthorization(May.Operate)
            .WithTags("Sweeps").WithName("Sweep").WithSummary("Looks a rollout over and answers what it found, the worst first. It changes nothing, and sent again it looks again.")
            .Produces<SweepReport>()
            .ProducesProblem(StatusCodes.Status400BadRequest).ProducesProblem(StatusCodes.Status403Forbidden)
            .ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status409Conflict);
        return api;
    }

    private static async Task<IResult> RunAsync(
        Caller caller, Sweep body, Rollouts rollouts, Tenants tenants, IDecisionStore decisions, IDocumentStore documents, IStatusHistory statuses, RolloutClock clock)
    {
        if (!(await rollouts.FindPlanAsync(caller, body.Rollout)).Is(out var plan, out var problem)) return problem;
        if (!tenants.Find(plan.Tenant).Is(out var tenant, out problem)) return problem;
        var sweeper = new Sweeper(tenant.Reader, decisions, documents, statuses);
        return TypedResults.Ok(await sweeper.RunAsync(plan, await sweeper.FindLastAsync(plan.Rollout), clock.GetUtcNow()));
    }
}
