using Fido2Workflow.Cli.Attestations;
using Fido2Workflow.Cli.Output;
using Fido2Workflow.Core.Auditing;
using Fido2Workflow.Core.Decisions;
using Fido2Workflow.Core.Gates;
using Fido2Workflow.Core.Waves;

namespace Fido2Workflow.Cli.Evidences;

/// <summary>Evidence as people read it, a line a step.</summary>
public static class EvidenceText
{
    private const int DigestShown = 15;

    /// <summary>Every step, and the head of the chain.</summary>
    public static IEnumerable<string> Lines(EvidenceFile evidence)
    {
        yield return $"Evidence of rollout {evidence.Rollout}";
        foreach (var step in evidence.Steps) yield return $"  {step.Number,4}  {Text.Instant(step.At)}  {Where(step.Wave),-8}{Sentence(step.Happened)}";
        yield return $"{evidence.Steps.Count} steps, head {evidence.Head}";
    }

    /// <summary>What became of a file.</summary>
    public static string Line(EvidenceReport report) => report.IsWhole
        ? $"WHOLE: rollout {report.Rollout}, {report.Steps} steps, head {report.Head}.{(report.Folder is null ? " Compare the head with one that was kept elsewhere, or name the state folder with --state: by itself a file cannot tell whether steps were taken off its end." : $" It is the beginning of what {report.Folder} says.")}"
        : $"NOT WHOLE ({report.Code}): {report.Sentence}";

    private static string Where(int? wave) => wave switch { null => "rollout", Decision.Prerequisites => "tenant", var number => $"wave {number}" };

    private static string Sentence(Happening happened) => happened switch
    {
        Happening.Decided { Decision: var decision } => $"{decision.GetType().Name} by {decision.By}{Of(decision)}{(decision.Reason is null ? "" : $": {decision.Reason}")}",
        Happening.Judged judged => $"gates asked on {Short(judged.EvidenceDigest)}: {Verdicts(judged)}",
        Happening.Stood stood => $"{stood.Stage}{(stood.InScope is null ? "" : $", {stood.Registered} of {stood.InScope} registered")}{Holds(stood.Holds)}",
        Happening.Promoted promoted => $"promoted {Text.Instant(promoted.PromotedAt)} on {Short(promoted.EvidenceDigest ?? "evidence that is not recorded")}",
        Happening.Watched watched => $"watched, {watched.CleanHours} clean hours{Holds(watched.Holds)}",
        Happening.TakenBack back => $"back in report-only{(back.IsForGood ? ", for good" : "")}, read back",
        Happening.WaveDone done => $"done after {done.CleanHours} clean hours",
        Happening.RolloutStood stood => $"{stood.WavesDone} waves done{Holds(stood.Holds)}",
        Happening.Ended ended => ended.IsFailed ? "stopped by an error; nothing was changed" : "ended",
        _ => throw new InvalidOperationException("closed hierarchy"),
    };

    // What tells a decision from another of its kind.
    private static string Of(Decision decision) => decision switch
    {
        RolloutCreated created => $", plan {Short(created.PlanDigest)}",
        Approved approved => $" on {Short(approved.EvidenceDigest)}",
        Rejected rejected => $" on {Short(rejected.EvidenceDigest)}",
        Attested word => $", {AttestationNames.Of(word.Item)}{(word.Account is null ? "" : $" of {word.Account}")} until {Text.Instant(word.Until)}",
        AttestedDrill drill => $", {drill.Account} signed in {Text.Instant(drill.SignedInAt)}",
        AttestedSupport word => $" until {Text.Instant(word.Until)}",
        Deferred deferral => $", {deferral.Person} until {Text.Instant(deferral.Until)}",
        AcceptedUnseen accepted => $", {accepted.Person}",
        ServiceAccountOwned owned => $", {owned.Account} owned by {owned.Owner}",
        IdentityChecked check => $", {check.Person}: {check.How}",
        PassIssued pass => $", pass {pass.Pass} for {pass.Person} until {Text.Instant(pass.Until)}",
        PassTested pass => $", {(pass.Consumed ? "seen consumed" : "not consumed")}",
        WaivedSecondKey waiver => $", {waiver.Person}",
        Admitted admitted => $", {admitted.Person}",
        AdmissionClosed closed => $", {closed.Person}{(closed.Refusal is null ? " is in" : $" stays out: {closed.Refusal}")}",
        Released released => $", {released.Person} until {Text.Instant(released.Until)}",
        ReleaseEnded ended => $", {ended.Person}",
        ReleaseClosed closed => $", {closed.Person} is taken back",
        KeyLost lost => $", key {lost.Key} of {lost.Person}",
        KeyRevoked revoked => $", key {revoked.Key} of {revoked.Person}",
        _ => "",
    };

    private static string Verdicts(Happening.Judged judged)
    {
        var others = judged.Gates.Concat(judged.Prerequisites).Where(gate => gate.Verdict is not Verdict.Yes).ToList();
        return others.Count == 0 ? $"all {judged.Gates.Count} say yes" : string.Join(", ", others.Select(gate => $"{gate.Gate} {gate.Verdict.ToString().ToLowerInvariant()}"));
    }

    private static string Holds(IReadOnlyList<Hold> holds) => holds.Count == 0 ? "" : $"; held by {string.Join(", ", holds.Select(hold => hold.Code))}";

    private static string Short(string digest) => digest.Length > DigestShown && digest.StartsWith("sha256:", StringComparison.Ordinal) ? digest[..DigestShown] : digest;
}
