using Fido2Workflow.Api.Access;
using Fido2Workflow.Api.Problems;
using Fido2Workflow.Core.Operations;
using Fido2Workflow.Core.Plans;

namespace Fido2Workflow.Api.Decisions;

/// <summary>The rollouts as a caller sees them: those of their own tenant, and no sign of any other.</summary>
public sealed class Rollouts(RolloutRegister register)
{
    /// <summary>The plan of a rollout.</summary>
    public async Task<Found<Plan>> FindPlanAsync(Caller caller, string rollout) =>
        await register.FindPlanAsync(rollout) is { } plan && caller.IsOf(plan.Tenant) ? plan : Problem.Of(Refusals.UnknownRollout(rollout));

    /// <summary>How a rollout stands.</summary>
    public async Task<Found<RolloutStanding>> FindAsync(Caller caller, string rollout) =>
        await register.ReadAsync(rollout) is { } standing && caller.IsOf(standing.Plan.Tenant) ? standing : Problem.Of(Refusals.UnknownRollout(rollout));

    /// <summary>How each of them stands, in the order of their names.</summary>
    public async Task<IReadOnlyList<RolloutStanding>> ReadAllAsync(Caller caller)
    {
        var all = new List<RolloutStanding>();
        foreach (var name in await register.ReadNamesAsync())
            if (await FindAsync(caller, name) is Found<RolloutStanding>.It { Value: var standing }) all.Add(standing);
        return all;
    }
}
