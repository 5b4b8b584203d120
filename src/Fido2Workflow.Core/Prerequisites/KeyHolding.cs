using Fido2Workflow.Core.Enrollment;
using Fido2Workflow.Core.Tenants;

namespace Fido2Workflow.Core.Prerequisites;

/// <summary>Whose keys were read, and which of them work under the tenant's FIDO2 policy and the plan's strength.</summary>
internal sealed class KeyHolding
{
    private readonly IReadOnlyDictionary<string, UserEnrollment> _enrollments;

    private KeyHolding(IReadOnlyDictionary<string, UserEnrollment> enrollments) => _enrollments = enrollments;

    /// <summary>Everybody whose keys were asked for and who holds one, or whose keys could not be read.</summary>
    public IEnumerable<UserEnrollment> Holders => _enrollments.Values.Where(user => user.Status is EnrollmentStatus.Error || user.Keys.Count > 0);

    /// <summary>What is to be said of one account.</summary>
    public EnrollmentStatus Of(string account) => _enrollments.GetValueOrDefault(account)?.Status ?? EnrollmentStatus.Error;

    /// <summary>Why its keys do not work, or why that is not known.</summary>
    public string Why(string account) => _enrollments.GetValueOrDefault(account)?.Reason ?? "its keys were not read";

    /// <summary>Judges every key that was read; a failure where policy, strength or a target's members could not be read.</summary>
    public static Answer<KeyHolding> Judge(TenantFacts facts)
    {
        if (facts.Keys is not Answer<IReadOnlyDictionary<string, Answer<IReadOnlyList<Fido2Key>>>>.Given { Value: var keys } given) return Failed(facts.Keys);
        if (facts.Fido2Policy is not Answer<Fido2Policy>.Given { Value: var policy }) return Failed(facts.Fido2Policy);
        var strength = facts.Strengths.GetValueOrDefault(facts.Plan.AuthenticationStrength)
            ?? new Answer<AuthenticationStrength>.Failed(new TenantFailure.NotFound { Request = $"authentication strength {facts.Plan.AuthenticationStrength}" });
        if (strength is not Answer<AuthenticationStrength>.Given { Value: var required }) return Failed(strength);
        var members = Fido2Targeting.Members(facts, policy);
        if (members is not Answer<IReadOnlyDictionary<string, IReadOnlySet<string>>>.Given { Value: var groups }) return Failed(members);

        var compliance = new KeyCompliance(policy, required);
        return new Answer<KeyHolding>.Given(
            new(keys.ToDictionary(user => user.Key, user => UserEnrollment.Of(user.Key, user.Value, key => compliance.Judge(key, MemberOf(user.Key))))),
            given.At, given.From);

        HashSet<string> MemberOf(string account) => [.. groups.Where(group => group.Value.Contains(account)).Select(group => group.Key)];
    }

    private static Answer<KeyHolding> Failed<T>(Answer<T> answer) => new Answer<KeyHolding>.Failed(((Answer<T>.Failed)answer).Failure);
}
