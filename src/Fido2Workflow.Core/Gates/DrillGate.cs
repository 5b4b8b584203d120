using Fido2Workflow.Core.Attestations;
using Fido2Workflow.Core.Decisions;
using Fido2Workflow.Core.Tenants;

namespace Fido2Workflow.Core.Gates;

/// <summary>
/// Each break-glass account was signed in with for this wave: the log shows the sign-in, and somebody's word that still
/// counts says that both portals were reached and the alert arrived.
/// </summary>
public sealed class DrillGate : Gate<WaveFacts>
{
    /// <inheritdoc/>
    public override string Name => "drill";

    /// <inheritdoc/>
    public override string Asks => "Was each break-glass account signed in with for this wave?";

    /// <inheritdoc/>
    public override string Keeps => "break-glass drill completed";

    /// <inheritdoc/>
    public override string MendedAt => "fido2 drill";

    /// <inheritdoc/>
    public override GateResult Judge(WaveFacts facts, DateTimeOffset now)
    {
        var drills = StandingDrills.Of(facts.Decisions, facts.Wave.Number, now)
            .Where(drill => facts.Plan.Exclusions.BreakGlassAccounts.Contains(drill.Account)).ToList();
        var missing = facts.Plan.Exclusions.BreakGlassAccounts.Except(drills.Select(drill => drill.Account)).ToList();
        if (missing.Count > 0)
            return No("drill-missing", $"No drill for this wave of {facts.Names(missing)}.",
                "Sign in with the account, reach the admin portals, and attest it.", missing, []);

        var incomplete = drills.Where(drill => !drill.BothPortalsReached || !drill.AlertReceived).Select(drill => drill.Account).ToList();
        if (incomplete.Count > 0)
            return No("drill-incomplete", $"The drill of {facts.Names(incomplete)} did not reach both admin portals, or nobody received its alert.",
                "Mend what did not work, and drill the account again.", incomplete, []);

        var reused = drills.Where(drill => IsOfAnotherWave(facts, drill)).Select(drill => drill.Account).ToList();
        if (reused.Count > 0)
            return No("drill-reused", $"The sign-in of {facts.Names(reused)} was attested for another wave already, and each wave has a drill of its own.",
                "Sign in with the account anew, and attest that.", reused, []);

        return JudgeByTheLog(facts, [.. drills.Select(drill => (drill, Sighting(facts, drill)))]);
    }

    private GateResult JudgeByTheLog(WaveFacts facts, IReadOnlyList<(AttestedDrill Drill, DrillSighting Sighting)> drills)
    {
        foreach (var (drill, sighting) in drills)
            if (sighting is DrillSighting.Contradicted { Why: var why })
                return No("drill-contradicted", $"A sign-in of {facts.Name(drill.Account)} {drill.SignedInAt:yyyy-MM-dd HH:mm} UTC is attested, and {why}.",
                    "Find out who signed in where and when, and drill the account again.", [drill.Account], []);
        foreach (var (drill, sighting) in drills)
            if (sighting is DrillSighting.Unreadable { Why: var why })
                return Unknown($"Whether {facts.Name(drill.Account)} signed in {drill.SignedInAt:yyyy-MM-dd HH:mm} UTC is not known: {why}.",
                    "Let the reader's identity read the sign-in log; it is looked up again.", drill.Account);

        var late = drills.Where(drill => drill.Sighting is DrillSighting.NotYetVisible).ToList();
        return late.Count == 0
            ? Yes("Each break-glass account was drilled for this wave, and the sign-in log confirms it.", [.. drills.SelectMany(drill => EvidenceOf(facts, drill.Drill, (DrillSighting.Confirmed)drill.Sighting))])
            : Unknown($"The sign-in log does not show the drill of {facts.Names([.. late.Select(drill => drill.Drill.Account)])} yet, and may still.",
                "Nothing to do: it is looked up again then.", [.. late.Select(drill => drill.Drill.Account)]) with
            { Until = late.Max(drill => ((DrillSighting.NotYetVisible)drill.Sighting).Until) };
    }

    private static bool IsOfAnotherWave(WaveFacts facts, AttestedDrill drill) =>
        facts.Decisions.Select(stored => stored.Decision).OfType<AttestedDrill>().Any(other =>
            other.Wave != drill.Wave && other.Wave != Decision.Prerequisites && other.Account == drill.Account && other.At < drill.At
            && (other.SignedInAt - drill.SignedInAt).Duration() < facts.Plan.Attestations.DrillWithin);

    private static DrillSighting Sighting(WaveFacts facts, AttestedDrill drill) =>
        facts.DrillSignIns.TryGetValue(drill.Id, out var log)
            ? DrillSighting.Of(facts.Plan, drill, log)
            : new DrillSighting.Unreadable("the log was not read");

    private static IEnumerable<Evidence> EvidenceOf(WaveFacts facts, AttestedDrill drill, DrillSighting.Confirmed seen)
    {
        yield return new($"drill of {drill.Account} by {drill.By}", drill.At, "decision store");
        var log = (Answer<SignInLog>.Given)facts.DrillSignIns[drill.Id];
        yield return new($"sign-in of {drill.Account} {seen.At:yyyy-MM-dd HH:mm} UTC", log.At, log.From);
    }
}
