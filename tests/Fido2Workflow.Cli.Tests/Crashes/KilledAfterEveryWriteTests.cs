using Fido2Workflow.Cli.Rehearsals;

namespace Fido2Workflow.Cli.Tests.Crashes;

/// <summary>The process is gone after each write: one chain of SIGKILLs, each followed by a new process on what was left.</summary>
public class KilledAfterEveryWriteTests
{
    private const int MostWrites = 150;

    [Fact]
    public async Task Killed_after_every_write_a_rehearsal_ends_with_the_summary_of_the_unbroken_run()
    {
        var (unbroken, writes) = await PlayUnbrokenAsync();
        Assert.InRange(writes, 1, MostWrites);

        using var state = new StateOfARehearsal();
        var kills = 0;
        var run = await StartedProgram.RunAsync("crashing-rehearsal.dll", Tenants.SixPeople, state.Path);
        while (run.WasKilled)
        {
            Assert.True(++kills <= MostWrites, $"after {kills} kills it is no further");
            run = await StartedProgram.RunAsync("crashing-rehearsal.dll", Tenants.SixPeople, state.Path);
        }

        Assert.Equal((unbroken, ""), (ClosingSummary.Of(run.Output), run.Errors));
        Assert.True(kills >= writes, $"{kills} kills cannot have followed each of {writes} writes");
    }

    private static async Task<(string Summary, int Writes)> PlayUnbrokenAsync()
    {
        using var state = new StateOfARehearsal();
        var writes = 0;
        var report = await new Rehearsal(new() { Folder = Tenants.SixPeople, State = state.Path, AfterWrite = () => writes++ }).RunAsync();
        return (ClosingSummary.Of(report), writes);
    }
}
