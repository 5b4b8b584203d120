namespace Fido2Workflow.Cli.Tests.Rehearsals;

/// <summary>A tenant that throttles, fails, loses its answers and shows its changes late changes when things happen, and nothing else.</summary>
public abstract class FaultTests
{
    private protected static async Task PlayAsync(int seed)
    {
        var played = await Played.RunAsync(new() { Folder = Contoso.Folder, State = "", FaultSeed = seed });
        Assert.Contains(played.Timeline, entry => entry.Kind == "held" && entry.Sentence.Contains("the tenant asks to wait", StringComparison.Ordinal));
        Assert.Empty(played.Report.LockedOut);
        Assert.Equal((ExitCodes.Yes, 3, 3), (played.Report.ExitCode, played.Report.WavesDone, played.Report.Promotions));
        Assert.Equal(
            played.Report.Policies.Where(policy => policy.State == "enabled").Select(policy => (policy.Id, 1)).Order(),
            played.Promotions.Select(promotion => (promotion.Key, promotion.Value)).Order());
        var undisturbed = await Contoso.UndisturbedAsync();
        Assert.Equal(undisturbed.Enforced, played.Enforced);
        Assert.Equal(3, undisturbed.Enforced.Count);
    }
}

/// <summary>The first of ten seeds. Ten in one class would be played one after the other.</summary>
public sealed class FirstFaultTests : FaultTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    public Task Nobody_is_locked_out_nothing_is_promoted_twice_and_the_same_policies_are_enforced(int seed) => PlayAsync(seed);
}

/// <summary>The rest of the ten.</summary>
public sealed class FurtherFaultTests : FaultTests
{
    [Theory]
    [InlineData(6)]
    [InlineData(7)]
    [InlineData(8)]
    [InlineData(9)]
    [InlineData(10)]
    public Task Nobody_is_locked_out_nothing_is_promoted_twice_and_the_same_policies_are_enforced(int seed) => PlayAsync(seed);
}
