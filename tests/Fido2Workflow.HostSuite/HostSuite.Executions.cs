using System.Collections.Concurrent;
using Fido2Workflow.Core.Durable;

namespace Fido2Workflow.HostSuite;

public abstract partial class HostSuite
{
    [Fact]
    public async Task Continuing_as_new_carries_the_input_and_clears_the_history()
    {
        var runs = new ConcurrentQueue<string>();
        var catalogue = CatalogueOf(async (context, input) =>
        {
            runs.Enqueue(input);
            await context.CallActivityAsync(Note, input);
            if (input == "first") return GoOn("second");
            await context.WaitForExternalEventAsync("go", context.CurrentUtcDateTime + Moment * 100);
            return Done(input);
        });
        var client = await StartAsync(catalogue);
        await client.ScheduleNewInstanceAsync(Main, "first", "main");
        await SettleAsync();
        runs.Clear();

        client = await RestartAsync(catalogue);
        await client.RaiseEventAsync("main", "go");

        Assert.Equal("second", (await WaitForEndAsync("main")).Output?.GetString());
        Assert.DoesNotContain("first", runs);
        Assert.Equal(["first", "second"], Notes);
    }

    [Fact]
    public async Task Continuing_as_new_keeps_the_events_not_yet_read()
    {
        var client = await StartAsync(CatalogueOf(async (context, input) =>
        {
            if (input == "second")
                return Done(await context.WaitForExternalEventAsync("nudge", context.CurrentUtcDateTime + Moment) ? "event" : "time");
            await context.CreateTimerAsync(context.CurrentUtcDateTime + Moment * 2);
            return GoOn("second");
        }));
        await client.ScheduleNewInstanceAsync(Main, "first", "main");

        await client.RaiseEventAsync("main", "nudge");

        Assert.Equal("event", (await WaitForEndAsync("main")).Output?.GetString());
    }

    [Fact]
    public async Task An_id_names_one_instance_for_ever()
    {
        var client = await StartAsync(CatalogueOf((_, input) => Task.FromResult(Done(input))));

        Assert.True(await client.ScheduleNewInstanceAsync(Main, "first", "main"));
        Assert.False(await client.ScheduleNewInstanceAsync(Main, "second", "main"));
        await WaitForEndAsync("main");
        Assert.False(await client.ScheduleNewInstanceAsync(Main, "third", "main"));

        Assert.Equal("first", (await client.GetInstanceAsync("main"))?.Output?.GetString());
    }

    [Fact]
    public async Task Replay_gives_the_same_ids_and_the_same_time()
    {
        var seen = new ConcurrentQueue<(int Step, string Found)>();
        var catalogue = CatalogueOf(async (context, _) =>
        {
            for (var step = 0; step < 3; step++)
            {
                seen.Enqueue((step, $"{context.NewGuid()} {context.NewGuid()} {context.CurrentUtcDateTime:O}"));
                await context.CreateTimerAsync(context.CurrentUtcDateTime + Moment * 2);
            }

            return Done("end");
        });
        var client = await StartAsync(catalogue);
        await client.ScheduleNewInstanceAsync(Main, "input", "main");
        await LetPassAsync(Moment * 3);

        await RestartAsync(catalogue);
        await WaitForEndAsync("main");

        Assert.True(seen.Count > 3, "nothing was replayed");
        Assert.All(seen.GroupBy(entry => entry.Step), step => Assert.Single(step.Distinct()));
        Assert.Equal(3, seen.Select(entry => entry.Found).Distinct().Count());
    }

    [Fact]
    public async Task Code_that_the_history_holds_knows_that_it_is_replayed()
    {
        var seen = new ConcurrentQueue<string>();
        var catalogue = CatalogueOf(async (context, _) =>
        {
            seen.Enqueue($"before {context.IsReplaying}");
            await context.WaitForExternalEventAsync("go", context.CurrentUtcDateTime + Moment * 100);
            seen.Enqueue($"after {context.IsReplaying}");
            return Done("end");
        });
        var client = await StartAsync(catalogue);
        await client.ScheduleNewInstanceAsync(Main, "input", "main");
        await SettleAsync();
        Assert.Equal(["before False"], seen);
        seen.Clear();

        client = await RestartAsync(catalogue);
        await client.RaiseEventAsync("main", "go");
        await WaitForEndAsync("main");

        // A host may run an instance from its history once more to end it.
        Assert.Equal(["before True", "after False"], seen.Take(2));
    }

    [Fact]
    public async Task What_an_instance_says_of_itself_is_seen_while_it_runs_and_after_a_restart()
    {
        var catalogue = CatalogueOf(async (context, _) =>
        {
            context.SetCustomStatus("waiting for 3 people");
            await context.WaitForExternalEventAsync("go", context.CurrentUtcDateTime + Moment * 100);
            return Done("end");
        });
        var client = await StartAsync(catalogue);
        await client.ScheduleNewInstanceAsync(Main, "input", "main");
        await SettleAsync();
        Assert.Equal("waiting for 3 people", (await client.GetInstanceAsync("main"))?.CustomStatus?.GetString());

        client = await RestartAsync(catalogue);
        await SettleAsync();

        var instance = await client.GetInstanceAsync("main");
        Assert.Equal(RuntimeStatus.Running, instance?.RuntimeStatus);
        Assert.Equal("waiting for 3 people", instance?.CustomStatus?.GetString());
    }
}
