using System.Globalization;
using Fido2Workflow.Core.Enrollment;
using Fido2Workflow.Core.KeyLosses;
using Fido2Workflow.Core.People;
using Fido2Workflow.Core.Releases;
using Fido2Workflow.Core.Tenants;

namespace Fido2Workflow.Core.Causes;

/// <summary>What helps against a cause: what helps soonest and changes least first, what cannot be done now last. Pure.</summary>
public static class RemedyRules
{
    private const string RollBack = "roll-back";

    // A group's change shows at the next sign-in, mostly within minutes; it has propagated when a change of policy has.
    private static readonly TimeSpan Minutes = TimeSpan.FromMinutes(5);

    // A pass, a sign-in with it and a registration, done together with the person.
    private static readonly TimeSpan ASession = TimeSpan.FromMinutes(20);

    /// <summary>What helps, ranked.</summary>
    /// <param name="now">The rollout's clock, UTC.</param>
    public static IReadOnlyList<Remedy> Of(PersonFacts facts, Cause cause, DateTimeOffset now) => cause switch
    {
        Cause.OurPolicy or Cause.Unanswered or Cause.KeyRefused => Possible([.. OfTheKey(facts, cause), .. OfTheWave(facts, now), .. NewKey(facts)]),
        Cause.BeforePolicy => [new("account", $"Reset the password of {facts.Name}, or unlock the account, after an identity check.", TimeSpan.Zero, Minutes)],
        Cause.Disabled => [new("enable", $"Find out why the account of {facts.Name} is disabled, and enable it.", TimeSpan.Zero, Minutes)],
        Cause.AnotherPolicy other => [new("other-policy", $"Ask whoever keeps {(other.Policy is null ? "the tenant's other policies" : $"\"{other.Policy}\"")}: a release from the rollout does not help.", TimeSpan.Zero, facts.Plan.Watch.Propagation)],
        Cause.NothingFailed => [new("ask", $"Ask {facts.Name} what they see, at which app and when, and ask again: the log is up to {facts.Plan.Gates.InteractiveDelay.TotalHours:0.#} hours late.", TimeSpan.Zero, facts.Plan.Gates.InteractiveDelay)],
        // Not known to be the rollout's doing, a release may help or not.
        _ => Possible([Ask(facts), .. OfTheWave(facts, now)]),
    };

    // Rolling back a whole wave for one person comes last of what can be done.
    private static List<Remedy> Possible(IReadOnlyList<Remedy> remedies) =>
        [.. remedies.OrderBy(remedy => remedy.Obstacle is not null ? 2 : remedy.Code is RollBack ? 1 : 0)];

    private static Remedy Ask(PersonFacts facts) =>
        new("ask", $"Ask {facts.Name} what they see, and look at their sign-ins in the portal.", TimeSpan.Zero, facts.Plan.Gates.InteractiveDelay);

    // A key that was just refused is no help; another one is.
    private static IEnumerable<Remedy> OfTheKey(PersonFacts facts, Cause cause)
    {
        if (facts.Enrollment is not Answer<UserEnrollment>.Given { Value: { Status: EnrollmentStatus.Registered } enrollment }) yield break;
        var (keys, works) = (enrollment.CompliantKeys, cause is Cause.KeyRefused ? enrollment.CompliantKeys - 1 : enrollment.CompliantKeys);
        if (works > 0)
            yield return new("key", keys == 1
                ? $"Let {facts.Name} sign in with the key that they hold: it is compliant."
                : $"Let {facts.Name} sign in with the spare: they hold {keys} compliant keys.", TimeSpan.Zero, TimeSpan.Zero);
    }

    private static IEnumerable<Remedy> OfTheWave(PersonFacts facts, DateTimeOffset now)
    {
        if (facts.Hit?.Number is not { } wave) yield break;
        yield return new("release", $"Release {facts.Name} from wave {wave} for at most {facts.Plan.Release.AtMost.TotalHours:0.#} hours, after an identity check: fido2 release.",
            Minutes, facts.Plan.Watch.Propagation, ObstacleToRelease(facts, wave, now));
        yield return new(RollBack, $"Roll wave {wave} back, for everybody in it: fido2 wave rollback.", Minutes, facts.Plan.Watch.Propagation);
    }

    private static string? ObstacleToRelease(PersonFacts facts, int wave, DateTimeOffset now) =>
        Releases.Release.Of(facts.Decisions).FirstOrDefault(release => release.Person == facts.Person.Id && release.IsLive(now)) is { } live
            ? string.Create(CultureInfo.InvariantCulture, $"They are released already, until {live.Until:yyyy-MM-dd HH:mm} UTC: let them try again.")
        : ReleaseRules.OfTheTenant(facts, wave) is [var first, ..] ? first.Sentence
        : KeyLoss.StillWorking(facts.Decisions, facts.Person.Id) is { } lost ? $"The key {lost.Key} is lost and still works: delete it first."
        : null;

    private static IEnumerable<Remedy> NewKey(PersonFacts facts) => facts.Enrollment is Answer<UserEnrollment>.Given { Value.Status: EnrollmentStatus.Registered }
        ? []
        : [new("new-key", $"Let {facts.Name} register a key with a Temporary Access Pass, in a session and after an identity check: fido2 tap issue.", Minutes, ASession)];
}
