using Fido2Workflow.Core.Durable;
using static Fido2Workflow.Local.Tests.SmallWorkflows;

namespace Fido2Workflow.Local.Tests;

/// <summary>A history that does not fit its code, or cannot be read: the instance holds and says why, and others go on.</summary>
public sealed class BrokenHistoryTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Code_that_asks_for_another_activity_than_its_history_holds_stops_the_instance()
    {
        var failure = await RestartWithAsync(Of(async (context, input) =>
        {
            await context.CreateTimerAsync(context.CurrentUtcDateTime.AddDays(1));
            return Done(input);
        }));

        Assert.Equal(nameof(NonDeterministicWorkflowException), failure.ErrorType);
        Assert.Contains("holds the activity Echo, but the code now asks for a timer", failure.ErrorMessage, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Code_that_asks_for_less_than_its_history_holds_stops_the_instance()
    {
        var failure = await RestartWithAsync(Of((_, input) => Task.FromResult(Done(input))));

        Assert.Equal(nameof(NonDeterministicWorkflowException), failure.ErrorType);
        Assert.Contains("the code now asks for its end", failure.ErrorMessage, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Code_that_asks_for_more_than_its_history_holds_stops_the_instance()
    {
        var failure = await RestartWithAsync(Of(async (context, input) =>
        {
            await Task.WhenAll(context.CallActivityAsync(Echo, input), context.CallActivityAsync(Echo, input));
            return Done(input);
        }));

        Assert.Equal(nameof(NonDeterministicWorkflowException), failure.ErrorType);
        Assert.Contains("holds nothing more at that place", failure.ErrorMessage, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_version_that_is_gone_is_named()
    {
        var failure = await RestartWithAsync(new Catalogue { CurrentVersion = "2" });

        Assert.Equal(nameof(UnknownWorkflowException), failure.ErrorType);
        Assert.Contains("runs Main in version 1, which this build does not have", failure.ErrorMessage, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("UPDATE turns SET event = '{\"event\":\"execut' WHERE instance_id = 'main' AND position = 1")]
    [InlineData("UPDATE turns SET event = '{\"event\":\"fromTheFuture\"}' WHERE instance_id = 'main'")]
    [InlineData("UPDATE turns SET actions = '[{}]' WHERE instance_id = 'main'")]
    [InlineData("UPDATE turns SET at = 'noon' WHERE instance_id = 'main'")]
    [InlineData("DELETE FROM turns WHERE instance_id = 'main'")]
    [InlineData("DELETE FROM turns WHERE position = (SELECT MAX(position) FROM turns WHERE instance_id = 'main')")]
    [InlineData("UPDATE instances SET custom_status = '{\"half' WHERE instance_id = 'main'")]
    [InlineData("UPDATE instances SET runtime_status = 'Runn' WHERE instance_id = 'main'")]
    [InlineData("UPDATE instances SET created_at = '', execution = 'first' WHERE instance_id = 'main'")]
    [InlineData("UPDATE turns SET event = replace(event, 'input', 'inputs') WHERE instance_id = 'main'")]
    [InlineData("UPDATE turns SET at = replace(at, '2027', '2037') WHERE instance_id = 'main'")]
    [InlineData("UPDATE instances SET custom_status = replace(custom_status, 'echo', 'decho') WHERE instance_id = 'main'")]
    [InlineData("UPDATE instances SET last_updated_at = replace(last_updated_at, '2027', '2026') WHERE instance_id = 'main'")]
    public async Task A_row_that_is_damaged_or_lost_stops_its_instance_and_no_other(string damage)
    {
        var failure = await RestartWithAsync(EchoAndWait(), damage);

        Assert.Equal(nameof(UnreadableJournalException), failure.ErrorType);
        Assert.Contains("The journal of main cannot be read", failure.ErrorMessage, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("UPDATE turns SET event = '{' WHERE instance_id = 'child'")]
    [InlineData("UPDATE instances SET custom_status = '{' WHERE instance_id = 'child'")]
    public async Task A_child_that_is_damaged_fails_towards_its_parent(string damage)
    {
        var catalogue = WithOther(Of(async (context, input) =>
        {
            try
            {
                return Done(await context.CallChildWorkflowAsync(Other, input, "child"));
            }
            catch (TaskFailedException e)
            {
                return Done(e.FailureDetails.ErrorType);
            }
        }));
        await using (var running = await RunningHost.StartAsync(_folder.Path, catalogue))
        {
            await running.Host.ScheduleNewInstanceAsync(Main, "input", "main");
            await running.LetPassAsync(TimeSpan.FromHours(1));
        }

        Sql.Execute(_folder.File("journal.db"), damage);
        await using var restarted = await RunningHost.StartAsync(_folder.Path, catalogue);

        Assert.Equal(nameof(UnreadableJournalException), (await restarted.RunToEndAsync("main")).Output?.GetString());
    }

    private static Catalogue EchoAndWait() => Of(async (context, input) =>
    {
        context.SetCustomStatus("echoing");
        await context.CallActivityAsync(Echo, input);
        await context.CreateTimerAsync(context.CurrentUtcDateTime.AddDays(1));
        return Done(input);
    });

    /// <summary>Runs two instances half way, restarts, and answers why the first stopped.</summary>
    private async Task<FailureDetails> RestartWithAsync(Catalogue catalogue, string damage = "SELECT 1")
    {
        await using (var running = await RunningHost.StartAsync(_folder.Path, WithOther(EchoAndWait())))
        {
            await running.Host.ScheduleNewInstanceAsync(Main, "input", "main");
            await running.Host.ScheduleNewInstanceAsync(Other, "input", "other");
            await running.LetPassAsync(TimeSpan.FromHours(1));
        }

        Sql.Execute(_folder.File("journal.db"), damage);
        await using var restarted = await RunningHost.StartAsync(_folder.Path, WithOther(catalogue), RunningHost.Start.AddHours(1));
        var stopped = await restarted.RunToEndAsync("main");

        Assert.Equal(RuntimeStatus.Failed, stopped.RuntimeStatus);
        Assert.Equal(RuntimeStatus.Failed, (await restarted.Host.GetInstanceAsync("main"))?.RuntimeStatus);
        Assert.Equal(RuntimeStatus.Failed, (await restarted.Host.ReadStatusHistoryAsync("main"))[^1].RuntimeStatus);
        Assert.Equal("input", (await restarted.RunToEndAsync("other")).Output?.GetString());
        return stopped.Failure!;
    }

    private static readonly Workflow<string, string> Other = new("Other");

    private static Catalogue WithOther(Catalogue catalogue)
    {
        foreach (var version in new[] { "1", "2" })
            catalogue.Add(Other, version, async (context, input) =>
            {
                await context.CreateTimerAsync(context.CurrentUtcDateTime.AddDays(1));
                return Done(input);
            });
        return catalogue;
    }
}
