using Fido2Workflow.Core.Enrollment;
using Fido2Workflow.Core.Tenants;

namespace Fido2Workflow.Core.Gates;

/// <summary>
/// People have a key and were seen to sign in with it since, to Exchange, SharePoint and Teams: everybody in the first
/// waves, most of a later one, the rest named. Nobody is accepted by name here: that a key works is seen or it is not, and
/// whoever does not come to try it is deferred.
/// </summary>
public sealed class ProvenGate : Gate<WaveFacts>
{
    /// <inheritdoc/>
    public override string Name => "proven";

    /// <inheritdoc/>
    public override string Asks => "Was everybody on the roster, or enough of a later wave, seen to sign in with their key to Exchange, SharePoint and Teams?";

    /// <inheritdoc/>
    public override string Keeps => "registered keys tried by their owners in Exchange, SharePoint and Teams";

    /// <inheritdoc/>
    public override string MendedAt => Portal.SignIns;

    /// <inheritdoc/>
    public override GateResult Judge(WaveFacts facts, DateTimeOffset now)
    {
        if (facts.Enrollment is not Answer<IReadOnlyDictionary<string, UserEnrollment>>.Given { Value: var enrollment }) return Unknown(facts.Enrollment, now);
        var unregistered = facts.Roster.Where(id => enrollment.GetValueOrDefault(id)?.Status is not EnrollmentStatus.Registered).ToList();
        if (unregistered.Count > 0)
            return No("proven-too-early", $"Who signs in with a key is asked once everybody has one, and {unregistered.Count} have none, or theirs could not be read.",
                "Help them register a key, or defer them by name.", unregistered, []);
        if (facts.KeyUse is not Answer<KeyUse>.Given { Value: var use } given) return Unknown(facts.KeyUse, now);
        if (!use.IsTold)
            return Unknown("No sign-in of anybody on the roster says by which means it was made, and that is no evidence.",
                "Check that sign-in logs are kept, and that the reader's identity may read authentication details.") with { Until = AskAgain(now) };

        var undated = facts.Roster.Where(id => enrollment[id].Registered is null).ToList();
        var unproven = facts.Roster.Where(id => enrollment[id].Registered is { } since && use.AppsNotSeen(id, since).Count > 0).ToList();
        var evidence = Read($"sign-ins with a key, up to {use.Until:yyyy-MM-dd HH:mm} UTC", given);
        if (!IsEnough(facts, unproven.Count))
            return No("not-proven", $"{unproven.Count} of {facts.Roster.Count} were not seen to sign in with their key everywhere: {Missing(facts, enrollment, use, unproven)}.",
                "Ask each of them to sign in with the key there. Whoever cannot come is deferred by name.", unproven, [evidence]);
        if (!IsEnough(facts, unproven.Count + undated.Count))
            return Unknown($"When {facts.Names(undated)} registered the key is not said, so nobody can tell whether it was used since.", "Let them register the key again.", undated);
        var rest = unproven.Concat(undated).ToList();
        return Yes($"{facts.Roster.Count - rest.Count} of {facts.Roster.Count} signed in with their key to {string.Join(", ", KeyUse.Apps.Values)}{(rest.Count == 0 ? "" : $"; not yet: {facts.Names(rest)}")}.", evidence)
            with { Named = rest };
    }

    private static bool IsEnough(WaveFacts facts, int unproven)
    {
        var figures = facts.Plan.Gates;
        return facts.Wave.Number <= figures.ProvenWaves ? unproven == 0 : facts.Roster.Count - unproven >= figures.ProvenShare * facts.Roster.Count;
    }

    private static string Missing(WaveFacts facts, IReadOnlyDictionary<string, UserEnrollment> enrollment, KeyUse use, List<string> unproven) =>
        string.Join(", ", unproven.Take(3).Select(id => $"{facts.Name(id)} ({string.Join(", ", use.AppsNotSeen(id, enrollment[id].Registered!.Value))})"))
        + (unproven.Count > 3 ? $" and {unproven.Count - 3} more" : "");
}
