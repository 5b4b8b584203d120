using Fido2Workflow.Api.Access;
using Fido2Workflow.Api.Decisions;
using Fido2Workflow.Api.Limits;
using Fido2Workflow.Api.Plans;
using Fido2Workflow.Api.Problems;
using Fido2Workflow.Api.Views;
using Fido2Workflow.Core.Durable;
using Fido2Workflow.Core.Operations;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Fido2Workflow.Api.Endpoints;

/// <summary>Rollouts: one is created from a plan, and each says how it stands.</summary>
internal static class RolloutEndpoints
{
    public static RouteGroupBuilder MapRollouts(this RouteGroupBuilder api)
    {
        var routes = api.MapGroup("/rollouts").WithTags("Rollouts");
        routes.MapDecision("", May.Operate, CreateAsync)
            .WithName("CreateRollout").WithSummary("Creates a rollout from its plan, as YAML or JSON; with the CSV files that it names as further parts of a form.")
            .Accepts<string>(SentPlan.Yaml, SentPlan.Json, SentPlan.Form)
            .WithMetadata(BodyLimit.OfAPlan);
        routes.MapGet("", ReadAllAsync).WithName("ReadRollouts").WithSummary("How every rollout of the tenant stands.").Produces<IReadOnlyList<RolloutView>>();
        routes.MapGet("/{rollout}", ReadAsync).WithName("ReadRollout").WithSummary("How a rollout stands, wave by wave: who is waited for, since when, until when.")
            .Produces<RolloutView>().ProducesProblem(StatusCodes.Status404NotFound);
        return api;
    }

    private static async Task<IResult> CreateAsync(Asked asked, HttpRequest request, RolloutRegister register, Tenants tenants, RolloutClock clock)
    {
        var plan = await SentPlan.ReadAsync(request);
        if (!asked.Caller.IsOf(plan.Tenant)) return OfAnotherTenant;
        if (!tenants.Find(plan.Tenant).Is(out var tenant, out var problem)) return problem;
        if (!(await new Accounts(plan, tenant.Reader).FindDeciderAsync(asked.Caller.Person)).Is(out var by, out problem)) return problem;
        var id = asked.IdIn(plan.Rollout);
        return DecisionStored.Of(id, await register.CreateAsync(plan, id, by.Id, clock.GetUtcNow()));
    }

    private static async Task<IResult> ReadAllAsync(Caller caller, Rollouts rollouts) =>
        TypedResults.Ok((await rollouts.ReadAllAsync(caller)).Select(RolloutView.Of).ToList());

    private static async Task<IResult> ReadAsync(Caller caller, string rollout, Rollouts rollouts) =>
        (await rollouts.FindAsync(caller, rollout)).Is(out var standing, out var problem) ? TypedResults.Ok(RolloutView.Of(standing)) : problem;

    private static Problem OfAnotherTenant { get; } = new(StatusCodes.Status403Forbidden, "other-tenant",
        "The plan is for a tenant that is not yours.", "Let somebody of that tenant create the rollout.");
}
