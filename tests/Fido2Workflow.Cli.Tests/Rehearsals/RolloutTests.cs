using System.Globalization;
using System.Text.Json;
using Fido2Workflow.Cli.Output;
using Fido2Workflow.Cli.Rehearsals;

namespace Fido2Workflow.Cli.Tests.Rehearsals;

/// <summary><c>rehearse samples/contoso</c>: the whole rollout, as it is shown to whoever looks at the product first.</summary>
public sealed class RolloutTests
{
    [Fact]
    public async Task Three_waves_are_enforced_and_nobody_is_locked_out()
    {
        var report = (await Contoso.UndisturbedAsync()).Report;
        Assert.Equal((ExitCodes.Yes, true, null), (report.ExitCode, report.IsDone, report.Failure));
        Assert.Equal((3, 3), (report.WavesDone, report.Promotions));
        Assert.Empty(report.LockedOut);
        Assert.True(report.SignIns > 50_000, $"{report.SignIns} sign-ins");
    }

    [Fact]
    public async Task The_traps_of_the_tenant_hold_it_each_by_its_code()
    {
        var played = await Contoso.UndisturbedAsync();
        string[] traps = ["prerequisite-missing", "service-account-not-excluded", "fido2-holder-not-targeted", "guest-in-scope", "needs-pass", "not-registered", "outside-window", "drill-missing", "approval-awaited"];
        var held = played.Timeline.Where(entry => entry.Kind == "held").ToList();
        Assert.Equal(traps.Order(), traps.Intersect(held.Select(entry => entry.Code)).Order());
        Assert.Equal(played.Report.Holds, held.Count(entry => entry.Wave is not null));
    }

    [Fact]
    public async Task Every_hold_ends_by_itself_or_by_what_a_person_did()
    {
        var played = await Contoso.UndisturbedAsync();
        Assert.Equal(
            played.Timeline.Where(entry => entry.Kind == "held").Select(entry => (entry.Wave, entry.Code)).Order(),
            played.Timeline.Where(entry => entry.Kind == "released").Select(entry => (entry.Wave, entry.Code)).Order());
    }

    [Fact]
    public async Task Each_wave_shows_what_every_gate_said_to_the_evidence_it_was_promoted_on()
    {
        var report = (await Contoso.UndisturbedAsync()).Report;
        Assert.All(report.Waves, wave =>
        {
            Assert.Equal(Core.Gates.AllGates.OfTheWave.Select(gate => gate.Name), wave.Gates.Select(gate => gate.Gate));
            Assert.All(RehearsalText.Gates(wave), line => Assert.StartsWith("  yes     ", line, StringComparison.Ordinal));
        });
    }

    [Fact]
    public async Task A_second_run_says_the_same_in_every_word_with_nothing_but_data_on_standard_output()
    {
        var played = await Contoso.UndisturbedAsync();
        var again = await Fido2.RunAsync("rehearse", Contoso.Folder, "--json");
        Assert.Equal(ExitCodes.Yes, again.ExitCode);

        using var data = new StringWriter(CultureInfo.InvariantCulture);
        JsonOutput.Write(data, played.Report);
        Assert.Equal(data.ToString(), again.Output);
        var talk = again.Error.Split(Environment.NewLine);
        Assert.Equal(played.Timeline.Select(RehearsalText.Line), talk.Take(played.Timeline.Count));
        Assert.Equal(RehearsalText.Summary(played.Report), talk[^(RehearsalText.Summary(played.Report).Count() + 1)..^1]);
        Assert.All(played.Report.Waves, wave => Assert.Contains($"Wave {wave.Number}, {wave.Name}: the gates it was promoted on", talk));
    }

    [Fact]
    public async Task The_data_holds_every_number_of_the_summary()
    {
        var report = (await Contoso.UndisturbedAsync()).Report;
        using var data = new StringWriter(CultureInfo.InvariantCulture);
        JsonOutput.Write(data, report);
        var json = JsonDocument.Parse(data.ToString()).RootElement;
        var summary = string.Join('\n', RehearsalText.Summary(report));
        Assert.Contains($"waves done          {json.GetProperty("wavesDone")} of {json.GetProperty("waves").GetArrayLength()}", summary, StringComparison.Ordinal);
        Assert.Contains($"promotions          {json.GetProperty("promotions")}", summary, StringComparison.Ordinal);
        Assert.Contains($"holds               {json.GetProperty("holds")}", summary, StringComparison.Ordinal);
        Assert.Contains($"sign-ins simulated  {json.GetProperty("signIns").GetInt64().ToString("N0", CultureInfo.InvariantCulture)}", summary, StringComparison.Ordinal);
        Assert.Contains($"people locked out:  {json.GetProperty("lockedOut").GetArrayLength()}", summary, StringComparison.Ordinal);
        Assert.All(json.GetProperty("waves").EnumerateArray(), wave =>
            Assert.Contains($"enforced {wave.GetProperty("promotedAt").GetDateTimeOffset():yyyy-MM-dd HH:mm}, held {wave.GetProperty("holds")} times", summary, StringComparison.Ordinal));
    }
}
