using Fido2Workflow.Cli.Tenants;
using Fido2Workflow.Core.Decisions;
using Fido2Workflow.Core.Gates;
using Fido2Workflow.Core.Waves;

namespace Fido2Workflow.Cli.Tests.Attestations;

/// <summary><c>fido2 drill</c> and the gate it is for, over HTTP against the simulated tenant.</summary>
public sealed class DrillTests : IDisposable
{
    private const string OtherBreakGlass = "bg-02@sixpeople.onmicrosoft.com";

    // When the tenant's story begins.
    private const string Beginning = "2027-01-04T07:00Z";
    private const string AnHourLater = "2027-01-04T08:00Z";

    private readonly RolloutFolder _rollout = RolloutFolder.Copy();

    public void Dispose() => _rollout.Dispose();

    [Fact]
    public async Task A_sign_in_that_the_log_shows_confirms_the_drill_and_the_gate_says_yes()
    {
        foreach (var account in new[] { RolloutFolder.BreakGlass, OtherBreakGlass })
        {
            await _rollout.SignInAsync(account, account == RolloutFolder.BreakGlass ? TimeSpan.FromHours(1) : TimeSpan.Zero);
        }
        await PassTimeAsync(TimeSpan.FromHours(3));

        var run = await DrillAsync(RolloutFolder.BreakGlass, AnHourLater, "--portals", "--alert", "--json");
        await DrillAsync(OtherBreakGlass, AnHourLater, "--portals", "--alert");

        Assert.Equal((0, "confirmed"), (run.ExitCode, MarkOf(run)));
        Assert.Equal((Verdict.Yes, "drill"), await JudgeAsync());
        var drill = (AttestedDrill)(await _rollout.DecisionsAsync())[0];
        Assert.Equal((RolloutFolder.BreakGlassId, 1, true, true), (drill.Account, drill.Wave, drill.BothPortalsReached, drill.AlertReceived));
        Assert.Equal(TimeSpan.FromDays(28), drill.Until - drill.SignedInAt);
    }

    [Fact]
    public async Task A_sign_in_that_a_complete_log_does_not_show_contradicts_the_drill_and_the_gate_says_no()
    {
        await PassTimeAsync(TimeSpan.FromHours(4));
        var run = await DrillAsync(RolloutFolder.BreakGlass, AnHourLater, "--portals", "--alert", "--json");
        await DrillAsync(OtherBreakGlass, AnHourLater, "--portals", "--alert");

        Assert.Equal((ExitCodes.No, "contradicted"), (run.ExitCode, MarkOf(run)));
        Assert.Equal((Verdict.No, "drill-contradicted"), await JudgeAsync());
    }

    [Fact]
    public async Task A_log_that_has_not_come_in_yet_shows_nothing_yet_and_the_gate_does_not_know()
    {
        var run = await DrillAsync(RolloutFolder.BreakGlass, Beginning, "--portals", "--alert", "--json");
        await DrillAsync(OtherBreakGlass, Beginning, "--portals", "--alert");

        Assert.Equal((ExitCodes.Unknown, "notYetVisible"), (run.ExitCode, MarkOf(run)));
        Assert.Equal((Verdict.Unknown, "drill-unknown"), await JudgeAsync());
        Assert.Contains("not yet visible", (await _rollout.RunAsync("attest", "list")).Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--portals")]
    [InlineData("--alert")]
    public async Task A_drill_that_went_half_is_recorded_and_does_not_count(string half)
    {
        await _rollout.SignInAsync(RolloutFolder.BreakGlass, TimeSpan.FromHours(1));
        await PassTimeAsync(TimeSpan.FromHours(3));
        await DrillAsync(OtherBreakGlass, AnHourLater, "--portals", "--alert");

        Assert.Equal(ExitCodes.No, (await DrillAsync(RolloutFolder.BreakGlass, AnHourLater, half)).ExitCode);
        Assert.Equal((Verdict.No, "drill-incomplete"), await JudgeAsync());
    }

    [Theory]
    [InlineData(RolloutFolder.Ferran, Beginning, "1")]
    [InlineData(RolloutFolder.BreakGlass, "2027-01-04T07:01Z", "1")]
    [InlineData(RolloutFolder.BreakGlass, "2026-12-07T06:59Z", "1")]
    [InlineData(RolloutFolder.BreakGlass, "yesterday", "1")]
    [InlineData(RolloutFolder.BreakGlass, Beginning, "2")]
    public async Task What_is_no_drill_is_not_kept(string account, string signedInAt, string wave)
    {
        var run = await _rollout.RunAsync("drill", "--account", account, "--signed-in-at", signedInAt, "--wave", wave, "--by", RolloutFolder.Amara);
        Assert.Equal((ExitCodes.BadInput, ""), (run.ExitCode, run.Output));
        Assert.NotEmpty(run.Error);
        Assert.Empty(await _rollout.DecisionsAsync());
    }

    private static string? MarkOf(Checks.CommandRun run) => run.Json.GetProperty("drill").GetProperty("mark").GetString();

    private Task<Checks.CommandRun> DrillAsync(string account, string signedInAt, params string[] further) =>
        _rollout.RunAsync(["drill", "--account", account, "--signed-in-at", signedInAt, "--wave", "1", "--by", RolloutFolder.Amara, .. further]);

    private Task PassTimeAsync(TimeSpan span) => _rollout.SignInAsync(RolloutFolder.Amara, span);

    private async Task<(Verdict, string)> JudgeAsync()
    {
        await using var rollout = await OpenRollout.OpenAsync($"simulate:{_rollout.Folder}", null, null, allowWrites: false);
        var now = rollout.Tenant.Clock.GetUtcNow();
        // The wave is not open yet: its drills are read all the same.
        var facts = await new WaveFactsReader(rollout.Tenant.Reader, rollout.State.Decisions, rollout.State.Documents).ReadAsync(rollout.Plan, new(rollout.Plan.Rollout, 1, ""), new WaveObjects("no-group", "no-policy"), now, null, now);
        var result = new DrillGate().Judge(facts, now);
        return (result.Verdict, result.Code);
    }
}
