using Fido2Workflow.Api.Access;
using Fido2Workflow.Api.Decisions;
using Fido2Workflow.Core.Causes;
using Fido2Workflow.Core.Decisions;
using Fido2Workflow.Core.Durable;
using Fido2Workflow.Core.Operations;
using Fido2Workflow.Core.People;
using Fido2Workflow.Core.Plans;
using Fido2Workflow.Core.Tenants;
using Microsoft.AspNetCore.Http;

namespace Fido2Workflow.Api.Endpoints;

/// <summary>Where it is asked for one person over HTTP: finds rollout, tenant, who decides and whom it is about.</summary>
internal sealed class PersonCounter(Rollouts rollouts, DecisionDesk decide, IDecisionStore decisions, Tenants tenants, RolloutClock clock)
{
    /// <summary>Puts a decision about one person before the desk.</summary>
    public async Task<IResult> DecideAsync(
        Asked asked, string rollout, int wave, string name, Func<PersonDesk, Plan, User, string, string, Task<DecisionAnswer>> putAsync)
    {
        if (!(await rollouts.FindPlanAsync(asked.Caller, rollout)).Is(out var plan, out var problem)) return problem;
        if (!tenants.Find(plan.Tenant).Is(out var tenant, out problem)) return problem;
        if (wave < 1) return Problems.Problem.Of(Refusals.UnknownWave(plan, wave));
        var accounts = new Accounts(plan, tenant.Reader);
        if (!(await accounts.FindDeciderAsync(asked.Caller.Person)).Is(out var by, out problem)) return problem;
        if (!(await accounts.FindAsync(name)).Is(out var person, out problem)) return problem;
        var id = asked.IdIn(rollout);
        return DecisionStored.Of(id, await putAsync(new PersonDesk(tenant.Reader, decisions, decide, clock), plan, person, id, by.Id));
    }

    /// <summary>Why, for one person.</summary>
    public async Task<IResult> WhyAsync(Caller caller, string rollout, string name)
    {
        if (!(await rollouts.FindPlanAsync(caller, rollout)).Is(out var plan, out var problem)) return problem;
        if (!tenants.Find(plan.Tenant).Is(out var tenant, out problem)) return problem;
        return (await new Accounts(plan, tenant.Reader).FindAsync(name)).Is(out var person, out problem)
            ? TypedResults.Ok(await WhyReport.ReadAsync(tenant.Reader, decisions, plan, person, clock.GetUtcNow()))
            : problem;
    }
}
