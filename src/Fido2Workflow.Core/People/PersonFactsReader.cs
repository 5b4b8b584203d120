using Fido2Workflow.Core.ConditionalAccess;
using Fido2Workflow.Core.Decisions;
using Fido2Workflow.Core.Enrollment;
using Fido2Workflow.Core.Plans;
using Fido2Workflow.Core.Tenants;

namespace Fido2Workflow.Core.People;

/// <summary>Reads, fresh, what one person is judged by. It holds a reader and cannot write.</summary>
public sealed class PersonFactsReader(ITenantReader reader, IDecisionStore decisions)
{
    /// <summary>Reads all but the sign-in log: a log that is throttled holds up nobody who must be let out.</summary>
    public async Task<PersonFacts> ReadAsync(Plan plan, User person)
    {
        var groups = await reader.ReadGroupsOfAsync(person.Id);
        return new PersonFacts
        {
            Plan = plan,
            Person = person,
            Groups = groups,
            Policies = await reader.ReadPoliciesAsync(),
            Enrollment = await ReadEnrollmentAsync(plan, person.Id, groups),
            SignIns = new Answer<SignInLog>.Failed(new TenantFailure.NotFound { Request = "their sign-ins, which were not asked for" }),
            Decisions = await decisions.ReadAsync(plan.Rollout),
        };
    }

    /// <summary>Reads all, the sign-ins of the days within which a key is proven among it.</summary>
    /// <param name="now">The rollout's clock, UTC.</param>
    public async Task<PersonFacts> ReadWithSignInsAsync(Plan plan, User person, DateTimeOffset now)
    {
        var facts = await ReadAsync(plan, person);
        return facts with { SignIns = await reader.ReadSignInsOfAsync(person.Id, now - plan.Gates.ProvenWithin, now, facts.Hit?.Policy.Id) };
    }

    private async Task<Answer<UserEnrollment>> ReadEnrollmentAsync(Plan plan, string person, Answer<IReadOnlyList<string>> groups)
    {
        if (groups is not Answer<IReadOnlyList<string>>.Given { Value: var memberOf }) return Failed(groups);
        var policy = await reader.ReadFido2PolicyAsync();
        if (policy is not Answer<Fido2Policy>.Given { Value: var fido2 }) return Failed(policy);
        var strength = await reader.ReadAuthenticationStrengthAsync(plan.AuthenticationStrength);
        if (strength is not Answer<AuthenticationStrength>.Given { Value: var required } given) return Failed(strength);
        var keys = (await reader.ReadFido2KeysAsync([person]))[person];
        var (compliance, targets) = (new KeyCompliance(fido2, required), memberOf.ToHashSet());
        return new Answer<UserEnrollment>.Given(UserEnrollment.Of(person, keys, key => compliance.Judge(key, targets)), given.At, "users/{id}/authentication/fido2Methods");
    }

    private static Answer<UserEnrollment> Failed<T>(Answer<T> answer) => new Answer<UserEnrollment>.Failed(((Answer<T>.Failed)answer).Failure);
}
