using Fido2Workflow.Core.ConditionalAccess;
using Fido2Workflow.Core.Decisions;
using Fido2Workflow.Core.Durable;
using Fido2Workflow.Core.Operations;
using Fido2Workflow.Core.Plans;
using Microsoft.AspNetCore.Http;

namespace Fido2Workflow.Api.Decisions;

/// <summary>
/// Takes decisions that come over HTTP: finds the rollout in the caller's tenant, asks that tenant whether their word is
/// taken, and puts the decision before the desk. It answers only once the decision is durable.
/// </summary>
public sealed class Intake(DecisionDesk desk, Rollouts rollouts, IDecisionStore decisions, Tenants tenants, RolloutClock clock)
{
    /// <summary>Takes what the caller decides.</summary>
    public async Task<IResult> TakeAsync(Asked asked, string rollout, Func<Said, Task<Found<Decision>>> decideAsync)
    {
        if (!(await rollouts.FindPlanAsync(asked.Caller, rollout)).Is(out var plan, out var problem)) return problem;
        var id = asked.IdIn(rollout);
        return (await TakeAsync(plan, id, asked.Caller.Person, decideAsync)).Is(out var answer, out problem) ? DecisionStored.Of(id, answer) : problem;
    }

    /// <summary>Takes what the caller decides, where nothing must be looked up.</summary>
    public Task<IResult> TakeAsync(Asked asked, string rollout, Func<Said, Decision> decide) =>
        TakeAsync(asked, rollout, said => Task.FromResult<Found<Decision>>(decide(said)));

    /// <summary>Takes what somebody decides, whoever sent it: an enabled member of the tenant.</summary>
    /// <param name="id">The decision's id.</param>
    /// <param name="person">The object id of whoever decides.</param>
    public async Task<Found<DecisionAnswer>> TakeAsync(Plan plan, string id, string person, Func<Said, Task<Found<Decision>>> decideAsync)
    {
        if (!tenants.Find(plan.Tenant).Is(out var tenant, out var problem)) return problem;
        var accounts = new Accounts(plan, tenant.Reader);
        if (!(await accounts.FindDeciderAsync(person)).Is(out var by, out problem)) return problem;
        var before = await decisions.ReadAsync(plan.Rollout);
        // What ends some time after it was said ends at the same time when it is said again.
        var at = before.FirstOrDefault(stored => stored.Decision.Id == id)?.Decision.At ?? clock.GetUtcNow();
        var decided = await decideAsync(new(plan, id, by.Id, at, before, accounts));
        return decided.Is(out var decision, out problem) ? await desk.DecideAsync(decision) : problem;
    }

    /// <summary>
    /// Takes a pause, an abort or a rollback. It asks nothing of the tenant, which may be what is broken; and a rollback waits
    /// for no workflow, which may be what is broken too.
    /// </summary>
    public async Task<IResult> HaltAsync(Asked asked, string rollout, Func<string, DateTimeOffset, Decision> decide)
    {
        if (!(await rollouts.FindPlanAsync(asked.Caller, rollout)).Is(out var plan, out var problem)) return problem;
        var id = asked.IdIn(rollout);
        var decision = decide(id, clock.GetUtcNow());
        var answer = await desk.DecideAsync(decision);
        if (decision is not (RolledBack or Aborted) || answer is DecisionAnswer.Refused) return DecisionStored.Of(id, answer);
        var handle = tenants.Find(plan.Tenant).Is(out var tenant, out _) ? tenant.RedHandle : null;
        return DecisionStored.Of(id, answer, await RollbackStanding.PullAsync(handle, WavePolicy.DisplayName(plan, decision.Wave), decision.At));
    }
}
