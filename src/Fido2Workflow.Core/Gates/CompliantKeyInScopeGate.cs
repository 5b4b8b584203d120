using Fido2Workflow.Core.Enrollment;
using Fido2Workflow.Core.Tenants;

namespace Fido2Workflow.Core.Gates;

/// <summary>
/// Nobody whom the policy would really hit is without a compliant key, roster or not, and nobody on the roster escapes it.
/// </summary>
public sealed class CompliantKeyInScopeGate : Gate<WaveFacts>
{
    /// <inheritdoc/>
    public override string Name => "compliant-key-in-scope";

    /// <inheritdoc/>
    public override string Asks => "Has everybody whom the policy would hit a compliant key, and does it hit everybody on the roster?";

    /// <inheritdoc/>
    public override string Keeps => "nobody in effective scope would be locked out";

    /// <inheritdoc/>
    public override string MendedAt => Portal.Users;

    /// <inheritdoc/>
    public override GateResult Judge(WaveFacts facts, DateTimeOffset now)
    {
        if (facts.EffectiveScope is not Answer<IReadOnlyList<string>>.Given { Value: var scope } given) return Unknown(facts.EffectiveScope, now);
        if (facts.Enrollment is not Answer<IReadOnlyDictionary<string, UserEnrollment>>.Given { Value: var enrollment }) return Unknown(facts.Enrollment, now);

        var evidence = Read($"effective scope of {scope.Count} people", given);
        var without = scope.Where(id => enrollment.GetValueOrDefault(id)?.Status is not (EnrollmentStatus.Registered or EnrollmentStatus.Error)).ToList();
        if (without.Count > 0)
            return No("in-scope-without-key",
                $"The policy would hit {without.Count} without a compliant key: {facts.Names(without)}.",
                "Help them register a key, or take them out of the enforcement group.", without, [evidence]);
        var unread = scope.Where(id => enrollment[id].Status is EnrollmentStatus.Error).ToList();
        if (unread.Count > 0)
            return Unknown($"The policy would hit {unread.Count} whose keys could not be read: {facts.Names(unread)}.", "It is asked again then.", unread) with { Until = AskAgain(now) };
        var unprotected = facts.Roster.Except(scope).ToList();
        if (unprotected.Count > 0)
            return No("on-roster-out-of-scope",
                $"{unprotected.Count} on the roster would not be protected: {facts.Names(unprotected)}.",
                "Take them out of the exclusion that holds them, or off the roster.", unprotected, [evidence]);
        return Yes($"All {scope.Count} whom the policy would hit have a compliant key.", evidence);
    }
}
