namespace Fido2Workflow.Core.Tests;

public class WaveWorkflowTests
{
    private static readonly Decision Yes = Decide.Approve("olga");

    private static WaveScript Approved(int wave = 1) => new WaveScript(wave).In(WaveStage.Approval, Yes);

    [Fact]
    public async Task A_wave_opens_enrolls_verifies_is_approved_promoted_watched_and_done_in_that_order_and_no_other()
    {
        var wave = Approved();
        var outcome = await wave.RunAsync();
        Assert.Equal(new WaveWorkflow.Outcome(true, Some.Now.AddMinutes(1), "sha256:evidence"), outcome);
        Assert.Equal(
            ["OpenWave", "SyncRoster", "CheckEnrollment", "JudgeGates", "SyncRoster", "CheckEnrollment", "JudgeGates", "Promote", "ReadWatch"], wave.Calls);
        Assert.Equal([WaveStage.Approval, WaveStage.Watching, WaveStage.Watching, WaveStage.Done], wave.Stages);
    }

    [Fact]
    public async Task The_promotion_is_asked_for_exactly_what_was_judged_and_approved()
    {
        PromotionAsked? asked = null;
        var wave = Approved();
        wave.Promote = promotion => { asked = promotion; return new Promotion.Enforced(Some.Now); };
        await wave.RunAsync();
        Assert.Equal(new PromotionAsked(wave.Key, WaveScript.Objects, Some.Now, "fingerprint", new Question("digest-a", 0), 0, "sha256:evidence"), asked);
    }

    [Fact]
    public async Task A_wave_that_cannot_open_holds_and_says_why()
    {
        var wave = new WaveScript { Open = () => new Step<WaveObjects>.Held(WaveScript.Trouble) };
        Assert.Null(await wave.RunAsync());
        Assert.Equal((WaveStage.Opening, "trouble"), (wave.Status.Stage, Assert.Single(wave.Status.Holds).Code));
        Assert.Equal(["OpenWave"], wave.Calls);
    }

    [Fact]
    public async Task Until_everybody_has_a_key_it_polls_at_growing_distances_and_asks_no_gate()
    {
        var wave = new WaveScript { Poll = () => new Step<EnrollmentProgress>.Taken(new(2, 1, 0, 1, "sha256:missing", ["ben"], [])) };
        await wave.RunAsync();
        Assert.Equal(["OpenWave", "SyncRoster", "CheckEnrollment", "SyncRoster", "CheckEnrollment"], wave.Calls.Take(5));
        Assert.DoesNotContain("JudgeGates", wave.Calls);
        Assert.Equal([2, 3, 4.5, 6.75, 10.125, 12, 12], wave.Context.Waits.Take(7).Select(wait => wait.TotalHours));
        Assert.Equal(["not-registered", "needs-pass"], wave.Status.Holds.Select(hold => hold.Code));
    }

    [Fact]
    public async Task A_nudge_between_two_polls_or_told_twice_moves_none_of_them()
    {
        var wave = new WaveScript { Poll = () => new Step<EnrollmentProgress>.Taken(new(2, 1, 0, 0, "sha256:missing", ["ben"], [])) };
        await wave.In(WaveStage.Enrolling).In(WaveStage.Enrolling).RunAsync();
        Assert.Equal([118, 180, 270], wave.Context.Waits.Take(3).Select(wait => wait.TotalMinutes));
    }

    [Fact]
    public async Task An_empty_group_is_not_all_registered_but_asked_of_the_gates()
    {
        var wave = new WaveScript
        {
            Sync = () => new Step<RosterSynced>.Taken(new(0, false, "fingerprint")),
            Poll = () => new Step<EnrollmentProgress>.Taken(new(0, 0, 0, 0, "sha256:missing", [], [])),
            Judge = () => new("d", "e", [WaveScript.Trouble]),
        };
        await wave.RunAsync();
        Assert.Equal(WaveStage.Verifying, wave.Status.Stage);
        Assert.DoesNotContain("Promote", wave.Calls);
    }

    [Fact]
    public async Task A_group_that_does_not_show_its_members_yet_is_read_again_in_a_minute()
    {
        var shown = new Queue<int>([0, 2]);
        var wave = new WaveScript { Judge = () => new("d", "e", [WaveScript.Trouble]) };
        wave.Poll = () => shown.TryDequeue(out var members) ? new Step<EnrollmentProgress>.Taken(new(members, members, 0, 0, "sha256:missing", [], [])) : throw new InvalidOperationException("read once too often");
        wave.Context.End = Some.Now.AddMinutes(1);
        await wave.RunAsync();
        Assert.Equal([TimeSpan.FromMinutes(1)], wave.Context.Waits.Take(1));
        Assert.Equal(WaveStage.Verifying, wave.Status.Stage);
    }

    [Fact]
    public async Task What_may_have_been_made_is_looked_for_once_it_must_show_and_no_event_shortens_that()
    {
        var opened = new Queue<Step<WaveObjects>>([new Step<WaveObjects>.Held(new("write-ambiguous", "Sent.", "Wait.", Some.Now.AddMinutes(2))), new Step<WaveObjects>.Taken(WaveScript.Objects)]);
        DateTimeOffset? again = null;
        var wave = new WaveScript();
        wave.Open = () =>
        {
            if (opened.Count == 1) again = wave.Context.CurrentUtcDateTime;
            return opened.Dequeue();
        };
        wave.In(WaveStage.Opening, Decide.Drill("bg-1"));
        await wave.RunAsync();
        Assert.Equal(Some.Now.AddMinutes(10), again);
    }

    [Fact]
    public async Task A_time_that_passed_while_the_tenant_was_read_is_due_in_a_minute_and_does_not_spin()
    {
        var wave = new WaveScript { Judge = () => new("d", "e", [WaveScript.Trouble with { Until = Some.Now.AddMinutes(-1) }]) };
        wave.Context.End = Some.Now.AddMinutes(3);
        await wave.RunAsync();
        Assert.All(wave.Context.Waits.Take(3), wait => Assert.Equal(TimeSpan.FromMinutes(1), wait));
    }

    [Fact]
    public async Task A_gate_that_does_not_say_yes_holds_even_what_was_approved()
    {
        var wave = new WaveScript { Judge = () => new("digest-a", "sha256:evidence", [WaveScript.Trouble]) };
        wave.Decisions.Add(Yes);
        Assert.Null(await wave.RunAsync());
        Assert.DoesNotContain("Promote", wave.Calls);
        Assert.Equal((WaveStage.Verifying, (string?)null), (wave.Status.Stage, wave.Status.EvidenceDigest));
    }

    [Fact]
    public async Task A_hold_that_names_its_end_is_asked_again_right_then()
    {
        var wave = new WaveScript { Judge = () => new("digest-a", "sha256:evidence", [WaveScript.Trouble with { Until = Some.Now.AddMinutes(7) }]) };
        await wave.RunAsync();
        Assert.Equal(TimeSpan.FromMinutes(7), wave.Context.Waits[0]);
    }

    [Fact]
    public async Task Newer_evidence_voids_an_approval()
    {
        var judged = 0;
        var wave = Approved();
        wave.Judge = () => new(++judged == 1 ? "digest-a" : "digest-b", "sha256:evidence", []);
        Assert.Null(await wave.RunAsync());
        Assert.DoesNotContain("Promote", wave.Calls);
    }

    [Fact]
    public async Task A_rejection_holds_until_the_wave_is_resumed()
    {
        var wave = new WaveScript().In(WaveStage.Approval, Decide.Reject("pete"), Yes).At("rejected", Decide.Resume()).At("approval-awaited", Yes);
        Assert.True((await wave.RunAsync())!.IsDone);
        Assert.Equal(1, wave.Count("Promote"));
    }

    [Fact]
    public async Task An_approval_that_comes_too_late_promotes_nothing()
    {
        var wave = new WaveScript().At("approval-expired", Yes);
        Assert.Null(await wave.RunAsync());
        Assert.DoesNotContain("Promote", wave.Calls);
        Assert.Equal("approval-expired", Assert.Single(wave.Status.Holds).Code);
    }

    [Fact]
    public async Task After_it_expired_a_resumption_asks_again_and_what_was_approved_before_does_not_count()
    {
        var wave = new WaveScript().At("approval-expired", Yes, Decide.Resume());
        Assert.Null(await wave.RunAsync());
        Assert.DoesNotContain("Promote", wave.Calls);
        var deadlines = wave.Context.Statuses.Select(WorkflowJson.Read<WaveStatus>).Where(status => status.WaitingFor == "one more approval").Select(status => status.Until).Distinct();
        Assert.Equal(2, deadlines.Count());
    }

    [Fact]
    public async Task Outside_the_window_an_approval_waits_until_it_expires()
    {
        var wave = Approved();
        wave.Promote = _ => new Promotion.NotYet([new("outside-window", "Not now.", null, wave.Context.CurrentUtcDateTime.AddHours(5))]);
        Assert.Null(await wave.RunAsync());
        Assert.Equal("approval-expired", Assert.Single(wave.Status.Holds).Code);
        Assert.DoesNotContain("ReadWatch", wave.Calls);
    }

    [Fact]
    public async Task A_promotion_that_is_not_seen_is_looked_for_each_minute_for_ten_and_then_everything_is_read_again()
    {
        var looks = 0;
        var wave = Approved();
        wave.Promote = _ => looks == 0 ? new Promotion.Unconfirmed() : new Promotion.Enforced(wave.Context.CurrentUtcDateTime);
        wave.Confirm = _ => { looks++; return new Promotion.Unconfirmed(); };
        Assert.True((await wave.RunAsync())!.IsDone);
        Assert.Equal(10, looks);
        Assert.Equal(
            ["JudgeGates", "Promote", "ConfirmPromotion", "SyncRoster", "CheckEnrollment", "JudgeGates", "Promote", "ReadWatch"], wave.Calls.Skip(6));
    }

    [Fact]
    public async Task A_promotion_seen_at_the_third_look_is_watched_from_then_on()
    {
        var looks = 0;
        var wave = Approved();
        wave.Promote = _ => new Promotion.Unconfirmed();
        wave.Confirm = _ => ++looks < 3 ? new Promotion.Unconfirmed() : new Promotion.Enforced(wave.Context.CurrentUtcDateTime);
        Assert.Equal(new WaveWorkflow.Outcome(true, Some.Now.AddMinutes(4), "sha256:evidence"), await wave.RunAsync());
        Assert.Equal(1, wave.Count("Promote"));
    }

    [Fact]
    public async Task A_promotion_taken_back_holds_and_says_why()
    {
        var wave = Approved();
        wave.Promote = _ => new Promotion.Reverted(new("policy-changed", "Somebody changed it.", "Put it back."));
        Assert.Null(await wave.RunAsync());
        Assert.Contains(wave.Context.Statuses, status => WorkflowJson.Read<WaveStatus>(status).Holds.Any(hold => hold.Code == "policy-changed"));
        Assert.DoesNotContain("ReadWatch", wave.Calls);
    }

    [Fact]
    public async Task A_change_of_the_roster_starts_the_report_only_log_anew()
    {
        var syncs = 0;
        PromotionAsked? asked = null;
        var wave = Approved();
        wave.Sync = () => new Step<RosterSynced>.Taken(new(2, false, ++syncs == 1 ? "before" : "after"));
        wave.Promote = promotion => { asked = promotion; return new Promotion.Enforced(Some.Now); };
        await wave.RunAsync();
        Assert.Equal(Some.Now.AddMinutes(1), asked!.UnchangedSince);
    }

    [Fact]
    public async Task A_long_wave_starts_its_history_afresh_and_forgets_nothing()
    {
        var wave = Approved();
        var polls = 0;
        wave.Poll = () => new Step<EnrollmentProgress>.Taken(new(2, ++polls > 30 ? 2 : 1, 0, 0, "sha256:missing", [], []));
        Assert.True((await wave.RunAsync())!.IsDone);
        Assert.Equal(1, wave.Count("OpenWave"));
        Assert.True(wave.Count("ContinueAsNew") >= 2);
    }

    [Fact]
    public async Task A_watch_that_is_not_clean_goes_on()
    {
        var looks = 0;
        var wave = Approved();
        wave.Watch = () => new(++looks > 50, 0, 2, [WaveScript.Trouble]);
        Assert.True((await wave.RunAsync())!.IsDone);
        Assert.Equal(51, looks);
        Assert.All(wave.Context.Waits.Skip(1), wait => Assert.Equal(TimeSpan.FromHours(2), wait));
    }

    [Fact]
    public async Task The_wave_remembers_since_when_nobody_can_tell_how_it_stands_until_somebody_can()
    {
        var looks = 0;
        var wave = Approved();
        wave.Watch = () => ++looks switch
        {
            2 or 3 or 4 => new(false, 1, 2, [WaveScript.Trouble]) { IsKnown = false },
            7 => new(true, 24, 2, []),
            _ => new(false, 1, 2, []),
        };
        await wave.RunAsync();
        var asked = wave.WatchesAsked.Select(each => each.UnknownSince).ToList();
        Assert.Equal([null, null], asked[..2]);
        Assert.NotNull(asked[2]);
        Assert.Equal([asked[2], asked[2], null, null], asked[3..]);
        Assert.Equal((24, WaveStage.Done), (wave.Status.CleanHours, wave.Status.Stage));
    }
}
