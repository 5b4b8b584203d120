using Fido2Workflow.Core.Durable;

namespace Fido2Workflow.HostSuite;

public abstract partial class HostSuite
{
    [Fact]
    public async Task A_timer_ends_no_sooner_than_it_was_asked_to()
    {
        var instance = await RunAsync(async (context, _) =>
        {
            var start = context.CurrentUtcDateTime;
            await context.CreateTimerAsync(start + Moment);
            return Done(context.CurrentUtcDateTime >= start + Moment ? "in time" : "too soon");
        });

        Assert.Equal("in time", instance.Output?.GetString());
    }

    [Fact]
    public async Task A_timer_in_the_past_ends_at_once()
    {
        var instance = await RunAsync(async (context, _) =>
        {
            await context.CreateTimerAsync(context.CurrentUtcDateTime - Moment);
            return Done("passed");
        });

        Assert.Equal("passed", instance.Output?.GetString());
        Assert.True(instance.LastUpdatedAt - instance.CreatedAt < Moment * 3);
    }

    [Fact]
    public async Task Timers_end_in_the_order_of_their_times_not_of_their_making()
    {
        var instance = await RunAsync(async (context, _) =>
        {
            List<string> order = [];
            var start = context.CurrentUtcDateTime;
            await Task.WhenAll(EndsAsync("late", 3), EndsAsync("early", 1), EndsAsync("middle", 2));
            return Done(string.Join(",", order));

            async Task EndsAsync(string name, int moments)
            {
                await context.CreateTimerAsync(start + Moment * moments);
                order.Add(name);
            }
        });

        Assert.Equal("early,middle,late", instance.Output?.GetString());
    }

    [Fact]
    public async Task A_timer_goes_on_over_a_restart()
    {
        var catalogue = CatalogueOf(async (context, _) =>
        {
            var start = context.CurrentUtcDateTime;
            await context.CreateTimerAsync(start + Moment * 4);
            return Done(context.CurrentUtcDateTime >= start + Moment * 4 ? "in time" : "too soon");
        });
        var client = await StartAsync(catalogue);
        await client.ScheduleNewInstanceAsync(Main, "input", "main");
        await SettleAsync();

        client = await RestartAsync(catalogue);
        await SettleAsync();
        Assert.Equal(RuntimeStatus.Running, (await client.GetInstanceAsync("main"))?.RuntimeStatus);

        Assert.Equal("in time", (await WaitForEndAsync("main")).Output?.GetString());
    }

    [Fact]
    public async Task A_timer_that_came_due_while_no_host_was_there_ends_after_the_restart()
    {
        var catalogue = CatalogueOf(async (context, _) =>
        {
            await context.CreateTimerAsync(context.CurrentUtcDateTime + Moment * 2);
            return Done("passed");
        });
        var client = await StartAsync(catalogue);
        await client.ScheduleNewInstanceAsync(Main, "input", "main");
        await SettleAsync();

        await RestartAsync(catalogue, Moment * 3);

        Assert.Equal("passed", (await WaitForEndAsync("main")).Output?.GetString());
    }
}
