using Fido2Workflow.Core.Decisions;
using Fido2Workflow.Local;

namespace Fido2Workflow.Cli.Tests.Crashes;

/// <summary>A host killed over and over while decisions are told to it: what it acknowledged is there.</summary>
public class AcknowledgedDecisionsTests
{
    private const int Decisions = 200;
    private const int Kills = 10;

    [Fact]
    public async Task Two_hundred_decisions_that_were_acknowledged_between_kills_are_all_there_after_the_last_restart()
    {
        using var state = new StateOfARehearsal();
        var acknowledged = new HashSet<string>();
        for (var kill = 0; kill < Kills; kill++)
        {
            var killed = await StartedProgram.RunAsync("crashing-rehearsal.dll", Arguments(state.Path), killedAfterLines: (Decisions - acknowledged.Count) / (Kills - kill + 1));
            Assert.True(killed.WasKilled, $"kill {kill + 1} came too late:\n{killed.Output}\n{killed.Errors}");
            acknowledged.UnionWith(killed.Output.Split('\n'));
        }

        var last = await StartedProgram.RunAsync("crashing-rehearsal.dll", Arguments(state.Path));
        Assert.Equal((0, ""), (last.ExitCode, last.Errors));
        acknowledged.UnionWith(last.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries));

        Assert.Equal(Decisions, acknowledged.Count);
        using var restarted = StateFolder.Open(state.Path);
        var stored = (await restarted.Decisions.ReadAsync(RolloutFolder.Rollout)).Select(each => each.Decision).Where(decision => decision is Paused or RolledBack).Select(decision => decision.Id);
        Assert.Equal(acknowledged.Order(), stored.Order());
    }

    private static string[] Arguments(string state) => ["decide", Tenants.SixPeople, state, $"{Decisions}"];
}
