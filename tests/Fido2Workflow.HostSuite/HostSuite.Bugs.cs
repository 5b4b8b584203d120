using Fido2Workflow.Core.Durable;

namespace Fido2Workflow.HostSuite;

public abstract partial class HostSuite
{
    [Fact]
    public async Task A_workflow_that_throws_stops_its_instance_and_no_other()
    {
        var client = await StartAsync(CatalogueOf(async (context, input) =>
        {
            await context.CreateTimerAsync(context.CurrentUtcDateTime + Moment);
            return input == "bad" ? throw new InvalidOperationException("a bug") : Done(input);
        }));
        await client.ScheduleNewInstanceAsync(Main, "bad", "bad");
        await client.ScheduleNewInstanceAsync(Main, "good", "good");

        Assert.Equal(RuntimeStatus.Failed, (await WaitForEndAsync("bad")).RuntimeStatus);
        Assert.Equal(RuntimeStatus.Completed, (await WaitForEndAsync("good")).RuntimeStatus);
    }

    [Fact]
    public async Task Awaiting_a_task_that_is_not_the_ports_stops_the_instance()
    {
        var never = new TaskCompletionSource<string>();

        var instance = await RunAsync(async (_, _) => Done(await never.Task));

        Assert.Equal(RuntimeStatus.Failed, instance.RuntimeStatus);
    }

    [Fact]
    public async Task An_instance_keeps_the_version_it_started_with_and_its_children_take_it()
    {
        var client = await StartAsync(Listing("1"));
        await client.ScheduleNewInstanceAsync(Main, "input", "old");
        await SettleAsync();

        client = await RestartAsync(Listing("2"));
        await client.ScheduleNewInstanceAsync(Main, "input", "new");
        await client.RaiseEventAsync("old", "go");
        await client.RaiseEventAsync("new", "go");

        Assert.Equal("1 and child of 1", (await WaitForEndAsync("old")).Output?.GetString());
        Assert.Equal("2 and child of 2", (await WaitForEndAsync("new")).Output?.GetString());
        Assert.Equal("1", (await client.GetInstanceAsync("old"))?.Version);
    }

    [Fact]
    public async Task An_instance_whose_version_is_gone_after_a_restart_stops()
    {
        var client = await StartAsync(Listing("1"));
        await client.ScheduleNewInstanceAsync(Main, "input", "main");
        await SettleAsync();

        client = await RestartAsync(WithNote(new Catalogue { CurrentVersion = "2" }));
        await client.RaiseEventAsync("main", "go");

        Assert.Equal(RuntimeStatus.Failed, (await WaitForEndAsync("main")).RuntimeStatus);
    }

    /// <summary>Both versions, as a build that still keeps the old one lists them.</summary>
    private Catalogue Listing(string currentVersion)
    {
        var catalogue = WithNote(new Catalogue { CurrentVersion = currentVersion });
        foreach (var version in new[] { "1", "2" })
        {
            catalogue.Add(Main, version, async (context, input) =>
            {
                await context.WaitForExternalEventAsync("go", context.CurrentUtcDateTime + Moment * 100);
                return Done($"{version} and {await context.CallChildWorkflowAsync(Child, input, $"{context.InstanceId}-child")}");
            });
            catalogue.Add(Child, version, (context, _) => Task.FromResult(Done($"child of {context.Version}")));
        }

        return catalogue;
    }
}
