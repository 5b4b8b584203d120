namespace Fido2Workflow.Core.Tests;

public class WaveHaltTests
{
    /// <summary>A wave brought to a stage and kept there.</summary>
    private static WaveScript At(WaveStage stage)
    {
        var wave = new WaveScript();
        if (stage is WaveStage.Opening) wave.Open = () => new Step<WaveObjects>.Held(WaveScript.Trouble);
        if (stage is WaveStage.Enrolling) wave.Poll = () => new Step<EnrollmentProgress>.Taken(new(2, 1, 0, 0, "sha256:missing", ["ben"], []));
        if (stage is WaveStage.Verifying) wave.Judge = () => new("digest-a", "sha256:evidence", [WaveScript.Trouble]);
        if (stage is WaveStage.Promoting or WaveStage.Watching) wave.In(WaveStage.Approval, Decide.Approve("olga"));
        if (stage is WaveStage.Promoting) wave.Promote = _ => new Promotion.NotYet([WaveScript.Trouble]);
        if (stage is WaveStage.Watching) wave.Watch = () => new(false, 0, 2, []);
        return wave;
    }

    public static TheoryData<WaveStage> Stages =>
        [WaveStage.Opening, WaveStage.Enrolling, WaveStage.Verifying, WaveStage.Approval, WaveStage.Promoting, WaveStage.Watching];

    [Theory]
    [MemberData(nameof(Stages))]
    public async Task A_pause_at_any_stage_stops_every_act_in_the_tenant(WaveStage stage)
    {
        var wave = At(stage).In(stage, Decide.Pause());
        Assert.Null(await wave.RunAsync());
        Assert.Equal(WaveStage.Paused, wave.Status.Stage);
        var after = wave.Context.Trace[(wave.Context.Trace.LastIndexOf("Wait") - 20)..];
        Assert.DoesNotContain(after, call => call is "OpenWave" or "SyncRoster" or "Promote" or "RollBack");
    }

    [Theory]
    [MemberData(nameof(Stages))]
    public async Task An_abort_at_any_stage_ends_the_wave_in_report_only(WaveStage stage)
    {
        var wave = At(stage).In(stage, Decide.Abort());
        Assert.Equal(new WaveWorkflow.Outcome(false, null), await wave.RunAsync());
        Assert.Equal(WaveStage.Aborted, wave.Status.Stage);
        Assert.Equal(stage is WaveStage.Opening ? 0 : 1, wave.Count("RollBack"));
    }

    [Theory]
    [MemberData(nameof(Stages))]
    public async Task A_rollback_at_any_stage_waits_in_report_only_to_be_resumed(WaveStage stage)
    {
        var wave = At(stage).In(stage, Decide.RollBack());
        Assert.Null(await wave.RunAsync());
        Assert.Equal(WaveStage.RolledBack, wave.Status.Stage);
        if (stage is not WaveStage.Opening) Assert.Equal("RollBack", wave.Calls[^1]);
    }

    [Fact]
    public async Task After_a_pause_before_the_promotion_it_goes_on_and_asks_anew()
    {
        var wave = new WaveScript().In(WaveStage.Approval, Decide.Approve("olga"), Decide.Pause()).In(WaveStage.Paused, Decide.Resume())
            .At("approval-awaited", Decide.Approve("olga"));
        Assert.True((await wave.RunAsync())!.IsDone);
        Assert.Equal(1, wave.Count("Promote"));
    }

    [Fact]
    public async Task Paused_while_enforced_it_keeps_watching_and_is_not_done_before_it_is_resumed()
    {
        var wave = At(WaveStage.Watching).In(WaveStage.Watching, Decide.Pause());
        wave.Watch = () => new(wave.Status.Stage is WaveStage.Paused, 24, 2, []);
        wave.Context.End = Some.Now.AddDays(5);
        Assert.Null(await wave.RunAsync());
        Assert.Equal(WaveStage.Paused, wave.Status.Stage);
        Assert.NotNull(wave.Status.PromotedAt);
        Assert.True(wave.Count("ReadWatch") > 50, "a pause keeps nobody from being watched over");

        var resumed = At(WaveStage.Watching).In(WaveStage.Watching, Decide.Pause()).In(WaveStage.Paused, Decide.Resume());
        resumed.Watch = () => new(true, 24, 2, []);
        resumed.Decisions.Add(Decide.Pause());
        resumed.Decisions.Add(Decide.Resume());
        Assert.True((await resumed.RunAsync())!.IsDone);
    }

    [Fact]
    public async Task A_rollback_is_carried_out_again_until_it_is_read_back()
    {
        var tries = 0;
        var wave = At(WaveStage.Watching).In(WaveStage.Watching, Decide.Abort());
        wave.RollBack = () => ++tries < 4 ? new Step<Done>.Held(WaveScript.Trouble) : new Step<Done>.Taken(new());
        Assert.False((await wave.RunAsync())!.IsDone);
        Assert.Equal(4, tries);
    }

    [Fact]
    public async Task A_wave_rolled_back_and_resumed_is_verified_approved_and_promoted_anew()
    {
        var wave = new WaveScript().In(WaveStage.Approval, Decide.Approve("olga")).In(WaveStage.Watching, Decide.RollBack())
            .In(WaveStage.RolledBack, Decide.Resume()).In(WaveStage.Approval, Decide.Approve("olga"));
        Assert.True((await wave.RunAsync())!.IsDone);
        Assert.Equal(2, wave.Count("Promote"));
        Assert.Equal(1, wave.Count("RollBack"));
    }

    [Fact]
    public async Task A_wave_rolled_back_is_not_promoted_by_what_was_approved_before()
    {
        var wave = new WaveScript().In(WaveStage.Approval, Decide.Approve("olga")).In(WaveStage.Watching, Decide.RollBack())
            .In(WaveStage.RolledBack, Decide.Resume());
        Assert.Null(await wave.RunAsync());
        Assert.Equal(1, wave.Count("Promote"));
    }

    [Fact]
    public async Task The_promotion_is_given_the_fence_as_it_stood_when_the_round_began()
    {
        var wave = new WaveScript().In(WaveStage.Approval, Decide.Approve("olga"));
        wave.Judge = () =>
        {
            if (wave.Count("JudgeGates") == 2) wave.Decisions.Add(Decide.Approve("olga"));
            return new("digest-a", "sha256:evidence", []);
        };
        long? fence = null;
        wave.Promote = asked =>
        {
            wave.Decisions.Add(Decide.Pause());
            fence ??= asked.Fence;
            return new Promotion.NotYet([WaveScript.Trouble]);
        };
        Assert.Null(await wave.RunAsync());
        Assert.Equal(0, fence);
        Assert.Equal(WaveStage.Paused, wave.Status.Stage);
    }
}
