namespace Fido2Workflow.Core.Tests;

/// <summary>The rounds of a wave while people enroll: who is waited for, who is reminded, what starts the log anew.</summary>
public class EnrollmentRoundsTests
{
    private static readonly string[] People = ["ann", "ben"];

    private static Step<EnrollmentProgress> Missing(int missing, DateTimeOffset? remindAt = null) =>
        new Step<EnrollmentProgress>.Taken(new(2, 2 - missing, 0, 0, "sha256:missing", [.. People.Take(missing)], []) { RemindAt = remindAt });

    [Fact]
    public async Task Who_has_no_key_is_reminded_at_the_plans_instants_and_for_each_once()
    {
        var sent = new List<RemindersAsked>();
        var wave = new WaveScript { Remind = asked => { sent.Add(asked); return 2; } };
        var (first, second) = (Some.Now.AddDays(3), Some.Now.AddDays(6));
        wave.Poll = () => Missing(2, wave.Context.CurrentUtcDateTime < first ? first : wave.Context.CurrentUtcDateTime < second ? second : Some.Now.AddDays(900));
        await wave.RunAsync();
        Assert.Equal([first, second], sent.Select(asked => asked.Due));
        Assert.All(sent, asked => Assert.Equal("sha256:missing", asked.MissingDocument));
    }

    [Fact]
    public async Task A_reminder_that_cannot_be_sent_holds_nothing()
    {
        var wave = new WaveScript().In(WaveStage.Approval, Decide.Approve("olga"));
        wave.Remind = _ => throw new TaskFailedException("SendReminders", new("IOException", "no mail"));
        wave.Poll = () => Missing(wave.Context.CurrentUtcDateTime < Some.Now.AddDays(4) ? 1 : 0, Some.Now.AddDays(3));
        Assert.True((await wave.RunAsync())!.IsDone);
    }

    [Fact]
    public async Task A_group_found_touched_starts_the_log_anew_before_and_after_it_is_put_right()
    {
        var watched = new List<string?>();
        var found = new Queue<RosterSynced>([new(2, false, "one"), new(3, true, "touched"), new(2, false, "one"), new(2, false, "one")]);
        PromotionAsked? asked = null;
        var wave = new WaveScript().In(WaveStage.Approval, Decide.Approve("olga"));
        wave.Context.Script(WaveActivities.SyncRoster, sync =>
        {
            watched.Add(sync.Watched);
            return new Step<RosterSynced>.Taken(found.Count > 1 ? found.Dequeue() : found.Peek());
        });
        wave.Promote = promotion => { asked = promotion; return new Promotion.Enforced(Some.Now); };
        await wave.RunAsync();
        Assert.Equal([null, "one", "touched"], watched.Take(3));
        Assert.Equal(Some.Now.AddMinutes(1), asked!.UnchangedSince);
    }

    [Fact]
    public async Task A_group_that_somebody_else_keeps_changing_is_read_again_in_a_minute()
    {
        var touches = 0;
        var wave = new WaveScript { Sync = () => new Step<RosterSynced>.Taken(new(3, true, $"touched-{++touches}")) };
        wave.Context.End = Some.Now.AddMinutes(3);
        await wave.RunAsync();
        Assert.Equal(Hold.NotVisible, Assert.Single(wave.Status.Holds).Code);
        Assert.All(wave.Context.Waits.Take(3), wait => Assert.Equal(TimeSpan.FromMinutes(1), wait));
    }

    [Fact]
    public async Task The_status_says_who_is_waited_for_since_when_and_until_when()
    {
        var wave = new WaveScript { Poll = () => Missing(1) };
        wave.Context.End = Some.Now.AddDays(2);
        await wave.RunAsync();
        Assert.Equal(("1 to register a key", Some.Now, (DateTimeOffset?)null), (wave.Status.WaitingFor!, wave.Status.Since!.Value, wave.Status.Until));

        var until = Some.Now.AddDays(5);
        wave = new WaveScript { Judge = () => new("d", "e", [WaveScript.Trouble with { Code = "report-only-log-too-short", Until = until }]) };
        wave.Context.End = Some.Now.AddDays(2);
        await wave.RunAsync();
        Assert.Equal((WaveScript.Trouble.NextStep, Some.Now, until), (wave.Status.WaitingFor, wave.Status.Since!.Value, wave.Status.Until!.Value));
    }

    [Fact]
    public async Task Whom_a_roster_names_and_who_is_not_counted_is_in_the_status()
    {
        LeftOutPeople[] leftOut = [new("disabled", 1, ["ben"])];
        var wave = new WaveScript { Sync = () => new Step<RosterSynced>.Taken(new(2, false, "fingerprint") { LeftOut = leftOut }), Poll = () => Missing(1) };
        await wave.RunAsync();
        Assert.Equal(("disabled", 1), (Assert.Single(wave.Status.LeftOut).Reason, wave.Status.LeftOut[0].Count));
    }

    [Fact]
    public async Task The_rollback_is_rehearsed_before_the_gates_are_asked_and_again_every_twelve_hours()
    {
        var rehearsed = new List<DateTimeOffset>();
        var wave = new WaveScript { Judge = () => new("d", "e", [WaveScript.Trouble]) };
        wave.Rehearse = () =>
        {
            rehearsed.Add(wave.Context.CurrentUtcDateTime);
            return new(wave.Context.CurrentUtcDateTime, Facts.Writer, null);
        };
        wave.Context.End = Some.Now.AddDays(3);
        await wave.RunAsync();
        Assert.Equal("RehearseRollback", wave.Context.Trace.TakeWhile(step => step != "JudgeGates").Last());
        Assert.All(rehearsed.Zip(rehearsed.Skip(1)), pair => Assert.InRange(pair.Second - pair.First, TimeSpan.FromHours(12), TimeSpan.FromHours(24)));
    }

    [Fact]
    public async Task A_rollback_that_could_not_be_rehearsed_is_tried_again_each_round()
    {
        var wave = new WaveScript { Judge = () => new("d", "e", [WaveScript.Trouble]) };
        wave.Rehearse = () => new(wave.Context.CurrentUtcDateTime, null, new TenantFailure.Denied("NoToken", "no") { Request = "token" });
        wave.Context.End = Some.Now.AddDays(1);
        await wave.RunAsync();
        Assert.Equal(wave.Count("JudgeGates"), wave.Count("RehearseRollback"));
    }
}
