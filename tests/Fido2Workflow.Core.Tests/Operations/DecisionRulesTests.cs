using Fido2Workflow.Core.Operations;
using Fido2Workflow.Core.Rollouts;

namespace Fido2Workflow.Core.Tests;

public class DecisionRulesTests
{
    private static readonly Question Asked = new("digest-a", 0);

    private static WaveStatus Status(WaveStage stage) => new(stage) { Question = stage is WaveStage.Approval or WaveStage.Promoting ? Asked : null };

    private static WaveEvidence Evidence(params IReadOnlyList<string> scope) => new("digest-a", "contoso", 1, Some.Now, "plan", "policy", scope, []);

    private static WorkflowInstance Running(string id) => new(id, "Wave", "1", RuntimeStatus.Running, null, null, null, Some.Now, Some.Now);

    private static RolloutStanding At(int? wave, WaveStatus? status = null) => new(
        Some.Plan, "plan", Running("contoso"), new RolloutWorkflow.Status(0, wave, []),
        [.. Enumerable.Range(1, 3).Select(number => new WaveStanding(number, "", number <= wave && status is not null ? Running($"contoso.wave-{number}") : null, number == wave ? status : null))]);

    private static string? Code(Decision decision, RolloutStanding standing, WaveEvidence? evidence = null, params IReadOnlyList<Decision> decided) =>
        DecisionRules.Check(decision, standing, Decide.InOrder([Decide.Create(), .. decided]), evidence)?.Code;

    [Fact]
    public void The_wave_that_the_rollout_is_at_may_start() => Assert.Null(Code(Decide.Start(wave: 2), At(2)));

    [Fact]
    public void A_wave_may_not_start_before_the_one_before_is_done() => Assert.Equal("out-of-order", Code(Decide.Start(wave: 2), At(1)));

    [Fact]
    public void A_wave_starts_once() => Assert.Equal("already-started", Code(Decide.Start(), At(1, Status(WaveStage.Enrolling)), null, Decide.Start("olga")));

    [Fact]
    public void A_remainder_wave_may_start_once_the_rollout_has_come_to_it() => Assert.Null(Code(Decide.Start(wave: 4), At(4)));

    [Fact]
    public void A_wave_that_is_in_no_plan_is_unknown() => Assert.Equal("unknown-wave", Code(Decide.Start(wave: 7), At(1)));

    [Fact]
    public void Nothing_starts_after_the_end() => Assert.Equal("rollout-ended", Code(Decide.Start(), At(null)));

    [Fact]
    public void An_approver_outside_the_wave_may_approve() => Assert.Null(Code(Decide.Approve("olga"), At(1, Status(WaveStage.Approval)), Evidence("ann")));

    [Theory]
    [InlineData("olga", 2, "started-the-wave")]
    [InlineData("pete", 2, null)]
    [InlineData("mallory", 2, "not-an-approver")]
    [InlineData("quinn", 2, "in-the-wave")]
    [InlineData("olga", 1, null)]
    [InlineData("quinn", 1, null)]
    public void From_the_second_wave_on_neither_the_starter_nor_anybody_in_the_wave_approves(string by, int wave, string? code) =>
        Assert.Equal(code, Code(Decide.Approve(by, wave: wave), At(wave, Status(WaveStage.Approval)), Evidence("ann", "quinn"), Decide.Start("olga", wave)));

    [Fact]
    public void The_first_wave_may_be_approved_from_within_only_while_an_approver_stays_outside() =>
        Assert.Equal("no-rollback-holder-outside", Code(Decide.Approve("olga"), At(1, Status(WaveStage.Approval)), Evidence("olga", "pete", "quinn")));

    [Fact]
    public void Nobody_approves_twice() =>
        Assert.Equal("already-approved", Code(Decide.Approve("olga", wave: 2), At(2, Status(WaveStage.Approval)), Evidence("ann"), Decide.Approve("olga", wave: 2)));

    [Fact]
    public void Whoever_approved_before_a_pause_may_approve_again_after_it() =>
        Assert.Null(Code(Decide.Approve("olga"), At(1, Status(WaveStage.Approval)), Evidence("ann"), Decide.Approve("olga"), Decide.Pause(), Decide.Resume()));

    [Fact]
    public void A_yes_or_no_to_other_evidence_is_stale()
    {
        Assert.Equal("stale-digest", Code(Decide.Approve("olga", "digest-b"), At(1, Status(WaveStage.Approval)), Evidence("ann")));
        Assert.Equal("stale-digest", Code(Decide.Reject("olga", "digest-b"), At(1, Status(WaveStage.Approval)), Evidence("ann")));
    }

    [Theory]
    [InlineData(WaveStage.Enrolling)]
    [InlineData(WaveStage.Watching)]
    [InlineData(WaveStage.Paused)]
    public void A_wave_that_asks_nothing_is_not_approved(WaveStage stage) =>
        Assert.Equal("nothing-to-approve", Code(Decide.Approve("olga"), At(1, Status(stage)), Evidence("ann")));

    [Fact]
    public void Whose_scope_is_unknown_is_not_approved() => Assert.Equal("nothing-to-approve", Code(Decide.Approve("olga"), At(1, Status(WaveStage.Approval))));

    [Fact]
    public void Once_the_time_is_over_nobody_answers()
    {
        var expired = Status(WaveStage.Approval) with { Holds = [new(WaveStatus.ApprovalExpired, "late", null)] };
        Assert.Equal("approval-expired", Code(Decide.Approve("olga"), At(1, expired), Evidence("ann")));
    }

    [Fact]
    public void After_a_no_nobody_says_yes_until_it_is_asked_again() =>
        Assert.Equal("rejected", Code(Decide.Approve("olga"), At(1, Status(WaveStage.Approval)), Evidence("ann"), Decide.Reject("pete")));

    [Fact]
    public void Whoever_started_the_wave_may_say_no() =>
        Assert.Null(Code(Decide.Reject("olga", wave: 2), At(2, Status(WaveStage.Approval)), Evidence("ann"), Decide.Start("olga", 2)));

    [Theory]
    [InlineData(WaveStage.Done, "wave-ended")]
    [InlineData(WaveStage.Enrolling, null)]
    public void A_wave_that_ended_is_not_resumed(WaveStage stage, string? code) => Assert.Equal(code, Code(Decide.Resume(), At(1, Status(stage))));

    [Fact]
    public void A_wave_that_was_not_started_is_not_resumed() => Assert.Equal("not-started", Code(Decide.Resume(), At(1)));

    [Fact]
    public void Nobody_is_deferred_out_of_an_enforced_wave() =>
        Assert.Equal("wave-enforced", Code(Decide.Defer("ann", 1), At(1, Status(WaveStage.Watching) with { PromotedAt = Some.Now })));

    public static TheoryData<Decision> RedHandle => [Decide.Pause(), Decide.Abort(), Decide.RollBack()];

    [Theory]
    [MemberData(nameof(RedHandle))]
    public void A_pause_an_abort_and_a_rollback_are_always_taken(Decision decision)
    {
        foreach (var stage in Enum.GetValues<WaveStage>()) Assert.Null(Code(decision, At(1, Status(stage))));
        Assert.Null(Code(decision, At(null)));
        Assert.Equal("unknown-wave", Code(decision with { Wave = 9 }, At(1)));
        Assert.Equal("unknown-wave", Code(decision with { Wave = 0 }, At(1)));
    }
}
