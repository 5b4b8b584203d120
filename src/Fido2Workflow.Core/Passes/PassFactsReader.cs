using Fido2Workflow.Core.Decisions;
using Fido2Workflow.Core.Plans;
using Fido2Workflow.Core.Tenants;

namespace Fido2Workflow.Core.Passes;

/// <summary>Reads what decides whether a person may be given a pass. It holds a reader and cannot write.</summary>
public sealed class PassFactsReader(ITenantReader reader, IDecisionStore decisions)
{
    /// <summary>Reads it all, fresh.</summary>
    public async Task<PassFacts> ReadAsync(Plan plan, User person)
    {
        var policy = await reader.ReadTemporaryAccessPassPolicyAsync();
        var roles = await reader.ReadRoleAssignmentsAsync();
        var eligible = await reader.ReadRoleEligibilitiesAsync();
        return new PassFacts
        {
            Plan = plan,
            Person = person,
            Policy = policy,
            GroupUsers = await ReadEach.OfAsync([plan.Exclusions.BreakGlassGroup, .. Targets(policy)], reader.ReadTransitiveUsersAsync),
            Roles = roles,
            Eligible = eligible,
            ServicePlans = await reader.ReadServicePlansAsync(),
            // A group that holds a role makes all its members privileged. Who the principals are is not said.
            RoleGroupUsers = await ReadEach.OfAsync(
                Principals(roles, assignment => assignment.PrincipalId).Concat(Principals(eligible, eligibility => eligibility.PrincipalId)).Where(principal => principal != person.Id),
                reader.ReadTransitiveUsersAsync),
            Present = await reader.ReadPassesAsync(person.Id),
            Decisions = await decisions.ReadAsync(plan.Rollout),
        };
    }

    private static IEnumerable<string> Targets(Answer<TemporaryAccessPassPolicy> policy) =>
        policy is Answer<TemporaryAccessPassPolicy>.Given { Value: var read }
            ? read.IncludeTargets.Concat(read.ExcludeTargets).Where(target => target != Fido2Policy.AllUsers)
            : [];

    private static IEnumerable<string> Principals<T>(Answer<IReadOnlyList<T>> held, Func<T, string> principal) =>
        held is Answer<IReadOnlyList<T>>.Given { Value: var read } ? read.Select(principal) : [];
}
