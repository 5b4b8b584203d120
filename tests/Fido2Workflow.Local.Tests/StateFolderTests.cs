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
