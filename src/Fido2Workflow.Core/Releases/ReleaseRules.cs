using Fido2Workflow.Core.ConditionalAccess;
using Fido2Workflow.Core.Decisions;
using Fido2Workflow.Core.Enrollment;
using Fido2Workflow.Core.KeyLosses;
using Fido2Workflow.Core.People;
using Fido2Workflow.Core.Plans;
using Fido2Workflow.Core.Tenants;

namespace Fido2Workflow.Core.Releases;

/// <summary>Who may be released, and whose release may end early. Pure.</summary>
public static class ReleaseRules
{
    /// <summary>Every reason against a release; none where the person may be released.</summary>
    /// <param name="now">The rollout's clock, UTC.</param>
    public static IReadOnlyList<PersonRefusal> Check(PersonFacts facts, ReleaseOrder order, DateTimeOffset now) =>
        [.. OfTheTenant(facts, order.Wave), .. OfTheOrder(facts, order, now)];

    /// <summary>Every reason against ending a release early; none where it may end.</summary>
    /// <param name="now">The rollout's clock, UTC.</param>
    public static IReadOnlyList<PersonRefusal> CheckEnd(PersonFacts facts, DateTimeOffset now)
    {
        if (Release.Of(facts.Decisions).FirstOrDefault(release => release.Person == facts.Person.Id && release.IsLive(now)) is not { } live)
            return [new PersonRefusal.NotReleased { Person = facts.Name }];
        return facts.Enrollment switch
        {
            Answer<UserEnrollment>.Given { Value.Status: EnrollmentStatus.Registered } => [],
            Answer<UserEnrollment>.Given { Value: { Status: EnrollmentStatus.NotRegistered } none } => [new PersonRefusal.EndLocksOut(none.Reason ?? "no key", live.Until) { Person = facts.Name }],
            Answer<UserEnrollment>.Given { Value: var unclear } => [new PersonRefusal.Unknown(unclear.Reason ?? "their keys could not be read") { Person = facts.Name }],
            var unread => [AccountRules.Unread(facts.Name, unread)],
        };
    }

    /// <summary>What stands against a release in the tenant itself, whoever asks for it and why.</summary>
    public static IReadOnlyList<PersonRefusal> OfTheTenant(PersonFacts facts, int wave) =>
        [.. AccountRules.Check(facts), .. OfTheScope(facts, wave), .. OfTheSecondFactor(facts)];

    private static IEnumerable<PersonRefusal> OfTheScope(PersonFacts facts, int wave)
    {
        var name = facts.Name;
        if (facts.Groups is not Answer<IReadOnlyList<string>>.Given { Value: var groups }) yield break;
        switch (facts.Wave(wave))
        {
            case WaveInForce.NotEnforced not:
                yield return new PersonRefusal.WaveNotEnforced(wave, not.Why) { Person = name };
                break;
            case WaveInForce.Unknown unknown:
                yield return new PersonRefusal.Unknown(unknown.Why) { Person = name };
                break;
            case WaveInForce.Enforced enforced when !enforced.Includes(groups) || enforced.Excludes(facts.Person.Id, groups, facts.Plan):
                yield return new PersonRefusal.NotInScope(wave) { Person = name };
                break;
            case WaveInForce.Enforced enforced when !PolicyUsers.Of(enforced.Policy.Body).ExcludeGroups.Contains(facts.Plan.Exclusions.ReleaseGroup):
                yield return new PersonRefusal.ReleaseGroupNotExcluded(wave) { Person = name };
                break;
        }
    }

    // Judged as it will be: whoever is in the release group is out of every policy that excludes it. The rollout's own are what
    // they are released from, and cover nobody.
    private static IEnumerable<PersonRefusal> OfTheSecondFactor(PersonFacts facts)
    {
        if (facts.Groups is not Answer<IReadOnlyList<string>>.Given { Value: var groups }) yield break;
        if (facts.Policies is not Answer<IReadOnlyList<ConditionalAccessPolicy>>.Given { Value: var policies }) yield return AccountRules.Unread(facts.Name, facts.Policies);
        else if (MfaCoverage.Of([.. policies.Where(policy => !IsOurs(policy, facts.Plan))], facts.Person.Id, groups.Append(facts.Plan.Exclusions.ReleaseGroup).ToHashSet()) is MfaCoverage.NotSure not)
            yield return new PersonRefusal.NotCoveredByMfa(not.Because) { Person = facts.Name };
    }

    private static bool IsOurs(ConditionalAccessPolicy policy, Plan plan) => policy.DisplayName.StartsWith(WavePolicy.NameOfAll(plan), StringComparison.Ordinal);

    private static IEnumerable<PersonRefusal> OfTheOrder(PersonFacts facts, ReleaseOrder order, DateTimeOffset now)
    {
        var (name, figures) = (facts.Name, facts.Plan.Release);
        if (order.By == facts.Person.Id) yield return new PersonRefusal.OwnCase { Person = name };
        if (string.IsNullOrWhiteSpace(order.Reason)) yield return new PersonRefusal.ReasonMissing { Person = name };
        if (order.For is { } span && (span <= TimeSpan.Zero || span > figures.AtMost)) yield return new PersonRefusal.UntilOutOfRange(figures.AtMost) { Person = name };
        if (string.IsNullOrWhiteSpace(order.IdentityCheck) && !IdentityChecks.Counts(facts.Decisions, facts.Plan, facts.Person.Id, now))
            yield return new PersonRefusal.IdentityNotChecked(facts.Plan.Passes.IdentityCheckCountsFor) { Person = name };
        if (KeyLoss.StillWorking(facts.Decisions, facts.Person.Id) is { } lost) yield return new PersonRefusal.LostKeyStillWorks(lost.Key) { Person = name };
    }
}
