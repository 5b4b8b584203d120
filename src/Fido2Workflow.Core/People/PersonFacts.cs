using Fido2Workflow.Core.ConditionalAccess;
using Fido2Workflow.Core.Decisions;
using Fido2Workflow.Core.Enrollment;
using Fido2Workflow.Core.Plans;
using Fido2Workflow.Core.Tenants;

namespace Fido2Workflow.Core.People;

/// <summary>All that is judged by for one person: what was read of them, as it was answered.</summary>
public sealed record PersonFacts
{
    /// <summary>The plan.</summary>
    public required Plan Plan { get; init; }

    /// <summary>The person.</summary>
    public required User Person { get; init; }

    /// <summary>The object ids of all groups that they are in, through nested groups.</summary>
    public required Answer<IReadOnlyList<string>> Groups { get; init; }

    /// <summary>Every conditional access policy.</summary>
    public required Answer<IReadOnlyList<ConditionalAccessPolicy>> Policies { get; init; }

    /// <summary>Their keys, judged.</summary>
    public required Answer<UserEnrollment> Enrollment { get; init; }

    /// <summary>Their sign-ins of the last days, each with the result of the policy of <see cref="Hit"/>.</summary>
    public required Answer<SignInLog> SignIns { get; init; }

    /// <summary>What people decided, in order.</summary>
    public required IReadOnlyList<StoredDecision> Decisions { get; init; }

    /// <summary>Their name, for a sentence.</summary>
    public string Name => Person.UserPrincipalName;

    /// <summary>How a wave stands in the tenant.</summary>
    public WaveInForce Wave(int number) => WaveInForce.Of(Policies, Plan, number);

    /// <summary>The enforced wave that hits them, whether they are released from it or not; null where none does or nobody can tell.</summary>
    public WaveInForce.Enforced? Hit => Groups is Answer<IReadOnlyList<string>>.Given { Value: var groups } && Policies is Answer<IReadOnlyList<ConditionalAccessPolicy>>.Given { Value: var policies }
        ? policies.Select(policy => WavePolicy.NumberOf(Plan, policy.DisplayName)).OfType<int>().Distinct().Order()
            .Select(Wave).OfType<WaveInForce.Enforced>().FirstOrDefault(wave => wave.Includes(groups) && !wave.Excludes(Person.Id, groups, Plan))
        : null;
}
