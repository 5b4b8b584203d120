using Fido2Workflow.Core.Decisions;

namespace Fido2Workflow.Local.Tests;

/// <summary>A rollout in small, killed after each of its writes: nobody can tell afterwards.</summary>
public sealed class CrashTests
{
    [Fact]
    public async Task A_run_that_dies_after_any_write_ends_like_the_unbroken_one()
    {
        var (unbroken, writes) = await RunUnbrokenAsync();
        Assert.True(writes > 30, "the story is too short to be worth breaking");

        for (var fatal = 1; fatal <= writes; fatal++)
        {
            using var folder = new TemporaryFolder();
            var story = new SmallRollout(folder.Path);
            Assert.Null(await story.RunAsync(DieAfter(fatal)));
            var resumed = await story.RunAsync(_ => { });
            Assert.True(unbroken == resumed, $"after a death at write {fatal} of {writes}:\n{resumed}\nand unbroken:\n{unbroken}");
        }
    }

    [Fact]
    public async Task A_run_whose_every_process_dies_after_one_write_gets_to_the_same_end()
    {
        var (unbroken, writes) = await RunUnbrokenAsync();
        using var folder = new TemporaryFolder();
        var story = new SmallRollout(folder.Path);
        string? end = null;

        for (var process = 0; end is null && process <= writes; process++) end = await story.RunAsync(DieAfter(1));

        Assert.Equal(unbroken, end);
    }

    [Fact]
    public async Task Once_a_write_was_fatal_nothing_more_is_written()
    {
        using var folder = new TemporaryFolder();
        var writes = 0;
        using var state = StateFolder.Open(folder.Path, new StateFolderOptions
        {
            AfterWrite = number =>
            {
                writes = number;
                throw new IOException("dead");
            },
        });

        await Assert.ThrowsAsync<IOException>(() => state.Documents.SaveAsync("first"));
        await Assert.ThrowsAsync<InvalidOperationException>(() => state.Documents.SaveAsync("second"));
        await Assert.ThrowsAsync<InvalidOperationException>(() => state.Decisions.AddAsync(
            new Paused { Id = "1", Rollout = "r", Wave = 1, By = "ada", At = RunningHost.Start }));

        Assert.Equal(1, writes);
    }

    private static async Task<(string End, int Writes)> RunUnbrokenAsync()
    {
        using var folder = new TemporaryFolder();
        var writes = 0;
        var end = await new SmallRollout(folder.Path).RunAsync(number => writes = number);
        return (end!, writes);
    }

    private static Action<int> DieAfter(int fatal) => number =>
    {
        if (number == fatal) throw new IOException($"died after write {number}");
    };
}
