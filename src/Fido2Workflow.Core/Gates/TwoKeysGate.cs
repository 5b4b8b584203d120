using Fido2Workflow.Core.Decisions;
using Fido2Workflow.Core.Enrollment;
using Fido2Workflow.Core.Tenants;

namespace Fido2Workflow.Core.Gates;

/// <summary>In the first waves everybody holds a second compliant key, unless somebody waived it by name: a lost key keeps none of them out.</summary>
public sealed class TwoKeysGate : Gate<WaveFacts>
{
    /// <inheritdoc/>
    public override string Name => "two-keys";

    /// <inheritdoc/>
    public override string Asks => "Does everybody in the first waves hold two compliant keys, or was the second waived by name?";

    /// <inheritdoc/>
    public override string Keeps => "a spare key for administrators and people at high risk";

    /// <inheritdoc/>
    public override string MendedAt => Portal.Users;

    /// <inheritdoc/>
    public override GateResult Judge(WaveFacts facts, DateTimeOffset now)
    {
        if (facts.Wave.Number > facts.Plan.Gates.TwoKeysWaves) return Yes($"One key is enough from wave {facts.Plan.Gates.TwoKeysWaves + 1} on.");
        if (facts.Enrollment is not Answer<IReadOnlyDictionary<string, UserEnrollment>>.Given { Value: var enrollment } given) return Unknown(facts.Enrollment, now);

        var waivers = facts.WaveDecisions.OfType<WaivedSecondKey>().Where(waiver => facts.Roster.Contains(waiver.Person)).ToList();
        var asked = facts.Roster.Except(waivers.Select(waiver => waiver.Person)).ToList();
        var unread = asked.Where(id => enrollment.GetValueOrDefault(id) is null or { Status: EnrollmentStatus.Error }).ToList();
        var without = asked.Except(unread).Where(id => enrollment[id].HasSpare is false).ToList();
        unread.AddRange(asked.Except(unread).Except(without).Where(id => enrollment[id].HasSpare is null));
        var evidence = Read($"keys of {facts.Roster.Count} people", given);
        if (without.Count > 0)
            return No("second-key-missing", $"{without.Count} of {facts.Roster.Count} have no second compliant key: {facts.Names(without)}.",
                "Help them register a spare key, or waive it for each by name.", without, [evidence]);
        if (unread.Count > 0)
            return Unknown($"Whether {facts.Names(unread)} have a second compliant key could not be read.", "It is asked again then.", unread) with { Until = AskAgain(now) };
        var waived = waivers.Select(waiver => waiver.Person).Distinct().ToList();
        return Yes(waived.Count == 0 ? $"All {facts.Roster.Count} have two compliant keys." : $"{asked.Count} have two compliant keys; waived for {facts.Names(waived)}.",
            [evidence, .. waivers.Select(waiver => new Evidence($"second key of {waiver.Person} waived by {waiver.By}", waiver.At, "decision store"))]) with { Named = waived };
    }
}
