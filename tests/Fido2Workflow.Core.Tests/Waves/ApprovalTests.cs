namespace Fido2Workflow.Core.Tests;

public class ApprovalTests
{
    private static Approval Of(int wave, params IReadOnlyList<Decision> decisions) =>
        Approval.Of(Decide.InOrder(decisions), Some.Plan, wave, new Question("digest-a", 0));

    private static int Missing(Approval approval) => Assert.IsType<Approval.Awaited>(approval).Missing;

    [Fact]
    public void One_approver_is_enough_for_the_first_wave() =>
        Assert.Equal(["olga"], Assert.IsType<Approval.Given>(Of(1, Decide.Approve("olga"))).By);

    [Fact]
    public void Whoever_started_the_first_wave_may_approve_it() =>
        Assert.IsType<Approval.Given>(Of(1, Decide.Start("olga"), Decide.Approve("olga")));

    [Fact]
    public void Later_waves_take_two_different_people()
    {
        Assert.Equal(1, Missing(Of(2, Decide.Approve("olga", wave: 2))));
        Assert.IsType<Approval.Given>(Of(2, Decide.Approve("olga", wave: 2), Decide.Approve("pete", wave: 2)));
    }

    [Fact]
    public void The_same_person_twice_is_one_person() =>
        Assert.Equal(1, Missing(Of(2, Decide.Approve("olga", wave: 2), Decide.Approve("olga", wave: 2))));

    [Fact]
    public void From_the_second_wave_on_whoever_started_it_does_not_count()
    {
        Decision[] said = [Decide.Start("olga", wave: 2), Decide.Approve("olga", wave: 2), Decide.Approve("pete", wave: 2)];
        Assert.Equal(1, Missing(Of(2, said)));
        Assert.IsType<Approval.Given>(Of(2, [.. said, Decide.Approve("quinn", wave: 2)]));
    }

    [Fact]
    public void Nobody_but_the_plans_approvers_counts() => Assert.Equal(1, Missing(Of(1, Decide.Approve("mallory"))));

    [Fact]
    public void An_approval_of_other_evidence_does_not_count() => Assert.Equal(1, Missing(Of(1, Decide.Approve("olga", "digest-b"))));

    [Fact]
    public void An_approval_of_another_wave_does_not_count() => Assert.Equal(1, Missing(Of(1, Decide.Approve("olga", wave: 2))));

    [Fact]
    public void One_no_outweighs_every_yes() =>
        Assert.Equal(new Approval.Refused("pete", Some.Now, "not yet"), Of(1, Decide.Approve("olga"), Decide.Reject("pete"), Decide.Approve("quinn")));

    [Fact]
    public void A_no_of_somebody_who_may_not_approve_changes_nothing() =>
        Assert.IsType<Approval.Given>(Of(1, Decide.Approve("olga"), Decide.Reject("mallory")));

    [Fact]
    public void A_no_of_whoever_started_the_wave_counts_though_their_yes_would_not() =>
        Assert.IsType<Approval.Refused>(Of(2, Decide.Start("olga", wave: 2), Decide.Reject("olga", wave: 2), Decide.Approve("pete", wave: 2), Decide.Approve("quinn", wave: 2)));

    [Fact]
    public void A_no_to_other_evidence_changes_nothing() =>
        Assert.IsType<Approval.Given>(Of(1, Decide.Reject("pete", "digest-b"), Decide.Approve("olga")));

    public static TheoryData<Decision> Voiding => [Decide.Pause(), Decide.RollBack(), Decide.Abort(), Decide.Resume()];

    [Theory]
    [MemberData(nameof(Voiding))]
    public void A_risen_fence_and_a_resumption_void_what_was_approved_before(Decision decision) =>
        Assert.Equal(1, Missing(Of(1, Decide.Approve("olga"), decision)));

    [Fact]
    public void A_resumption_voids_a_rejection_too() => Assert.Equal(1, Missing(Of(1, Decide.Reject("pete"), Decide.Resume())));

    [Fact]
    public void What_is_approved_after_the_resumption_counts() =>
        Assert.IsType<Approval.Given>(Of(1, Decide.Approve("olga"), Decide.Pause(), Decide.Resume(), Decide.Approve("olga")));

    [Fact]
    public void A_pause_of_another_wave_voids_nothing() => Assert.IsType<Approval.Given>(Of(1, Decide.Approve("olga"), Decide.Pause(wave: 2)));

    [Fact]
    public void Evidence_that_is_the_same_again_is_asked_again_and_an_old_yes_does_not_answer()
    {
        var decisions = Decide.InOrder([Decide.Approve("olga")]);
        Assert.IsType<Approval.Given>(Approval.Of(decisions, Some.Plan, 1, new Question("digest-a", 0)));
        Assert.IsType<Approval.Awaited>(Approval.Of(decisions, Some.Plan, 1, new Question("digest-a", decisions[^1].Sequence)));
    }
}
