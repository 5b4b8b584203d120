using Fido2Workflow.Core.Enrollment;
using Fido2Workflow.Core.Tenants;

namespace Fido2Workflow.Core.Gates;

/// <summary>Everyone on the wave's roster has a compliant key: none missing, none that could not be read.</summary>
public sealed class RegisteredGate : Gate<WaveFacts>
{
    /// <inheritdoc/>
    public override string Name => "registered";

    /// <inheritdoc/>
    public override string Asks => "Has everybody on the wave's roster a compliant key?";

    /// <inheritdoc/>
    public override string Keeps => "all users in wave scope registered";

    /// <inheritdoc/>
    public override string MendedAt => "fido2 tap issue";

    /// <inheritdoc/>
    public override GateResult Judge(WaveFacts facts, DateTimeOffset now)
    {
        if (facts.RosterWithoutAccount.Count > 0)
            return No("roster-without-account",
                $"The roster names {string.Join(", ", facts.RosterWithoutAccount.Take(3))}, which no account of the tenant has.",
                "Correct the roster: a person who is not found cannot be shown to have a key.", [], []);
        if (facts.Enrollment is not Answer<IReadOnlyDictionary<string, UserEnrollment>>.Given { Value: var enrollment } given)
            return Unknown(facts.Enrollment, now);
        if (facts.Roster.Count == 0)
            return No("nobody-on-roster", "The wave's roster is empty, and an empty list proves nothing.", "Put people on the roster, or take the wave out of the plan.", [], []);

        var missing = facts.Roster.Where(id => enrollment.GetValueOrDefault(id)?.Status is EnrollmentStatus.NotRegistered).ToList();
        var unread = facts.Roster.Where(id => enrollment.GetValueOrDefault(id)?.Status is not (EnrollmentStatus.Registered or EnrollmentStatus.NotRegistered)).ToList();
        var evidence = Read($"keys of {facts.Roster.Count} people", given);
        if (missing.Count > 0)
            return No("not-registered",
                $"{missing.Count} of {facts.Roster.Count} have no compliant key: {facts.Names(missing)}.",
                "Help them register a key, or defer them by name.", missing, [evidence]);
        if (unread.Count > 0)
            return Unknown($"The keys of {unread.Count} could not be read: {facts.Names(unread)}.", "It is asked again then.", unread) with { Until = AskAgain(now) };
        return Yes($"All {facts.Roster.Count} have a compliant key.", evidence);
    }
}
