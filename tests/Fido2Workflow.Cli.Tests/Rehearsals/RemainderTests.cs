using Fido2Workflow.Cli.Rehearsals;

namespace Fido2Workflow.Cli.Tests.Rehearsals;

/// <summary>
/// Six people of whom one is disabled for two days and joins again, one is disabled until the wave is done, and one is
/// deferred: the last two get a remainder wave, and nobody is forgotten.
/// </summary>
public sealed class RemainderTests
{
    private const string Chiyo = "66000003-ca2b-4e14-b0fd-fc518130741d";
    private const string Deniz = "66000004-4e54-49ae-90b5-c2701635b583";
    private const string Ferran = "66000006-153e-4d40-8817-2ec1664308de";

    private static readonly Lazy<Task<Played>> Once = new(PlayAsync);

    private static async Task<Played> PlayAsync()
    {
        using var folder = new TemporaryFolder();
        foreach (var each in Directory.EnumerateFiles(Crashes.Tenants.SixPeople))
            File.Copy(each, Path.Combine(folder.Path, Path.GetFileName(each)));
        Edit("people.json", "\"later\": []", $$"""
            "later": [
              { "at": "2027-01-05T12:00:00Z", "do": "disable", "user": "{{Chiyo}}" },
              { "at": "2027-01-05T12:00:00Z", "do": "disable", "user": "{{Deniz}}" },
              { "at": "2027-01-07T12:00:00Z", "do": "enable", "user": "{{Deniz}}" },
              { "at": "2027-01-20T12:00:00Z", "do": "enable", "user": "{{Chiyo}}" }
            ]
            """);
        Edit("people.json", "\"people\": {", $$"""
            "people": {
              "{{Ferran}}": { "enrolls": { "afterWorkingDays": 12, "spreadWorkingDays": 0 } },
            """);
        Edit("plan.yaml", "  poll: 2d\n  poll-at-most: 2d", "  poll: 1d\n  poll-at-most: 1d\n  defer-for: 14d");
        Edit("script.yaml", "reactions:", """
            reactions:
              - { on: not-registered, wave: 1, after: 4d, do: defer, by: amara.lindgren@sixpeople.example, people: [ferran.whitcombe@sixpeople.example], reason: on leave }
              - { on: approval-awaited, wave: 2, after: 1h, do: approve, by: esra.thornbury@sixpeople.example }
            """);
        return await Played.RunAsync(new() { Folder = folder.Path, State = "" });

        void Edit(string file, string text, string other)
        {
            var path = Path.Combine(folder.Path, file);
            var content = File.ReadAllText(path);
            Assert.Contains(text, content, StringComparison.Ordinal);
            File.WriteAllText(path, content.Replace(text, other, StringComparison.Ordinal));
        }
    }

    private static async Task<List<string>> SaidAsync(int? wave) =>
        [.. (await Once.Value).Timeline.Where(entry => entry.Wave == wave).Select(RehearsalText.Line)];

    [Fact]
    public async Task The_remainder_wave_is_enforced_and_nobody_is_locked_out()
    {
        var report = (await Once.Value).Report;
        Assert.Equal((ExitCodes.Yes, true, 2, 2), (report.ExitCode, report.IsDone, report.WavesDone, report.Promotions));
        Assert.Equal(["The studio", "Remainder"], report.Waves.Select(wave => wave.Name));
        Assert.Empty(report.LockedOut);
    }

    [Fact]
    public async Task The_disabled_leave_the_count_and_are_named_as_such_and_one_who_is_enabled_again_joins_again()
    {
        var said = await SaidAsync(1);
        Assert.Contains(said, line => line.EndsWith("2 disabled accounts are not counted", StringComparison.Ordinal));
        Assert.Contains(said, line => line.EndsWith("6 people in scope are now 4", StringComparison.Ordinal));
        Assert.Contains(said, line => line.EndsWith("1 disabled account is not counted", StringComparison.Ordinal));
        Assert.Contains(said, line => line.EndsWith("4 people in scope are now 5", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_deferred_and_the_returned_are_in_the_remainder_wave_and_nobody_else()
    {
        var played = await Once.Value;
        Assert.Contains(await SaidAsync(2), line => line.Contains("0 of 2 have a compliant key", StringComparison.Ordinal));
        // Its group is the second that was made: whoever was added to it last is in it.
        var added = played.Writes.Where(write => write.GetProperty("method").GetString() == "PATCH" && write.GetProperty("path").GetString()!.StartsWith("/groups/", StringComparison.Ordinal)).ToList();
        Assert.Contains(Chiyo, added[^1].GetProperty("body").GetRawText(), StringComparison.Ordinal);
        Assert.Contains(Ferran, added[^1].GetProperty("body").GetRawText(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_does_not_start_before_the_deferral_has_ended()
    {
        var timeline = (await Once.Value).Timeline;
        var deferred = timeline.Single(entry => entry is { Wave: 1, Code: "not-registered", Kind: "did" });
        var waited = timeline.Single(entry => entry is { Wave: null, Code: "deferred", Kind: "held" });
        var started = timeline.Single(entry => entry is { Wave: 2, Kind: "did", Code: "wave-to-start" });
        Assert.Equal(deferred.At.AddDays(14), waited.Until);
        Assert.True(started.At >= waited.Until);
    }
}
