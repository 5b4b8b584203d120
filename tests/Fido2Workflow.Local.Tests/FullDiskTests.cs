using Fido2Workflow.Core.Decisions;
using Fido2Workflow.Core.Durable;
using static Fido2Workflow.Local.Tests.SmallWorkflows;

namespace Fido2Workflow.Local.Tests;

/// <summary>A disk that takes no more: what was acknowledged is there, nothing goes on by half, and with room it goes on.</summary>
public sealed class FullDiskTests : IDisposable
{
    // As many as the files have when they are opened.
    private static readonly StateFolderOptions NoRoom = new() { MostPages = 1 };

    private readonly TemporaryFolder _folder = new();

    public FullDiskTests() => StateFolder.Open(_folder.Path).Dispose();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_host_whose_journal_takes_no_more_stops_by_name_and_goes_on_once_there_is_room()
    {
        var ran = 0;
        var catalogue = Of(async (context, _) =>
        {
            for (var i = 0; i < 200; i++) await context.CallActivityAsync(Counted, new string('x', 500));
            return Done("all of it");
        }).Add(Counted, (_, text) =>
        {
            ran++;
            return Task.FromResult(text);
        });

        using (var state = StateFolder.Open(_folder.Path, NoRoom))
        {
            var clock = new VirtualClock(RunningHost.Start);
            await using var host = new EmbeddedHost(catalogue, state, clock);
            await host.StartAsync();
            await Assert.ThrowsAsync<StateFolderException>(async () =>
            {
                await host.ScheduleNewInstanceAsync(Main, "input", "main");
                await clock.RunUntilAsync(host.WaitForCompletionAsync("main"));
            });
            var cause = await Assert.ThrowsAsync<StateFolderException>(() => host.Failed);
            Assert.Equal(StateFolderException.Full, cause.Code);
            Assert.Contains("Free the disk and start again", cause.Message, StringComparison.Ordinal);
        }

        Assert.True(ran < 200, "there was room for all of it");
        await using var restarted = await RunningHost.StartAsync(_folder.Path, catalogue);
        await restarted.Host.ScheduleNewInstanceAsync(Main, "input", "main");
        Assert.Equal("all of it", (await restarted.RunToEndAsync("main")).Output?.GetString());
    }

    [Fact]
    public async Task A_decision_that_found_no_room_is_refused_and_every_one_before_it_is_there()
    {
        var stored = new List<string>();
        using (var state = StateFolder.Open(_folder.Path, NoRoom))
        {
            var refusal = await Assert.ThrowsAsync<StateFolderException>(async () =>
            {
                for (var i = 0; i < 1000; i++)
                {
                    await state.Decisions.AddAsync(Pause($"{i}"));
                    stored.Add($"{i}");
                }
            });
            Assert.Equal(StateFolderException.Full, refusal.Code);
        }

        using var reopened = StateFolder.Open(_folder.Path);
        Assert.Equal(stored, (await reopened.Decisions.ReadAsync("r")).Select(decision => decision.Decision.Id));
    }

    [Fact]
    public async Task Once_the_disk_was_full_no_decision_is_read_to_act_on_for_none_can_be_added()
    {
        using var state = StateFolder.Open(_folder.Path, NoRoom);
        await Assert.ThrowsAsync<StateFolderException>(async () =>
        {
            for (var i = 0; i < 1000; i++) await state.Decisions.AddAsync(Pause($"{i}"));
        });

        Assert.Equal(StateFolderException.Full, (await Assert.ThrowsAsync<StateFolderException>(() => state.Decisions.ReadAsync("r"))).Code);
    }

    private static readonly Activity<string, string> Counted = new("Counted", new RetryPolicy(1, TimeSpan.Zero, 1, TimeSpan.Zero));

    private static Paused Pause(string id) => new() { Id = id, Rollout = "r", Wave = 1, By = "ada", At = RunningHost.Start, Reason = new string('x', 500) };
}
