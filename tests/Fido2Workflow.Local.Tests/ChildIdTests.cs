using Fido2Workflow.Core.Durable;
using static Fido2Workflow.Local.Tests.SmallWorkflows;

namespace Fido2Workflow.Local.Tests;

/// <summary>A child's id names one piece of work, however often it is asked for.</summary>
public sealed class ChildIdTests : IDisposable
{
    private static readonly Workflow<string, string> Child = new("Child");

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_child_asked_for_again_answers_what_it_answered()
    {
        Assert.Equal("first,first", await RunAsync(async context =>
            $"{await context.CallChildWorkflowAsync(Child, "first", "child")},{await context.CallChildWorkflowAsync(Child, "second", "child")}"));
    }

    [Fact]
    public async Task A_child_asked_for_twice_at_once_answers_both()
    {
        Assert.Equal("first,first", await RunAsync(async context => string.Join(",", await Task.WhenAll(
            context.CallChildWorkflowAsync(Child, "first", "child"), context.CallChildWorkflowAsync(Child, "second", "child")))));
    }

    [Fact]
    public async Task An_id_that_names_something_else_fails_the_call()
    {
        Assert.StartsWith("InstanceIdInUse: main is the id of another instance (Main)", await RunAsync(async context =>
        {
            try
            {
                return await context.CallChildWorkflowAsync(Child, "first", "main");
            }
            catch (TaskFailedException e)
            {
                return $"{e.FailureDetails.ErrorType}: {e.FailureDetails.ErrorMessage}";
            }
        }), StringComparison.Ordinal);
    }

    private async Task<string?> RunAsync(Func<WorkflowContext, Task<string>> main)
    {
        await using var running = await RunningHost.StartAsync(
            _folder.Path,
            Of(async (context, _) => Done(await main(context))).Add(Child, "1", async (context, input) =>
                Done(await context.CallActivityAsync(Echo, input))));
        await running.Host.ScheduleNewInstanceAsync(Main, "input", "main");
        return (await running.RunToEndAsync("main")).Output?.GetString();
    }
}
