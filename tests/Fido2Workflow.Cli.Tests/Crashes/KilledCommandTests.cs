using Fido2Workflow.Cli.Tests.Rehearsals;

namespace Fido2Workflow.Cli.Tests.Crashes;

/// <summary><c>fido2 rehearse</c> itself, as anybody starts it, killed over and over while it talks.</summary>
public class KilledCommandTests
{
    private const int Kills = 20;

    [Fact]
    public async Task Killed_at_twenty_points_spread_over_it_a_rehearsal_ends_with_the_summary_of_the_unbroken_run()
    {
        var unbroken = await Contoso.UndisturbedAsync();
        using var state = new StateOfARehearsal();
        var told = 0;
        for (var kill = 0; kill < Kills; kill++)
        {
            // Spread over what is left: a program may tell much more between the line that decides its end and that end.
            var killed = await StartedProgram.RunAsync("fido2.dll", ["rehearse", Tenants.Contoso, "--state", state.Path], killedAfterLines: int.Max(1, (unbroken.Timeline.Count - told) / (Kills - kill + 1)));
            told += killed.Output.Split('\n').Length;
            Assert.True(killed.WasKilled, $"kill {kill + 1} came too late:\n{killed.Output}\n{killed.Errors}");
        }

        var ended = await StartedProgram.RunAsync("fido2.dll", "rehearse", Tenants.Contoso, "--state", state.Path);
        Assert.Equal((0, ""), (ended.ExitCode, ended.Errors));
        Assert.Equal(ClosingSummary.Of(unbroken.Report), ClosingSummary.Of(ended.Output));
    }
}
