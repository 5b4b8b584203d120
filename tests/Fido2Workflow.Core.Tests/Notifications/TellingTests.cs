namespace Fido2Workflow.Core.Tests;

/// <summary>What people hear of, as a wave goes from status to status.</summary>
public class TellingTests
{
    private static readonly WaveKey Wave = new("contoso", 2, "sha256:plan");
    private static readonly WaveWorkflow.Figures Figures = WaveWorkflow.Figures.Of(Some.Plan);
    private static readonly Hold Mend = new("drill-missing", "No drill.", "Drill it.");

    /// <summary>Somebody who is told from status to status.</summary>
    private sealed class Listener
    {
        private Told _told = Told.Nothing;

        public DateTimeOffset Now { get; private set; } = Some.Now;

        public IReadOnlyList<Notification> Hears(WaveStatus status, TimeSpan later = default)
        {
            Now += later;
            (var news, _told) = Telling.Of(Wave, WorkflowJson.Read<Told>(WorkflowJson.Write(_told)), status, Now, Figures);
            return news;
        }

        public IReadOnlyList<NotificationKind> Kinds(WaveStatus status, TimeSpan later = default) => [.. Hears(status, later).Select(news => news.Kind)];
    }

    private static WaveStatus Status(WaveStage stage, params Hold[] holds) => new(stage) { Holds = holds };

    private static WaveStatus Watching(params Hold[] holds) => Status(WaveStage.Watching, holds) with { PromotedAt = Some.Now };

    private static WaveStatus Halted(HaltKind kind, string by = "rita", DateTimeOffset? at = null) => WaveTextsOf(new Halt(kind, by, at ?? Some.Now, "storm"));

    private static WaveStatus WaveTextsOf(Halt halt) => new(halt.Kind switch { HaltKind.Paused => WaveStage.Paused, HaltKind.RolledBack => WaveStage.RolledBack, _ => WaveStage.Aborted })
    {
        Halt = halt, Holds = [new(Halt.CodeOf(halt.Kind), $"{halt.Kind} by {halt.By}.", "Resume the wave when it may go on.")],
    };

    private static WaveStatus Asking(string digest, DateTimeOffset until) => Status(WaveStage.Approval, new Hold(WaveStatus.ApprovalAwaited, "0 of 1.", "Approve it.", until)) with
    {
        EvidenceDigest = digest, EvidenceDocument = $"sha256:{digest}", Until = until,
    };

    [Fact]
    public void What_a_person_mends_is_told_at_once_and_once()
    {
        var listener = new Listener();
        var held = Assert.IsType<Notification.Held>(Assert.Single(listener.Hears(Status(WaveStage.Verifying, Mend))));
        Assert.Equal(("contoso.wave-2/held/drill-missing/20261110T100000Z", "contoso", 2, Some.Now, "Drill it."), (held.Id, held.Rollout, held.Wave, held.At, held.Why.NextStep));
        for (var round = 0; round < 20; round++) Assert.Empty(listener.Hears(Status(WaveStage.Verifying, Mend with { Sentence = $"No drill, {round}." }), TimeSpan.FromHours(12)));
    }

    [Fact]
    public void What_comes_and_goes_from_round_to_round_is_told_once()
    {
        var listener = new Listener();
        Assert.Single(listener.Hears(Status(WaveStage.Verifying, Mend)));
        for (var round = 0; round < 20; round++) Assert.Empty(listener.Hears(Status(WaveStage.Verifying, round % 2 == 0 ? [] : [Mend]), TimeSpan.FromHours(12)));
    }

    [Fact]
    public void What_stayed_away_for_two_polls_and_is_back_is_told_again_under_another_id()
    {
        var listener = new Listener();
        var first = listener.Hears(Status(WaveStage.Verifying, Mend));
        Assert.Empty(listener.Hears(Status(WaveStage.Verifying), 2 * Figures.PollAtMost));
        var second = listener.Hears(Status(WaveStage.Verifying, Mend));
        Assert.NotEqual(first[0].Id, Assert.Single(second).Id);
    }

    [Fact]
    public void What_answers_itself_is_not_told_unless_it_does_not()
    {
        var until = Some.Now.AddDays(3);
        var wait = new Hold("report-only-log-too-short", "Too short.", null, until);
        var listener = new Listener();
        Assert.Empty(listener.Hears(Status(WaveStage.Verifying, wait)));
        Assert.Empty(listener.Hears(Status(WaveStage.Verifying, wait), TimeSpan.FromDays(2)));
        Assert.Empty(listener.Hears(Status(WaveStage.Verifying, wait with { Until = until.AddDays(9) }), TimeSpan.FromHours(23)));
        Assert.Equal(Some.Now, Assert.Single(listener.Hears(Status(WaveStage.Verifying, wait with { Until = until.AddDays(9) }), TimeSpan.FromHours(1))).At);
    }

    [Fact]
    public void A_tenant_that_does_not_answer_is_told_after_four_hours_and_one_that_refuses_at_once()
    {
        Hold Failing(TenantFailure why, DateTimeOffset now) => Hold.Of(why with { Request = "GET /x" }, now);
        var listener = new Listener();
        for (var hours = 0; hours < 4; hours++)
            Assert.Empty(listener.Hears(Status(WaveStage.Verifying, Failing(new TenantFailure.Unavailable("503") { Request = "" }, listener.Now)), hours == 0 ? default : TimeSpan.FromHours(1)));
        Assert.Single(listener.Hears(Status(WaveStage.Verifying, Failing(new TenantFailure.Unavailable("503") { Request = "" }, listener.Now)), TimeSpan.FromHours(1)));
        Assert.Single(new Listener().Hears(Status(WaveStage.Verifying, Failing(new TenantFailure.Denied("403", "no") { Request = "" }, Some.Now))));
    }

    [Fact]
    public void Approvers_are_asked_once_for_each_question()
    {
        var (listener, until) = (new Listener(), Some.Now.AddDays(7));
        var asked = Assert.IsType<Notification.ApprovalNeeded>(Assert.Single(listener.Hears(Asking("a", until))));
        Assert.Equal(("a", "sha256:a", until, "contoso.wave-2.a"), (asked.EvidenceDigest, asked.EvidenceDocument, asked.Until, asked.Approval));
        Assert.Empty(listener.Hears(Asking("a", until), TimeSpan.FromHours(1)));
        Assert.Single(listener.Hears(Asking("b", until), TimeSpan.FromHours(1)));
        // The same evidence asked anew, after a pause.
        Assert.Single(listener.Hears(Asking("a", until.AddDays(1)), TimeSpan.FromHours(1)));
    }

    [Fact]
    public void A_rejection_is_told_for_each_evidence_that_is_rejected()
    {
        var listener = new Listener();
        var rejected = Status(WaveStage.Approval, new Hold("rejected", "olga said no.", "Mend it."));
        Assert.Single(listener.Hears(rejected with { EvidenceDigest = "a" }));
        Assert.Single(listener.Hears(rejected with { EvidenceDigest = "b" }));
        Assert.Empty(listener.Hears(rejected with { EvidenceDigest = "b" }));
    }

    [Fact]
    public void A_promotion_and_its_clean_end_are_each_told_once()
    {
        var listener = new Listener();
        Assert.Equal([NotificationKind.Promoted], listener.Kinds(Watching()));
        Assert.Empty(listener.Kinds(Watching(), TimeSpan.FromHours(40)));
        Assert.Equal([NotificationKind.Done], listener.Kinds(Watching() with { Stage = WaveStage.Done }));
        Assert.Equal([NotificationKind.Promoted], listener.Kinds(Watching() with { PromotedAt = Some.Now.AddDays(5) }, TimeSpan.FromDays(5)));
    }

    [Theory]
    [InlineData(ReadWatch.Failure, NotificationKind.FailureSeen)]
    [InlineData(ReadWatch.LockedOut, NotificationKind.FailureSeen)]
    [InlineData(ReadWatch.Silent, NotificationKind.SuspectedLockout)]
    public void One_more_person_in_trouble_is_news_and_one_fewer_is_not(string code, NotificationKind kind)
    {
        var listener = new Listener();
        listener.Hears(Watching());
        Assert.Equal([kind], listener.Kinds(Watching(Hold.About(["ann"], code, "1.", "Call."))));
        Assert.Equal([kind], listener.Kinds(Watching(Hold.About(["ann", "ben"], code, "2.", "Call.")), TimeSpan.FromHours(2)));
        Assert.Empty(listener.Kinds(Watching(Hold.About(["ben"], code, "1.", "Call.")), TimeSpan.FromHours(2)));
        Assert.Empty(listener.Kinds(Watching(), TimeSpan.FromHours(2)));
        Assert.Empty(listener.Kinds(Watching(Hold.About(["ann"], code, "1.", "Call.")), TimeSpan.FromHours(2)));
        Assert.Equal([kind], listener.Kinds(Watching(Hold.About(["cat"], code, "1.", "Call.")), TimeSpan.FromHours(2)));
        // More than a status names.
        var many = Enumerable.Range(0, 30).Select(person => $"p{person:00}").ToList();
        Assert.Equal([kind], listener.Kinds(Watching(Hold.About(many[..29], code, "29.", "Call.")), TimeSpan.FromHours(2)));
        Assert.Equal([kind], listener.Kinds(Watching(Hold.About(many, code, "30.", "Call.")), TimeSpan.FromHours(2)));
    }

    [Fact]
    public void Once_nobody_could_tell_for_too_long_that_is_told_and_not_each_reason()
    {
        var listener = new Listener();
        listener.Hears(Watching());
        var blind = new Hold(ReadWatch.Unknown, "The log has a gap.", "Check the log.", Some.Now.AddHours(4));
        Assert.Empty(listener.Kinds(Watching(blind)));
        var tooLong = Hold.About(["rita", "olga"], ReadWatch.UnknownTooLong, "Nobody can tell.", "Ask people.");
        Assert.Equal([NotificationKind.WatchUnknown], listener.Kinds(Watching(blind with { Until = null }, tooLong), TimeSpan.FromHours(4)));
        Assert.Empty(listener.Kinds(Watching(blind with { Until = null }, tooLong), TimeSpan.FromHours(4)));
    }

    [Fact]
    public void A_pause_is_told_by_whom_and_each_pause_anew()
    {
        var listener = new Listener();
        Assert.Contains("rita", Assert.IsType<Notification.Held>(Assert.Single(listener.Hears(Halted(HaltKind.Paused)))).Why.Sentence, StringComparison.Ordinal);
        Assert.Empty(listener.Hears(Halted(HaltKind.Paused), TimeSpan.FromHours(12)));
        Assert.Single(listener.Hears(Halted(HaltKind.Paused, at: Some.Now.AddHours(13)), TimeSpan.FromHours(1)));
    }

    [Fact]
    public void A_rollback_is_told_once_it_is_read_back_and_what_keeps_it_from_that_a_minute_later()
    {
        var listener = new Listener();
        var back = Halted(HaltKind.RolledBack);
        var notYet = back with { Holds = [new("rollback-not-visible", "Not shown yet.", "Nothing to do.", Some.Now.AddMinutes(1))] };
        Assert.Empty(listener.Kinds(notYet));
        Assert.Equal([NotificationKind.Held], listener.Kinds(notYet, TimeSpan.FromMinutes(1)));
        var told = Assert.IsType<Notification.RolledBack>(Assert.Single(listener.Hears(back, TimeSpan.FromMinutes(1))));
        Assert.Equal(("rita", "storm", Some.Now), (told.By, told.Reason, told.At));
        Assert.Empty(listener.Hears(back, TimeSpan.FromHours(12)));
    }

    [Fact]
    public void A_brake_is_told_before_its_rollback_is_read_back()
    {
        var listener = new Listener();
        var back = Halted(HaltKind.RolledBack, ReadWatch.Product);
        Assert.Equal([NotificationKind.BrakePulled], listener.Kinds(back with { Holds = [new("rollback-not-visible", "Not shown yet.", null, Some.Now.AddMinutes(1))] }));
        Assert.Equal([NotificationKind.RolledBack], listener.Kinds(back, TimeSpan.FromSeconds(50)));
    }

    [Fact]
    public void A_rollback_that_somebody_resumed_before_it_was_carried_out_is_told_too() =>
        Assert.Null(Assert.IsType<Notification.RolledBack>(Assert.Single(new Listener().Hears(new(WaveStage.RolledBack)))).By);

    [Fact]
    public void An_abort_is_told() =>
        Assert.Equal([NotificationKind.Aborted], new Listener().Kinds(Halted(HaltKind.Aborted)));

    [Fact]
    public void A_promotion_by_hand_is_told_as_such() =>
        Assert.Equal([NotificationKind.PromotionByHand], new Listener().Kinds(Status(WaveStage.Enrolling, new Hold(SyncRoster.PromotedByHand, "It is enabled.", "Roll back."))));

    [Fact]
    public void What_is_remembered_stays_small()
    {
        var told = Told.Nothing;
        for (var code = 0; code < 500; code++)
            (_, told) = Telling.Of(Wave, told, Status(WaveStage.Verifying, new Hold($"gate-{code}", "No.", "Mend it.")), Some.Now.AddMinutes(code), Figures);
        Assert.InRange(told.Causes.Count, 1, 50);
        Assert.Contains(told.Causes, cause => cause.On == "held/gate-499");
    }
}
