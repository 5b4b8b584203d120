using Fido2Workflow.Core.Durable;
using static Fido2Workflow.Local.Tests.SmallWorkflows;

namespace Fido2Workflow.Local.Tests;

/// <summary>What the embedded host promises beyond the suite.</summary>
public sealed class EmbeddedHostTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Each_status_is_kept_and_told_once_over_restarts_and_continue_as_new()
    {
        var catalogue = Of(async (context, input) =>
        {
            context.SetCustomStatus($"{input} begins");
            context.SetCustomStatus($"{input} begins");
            await context.CreateTimerAsync(context.CurrentUtcDateTime.AddHours(2));
            context.SetCustomStatus($"{input} ends");
            return input == "first" ? GoOn("second") : Done(input);
        });
        List<string?> told = [];
        await using (var running = await RunningHost.StartAsync(_folder.Path, catalogue))
        {
            running.Host.StatusChanged += status => told.Add(status.CustomStatus?.GetString());
            await running.Host.ScheduleNewInstanceAsync(Main, "first", "main");
            await running.LetPassAsync(TimeSpan.FromHours(3));
        }

        await using var restarted = await RunningHost.StartAsync(_folder.Path, catalogue);
        restarted.Host.StatusChanged += status => told.Add(status.CustomStatus?.GetString());
        await restarted.RunToEndAsync("main");

        var history = await restarted.Host.ReadStatusHistoryAsync("main");
        Assert.Equal(["first begins", "first ends", "second begins", "second ends", "second ends"], told);
        Assert.Equal(told, history.Select(status => status.CustomStatus?.GetString()));
        Assert.Equal([0, 2, 2, 4, 4], history.Select(status => (int)(status.At - RunningHost.Start).TotalHours));
        Assert.Equal(
            [.. Enumerable.Repeat(RuntimeStatus.Running, 4), RuntimeStatus.Completed], history.Select(status => status.RuntimeStatus));
    }

    [Fact]
    public async Task A_timer_due_at_the_instant_of_a_restart_comes_after_what_was_asked_of_the_clock_before_it()
    {
        var due = RunningHost.Start.AddHours(2);
        var catalogue = Of(async (context, input) =>
        {
            await context.CreateTimerAsync(due);
            return Done(input);
        });
        await using (var running = await RunningHost.StartAsync(_folder.Path, catalogue))
            await running.Host.ScheduleNewInstanceAsync(Main, "input", "main");

        List<string> order = [];
        using var state = StateFolder.Open(_folder.Path);
        var clock = new VirtualClock(due);
        clock.Schedule(due, () => order.Add("asked before"));
        await using var restarted = new EmbeddedHost(catalogue, state, clock);
        restarted.StatusChanged += _ => order.Add("timer");
        await restarted.StartAsync();
        await clock.RunUntilAsync(restarted.WaitForCompletionAsync("main"));
        Assert.Equal(["asked before", "timer"], order);
    }

    [Fact]
    public async Task A_turn_is_one_write()
    {
        var writes = 0;
        await using var running = await RunningHost.StartAsync(
            _folder.Path,
            _ => Of(async (context, input) =>
            {
                context.SetCustomStatus("busy");
                await Task.WhenAll(context.CallActivityAsync(Echo, "a"), context.CallActivityAsync(Echo, "b"));
                await context.CreateTimerAsync(context.CurrentUtcDateTime.AddDays(1));
                return Done(input);
            }),
            number => writes = number);

        await running.Host.ScheduleNewInstanceAsync(Main, "input", "main");
        await running.RunToEndAsync("main");

        // Its start, two answers, one timer.
        Assert.Equal(4, writes);
    }

    [Fact]
    public async Task A_nudge_while_one_lies_unread_is_no_write()
    {
        var writes = 0;
        await using var running = await RunningHost.StartAsync(_folder.Path, _ => Waiting(days: 1), number => writes = number);
        await running.Host.ScheduleNewInstanceAsync(Main, "input", "main");
        await running.Host.RaiseEventAsync("main", "nudge");
        Assert.Equal(2, writes);

        await running.Host.RaiseEventAsync("main", "Nudge");

        Assert.Equal(2, writes);
    }

    [Fact]
    public async Task A_nudge_between_two_executions_is_read_by_the_second()
    {
        await using var running = await RunningHost.StartAsync(_folder.Path, Of(async (context, input) =>
        {
            context.SetCustomStatus($"{input} begins");
            return input == "first"
                ? GoOn("second")
                : Done(await context.WaitForExternalEventAsync("nudge", context.CurrentUtcDateTime.AddDays(1)) ? "event" : "time");
        }));
        running.Host.StatusChanged += status =>
        {
            if (status.CustomStatus?.GetString() == "first begins") _ = running.Host.RaiseEventAsync("main", "nudge");
        };

        await running.Host.ScheduleNewInstanceAsync(Main, "first", "main");

        Assert.Equal("event", (await running.RunToEndAsync("main")).Output?.GetString());
    }

    [Fact]
    public async Task A_wait_that_its_event_has_ended_leaves_nothing_that_moves_time()
    {
        await using var running = await RunningHost.StartAsync(_folder.Path, Of(async (context, input) =>
        {
            await context.WaitForExternalEventAsync("nudge", context.CurrentUtcDateTime.AddDays(1));
            return Done(input);
        }));
        await running.Host.ScheduleNewInstanceAsync(Main, "input", "main");
        await running.Host.RaiseEventAsync("main", "nudge");

        await Assert.ThrowsAsync<InvalidOperationException>(() => running.Clock.RunUntilAsync(new TaskCompletionSource().Task));

        Assert.Equal(RunningHost.Start, running.Clock.GetUtcNow());
    }

    [Fact]
    public async Task An_instance_that_ended_leaves_nothing_that_moves_time()
    {
        await using var running = await RunningHost.StartAsync(_folder.Path, Of(async (context, input) =>
        {
            _ = context.CreateTimerAsync(context.CurrentUtcDateTime.AddDays(1));
            return Done(await context.CallActivityAsync(Echo, input));
        }));
        await running.Host.ScheduleNewInstanceAsync(Main, "input", "main");

        await Assert.ThrowsAsync<InvalidOperationException>(() => running.Clock.RunUntilAsync(new TaskCompletionSource().Task));

        Assert.Equal(RunningHost.Start, running.Clock.GetUtcNow());
    }

    [Fact]
    public async Task A_clock_that_was_set_back_does_not_turn_back_the_workflows_time()
    {
        var catalogue = Of(async (context, _) =>
        {
            await context.CreateTimerAsync(context.CurrentUtcDateTime.AddHours(1));
            var before = context.CurrentUtcDateTime;
            await context.WaitForExternalEventAsync("nudge", before.AddDays(1));
            return Done(context.CurrentUtcDateTime >= before ? "forward" : "back");
        });
        await using (var running = await RunningHost.StartAsync(_folder.Path, catalogue))
        {
            await running.Host.ScheduleNewInstanceAsync(Main, "input", "main");
            await running.LetPassAsync(TimeSpan.FromHours(2));
        }

        await using var earlier = await RunningHost.StartAsync(_folder.Path, catalogue, RunningHost.Start.AddDays(-1));
        await earlier.Host.RaiseEventAsync("main", "nudge");

        Assert.Equal("forward", (await earlier.RunToEndAsync("main")).Output?.GetString());
    }

    [Fact]
    public async Task In_virtual_time_activities_run_one_after_the_other_and_time_passes_only_while_they_sleep()
    {
        var nap = new Activity<string, string>("Nap", new RetryPolicy(1, TimeSpan.Zero, 1, TimeSpan.Zero));
        List<string> seen = [];
        VirtualClock? clock = null;
        var catalogue = Of(async (context, _) =>
        {
            var naps = Task.WhenAll(context.CallActivityAsync(nap, "a"), context.CallActivityAsync(nap, "b"));
            await context.CreateTimerAsync(context.CurrentUtcDateTime.AddSeconds(30));
            seen.Add(FormattableString.Invariant($"timer {context.CurrentUtcDateTime:HH:mm:ss}"));
            await naps;
            return Done("rested");
        }).Add(nap, async (context, name) =>
        {
            seen.Add(FormattableString.Invariant($"{name} lies down {context.Now:HH:mm:ss}"));
            await clock!.SleepAsync(TimeSpan.FromMinutes(1), CancellationToken.None);
            seen.Add(FormattableString.Invariant($"{name} gets up {clock.GetUtcNow():HH:mm:ss}"));
            return name;
        });
        await using var running = await RunningHost.StartAsync(_folder.Path, catalogue);
        clock = running.Clock;

        await running.Host.ScheduleNewInstanceAsync(Main, "input", "main");
        await running.RunToEndAsync("main");

        Assert.Equal(
            ["a lies down 07:00:00", "timer 07:00:30", "a gets up 07:01:00", "b lies down 07:01:00", "b gets up 07:02:00"], seen);
    }

    [Fact]
    public async Task When_a_write_is_fatal_the_host_and_everyone_who_waits_for_it_fail_with_the_reason()
    {
        await using var running = await RunningHost.StartAsync(
            _folder.Path, _ => Waiting(days: 1), number => _ = number == 2 ? throw new IOException("the disk is full") : number);
        await running.Host.ScheduleNewInstanceAsync(Main, "input", "main");
        var end = running.Host.WaitForCompletionAsync("main");

        await Assert.ThrowsAsync<IOException>(() => running.Clock.RunUntilAsync(end));

        await Assert.ThrowsAsync<IOException>(() => running.Host.Failed);
        await Assert.ThrowsAsync<IOException>(() => running.Host.RaiseEventAsync("main", "nudge"));
    }

    [Fact]
    public async Task After_it_was_disposed_of_the_host_answers_nobody()
    {
        var running = await RunningHost.StartAsync(_folder.Path, Waiting(days: 1));
        var end = running.Host.WaitForCompletionAsync("main");

        await running.DisposeAsync();

        await Assert.ThrowsAsync<ObjectDisposedException>(() => end);
        await Assert.ThrowsAsync<ObjectDisposedException>(() => running.Host.RaiseEventAsync("main", "nudge"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("@main")]
    [InlineData("a/b")]
    [InlineData("guest#EXT#")]
    public async Task An_id_that_no_instance_can_have_is_refused(string id)
    {
        await using var running = await RunningHost.StartAsync(_folder.Path, Waiting(days: 1));

        await Assert.ThrowsAsync<ArgumentException>(() => running.Host.ScheduleNewInstanceAsync(Main, "input", id));
    }

    [Fact]
    public async Task A_status_that_is_too_long_for_any_host_stops_the_instance()
    {
        await using var running = await RunningHost.StartAsync(_folder.Path, Of((context, input) =>
        {
            context.SetCustomStatus(new string('x', 8_000));
            return Task.FromResult(Done(input));
        }));
        await running.Host.ScheduleNewInstanceAsync(Main, "input", "main");

        var instance = await running.RunToEndAsync("main");

        Assert.Contains("at most 8000 are allowed", instance.Failure?.ErrorMessage, StringComparison.Ordinal);
    }
}
