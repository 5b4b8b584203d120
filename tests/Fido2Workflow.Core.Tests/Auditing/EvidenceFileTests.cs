namespace Fido2Workflow.Core.Tests.Auditing;

public class EvidenceFileTests
{
    [Fact]
    public async Task It_tells_who_decided_what_the_gates_said_and_what_became_of_the_wave_each_once_and_in_order()
    {
        var file = await RecordedRollout.Whole().ReadAsync();
        Assert.Equal(
            [
                "rolloutCreated", "rolloutStood", "waveStarted", "passIssued", "rolloutStood", "Enrolling not-registered", "Enrolling not-registered", "judged No", "Verifying drill-missing",
                "attestedDrill", "attestedDrill", "judged Yes", "Approval approval-awaited", "approved", "promoted", "watched", "watched watch-failure",
                "rolledBack", "RolledBack tenant-unavailable", "RolledBack rolledback", "takenBack", "resumed", "Approval approval-awaited", "approved",
                "promoted", "watched", "done", "ended", "rolloutStood",
            ],
            file.Steps.Select(Told));
        Assert.Equal(Enumerable.Range(1, file.Steps.Count), file.Steps.Select(step => step.Number));
        Assert.Equal(file.Head, file.Steps[^1].Digest);
    }

    [Fact]
    public async Task A_promotion_names_the_evidence_that_was_approved_and_the_file_holds_it_and_the_plan_it_was_judged_by()
    {
        var file = await RecordedRollout.Whole().ReadAsync();
        var approved = file.Steps.Select(step => step.Happened).OfType<Happening.Decided>().Select(decided => decided.Decision).OfType<Approved>().First();
        var promoted = file.Steps.Select(step => step.Happened).OfType<Happening.Promoted>().First();
        var judged = file.Steps.Select(step => step.Happened).OfType<Happening.Judged>().Last();
        Assert.Equal((approved.EvidenceDigest, judged.Document), (promoted.EvidenceDigest, promoted.Document));
        Assert.All(file.NamedDocuments, document => Assert.Equal(document, CanonicalJson.DigestOf(file.Documents[document])));
        Assert.Contains(judged.PlanDigest, file.NamedDocuments);
        Assert.Equal(3, file.Documents.Count);
    }

    [Fact]
    public async Task The_same_things_stored_give_the_same_bytes() =>
        Assert.Equal((await RecordedRollout.Whole().ReadAsync()).ToText(), (await RecordedRollout.Whole().ReadAsync()).ToText());

    [Fact]
    public async Task Whenever_it_was_written_it_is_the_beginning_of_what_is_written_later()
    {
        var whole = RecordedRollout.Whole();
        var last = await whole.ReadAsync();
        for (var stored = 1; stored < whole.Count; stored++)
        {
            var earlier = await whole.Up(to: stored).ReadAsync();
            Assert.Equal(last.Steps.Take(earlier.Steps.Count).Select(step => step.Digest), earlier.Steps.Select(step => step.Digest));
            Assert.IsType<EvidenceVerdict.Whole>(EvidenceVerification.Verify(earlier.ToText(), last));
        }
    }

    [Fact]
    public async Task A_rollback_that_was_resumed_before_it_was_told_is_told_once_the_wave_goes_on()
    {
        var at = Some.Now;
        var file = await new RecordedRollout()
            .Said(new WaveStatus(WaveStage.Watching) { PromotedAt = at }).Decided(Decide.RollBack()).Decided(Decide.Resume())
            .Said(new WaveStatus(WaveStage.Enrolling)).ReadAsync();
        Assert.Equal(["promoted", "watched", "rolledBack", "resumed", "Enrolling", "takenBack"], file.Steps.Select(Told));
    }

    [Fact]
    public async Task Of_a_rollout_nobody_heard_of_there_is_no_step() => Assert.Empty((await new RecordedRollout().ReadAsync()).Steps);

    private static string Told(EvidenceStep step) => step.Happened switch
    {
        Happening.Decided { Decision: var decision } => Camel(decision.GetType().Name),
        Happening.Judged judged => $"judged {(judged.Gates.All(gate => gate.Verdict is Verdict.Yes) ? "Yes" : "No")}",
        Happening.Stood stood => $"{stood.Stage} {Codes(stood.Holds)}".Trim(),
        Happening.Watched watched => $"watched {Codes(watched.Holds)}".Trim(),
        Happening.WaveDone => "done",
        var other => Camel(other.GetType().Name),
    };

    private static string Codes(IEnumerable<Hold> holds) => string.Join(' ', holds.Select(hold => hold.Code));

    private static string Camel(string name) => char.ToLowerInvariant(name[0]) + name[1..];
}
