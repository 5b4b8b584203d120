using Fido2Workflow.Core.Durable;

namespace Fido2Workflow.HostSuite;

public abstract partial class HostSuite
{
    private static readonly Workflow<string, string> Child = new("Child");

    [Fact]
    public async Task A_child_runs_under_its_own_id_and_answers_its_parent()
    {
        var client = await StartAsync(CatalogueOf(CallsChildAsync).Add(
            Child, "1", async (context, input) => Done($"{context.InstanceId} {await context.CallActivityAsync(Note, input)}")));

        await client.ScheduleNewInstanceAsync(Main, "input", "main");

        Assert.Equal("child input", (await WaitForEndAsync("main")).Output?.GetString());
        Assert.Equal("child input", (await client.GetInstanceAsync("child"))?.Output?.GetString());
    }

    [Fact]
    public async Task A_child_that_fails_throws_in_its_parent()
    {
        var client = await StartAsync(CatalogueOf(async (context, input) =>
        {
            try
            {
                return Done(await context.CallChildWorkflowAsync(Child, input, "child"));
            }
            catch (TaskFailedException e)
            {
                return Done($"{e.TaskName} failed");
            }
        }).Add(Child, "1", Task<Next<string, string>> (_, _) => throw new InvalidOperationException("no")));

        await client.ScheduleNewInstanceAsync(Main, "input", "main");

        Assert.Equal("Child failed", (await WaitForEndAsync("main")).Output?.GetString());
        Assert.Equal(RuntimeStatus.Failed, (await client.GetInstanceAsync("child"))?.RuntimeStatus);
    }

    [Fact]
    public async Task A_child_under_way_goes_on_over_a_restart_and_answers_its_parent()
    {
        var catalogue = CatalogueOf(CallsChildAsync).Add(Child, "1", async (context, input) =>
        {
            await context.CallActivityAsync(Note, input);
            await context.CreateTimerAsync(context.CurrentUtcDateTime + Moment * 3);
            return Done("child");
        });
        var client = await StartAsync(catalogue);
        await client.ScheduleNewInstanceAsync(Main, "once", "main");
        await SettleAsync();

        await RestartAsync(catalogue);

        Assert.Equal("child", (await WaitForEndAsync("main")).Output?.GetString());
        Assert.Equal(["once"], Notes);
    }

    [Fact]
    public async Task A_child_that_continues_as_new_answers_its_parent_at_its_end()
    {
        var client = await StartAsync(CatalogueOf(CallsChildAsync).Add(
            Child, "1", (_, input) => Task.FromResult(input.Length < 3 ? GoOn(input + "+") : Done(input))));

        await client.ScheduleNewInstanceAsync(Main, "", "main");

        Assert.Equal("+++", (await WaitForEndAsync("main")).Output?.GetString());
    }

    private static async Task<Next<string, string>> CallsChildAsync(WorkflowContext context, string input) =>
        Done(await context.CallChildWorkflowAsync(Child, input, "child"));
}
