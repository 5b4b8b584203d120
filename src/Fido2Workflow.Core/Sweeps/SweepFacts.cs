using Fido2Workflow.Core.Decisions;
using Fido2Workflow.Core.Enrollment;
using Fido2Workflow.Core.Plans;
using Fido2Workflow.Core.Prerequisites;
using Fido2Workflow.Core.Tenants;

namespace Fido2Workflow.Core.Sweeps;

/// <summary>All that a sweep judges by: what was read of the tenant, as it was answered, and what is stored of the rollout.</summary>
/// <param name="Tenant">What the prerequisites are judged by.</param>
/// <param name="Waves">Every wave of the rollout, or why nobody knows how they stand.</param>
/// <param name="Enrollment">The keys of everybody whom an enforced policy of the rollout hits.</param>
public sealed record SweepFacts(
    TenantFacts Tenant, Answer<IReadOnlyList<SweptWave>> Waves, Answer<IReadOnlyDictionary<string, UserEnrollment>> Enrollment)
{
    /// <summary>The plan.</summary>
    public Plan Plan => Tenant.Plan;

    /// <summary>What people decided, in order.</summary>
    public IReadOnlyList<StoredDecision> Decided => Tenant.Decided;

    /// <summary>The waves whose policy is enforced; none where nobody knows.</summary>
    public IEnumerable<SweptWave> Enforced => Waves is Answer<IReadOnlyList<SweptWave>>.Given { Value: var waves } ? waves.Where(wave => wave.Enforced is not null) : [];

    /// <summary>Whether the account is known to be disabled: nothing keeps it from signing in but that.</summary>
    public bool IsDisabled(string userId) =>
        Tenant.Users is Answer<IReadOnlyList<User>>.Given { Value: var users } && users.Any(user => user.Id == userId && user.AccountEnabled is false);

    /// <summary>Names for a sentence: the first three, and how many more.</summary>
    public string Names(IReadOnlyCollection<string> userIds) => Tenant.Names(userIds);
}
