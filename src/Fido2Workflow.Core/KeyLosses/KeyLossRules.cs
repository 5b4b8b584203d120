using Fido2Workflow.Core.Decisions;
using Fido2Workflow.Core.Enrollment;
using Fido2Workflow.Core.People;
using Fido2Workflow.Core.Tenants;

namespace Fido2Workflow.Core.KeyLosses;

/// <summary>Whether a key may be deleted since it is lost, and which. Pure.</summary>
public static class KeyLossRules
{
    /// <summary>Every reason against it; none where the key may be deleted.</summary>
    /// <param name="now">The rollout's clock, UTC.</param>
    public static IReadOnlyList<PersonRefusal> Check(PersonFacts facts, KeyLossOrder order, DateTimeOffset now) =>
        [.. AccountRules.Check(facts).Where(refusal => refusal is not PersonRefusal.Disabled), .. OfTheKey(facts, order), .. OfTheOrder(facts, order, now)];

    /// <summary>The key that is meant; null where that is not clear. One that is said to be lost already is meant until it is gone.</summary>
    public static string? KeyOf(PersonFacts facts, KeyLossOrder order) =>
        KeyLoss.StillWorking(facts.Decisions, facts.Person.Id) is { } open && (order.Key is null || order.Key == open.Key) ? open.Key
        : facts.Enrollment is Answer<UserEnrollment>.Given { Value: { ReadAt: not null, Keys: var keys } }
            ? (order.Key is null && keys is [var only] ? only : keys.FirstOrDefault(key => key.Id == order.Key))?.Id
        : null;

    private static IEnumerable<PersonRefusal> OfTheKey(PersonFacts facts, KeyLossOrder order)
    {
        var name = facts.Name;
        if (facts.Enrollment is not Answer<UserEnrollment>.Given { Value: var enrollment }) yield return AccountRules.Unread(name, facts.Enrollment);
        else if (enrollment.ReadAt is null) yield return new PersonRefusal.Unknown(enrollment.Reason ?? "their keys could not be read") { Person = name };
        else if (KeyOf(facts, order) is null) yield return new PersonRefusal.NoSuchKey(order.Key, [.. enrollment.Keys.Select(key => key.Id)]) { Person = name };
    }

    // Begun with an identity check, it is finished without another one.
    private static IEnumerable<PersonRefusal> OfTheOrder(PersonFacts facts, KeyLossOrder order, DateTimeOffset now)
    {
        if (order.By == facts.Person.Id) yield return new PersonRefusal.OwnCase { Person = facts.Name };
        if (string.IsNullOrWhiteSpace(order.IdentityCheck) && KeyLoss.StillWorking(facts.Decisions, facts.Person.Id) is null
            && !IdentityChecks.Counts(facts.Decisions, facts.Plan, facts.Person.Id, now))
            yield return new PersonRefusal.IdentityNotChecked(facts.Plan.Passes.IdentityCheckCountsFor) { Person = facts.Name };
    }
}
