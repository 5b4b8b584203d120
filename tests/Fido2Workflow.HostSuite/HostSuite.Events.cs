using Fido2Workflow.Core.Durable;

namespace Fido2Workflow.HostSuite;

public abstract partial class HostSuite
{
    [Fact]
    public async Task An_event_ends_the_wait_for_it_and_the_timer_of_that_wait()
    {
        var client = await StartAsync(CatalogueOf(WaitsAsync(1, 1000)));
        await client.ScheduleNewInstanceAsync(Main, "input", "main");
        await SettleAsync();

        await client.RaiseEventAsync("main", "nudge");
        var instance = await WaitForEndAsync("main");

        Assert.Equal("event", instance.Output?.GetString());
        Assert.True(instance.LastUpdatedAt - instance.CreatedAt < Moment * 500, "the timer of the wait kept the instance running");
    }

    [Fact]
    public async Task A_wait_that_nobody_ends_is_ended_by_time()
    {
        var instance = await RunAsync(WaitsAsync(1, 1));

        Assert.Equal("time", instance.Output?.GetString());
    }

    [Fact]
    public async Task An_event_that_comes_before_anyone_waits_is_kept()
    {
        var client = await StartAsync(CatalogueOf(async (context, _) =>
        {
            await context.CreateTimerAsync(context.CurrentUtcDateTime + Moment * 2);
            return Done(await context.WaitForExternalEventAsync("nudge", context.CurrentUtcDateTime + Moment) ? "event" : "time");
        }));
        await client.ScheduleNewInstanceAsync(Main, "input", "main");

        await client.RaiseEventAsync("main", "nudge");

        Assert.Equal("event", (await WaitForEndAsync("main")).Output?.GetString());
    }

    [Fact]
    public async Task An_event_is_kept_over_a_restart()
    {
        var catalogue = CatalogueOf(async (context, _) =>
        {
            await context.CreateTimerAsync(context.CurrentUtcDateTime + Moment * 4);
            return Done(await context.WaitForExternalEventAsync("nudge", context.CurrentUtcDateTime + Moment) ? "event" : "time");
        });
        var client = await StartAsync(catalogue);
        await client.ScheduleNewInstanceAsync(Main, "input", "main");
        await client.RaiseEventAsync("main", "nudge");
        await SettleAsync();

        await RestartAsync(catalogue);

        Assert.Equal("event", (await WaitForEndAsync("main")).Output?.GetString());
    }

    [Fact]
    public async Task An_event_that_comes_after_a_wait_ended_by_time_goes_to_the_next_wait()
    {
        var client = await StartAsync(CatalogueOf(async (context, _) =>
        {
            var first = await context.WaitForExternalEventAsync("nudge", context.CurrentUtcDateTime + Moment);
            await context.CreateTimerAsync(context.CurrentUtcDateTime + Moment * 4);
            var second = await context.WaitForExternalEventAsync("nudge", context.CurrentUtcDateTime + Moment);
            return Done($"{first},{second}");
        }));
        await client.ScheduleNewInstanceAsync(Main, "input", "main");
        await LetPassAsync(Moment * 3);

        await client.RaiseEventAsync("main", "nudge");

        Assert.Equal("False,True", (await WaitForEndAsync("main")).Output?.GetString());
    }

    [Fact]
    public async Task An_event_told_twice_is_read_and_breaks_nothing()
    {
        var client = await StartAsync(CatalogueOf(async (context, _) =>
        {
            await context.CreateTimerAsync(context.CurrentUtcDateTime + Moment * 2);
            var read = 0;
            while (await context.WaitForExternalEventAsync("nudge", context.CurrentUtcDateTime + Moment)) read++;
            return Done(read is 1 or 2 ? "read" : $"read {read} times");
        }));
        await client.ScheduleNewInstanceAsync(Main, "input", "main");

        await client.RaiseEventAsync("main", "nudge");
        await client.RaiseEventAsync("main", "nudge");

        Assert.Equal("read", (await WaitForEndAsync("main")).Output?.GetString());
    }

    [Fact]
    public async Task Events_are_told_apart_by_name_without_case()
    {
        var client = await StartAsync(CatalogueOf(async (context, _) =>
        {
            var until = context.CurrentUtcDateTime + Moment * 3;
            var waits = await Task.WhenAll(
                context.WaitForExternalEventAsync("Approve", until), context.WaitForExternalEventAsync("pause", until));
            return Done($"{waits[0]},{waits[1]}");
        }));
        await client.ScheduleNewInstanceAsync(Main, "input", "main");
        await SettleAsync();

        await client.RaiseEventAsync("main", "aPPROVE");

        Assert.Equal("True,False", (await WaitForEndAsync("main")).Output?.GetString());
    }

    [Fact]
    public async Task One_event_ends_one_wait()
    {
        var client = await StartAsync(CatalogueOf(WaitsAsync(2, 3)));
        await client.ScheduleNewInstanceAsync(Main, "input", "main");
        await SettleAsync();

        await client.RaiseEventAsync("main", "nudge");

        Assert.True((await WaitForEndAsync("main")).Output?.GetString() is "event,time" or "time,event");
    }

    [Fact]
    public async Task An_event_for_an_instance_that_is_unknown_or_has_ended_is_ignored()
    {
        var client = await StartAsync(CatalogueOf((_, input) => Task.FromResult(Done(input))));
        await client.ScheduleNewInstanceAsync(Main, "output", "main");
        await WaitForEndAsync("main");

        await client.RaiseEventAsync("main", "nudge");
        await client.RaiseEventAsync("nobody", "nudge");
        await SettleAsync();

        Assert.Equal("output", (await client.GetInstanceAsync("main"))?.Output?.GetString());
        Assert.Null(await client.GetInstanceAsync("nobody"));
    }

    private Func<WorkflowContext, string, Task<Next<string, string>>> WaitsAsync(int waits, int moments) => async (context, _) =>
    {
        var until = context.CurrentUtcDateTime + Moment * moments;
        var ends = await Task.WhenAll(Enumerable.Range(0, waits).Select(_ => context.WaitForExternalEventAsync("nudge", until)));
        return Done(string.Join(",", ends.Select(byEvent => byEvent ? "event" : "time")));
    };
}
