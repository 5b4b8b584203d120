using Fido2Workflow.Core.Decisions;
using Fido2Workflow.Core.Enrollment;
using Fido2Workflow.Core.People;
using Fido2Workflow.Core.Tenants;
using Fido2Workflow.Core.Waves;

namespace Fido2Workflow.Core.Admissions;

/// <summary>
/// Who may be let into an enforced wave: whoever the wave's own gates would have let through. Pure. Asked when it is decided
/// and again, on fresh facts, right before the write.
/// </summary>
public static class AdmissionRules
{
    /// <summary>Every reason against it; none where the person may be let in.</summary>
    public static IReadOnlyList<PersonRefusal> Check(PersonFacts facts, int wave) =>
        [.. AccountRules.Check(facts), .. OfTheWave(facts, wave), .. OfTheKey(facts, wave)];

    private static IEnumerable<PersonRefusal> OfTheWave(PersonFacts facts, int wave)
    {
        var name = facts.Name;
        if (Halt.Of(facts.Decisions, wave) is { } halt)
            yield return new PersonRefusal.WaveHalted(wave, halt.Kind switch { HaltKind.Paused => "paused", HaltKind.RolledBack => "rolled back", _ => "aborted" }) { Person = name };
        switch (facts.Wave(wave))
        {
            case WaveInForce.NotEnforced not:
                yield return new PersonRefusal.WaveNotEnforced(wave, not.Why) { Person = name };
                break;
            case WaveInForce.Unknown unknown:
                yield return new PersonRefusal.Unknown(unknown.Why) { Person = name };
                break;
            // Enforced by somebody's hand, it was never shown to lock nobody out.
            case WaveInForce.Enforced when !facts.Decisions.Any(stored => stored.Decision is Approved && stored.Decision.Wave == wave):
                yield return new PersonRefusal.WaveNotEnforced(wave, "its policy is enabled, and nobody approved that here") { Person = name };
                break;
            case WaveInForce.Enforced enforced when enforced.Differences(facts.Plan) is [var difference, ..]:
                yield return new PersonRefusal.PolicyDiffers(wave, difference) { Person = name };
                break;
        }
        if (facts.Hit is { } hit) yield return new PersonRefusal.AlreadyInScope(hit.Number) { Person = name };
    }

    private static IEnumerable<PersonRefusal> OfTheKey(PersonFacts facts, int wave)
    {
        var name = facts.Name;
        if (facts.Enrollment is not Answer<UserEnrollment>.Given { Value: var enrollment })
        {
            yield return AccountRules.Unread(name, facts.Enrollment);
            yield break;
        }
        switch (enrollment)
        {
            case { Status: EnrollmentStatus.NotRegistered }:
                yield return new PersonRefusal.NotRegistered(enrollment.Reason ?? "no key") { Person = name };
                yield break;
            case { Status: not EnrollmentStatus.Registered }:
                yield return new PersonRefusal.Unknown(enrollment.Reason ?? "their keys could not be read") { Person = name };
                yield break;
        }
        if (wave <= facts.Plan.Gates.TwoKeysWaves && !facts.Decisions.Any(stored => stored.Decision is WaivedSecondKey waived && waived.Person == facts.Person.Id && waived.Wave == wave))
        {
            if (enrollment.HasSpare is false) yield return new PersonRefusal.SecondKeyMissing(wave) { Person = name };
            else if (enrollment.HasSpare is null) yield return new PersonRefusal.Unknown("of their second key nobody can tell whether it is compliant") { Person = name };
        }
        foreach (var refusal in OfItsUse(facts, enrollment)) yield return refusal;
    }

    private static IEnumerable<PersonRefusal> OfItsUse(PersonFacts facts, UserEnrollment enrollment)
    {
        var name = facts.Name;
        if (facts.SignIns is not Answer<SignInLog>.Given { Value: var log }) yield return AccountRules.Unread(name, facts.SignIns);
        else if (enrollment.Registered is not { } since) yield return new PersonRefusal.Unknown("when the key was registered is not said, so nobody can tell whether it was used since") { Person = name };
        else if (KeyUse.None.And(log, new HashSet<string> { facts.Person.Id }) is var use && use.AppsNotSeen(facts.Person.Id, since) is { Count: > 0 } missing)
            yield return use.IsTold || !log.Rows.Any(row => row is { ErrorCode: 0, IsInteractive: true })
                ? new PersonRefusal.NotProven(missing) { Person = name }
                : new PersonRefusal.Unknown("no sign-in of theirs says by which means it was made") { Person = name };
    }
}
