namespace Fido2Workflow.Core.Tests;

/// <summary>What was enforced is watched or taken back, and what was acknowledged is carried out, whatever comes in between.</summary>
public class WaveNothingLostTests
{
    private static readonly Step<RosterSynced> Enforced =
        new Step<RosterSynced>.Held(new(SyncRoster.PromotedByHand, "It is enabled.", "Find out who changed it."));

    private static WaveScript Watched()
    {
        var wave = new WaveScript().In(WaveStage.Approval, Decide.Approve("olga"));
        wave.Watch = () => new(false, 0, 2, []);
        return wave;
    }

    /// <summary>A wave whose promotion was sent and is not seen within the ten minutes.</summary>
    private static WaveScript LostFromSight()
    {
        var wave = new WaveScript().In(WaveStage.Approval, Decide.Approve("olga"));
        wave.Promote = _ => new Promotion.Unconfirmed();
        wave.Confirm = _ => new Promotion.Unconfirmed();
        return wave;
    }

    [Fact]
    public async Task The_brake_is_carried_out_at_once_and_not_at_the_next_look()
    {
        var wave = Watched();
        wave.Watch = () =>
        {
            wave.Decisions.Add(Decide.RollBack() with { By = ReadWatch.Product });
            return new(false, 0, 2, [new(ReadWatch.Brake, "Two people were locked out.", "Find the cause.")]);
        };
        await wave.RunAsync();
        Assert.Equal(["ReadOrders", "RollBack"], wave.Context.Trace.SkipWhile(step => step != "ReadWatch").Skip(1).Take(2));
    }

    [Fact]
    public async Task A_rollback_is_carried_out_though_somebody_resumes_in_the_same_breath()
    {
        var wave = Watched().In(WaveStage.Watching, Decide.RollBack(), Decide.Resume());
        await wave.RunAsync();
        Assert.Equal(1, wave.Count("RollBack"));
        Assert.Equal("RollBack", wave.Context.Trace.SkipWhile(step => step != "ReadWatch").First(step => step is "RollBack" or "SyncRoster"));
    }

    [Fact]
    public async Task A_rollback_that_the_tenant_does_not_take_yet_goes_on_though_somebody_resumes()
    {
        var tries = 0;
        var wave = Watched().In(WaveStage.Watching, Decide.RollBack()).In(WaveStage.RolledBack, Decide.Resume());
        wave.RollBack = () => ++tries < 4 ? new Step<Done>.Held(WaveScript.Trouble) : new Step<Done>.Taken(new());
        await wave.RunAsync();
        Assert.Equal(4, tries);
    }

    [Fact]
    public async Task A_rollback_stored_while_the_last_look_is_clean_is_carried_out_and_the_wave_is_not_done()
    {
        var wave = Watched();
        wave.Watch = () =>
        {
            wave.Decisions.Add(Decide.RollBack());
            return new(true, 24, 2, []);
        };
        Assert.Null(await wave.RunAsync());
        Assert.Equal(WaveStage.RolledBack, wave.Status.Stage);
        Assert.Equal("RollBack", wave.Calls[^1]);
    }

    [Fact]
    public async Task A_promotion_that_shows_only_after_the_ten_minutes_is_ours_and_watched()
    {
        var wave = LostFromSight();
        var syncs = 0;
        wave.Sync = () => ++syncs > 2 ? Enforced : new Step<RosterSynced>.Taken(new(2, false, "fingerprint"));
        wave.Confirm = _ => syncs > 2 ? new Promotion.Enforced(Some.Now) : new Promotion.Unconfirmed();
        Assert.True((await wave.RunAsync())!.IsDone);
        Assert.Equal(1, wave.Count("Promote"));
        Assert.Equal(3, wave.Count("ReadWatch"));
    }

    [Fact]
    public async Task A_promotion_lost_from_sight_is_taken_back_when_somebody_pauses()
    {
        var wave = LostFromSight().At("promotion-not-visible", Decide.Pause());
        wave.Confirm = asked => Fence.Of(wave.Decisions.ReadAsync("contoso").Result, 1) == asked.Fence
            ? new Promotion.Unconfirmed() : new Promotion.Reverted(new("fence", "It was paused.", null));
        Assert.Null(await wave.RunAsync());
        Assert.Equal("RollBack", wave.Calls[^1]);
        Assert.Equal(WaveStage.Paused, wave.Status.Stage);
    }

    [Fact]
    public async Task A_policy_enforced_by_somebody_else_is_not_taken_for_ours()
    {
        var wave = new WaveScript { Sync = () => Enforced };
        Assert.Null(await wave.RunAsync());
        Assert.Equal(["OpenWave", "SyncRoster"], wave.Calls);
    }

    [Fact]
    public async Task What_may_not_stand_is_taken_back_until_it_is_read_back()
    {
        var tries = 0;
        var wave = new WaveScript().In(WaveStage.Approval, Decide.Approve("olga"));
        wave.Promote = _ => new Promotion.Reverted(new("policy-changed", "Somebody changed it.", "Put it back."));
        wave.Confirm = wave.Promote;
        wave.Sync = () => tries is > 0 and < 4 ? Enforced : new Step<RosterSynced>.Taken(new(2, false, "fingerprint"));
        wave.RollBack = () => ++tries < 4 ? new Step<Done>.Held(WaveScript.Trouble) : new Step<Done>.Taken(new());
        wave.Context.End = Some.Now.AddHours(20);
        await wave.RunAsync();
        Assert.True(tries >= 4);
    }
}
