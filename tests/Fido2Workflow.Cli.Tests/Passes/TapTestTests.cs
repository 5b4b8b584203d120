using Fido2Workflow.Core.Decisions;

namespace Fido2Workflow.Cli.Tests.Passes;

/// <summary><c>fido2 tap test</c>, over HTTP against the simulated tenant, whose time stands still until somebody does something later.</summary>
public sealed class TapTestTests : IDisposable
{
    private readonly RolloutFolder _rollout = RolloutFolder.Copy();

    public void Dispose() => _rollout.Dispose();

    [Fact]
    public async Task A_pass_that_the_test_user_has_used_is_confirmed_consumed_and_recorded()
    {
        var issued = await RunAsync("--allow-writes", "--print");
        Assert.Equal(ExitCodes.Unknown, issued.ExitCode);
        Assert.Contains(Assert.Single(await _rollout.CodesAsync()), issued.Output, StringComparison.Ordinal);
        Assert.Contains("fido2 tap test --confirm", issued.Output, StringComparison.Ordinal);

        var tooEarly = await RunAsync("--confirm", "--json");
        Assert.Equal((ExitCodes.Unknown, "notYet"), (tooEarly.ExitCode, tooEarly.Json.GetProperty("result").GetString()));
        Assert.Empty((await _rollout.DecisionsAsync()).OfType<PassTested>());

        await _rollout.SignInAsync(RolloutFolder.Amara, TimeSpan.FromHours(3));
        var confirmed = await RunAsync("--confirm", "--json");
        Assert.Equal((0, "consumed"), (confirmed.ExitCode, confirmed.Json.GetProperty("result").GetString()));
        var tested = Assert.Single((await _rollout.DecisionsAsync()).OfType<PassTested>());
        Assert.Equal((RolloutFolder.ChiyosId, true, Decision.Prerequisites), (tested.Person, tested.Consumed, tested.Wave));
    }

    [Fact]
    public async Task A_pass_that_ended_unused_is_a_no_and_recorded()
    {
        _rollout.EditPlan("  lifetime: 8h", "  lifetime: 60m");
        // Its holder sleeps while it lasts.
        await _rollout.SignInAsync(RolloutFolder.Amara, TimeSpan.FromHours(13));
        await RunAsync("--allow-writes", "--print");
        await _rollout.SignInAsync(RolloutFolder.Amara, TimeSpan.FromHours(2));

        var run = await RunAsync("--confirm");

        Assert.Equal(ExitCodes.No, run.ExitCode);
        Assert.False(Assert.Single((await _rollout.DecisionsAsync()).OfType<PassTested>()).Consumed);
    }

    [Fact]
    public async Task Without_leave_to_write_or_without_a_terminal_nothing_is_issued()
    {
        Assert.Equal(ExitCodes.Refused, (await RunAsync("--print")).ExitCode);
        Assert.Equal(ExitCodes.Refused, (await RunAsync("--allow-writes")).ExitCode);
        var asData = await RunAsync("--allow-writes", "--json");
        Assert.Equal((ExitCodes.Refused, "notIssued"), (asData.ExitCode, asData.Json.GetProperty("result").GetString()));
        Assert.Empty(_rollout.Writes);
    }

    [Fact]
    public async Task Nothing_can_be_confirmed_before_a_pass_was_issued() =>
        Assert.Equal(ExitCodes.BadInput, (await RunAsync("--confirm")).ExitCode);

    [Fact]
    public async Task A_plan_that_names_no_test_user_is_told_so()
    {
        _rollout.EditPlan($"  test-user: {RolloutFolder.ChiyosId}", "  #");
        var run = await RunAsync("--allow-writes", "--print");
        Assert.Equal(ExitCodes.BadInput, run.ExitCode);
        Assert.Contains("passes.test-user", run.Error, StringComparison.Ordinal);
    }

    private Task<Checks.CommandRun> RunAsync(params string[] further) => _rollout.RunAsync(["tap", "test", "--by", RolloutFolder.Bastien, .. further]);
}
