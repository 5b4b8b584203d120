using Fido2Workflow.Api.Decisions;
using Fido2Workflow.Api.Problems;
using Fido2Workflow.Core.Decisions;
using Fido2Workflow.Core.Durable;
using Fido2Workflow.Core.Operations;
using Fido2Workflow.Core.Passes;
using Fido2Workflow.Core.Tenants;
using Microsoft.AspNetCore.Http;

namespace Fido2Workflow.Api.Endpoints;

/// <summary>Looks whether the test user has used the pass that was issued to them last, and records it where that is known.</summary>
internal sealed class PassTester(Rollouts rollouts, IDecisionStore decisions, Tenants tenants, RolloutClock clock)
{
    private static readonly Problem NothingIssued = new(StatusCodes.Status409Conflict, "pass-not-issued",
        "No pass was issued to the test user of the plan yet.", "Issue one: POST taps, for the test user and wave 0.");

    public async Task<IResult> LookAsync(Asked asked, string rollout)
    {
        if (!(await rollouts.FindPlanAsync(asked.Caller, rollout)).Is(out var plan, out var problem)) return problem;
        if (!tenants.Find(plan.Tenant).Is(out var tenant, out problem)) return problem;
        if (!(await new Accounts(plan, tenant.Reader).FindDeciderAsync(asked.Caller.Person)).Is(out var by, out problem)) return problem;
        var (id, decided) = (asked.IdIn(rollout), await decisions.ReadAsync(rollout));
        if (decided.Any(stored => stored.Decision.Id == id && stored.Decision is not PassTested)) return Problem.Of(Refusals.KeyReused);
        if (PassTest.LastIssued(plan, decided) is not { } issued) return NothingIssued;
        return await new PassTest(tenant.Reader, decisions, clock).ConfirmAsync(id, by.Id, issued) switch
        {
            Answer<PassUse>.Given { Value: var use } => TypedResults.Ok(new PassTestSeen(issued.Person, issued.Pass, use.Code, use.Sentence)),
            var failed => Problem.Of(((Answer<PassUse>.Failed)failed).Failure),
        };
    }
}
