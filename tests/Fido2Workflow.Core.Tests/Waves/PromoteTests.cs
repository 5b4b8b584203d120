using System.Text.Json;

namespace Fido2Workflow.Core.Tests;

public class PromoteTests
{
    private const string PolicyRead = nameof(ITenantReader.ReadPolicyAsync);
    private const string PolicyWritten = nameof(ITenantWriter.SetPolicyStateAsync);
    private const string MembersRead = nameof(ITenantReader.ReadMembersAsync);

    private readonly TestClock _clock = new(Some.Now);
    private readonly MemoryDecisions _decisions = new();
    private readonly MemoryDocuments _documents = new();
    private readonly MemoryTenant _tenant;
    private readonly Promote _promote;
    private readonly PromotionAsked _asked;

    public PromoteTests()
    {
        _tenant = new(_clock);
        _promote = new(_tenant, _tenant, _decisions, _documents, _clock);
        foreach (var decision in TenantFactsOf.Words.Concat([Decide.Drill("bg-1"), Decide.Drill("bg-2"), Decide.Support()])) _decisions.Add(decision);
        var key = new WaveKey("contoso", 1, _documents.Save(Some.Plan));
        var since = Some.Now.AddDays(-10);
        var facts = new WaveFactsReader(_tenant, _decisions, _documents).ReadAsync(Some.Plan, key, WaveScript.Objects, since, null, Some.Now).Result
            with { Rollback = new(Some.Now, Facts.Writer, null) };
        var evidence = WaveEvidence.Judge(facts, key.PlanDigest, Some.Now);
        Assert.True(evidence.IsYes);
        _decisions.Add(Decide.Approve("olga", evidence.Digest));
        _asked = new(key, WaveScript.Objects, since, Fingerprint.Of(Some.Policy(_tenant.Policy), ["ann", "ben"]), new Question(evidence.Digest, 0), 0, _documents.SaveAsync(JsonSerializer.Serialize(evidence, WorkflowJson.Options)).Result);
    }

    private Task<Promotion> PromoteAsync() => _promote.RunAsync(new("contoso.wave-1", _clock.Now), _asked);

    private Task<Promotion> ConfirmAsync() => _promote.ConfirmAsync(new("contoso.wave-1", _clock.Now), _asked);

    private async Task IsNotSentBecauseOf(string code)
    {
        Assert.Contains(code, Assert.IsType<Promotion.NotYet>(await PromoteAsync()).Holds.Select(hold => hold.Code));
        Assert.Empty(_tenant.Writes);
    }

    private static void IsTakenBackBecauseOf(string code, Promotion promotion) => Assert.Equal(code, Assert.IsType<Promotion.Reverted>(promotion).Hold.Code);

    [Fact]
    public async Task What_was_approved_is_enforced_by_one_write_and_dated_by_the_tenant()
    {
        Assert.Equal(new Promotion.Enforced(Some.Now), await PromoteAsync());
        Assert.Equal([ConditionalAccessPolicy.Enabled], _tenant.Writes);
    }

    [Fact]
    public async Task A_prerequisite_that_fails_at_the_promotion_holds_it()
    {
        _decisions.Add(Decide.TestPass(consumed: false));
        await IsNotSentBecauseOf("prerequisite-missing");
        await IsNotSentBecauseOf("pass-test-failed");
    }

    [Fact]
    public async Task A_prerequisite_that_nobody_can_find_out_at_the_promotion_holds_it()
    {
        _tenant.Fail(nameof(ITenantReader.ReadDomainsAsync));
        await IsNotSentBecauseOf("federated-domains-unknown");
    }

    [Fact]
    public async Task Whose_keys_cannot_be_read_now_is_judged_by_the_evidence_of_a_moment_ago()
    {
        _clock.Now += TimeSpan.FromMinutes(30);
        _tenant.Unreadable.Add("ann");
        Assert.IsType<Promotion.Enforced>(await PromoteAsync());
    }

    [Fact]
    public async Task Keys_older_than_evidence_may_be_count_for_nothing()
    {
        _clock.Now += TimeSpan.FromMinutes(61);
        _tenant.Unreadable.Add("ann");
        await IsNotSentBecauseOf("registered-unknown");
    }

    [Fact]
    public async Task Keys_that_grow_too_old_while_the_rest_is_read_are_stale_at_the_write()
    {
        _clock.Now += TimeSpan.FromMinutes(50);
        _tenant.Unreadable.Add("ann");
        _tenant.After(nameof(ITenantReader.ReadSignInsAsync), () => _clock.Now += TimeSpan.FromMinutes(11));
        await IsNotSentBecauseOf("evidence-stale");
    }

    [Fact]
    public async Task A_gate_that_is_not_yes_any_more_sends_nothing()
    {
        _tenant.SignIns.Clear();
        await IsNotSentBecauseOf("report-only-log-unknown");
    }

    [Fact]
    public async Task Other_evidence_than_was_approved_sends_nothing()
    {
        _tenant.Groups[Some.EnforcementGroup].Add("cat");
        await IsNotSentBecauseOf("only-people-in-scope-unknown");
    }

    [Fact]
    public async Task A_resumption_since_leaves_no_approval_and_sends_nothing()
    {
        _decisions.Add(Decide.Resume());
        await IsNotSentBecauseOf("approval-missing");
    }

    [Fact]
    public async Task Outside_the_window_it_sends_nothing()
    {
        _clock.Now = Some.At("2026-11-12 10:00");
        _decisions.Add(Decide.Support(hoursAgo: -47));
        await IsNotSentBecauseOf("outside-window");
    }

    [Fact]
    public async Task A_policy_touched_since_it_was_watched_sends_nothing()
    {
        _tenant.Policy["modifiedDateTime"] = "2026-11-10T09:00:00Z";
        await IsNotSentBecauseOf("touched");
    }

    [Fact]
    public async Task Somebody_in_the_group_since_the_last_look_sends_nothing()
    {
        _tenant.Before(MembersRead, () => _tenant.Groups[Some.EnforcementGroup].Add("mallory"));
        await IsNotSentBecauseOf("touched");
    }

    [Fact]
    public async Task Evidence_older_than_an_hour_at_the_write_is_stale()
    {
        _tenant.Before(MembersRead, () => _clock.Now += TimeSpan.FromMinutes(61));
        await IsNotSentBecauseOf("evidence-stale");
    }

    [Fact]
    public async Task A_window_that_closes_while_everything_is_read_sends_nothing()
    {
        _clock.Now = Some.At("2026-11-10 13:50");
        _tenant.Before(MembersRead, () => _clock.Now += TimeSpan.FromMinutes(20));
        await IsNotSentBecauseOf("outside-window");
    }

    [Fact]
    public async Task A_rejection_right_before_the_write_sends_nothing()
    {
        _tenant.Before(MembersRead, () => _decisions.Add(Decide.Reject("pete", _asked.Question.EvidenceDigest)));
        await IsNotSentBecauseOf("approval-missing");
    }

    [Fact]
    public async Task Run_again_and_unable_to_read_it_does_not_claim_that_nothing_was_sent()
    {
        await PromoteAsync();
        _tenant.Fail(PolicyRead);
        Assert.IsType<Promotion.Unconfirmed>(await PromoteAsync());
        Assert.IsType<Promotion.Enforced>(await ConfirmAsync());
    }

    [Fact]
    public async Task A_fence_raised_right_before_the_write_sends_nothing()
    {
        _tenant.Before(MembersRead, () => _decisions.Add(Decide.Pause()));
        await IsNotSentBecauseOf("fence");
    }

    [Fact]
    public async Task A_fence_raised_right_after_the_write_takes_it_back()
    {
        _tenant.After(PolicyWritten, () => _decisions.Add(Decide.RollBack()));
        IsTakenBackBecauseOf("fence", await PromoteAsync());
        Assert.Equal(ConditionalAccessPolicy.ReportOnly, _tenant.State);
    }

    [Fact]
    public async Task A_fence_raised_right_after_the_write_takes_it_back_though_the_policy_cannot_be_read()
    {
        _tenant.After(PolicyWritten, () =>
        {
            _decisions.Add(Decide.RollBack());
            _tenant.Fail(PolicyRead);
        });
        IsTakenBackBecauseOf("fence", await PromoteAsync());
        Assert.Equal(ConditionalAccessPolicy.ReportOnly, _tenant.State);
    }

    [Fact]
    public async Task A_fence_that_cannot_be_read_after_the_write_takes_it_back()
    {
        _tenant.After(PolicyWritten, () => _decisions.BeforeRead = () => throw new IOException("the disk is gone"));
        await Assert.ThrowsAsync<IOException>(PromoteAsync);
        Assert.Equal(ConditionalAccessPolicy.ReportOnly, _tenant.State);
    }

    [Fact]
    public async Task A_rejection_right_after_the_write_takes_it_back()
    {
        _tenant.After(PolicyWritten, () => _decisions.Add(Decide.Reject("pete", _asked.Question.EvidenceDigest)));
        IsTakenBackBecauseOf("promoted-without-approval", await PromoteAsync());
        Assert.Equal(ConditionalAccessPolicy.ReportOnly, _tenant.State);
    }

    [Fact]
    public async Task Somebodys_edit_between_the_last_look_and_the_write_is_taken_back()
    {
        _tenant.Before(PolicyWritten, () => _tenant.Policy["conditions"]!["users"]!["excludeGroups"]!.AsArray().RemoveAt(0));
        IsTakenBackBecauseOf("policy-changed", await PromoteAsync());
        Assert.Equal(ConditionalAccessPolicy.ReportOnly, _tenant.State);
    }

    [Fact]
    public async Task Somebodys_edit_right_before_the_last_look_sends_nothing()
    {
        _tenant.After(nameof(ITenantReader.ReadSignInsAsync), () => _tenant.Policy["sessionControls"]!["signInFrequency"]!["value"] = 1);
        await IsNotSentBecauseOf("policy-changed");
    }

    [Fact]
    public async Task Run_again_after_a_crash_it_reads_that_it_has_happened_and_writes_nothing_more()
    {
        await PromoteAsync();
        _clock.Now += TimeSpan.FromMinutes(20);
        Assert.Equal(new Promotion.Enforced(Some.Now), await PromoteAsync());
        Assert.Single(_tenant.Writes);
    }

    [Fact]
    public async Task Run_again_after_a_crash_and_a_rollback_it_takes_it_back()
    {
        await PromoteAsync();
        _decisions.Add(Decide.RollBack());
        IsTakenBackBecauseOf("fence", await PromoteAsync());
        Assert.Equal(ConditionalAccessPolicy.ReportOnly, _tenant.State);
    }

    [Fact]
    public async Task A_write_without_an_answer_that_has_happened_is_read_as_enforced()
    {
        _tenant.Before(PolicyWritten, () => _tenant.Policy["state"] = ConditionalAccessPolicy.Enabled);
        _tenant.Fail(PolicyWritten, new TenantFailure.Ambiguous("cut") { Request = "PATCH" });
        Assert.IsType<Promotion.Enforced>(await PromoteAsync());
    }

    [Fact]
    public async Task A_write_without_an_answer_that_does_not_show_is_unconfirmed_and_not_sent_again()
    {
        _tenant.Fail(PolicyWritten, new TenantFailure.Ambiguous("cut") { Request = "PATCH" });
        Assert.IsType<Promotion.Unconfirmed>(await PromoteAsync());
        Assert.IsType<Promotion.Unconfirmed>(await ConfirmAsync());
        Assert.Empty(_tenant.Writes);
    }

    [Fact]
    public async Task A_write_that_the_tenant_shows_late_is_unconfirmed_until_it_does()
    {
        _tenant.Before(PolicyWritten, () => _tenant.Shown = Some.OurBody());
        Assert.IsType<Promotion.Unconfirmed>(await PromoteAsync());
        _tenant.Shown = null;
        Assert.IsType<Promotion.Enforced>(await ConfirmAsync());
    }

    [Fact]
    public async Task A_write_that_the_tenant_refused_was_not_sent()
    {
        _tenant.Fail(PolicyWritten, new TenantFailure.Denied("403", "no") { Request = "PATCH" });
        await IsNotSentBecauseOf("tenant-denied");
    }

    [Fact]
    public async Task A_policy_that_cannot_be_read_back_is_unconfirmed()
    {
        _tenant.After(PolicyWritten, () => _tenant.Fail(PolicyRead));
        Assert.IsType<Promotion.Unconfirmed>(await PromoteAsync());
    }

    [Fact]
    public async Task A_policy_found_enforced_without_an_approval_is_taken_back()
    {
        _decisions.Add(Decide.Resume());
        _tenant.Policy["state"] = ConditionalAccessPolicy.Enabled;
        IsTakenBackBecauseOf("promoted-without-approval", await PromoteAsync());
    }
}
