namespace Fido2Workflow.Core.Tests;

/// <summary>What a wave has people told, and that it waits for none of it.</summary>
public class WaveTellingTests
{
    private static (WaveScript Wave, List<Notification> Told) Listening(int wave = 1)
    {
        var told = new List<Notification>();
        var script = new WaveScript(wave);
        script.Tell = asked => { told.AddRange(asked.News); return asked.News.Count; };
        return (script, told);
    }

    [Fact]
    public async Task A_whole_wave_is_told_in_its_order_each_step_once()
    {
        var (wave, told) = Listening();
        wave.In(WaveStage.Approval, Decide.Approve("olga"));
        Assert.True((await wave.RunAsync())!.IsDone);
        Assert.Equal([NotificationKind.ApprovalNeeded, NotificationKind.Promoted, NotificationKind.Done], told.Select(news => news.Kind));
    }

    [Fact]
    public async Task A_promotion_is_told_before_its_log_is_read()
    {
        var (wave, _) = Listening();
        wave.In(WaveStage.Approval, Decide.Approve("olga"));
        await wave.RunAsync();
        Assert.Equal("Tell", wave.Context.Trace[wave.Context.Trace.IndexOf("Promote") + 1]);
    }

    [Fact]
    public async Task A_hold_that_comes_and_goes_for_weeks_is_told_once()
    {
        var (wave, told) = Listening();
        var rounds = 0;
        wave.Judge = () => new("digest-a", "sha256:evidence", ++rounds % 2 == 0 ? [WaveScript.Trouble] : [WaveScript.Trouble, WaveScript.Trouble with { Code = "other" }]);
        await wave.RunAsync();
        Assert.True(rounds > 50);
        Assert.Equal(2, told.Count);
        Assert.Equal(told.Count, told.Select(news => news.Id).Distinct().Count());
    }

    [Fact]
    public async Task A_brake_a_rollback_and_what_follows_are_told_in_their_order()
    {
        var (wave, told) = Listening();
        wave.In(WaveStage.Approval, Decide.Approve("olga")).In(WaveStage.Watching, Decide.RollBack() with { By = ReadWatch.Product, Reason = "2 people were locked out" })
            .In(WaveStage.RolledBack, Decide.Abort());
        Assert.False((await wave.RunAsync())!.IsDone);
        Assert.Equal(
            [NotificationKind.ApprovalNeeded, NotificationKind.Promoted, NotificationKind.BrakePulled, NotificationKind.RolledBack, NotificationKind.Aborted],
            told.Select(news => news.Kind));
    }

    [Fact]
    public async Task A_notifier_that_is_down_holds_nothing_and_is_asked_again_each_round()
    {
        var asked = new List<TellAsked>();
        var wave = new WaveScript().In(WaveStage.Approval, Decide.Approve("olga"));
        wave.Tell = each => { asked.Add(each); throw new TaskFailedException("Tell", new("IOException", "the disk is full")); };
        Assert.True((await wave.RunAsync())!.IsDone);
        Assert.Equal(1, wave.Count("Promote"));
        Assert.Equal(
            [NotificationKind.ApprovalNeeded, NotificationKind.Promoted, NotificationKind.Promoted, NotificationKind.Promoted, NotificationKind.Promoted, NotificationKind.Done],
            asked.SelectMany(each => each.News).Select(news => news.Kind));
        Assert.Single(asked.SelectMany(each => each.News).OfType<Notification.Promoted>().Select(news => news.Id).Distinct());
    }

    [Fact]
    public async Task A_notifier_that_is_down_does_not_keep_a_rollback_from_being_carried_out()
    {
        var wave = new WaveScript().In(WaveStage.Approval, Decide.Approve("olga")).In(WaveStage.Watching, Decide.RollBack());
        wave.Watch = () => new(false, 0, 2, []);
        wave.Tell = _ => throw new TaskFailedException("Tell", new("IOException", "the disk is full"));
        Assert.Null(await wave.RunAsync());
        Assert.Equal((WaveStage.RolledBack, "RollBack"), (wave.Status.Stage, wave.Calls[^1]));
    }

    [Fact]
    public async Task Who_is_asked_is_found_when_it_is_sent()
    {
        var (documents, decisions, sent) = (new MemoryDocuments(), new MemoryDecisions(), new List<Notification>());
        decisions.Add(Decide.Start("rita", 2));
        var plan = Some.Plan with { Notifications = new() { Targets = [new("desk", NotificationTarget.Usual)] } };
        var notifier = new Notifier((notifications, routes) => { sent.AddRange(notifications); Assert.Equal("desk", Assert.Single(routes.Targets).Name); });
        var news = new Notification.Held { Id = "1", Rollout = "contoso", Wave = 2, At = Some.Now, Why = WaveScript.Trouble };
        Assert.Equal(1, await new Tell(notifier, decisions, documents).RunAsync(new("contoso.wave-2", Some.Now), new(new("contoso", 2, documents.Save(plan)), [news])));
        Assert.Equal(["rita"], Assert.Single(sent).To);
    }

    private sealed class Notifier(Action<IReadOnlyList<Notification>, NotificationPlan> send) : INotifier
    {
        public Task<int> SendAsync(IReadOnlyList<Notification> notifications, NotificationPlan plan)
        {
            send(notifications, plan);
            return Task.FromResult(notifications.Count);
        }
    }
}
