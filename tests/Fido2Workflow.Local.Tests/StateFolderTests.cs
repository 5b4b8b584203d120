using Fido2Workflow.Core.Decisions;

namespace Fido2Workflow.Local.Tests;

public sealed class StateFolderTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_second_holder_of_a_folder_is_refused_until_the_first_lets_go()
    {
        using (StateFolder.Open(_folder.Path))
        {
            var refusal = Assert.Throws<StateFolderException>(() => StateFolder.Open(_folder.Path));
            Assert.Equal(StateFolderException.InUse, refusal.Code);
        }

        StateFolder.Open(_folder.Path).Dispose();
    }

    [Theory]
    [InlineData("journal.db")]
    [InlineData("decisions.db")]
    public void What_a_newer_build_wrote_is_refused_and_left_alone(string file)
    {
        StateFolder.Open(_folder.Path).Dispose();
        Sql.Execute(_folder.File(file), "PRAGMA user_version = 3");

        var refusal = Assert.Throws<StateFolderException>(() => StateFolder.Open(_folder.Path));
        Assert.Equal(StateFolderException.Newer, refusal.Code);

        Sql.Execute(_folder.File(file), "PRAGMA user_version = 2");
        StateFolder.Open(_folder.Path).Dispose();
    }

    [Fact]
    public async Task A_status_knows_which_decisions_came_before_it_and_is_found_under_its_rollout_alone()
    {
        await using var running = await RunningHost.StartAsync(_folder.Path, SmallWorkflows.Waiting(days: 2));
        await running.State.Decisions.AddAsync(Pause("1"));
        await running.State.Decisions.AddAsync(Pause("2"));
        foreach (var instance in new[] { "small", "small.wave-1", "smaller", "other.small" })
        {
            await running.Host.ScheduleNewInstanceAsync(SmallWorkflows.Main, "input", instance);
            await running.RunToEndAsync(instance);
        }
        await running.State.Decisions.AddAsync(Pause("3"));

        var statuses = await running.State.Statuses.ReadAsync("small");

        Assert.Equal(["small", "small.wave-1"], statuses.Select(recorded => recorded.Status.InstanceId));
        Assert.All(statuses, recorded => Assert.Equal(2, recorded.LastDecision));

        static Paused Pause(string id) => new() { Id = id, Rollout = "small", Wave = 1, By = "ada", At = RunningHost.Start };
    }

    [Fact]
    public void A_file_that_is_no_database_is_refused_with_its_name()
    {
        File.WriteAllText(_folder.File("journal.db"), new string('x', 4096));

        var refusal = Assert.Throws<StateFolderException>(() => StateFolder.Open(_folder.Path));

        Assert.Contains("journal.db", refusal.Message, StringComparison.Ordinal);
        Assert.Equal(StateFolderException.Damaged, refusal.Code);
    }

    [Fact]
    public async Task The_last_instant_is_the_latest_that_a_decision_or_a_turn_holds()
    {
        using (var state = StateFolder.Open(_folder.Path)) Assert.Null(state.LastInstant);
        await using (var running = await RunningHost.StartAsync(_folder.Path, SmallWorkflows.Waiting(days: 2)))
        {
            await running.Host.ScheduleNewInstanceAsync(SmallWorkflows.Main, "input", "main");
            await running.RunToEndAsync("main");
            Assert.Equal(RunningHost.Start.AddDays(2), running.State.LastInstant);
            await running.State.Decisions.AddAsync(
                new Paused { Id = "1", Rollout = "r", Wave = 1, By = "ada", At = RunningHost.Start.AddDays(3).ToOffset(TimeSpan.FromHours(5)) });
        }

        using var reopened = StateFolder.Open(_folder.Path);
        Assert.Equal(RunningHost.Start.AddDays(3), reopened.LastInstant);
    }
}
