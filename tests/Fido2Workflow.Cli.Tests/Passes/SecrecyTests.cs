using System.Globalization;
using System.Text.Json.Nodes;
using Fido2Workflow.Cli.Output;
using Fido2Workflow.Cli.Rehearsals;
using Fido2Workflow.Core.Decisions;

namespace Fido2Workflow.Cli.Tests.Passes;

/// <summary>
/// A pass's code is in nothing that is kept or let out: the state folder with its databases, their write-ahead logs, documents and
/// the tenant's own log of writes, what <c>--json</c> writes, standard error, activities and event logs. The one exception
/// is standard output of whoever said <c>--print</c>, where it must be.
/// </summary>
public sealed class SecrecyTests : IDisposable
{
    private readonly RolloutFolder _rollout = RolloutFolder.Copy();

    public void Dispose() => _rollout.Dispose();

    [Fact]
    public async Task The_codes_that_the_verbs_gave_out_are_nowhere_but_on_the_operators_screen()
    {
        using var traces = new Traces();
        string[] issue = ["tap", "issue", "--user", RolloutFolder.Ferran, "--by", RolloutFolder.Bastien, "--identity-check", "badge seen", "--allow-writes"];
        string[] test = ["tap", "test", "--by", RolloutFolder.Bastien];
        var screens = "";
        foreach (var shown in new string[][] { [.. issue, "--print"], [.. issue, "--print"], [.. test, "--allow-writes", "--print"] })
        {
            var run = await _rollout.RunAsync(shown);
            screens += run.Output;
            traces.Keep($"standard error of {string.Join(' ', shown)}", run.Error);
            traces.KeepFolder($"after {string.Join(' ', shown)}", _rollout.Folder);
        }
        await _rollout.SignInAsync(RolloutFolder.Amara, TimeSpan.FromHours(3));
        foreach (var silent in new string[][] { [.. issue, "--json"], [.. test, "--allow-writes", "--json"], [.. test, "--confirm", "--json"], ["attest", "list", "--json"] })
        {
            var run = await _rollout.RunAsync(silent);
            traces.Keep($"output of {string.Join(' ', silent)}", run.Output + run.Error);
        }
        traces.KeepFolder("at the end", _rollout.Folder);

        var codes = await _rollout.CodesAsync();
        Assert.Equal(3, codes.Count);
        Assert.All(codes, code =>
        {
            Assert.Contains(code, screens, StringComparison.Ordinal);
            Assert.Empty(traces.Find(code));
        });
        // What is searched is there: the decisions name the person, and the client was heard.
        Assert.Contains(traces.Find(RolloutFolder.FerransId), place => place.EndsWith("decisions.db", StringComparison.Ordinal) || place.EndsWith("decisions.db-wal", StringComparison.Ordinal));
        Assert.Contains(traces.Find("temporaryAccessPassMethods"), place => place.EndsWith("writes.jsonl", StringComparison.Ordinal));
        Assert.NotEmpty(traces.Find("\"consumed\""));
        Assert.True(traces.Heard > 0, "nothing was heard of activities and events");
    }

    [Fact]
    public async Task The_codes_of_a_whole_rehearsal_are_nowhere_at_all()
    {
        using var traces = new Traces();
        WithoutMethods(RolloutFolder.FerransId, RolloutFolder.ChiyosId);
        // A hold that stands for a day: time enough for the test user to come in and use the pass.
        await File.AppendAllLinesAsync(Path.Combine(_rollout.Folder, "script.yaml"),
        [
            $"  - {{ on: report-only-log-too-short, after: 1h, do: test-pass, by: {RolloutFolder.Bastien} }}",
            $"  - {{ on: report-only-log-too-short, after: 6h, do: confirm-pass, by: {RolloutFolder.Bastien} }}",
            $"  - {{ on: report-only-log-too-short, after: 2h, do: attest-credentials, by: {RolloutFolder.Amara} }}",
            $"  - {{ on: report-only-log-too-short, after: 2h, do: attest-alert, by: {RolloutFolder.Amara} }}",
        ]);
        var report = await new Rehearsal(new()
        {
            Folder = _rollout.Folder,
            State = _rollout.State,
            OnTimeline = entry =>
            {
                traces.Keep($"timeline {traces.Kept.Count()}", RehearsalText.Line(entry));
                if (entry.Kind == "did") traces.KeepFolder($"while it runs, {entry.At:O}", _rollout.State);
            },
        }).RunAsync();
        using (var json = new StringWriter(CultureInfo.InvariantCulture))
        {
            JsonOutput.Write(json, report);
            traces.Keep("--json", json.ToString());
        }
        traces.Keep("summary", string.Join('\n', RehearsalText.Summary(report)));
        traces.KeepFolder("at the end", _rollout.State);

        Assert.Equal((1, 0), (report.WavesDone, report.LockedOut.Count));
        var (codes, decisions) = (await _rollout.CodesAsync(), await _rollout.DecisionsAsync());
        Assert.True(codes.Count >= 3, $"{codes.Count} passes were issued");
        Assert.Equal(codes.Count, decisions.OfType<PassIssued>().Count());
        Assert.Contains(decisions.OfType<PassTested>(), test => test is { Person: RolloutFolder.ChiyosId, Consumed: true });
        Assert.Equal(
            [.. Enum.GetValues<AttestationItem>().Take(2).SelectMany(item => (string[])[$"{item} {RolloutFolder.BreakGlassId}", $"{item} {RolloutFolder.OtherBreakGlassId}"])],
            decisions.OfType<Attested>().Select(word => $"{word.Item} {word.Account}").Distinct().Order());
        Assert.All(codes, code => Assert.Empty(traces.Find(code)));
        Assert.Contains(traces.Find(RolloutFolder.FerransId), place => place.Contains("while it runs", StringComparison.Ordinal) && place.EndsWith("-wal", StringComparison.Ordinal));
    }

    private void WithoutMethods(params string[] people) => _rollout.Edit("authenticationMethods.json", methods =>
    {
        foreach (var person in people)
            methods[person] = new JsonArray([.. methods[person]!.AsArray().Where(method => ((string)method!["@odata.type"]!).Contains("password", StringComparison.Ordinal)).Select(method => method!.DeepClone())]);
    });
}
