using System.Text;
using System.Text.Json.Nodes;
using Fido2Workflow.TenantSimulator;

namespace Fido2Workflow.Cli.Tests.Serving;

/// <summary>
/// A whole rollout of two waves over <c>fido2 serve</c>: a process, its API over real HTTP, signed webhooks on the machine's
/// clock, and a simulated tenant whose days pass in about a second.
/// </summary>
public sealed class ServedRolloutTests
{
    private const string Policies = "/identity/conditionalAccess/policies/";
    private const string Speed = "100000";

    [Fact]
    public async Task A_rollout_is_posted_started_approved_by_webhook_promoted_watched_and_done_wave_by_wave()
    {
        using var folder = TwoWaves.Copy();
        await using var collector = await Collector.StartAsync();

        var played = await PlayAsync(folder, [], collector.Environment);

        Assert.Equal(Expected, played.Summary);
        Assert.Contains("Promote", collector.Received("/v1/traces"), StringComparison.Ordinal);
        Assert.Contains("fido2.activity.duration", collector.Received("/v1/metrics"), StringComparison.Ordinal);
        AssertNowhere(played.Secrets, [("log", played.Log), ("traces", collector.Received("/v1/traces")), ("metrics", collector.Received("/v1/metrics"))]);
        // A webhook's secret is what its signature is checked with: it is in the one file that nobody else may read.
        AssertNowhere(played.Secrets, folder.StateFiles.Where(file => Path.GetFileName(file) != "webhook-secrets.json").Select(file => (file, File.ReadAllText(file, Encoding.Latin1))));
    }

    [Fact]
    public async Task Through_three_SIGKILLs_it_ends_the_same()
    {
        using var folder = TwoWaves.Copy();

        var played = await PlayAsync(folder, [(1, "enrolling"), (1, "watching"), (2, "promoting")], new Dictionary<string, string>());

        Assert.Equal(Expected, played.Summary);
    }

    private static string[] Expected { get; } =
    [
        "2 waves done, at wave none: completed",
        "wave 1, The studio: done",
        "wave 2, The workshop: done",
        $"enabled, promoted once: {TwoWaves.Amara}, {TwoWaves.Bastien}, {TwoWaves.Esra}",
        $"enabled, promoted once: {TwoWaves.Chiyo}, {TwoWaves.Deniz}, {TwoWaves.Ferran}",
    ];

    private static void AssertNowhere(IReadOnlyList<string> secrets, IEnumerable<(string Name, string Text)> places) =>
        Assert.Empty(places.Where(place => secrets.Any(secret => place.Text.Contains(secret, StringComparison.Ordinal))).Select(place => place.Name));

    private static async Task<Played> PlayAsync(TwoWaves folder, IEnumerable<(int Wave, string Stage)> kills, IReadOnlyDictionary<string, string> environment)
    {
        var keys = await PeoplesKeys.MakeAsync(folder);
        var serve = await StartAsync();
        try
        {
            using var caller = new Caller(() => serve.Address);
            await caller.PostAsync("/api/rollouts", keys.Bastien, folder.Plan);
            var people = new SixPeopleAtWork(folder, caller, () => serve.Graph, keys);
            var left = new Queue<(int Wave, string Stage)>(kills);
            JsonNode rollout;
            while (!IsOver(rollout = await people.LookAsync()))
            {
                if (left.TryPeek(out var next) && Stage(rollout, next.Wave) == next.Stage)
                {
                    left.Dequeue();
                    await serve.KillAsync();
                    serve.Dispose();
                    serve = await StartAsync();
                }
                await Task.Delay(20);
            }
            Assert.Empty(left);
            var summary = await SummarizeAsync(rollout, folder, serve.Graph);
            Assert.Equal(ExitCodes.Yes, await serve.StopAsync());
            return new(summary, serve.Log, [.. keys.All, .. people.Codes]);
        }
        finally
        {
            serve.Dispose();
        }

        Task<ServeProcess> StartAsync() => ServeProcess.StartAsync(
            new Dictionary<string, string>(environment) { ["Limits__RequestsPerMinute"] = "100000" }, "--tenant", folder.Option, "--allow-writes", "--speed", Speed);
    }

    private static bool IsOver(JsonNode rollout) => (string?)rollout["state"] is not (null or "running");

    private static string? Stage(JsonNode rollout, int wave) => (string?)rollout["waves"]![wave - 1]!["status"]?["stage"];

    // What the rollout says of itself, and what the tenant holds of it: how often each of its policies was enforced, and over whom.
    private static async Task<IReadOnlyList<string>> SummarizeAsync(JsonNode rollout, TwoWaves folder, Uri graph)
    {
        using var http = new HttpClient { BaseAddress = new(graph, "v1.0/") };
        http.DefaultRequestHeaders.Authorization = new("Bearer", SimulatedToken.Reader(TwoWaves.Tenant).Encode());
        var promotions = folder.Writes.Select(line => JsonNode.Parse(line)!)
            .Where(write => (string?)write["method"] == "PATCH" && ((string)write["path"]!).StartsWith(Policies, StringComparison.Ordinal) && (string?)write["body"]?["state"] == "enabled");
        var summary = new List<string>
        {
            $"{rollout["wavesDone"]} waves done, at wave {rollout["atWave"]?.ToString() ?? "none"}: {rollout["state"]}",
        };
        summary.AddRange(rollout["waves"]!.AsArray().Select(wave => $"wave {wave!["number"]}, {wave["name"]}: {wave["status"]!["stage"]}"));
        foreach (var ofOne in promotions.GroupBy(write => (string)write["path"]!))
        {
            var policy = await ReadAsync(ofOne.Key.TrimStart('/'));
            var members = await ReadAsync($"groups/{policy["conditions"]!["users"]!["includeGroups"]![0]}/members?$top=999");
            summary.Add($"{policy["state"]}, promoted {(ofOne.Count() == 1 ? "once" : $"{ofOne.Count()} times")}: {string.Join(", ", members["value"]!.AsArray().Select(member => (string)member!["id"]!).Order(StringComparer.Ordinal))}");
        }
        return summary;

        async Task<JsonNode> ReadAsync(string path) => JsonNode.Parse(await http.GetStringAsync(new Uri(path, UriKind.Relative)))!;
    }

    /// <summary>How it ended, what the last process logged, and what may be found nowhere.</summary>
    private sealed record Played(IReadOnlyList<string> Summary, string Log, IReadOnlyList<string> Secrets);
}
