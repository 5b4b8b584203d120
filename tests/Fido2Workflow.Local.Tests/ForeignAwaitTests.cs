using Fido2Workflow.Core.Durable;
using static Fido2Workflow.Local.Tests.SmallWorkflows;

namespace Fido2Workflow.Local.Tests;

public sealed class ForeignAwaitTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public Task A_task_that_never_ends_is_found_when_nothing_else_is_waited_for() =>
        AssertForeignAsync((_, _) => new TaskCompletionSource<Next<string, string>>().Task);

    [Fact]
    public async Task A_task_that_ends_on_another_thread_is_found_beside_a_wait_of_the_ports()
    {
        // Ends after the turn that awaits it: had it ended before, nobody could tell, and the wait of the port's would go on.
        var foreign = new TaskCompletionSource();
        await AssertForeignAsync(
            async (context, input) =>
            {
                var timer = context.CreateTimerAsync(context.CurrentUtcDateTime.AddDays(1));
                await foreign.Task;
                await timer;
                return Done(input);
            },
            afterItsFirstTurn: () => Task.Run(foreign.SetResult));
    }

    [Fact]
    public Task Code_that_leaves_its_thread_is_found_when_it_next_asks_for_something() =>
        AssertForeignAsync(async (context, input) =>
        {
            var timer = context.CreateTimerAsync(context.CurrentUtcDateTime.AddDays(1));
            await context.CallActivityAsync(Echo, input).ConfigureAwait(false);
            await Task.Run(() => input).ConfigureAwait(false);
            await context.CallActivityAsync(Echo, input);
            await timer;
            return Done(input);
        });

    [Fact]
    public async Task Giving_way_to_itself_is_no_foreign_await()
    {
        await using var running = await RunningHost.StartAsync(_folder.Path, Of(async (context, input) =>
        {
            await Task.Yield();
            return Done(await context.CallActivityAsync(Echo, input));
        }));
        await running.Host.ScheduleNewInstanceAsync(Main, "input", "main");

        Assert.Equal("input", (await running.RunToEndAsync("main")).Output?.GetString());
    }

    [Fact]
    public async Task A_task_that_has_ended_before_it_is_awaited_is_no_foreign_await()
    {
        await using var running = await RunningHost.StartAsync(_folder.Path, Of(async (context, input) =>
        {
            var timer = context.CreateTimerAsync(context.CurrentUtcDateTime.AddDays(1));
            await Task.CompletedTask;
            await timer;
            return Done(input);
        }));
        await running.Host.ScheduleNewInstanceAsync(Main, "input", "main");

        Assert.Equal("input", (await running.RunToEndAsync("main")).Output?.GetString());
    }

    private async Task AssertForeignAsync(
        Func<WorkflowContext, string, Task<Next<string, string>>> main, Func<Task>? afterItsFirstTurn = null)
    {
        await using var running = await RunningHost.StartAsync(_folder.Path, Of(main));
        await running.Host.ScheduleNewInstanceAsync(Main, "input", "main");
        if (afterItsFirstTurn is not null) await afterItsFirstTurn();

        var instance = await running.Host.WaitForCompletionAsync("main");

        Assert.Equal(RuntimeStatus.Failed, instance.RuntimeStatus);
        Assert.Equal(nameof(ForeignAwaitException), instance.Failure?.ErrorType);
    }
}
