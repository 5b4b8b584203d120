using Fido2Workflow.Core.Notifications;
using Fido2Workflow.Core.Notifications.Deliveries;

namespace Fido2Workflow.Local.Tests;

public sealed class OutboxTests : IDisposable
{
    private static readonly DateTimeOffset Now = RunningHost.Start;
    private static readonly NotificationPlan Plan = new()
    {
        GiveUpAfter = TimeSpan.FromDays(2), Targets = [new("desk", NotificationTarget.Usual), new("pager", [NotificationKind.Promoted])],
    };

    private readonly TemporaryFolder _folder = new();
    private StateFolder _state;

    public OutboxTests() => _state = StateFolder.Open(_folder.Path);

    public void Dispose()
    {
        _state.Dispose();
        _folder.Dispose();
    }

    private IOutbox Outbox => _state.OpenOutbox();

    private static Notification.Promoted News(int wave) => new() { Id = $"r.wave-{wave}/promoted", Rollout = "r", Wave = wave, At = Now };

    private static Notification.Done Done(int wave) => new() { Id = $"r.wave-{wave}/done", Rollout = "r", Wave = wave, At = Now, PromotedAt = Now };

    [Fact]
    public async Task What_was_taken_is_there_after_a_restart_in_its_order()
    {
        Assert.Equal(3, await Outbox.AddAsync([News(2), Done(2), News(1)], Plan, Now));
        _state.Dispose();
        _state = StateFolder.Open(_folder.Path);

        Assert.Equal(["desk", "pager"], await Outbox.ReadTargetsAsync());
        var first = (await Outbox.ReadNextAsync("desk"))!;
        Assert.Equal(("r.wave-2/promoted", 0, Now, Now.AddDays(2)), (first.Id, first.Attempts, first.DueAt, first.GiveUpAt));
        await Outbox.NoteAsync(first, new Outcome.Delivered());
        Assert.Equal("r.wave-2/done", (await Outbox.ReadNextAsync("desk"))!.Id);
        Assert.Equal("r.wave-2/promoted", (await Outbox.ReadNextAsync("pager"))!.Id);
    }

    [Fact]
    public async Task The_same_notification_is_given_to_a_target_once_also_after_it_was_delivered()
    {
        Assert.Equal(1, await Outbox.AddAsync([News(1), News(1)], Plan, Now));
        foreach (var target in new[] { "desk", "pager" }) await Outbox.NoteAsync((await Outbox.ReadNextAsync(target))!, new Outcome.Delivered());
        Assert.Equal(0, await Outbox.AddAsync([News(1)], Plan, Now.AddDays(9)));
        Assert.Empty(await Outbox.ReadTargetsAsync());
    }

    [Fact]
    public async Task What_is_tried_again_stays_first_with_its_attempts_counted_and_what_is_given_up_goes()
    {
        await Outbox.AddAsync([News(1), News(2)], Plan, Now);
        await Outbox.NoteAsync((await Outbox.ReadNextAsync("desk"))!, new Outcome.TriedAgain("Down.", Now.AddSeconds(5)));
        var again = (await Outbox.ReadNextAsync("desk"))!;
        Assert.Equal(("r.wave-1/promoted", 1, Now.AddSeconds(5)), (again.Id, again.Attempts, again.DueAt));
        await Outbox.NoteAsync(again, new Outcome.GivenUp("Down for days."));
        Assert.Equal("r.wave-2/promoted", (await Outbox.ReadNextAsync("desk"))!.Id);
    }

    [Fact]
    public async Task A_notification_that_no_target_is_to_hear_of_is_not_written()
    {
        Assert.Equal(0, await Outbox.AddAsync([News(1)], NotificationPlan.None, Now));
        Assert.Empty(await Outbox.ReadTargetsAsync());
    }

    [Fact]
    public void A_rollout_without_targets_has_no_outbox() => Assert.False(File.Exists(_folder.File("outbox.db")));

    [Fact]
    public void An_outbox_of_a_newer_build_is_refused_and_left_alone()
    {
        _ = Outbox;
        _state.Dispose();
        Sql.Execute(_folder.File("outbox.db"), "PRAGMA user_version = 99");
        _state = StateFolder.Open(_folder.Path);
        Assert.Contains("a newer build wrote it", Assert.Throws<StateFolderException>(() => _state.OpenOutbox()).Message, StringComparison.Ordinal);
    }
}
