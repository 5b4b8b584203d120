using Xunit.Abstractions;

namespace Fido2Workflow.Core.Tests.Exhaustion;

/// <summary>Every course of a wave with at most three things out of the ordinary, and what must never happen in any of them.</summary>
public class ExhaustionTests(ITestOutputHelper output)
{
    private const int Deviations = 3;

    [Fact]
    public async Task In_no_course_with_three_deviations_does_a_wave_do_what_it_never_may_and_every_outcome_is_met()
    {
        var explorer = new Explorer(Deviations);
        var clock = System.Diagnostics.Stopwatch.StartNew();
        await explorer.RunAsync(new(new("contoso", 1, "plan"), WaveWorkflow.Figures.Of(Some.Plan)), new World(Some.Now).With(Decide.Start("rita")) with { IsNudged = false });

        output.WriteLine($"{explorer.States} states, {explorer.Paths} rounds, {explorer.Ends} ends, {clock.Elapsed.TotalSeconds:0} s");
        foreach (var (site, outcomes) in explorer.Reached) output.WriteLine($"  {site}: {string.Join(", ", outcomes)}");
        Assert.Empty(explorer.Unreached);
    }
}
