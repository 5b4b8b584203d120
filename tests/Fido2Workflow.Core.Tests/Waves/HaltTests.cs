namespace Fido2Workflow.Core.Tests;

public class HaltTests
{
    private static HaltKind? Of(params IReadOnlyList<Decision> decisions) => Halt.Of(Decide.InOrder(decisions), 1)?.Kind;

    [Fact]
    public void Nothing_said_halts_nothing() => Assert.Null(Of(Decide.Start(), Decide.Approve("olga")));

    [Fact]
    public void A_pause_stands_until_it_is_resumed()
    {
        Assert.Equal(HaltKind.Paused, Of(Decide.Pause()));
        Assert.Null(Of(Decide.Pause(), Decide.Resume()));
        Assert.Equal(HaltKind.Paused, Of(Decide.Pause(), Decide.Resume(), Decide.Pause()));
    }

    [Fact]
    public void A_pause_does_not_take_a_rollback_away() => Assert.Equal(HaltKind.RolledBack, Of(Decide.RollBack(), Decide.Pause()));

    [Fact]
    public void A_rollback_outweighs_a_pause() => Assert.Equal(HaltKind.RolledBack, Of(Decide.Pause(), Decide.RollBack()));

    [Fact]
    public void A_rollback_stands_until_it_is_resumed() => Assert.Null(Of(Decide.RollBack(), Decide.Resume()));

    [Fact]
    public void An_abort_stands_for_ever() => Assert.Equal(HaltKind.Aborted, Of(Decide.Abort(), Decide.Resume(), Decide.Pause(), Decide.RollBack()));

    [Fact]
    public void Another_waves_halt_is_not_ours() => Assert.Null(Of(Decide.Pause(wave: 2), Decide.Abort(wave: 2)));

    [Fact]
    public void It_says_who_and_why() =>
        Assert.Equal(new Halt(HaltKind.Paused, "rita", Some.Now, "storm"), Halt.Of(Decide.InOrder(Decide.Pause()), 1));
}

public class FenceTests
{
    private static long Of(params IReadOnlyList<Decision> decisions) => Fence.Of(Decide.InOrder(decisions), 1);

    [Fact]
    public void It_is_down_before_anybody_raised_it() => Assert.Equal(0, Of(Decide.Start(), Decide.Approve("olga"), Decide.Resume()));

    [Fact]
    public void A_pause_an_abort_and_a_rollback_raise_it_each_higher() =>
        Assert.Equal([2L, 3L, 4L], new[]
        {
            Of(Decide.Start(), Decide.Pause()), Of(Decide.Start(), Decide.Pause(), Decide.RollBack()),
            Of(Decide.Start(), Decide.Pause(), Decide.RollBack(), Decide.Abort()),
        });

    [Fact]
    public void To_resume_does_not_lower_it() => Assert.Equal(1, Of(Decide.Pause(), Decide.Resume()));

    [Fact]
    public void Another_waves_pause_does_not_raise_it() => Assert.Equal(0, Of(Decide.Pause(wave: 2)));
}
