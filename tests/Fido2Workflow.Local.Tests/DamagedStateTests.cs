using Fido2Workflow.Core.Decisions;
using Fido2Workflow.Core.Durable;
using static Fido2Workflow.Local.Tests.SmallWorkflows;

namespace Fido2Workflow.Local.Tests;

/// <summary>A state folder that does not hold what was written: nothing of it is believed, and what happened has a name.</summary>
public sealed class DamagedStateTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("UPDATE decisions SET decision = replace(decision, '\"wave\":1', '\"wave\":2') WHERE sequence = 2")]
    [InlineData("UPDATE decisions SET rollout = 'q' WHERE sequence = 2")]
    [InlineData("UPDATE decisions SET chain = NULL WHERE sequence = 2")]
    [InlineData("DELETE FROM decisions WHERE sequence = 2")]
    [InlineData("DELETE FROM decisions WHERE sequence = 1")]
    public async Task A_decision_that_was_changed_or_is_gone_lets_nobody_decide(string damage)
    {
        await StoreAsync("1", "2", "3");
        Sql.Execute(_folder.File("decisions.db"), damage);
        IsDamaged();
    }

    [Fact]
    public async Task A_copy_of_the_decisions_from_an_earlier_day_beside_the_journal_of_today_is_noticed()
    {
        await StoreAsync("1", "2");
        File.Copy(_folder.File("decisions.db"), _folder.File("yesterday"));
        await StoreAsync("3");
        await TakeATurnAsync();

        File.Copy(_folder.File("yesterday"), _folder.File("decisions.db"), overwrite: true);

        Assert.Contains("ends with decision 2", IsDamaged().Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_write_ahead_log_that_was_cut_off_is_noticed()
    {
        using var crashed = new TemporaryFolder();
        using (var state = StateFolder.Open(_folder.Path))
        {
            foreach (var id in new[] { "1", "2", "3" }) await state.Decisions.AddAsync(Pause(id));
            await using var running = new EmbeddedHost(Waiting(days: 2), state, new VirtualClock(RunningHost.Start));
            await running.StartAsync();
            await running.ScheduleNewInstanceAsync(Main, "input", "main");
            foreach (var file in Directory.EnumerateFiles(_folder.Path, "*.db*")) File.Copy(file, crashed.File(Path.GetFileName(file)));
        }

        StateFolder.Open(_folder.Path).Dispose();
        using (var log = File.OpenWrite(crashed.File("decisions.db-wal"))) log.SetLength(log.Length - 4096);

        Assert.Equal(StateFolderException.Damaged, Assert.Throws<StateFolderException>(() => StateFolder.Open(crashed.Path)).Code);
    }

    [Fact]
    public async Task A_document_that_does_not_say_what_was_written_is_not_read()
    {
        string digest;
        using (var state = StateFolder.Open(_folder.Path)) digest = await state.Documents.SaveAsync("""{"waves":3}""");
        Sql.Execute(_folder.File("decisions.db"), """UPDATE documents SET content = '{"waves":2}'""");

        using var reopened = StateFolder.Open(_folder.Path);

        Assert.Equal(StateFolderException.Damaged, (await Assert.ThrowsAsync<StateFolderException>(() => reopened.Documents.ReadAsync(digest))).Code);
    }

    [Fact]
    public async Task Whichever_byte_of_the_journal_flips_its_instances_end_as_they_would_have_or_not_at_all()
    {
        var catalogue = Of(async (context, input) =>
        {
            context.SetCustomStatus("echoing");
            var answer = await context.CallActivityAsync(Echo, input);
            await context.CreateTimerAsync(context.CurrentUtcDateTime.AddDays(1));
            return Done(answer);
        });
        await using (var running = await RunningHost.StartAsync(_folder.Path, catalogue))
        {
            await running.Host.ScheduleNewInstanceAsync(Main, "an input that is long enough to be hit", "main");
            await running.LetPassAsync(TimeSpan.FromHours(1));
        }

        var whole = await File.ReadAllBytesAsync(_folder.File("journal.db"));
        var noticed = 0;
        // A prime, so that every part of a page is hit.
        for (var at = 0; at < whole.Length; at += 397)
        {
            using var damaged = new TemporaryFolder();
            File.Copy(_folder.File("decisions.db"), damaged.File("decisions.db"));
            var bytes = (byte[])whole.Clone();
            bytes[at] ^= 0x01;
            await File.WriteAllBytesAsync(damaged.File("journal.db"), bytes);
            try
            {
                await using var running = await RunningHost.StartAsync(damaged.Path, catalogue, RunningHost.Start.AddHours(1));
                if (await running.Host.GetInstanceAsync("main") is null) continue;
                var end = await running.RunToEndAsync("main");
                if (end.RuntimeStatus is RuntimeStatus.Completed) Assert.Equal("an input that is long enough to be hit", end.Output?.GetString());
                else noticed++;
            }
            catch (StateFolderException damage)
            {
                Assert.Contains(damage.Code, new[] { StateFolderException.Damaged, StateFolderException.Newer });
                noticed++;
            }
        }

        Assert.True(noticed > 5, $"only {noticed} were noticed: the flips hit nothing");
    }

    private StateFolderException IsDamaged()
    {
        var refusal = Assert.Throws<StateFolderException>(() => StateFolder.Open(_folder.Path));
        Assert.Equal(StateFolderException.Damaged, refusal.Code);
        Assert.Contains("Restore the state folder", refusal.Message, StringComparison.Ordinal);
        return refusal;
    }

    private async Task StoreAsync(params string[] ids)
    {
        using var state = StateFolder.Open(_folder.Path);
        foreach (var id in ids) await state.Decisions.AddAsync(Pause(id));
    }

    private async Task TakeATurnAsync()
    {
        await using var running = await RunningHost.StartAsync(_folder.Path, Waiting(days: 2));
        await running.Host.ScheduleNewInstanceAsync(Main, "input", "main");
    }

    private static Paused Pause(string id) => new() { Id = id, Rollout = "r", Wave = 1, By = "ada", At = RunningHost.Start };
}
