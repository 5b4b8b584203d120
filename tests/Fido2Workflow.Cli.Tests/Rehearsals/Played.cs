using System.Text.Json;
using System.Text.Json.Nodes;
using Fido2Workflow.Cli.Rehearsals;
using Fido2Workflow.Cli.Tenants;
using Fido2Workflow.Hosting.Tenants;

namespace Fido2Workflow.Cli.Tests.Rehearsals;

/// <summary>A rehearsal that was played to its end: its report, its timeline, and the writes that the tenant accepted.</summary>
/// <param name="DurableWrites">How many writes it took, the host's and the people's included.</param>
internal sealed record Played(RehearsalReport Report, IReadOnlyList<TimelineEntry> Timeline, IReadOnlyList<JsonElement> Writes, int DurableWrites)
{
    private const string Policies = "/identity/conditionalAccess/policies";

    /// <summary>Plays it in a state folder of its own.</summary>
    public static async Task<Played> RunAsync(RehearsalOptions options)
    {
        using var state = new TemporaryFolder();
        var timeline = new List<TimelineEntry>();
        var durable = 0;
        var report = await new Rehearsal(options with { State = state.Path, OnTimeline = timeline.Add, AfterWrite = () => Interlocked.Increment(ref durable) }).RunAsync();
        var writes = await File.ReadAllLinesAsync(Path.Combine(TenantState.Of(options.Folder, state.Path), "writes.jsonl"));
        return new(report, timeline, [.. writes.Select(line => JsonDocument.Parse(line).RootElement)], durable);
    }

    /// <summary>How often each policy was enforced, by its id.</summary>
    public IReadOnlyDictionary<string, int> Promotions => Writes
        .Where(write => Is(write, "PATCH", $"{Policies}/") && write.GetProperty("body").TryGetProperty("state", out var state) && state.GetString() == "enabled")
        .CountBy(write => write.GetProperty("path").GetString()![(Policies.Length + 1)..])
        .ToDictionary();

    /// <summary>
    /// The policies that are enforced, each with all that it says. A group made later has another id, so the enforcement
    /// group is told by its only mark: each policy includes one of its own, but the one for all users, which is not enforced.
    /// </summary>
    public IReadOnlyList<string> Enforced
    {
        get
        {
            var bodies = Writes.Where(write => Is(write, "POST", Policies)).Select(write => JsonNode.Parse(write.GetProperty("body").GetRawText())!)
                .Where(body => body["conditions"]!["users"]!["includeGroups"] is JsonArray).ToList();
            var groups = bodies.Select(body => (string?)Assert.Single(body["conditions"]!["users"]!["includeGroups"]!.AsArray())).ToList();
            Assert.Equal(groups.Distinct(), groups);
            foreach (var body in bodies) body["conditions"]!["users"]!["includeGroups"] = "a group of its own";
            return [.. Report.Policies.Where(policy => policy.State == "enabled").Select(policy => policy.DisplayName).Order(StringComparer.Ordinal)
                .Select(name => Assert.Single(bodies, body => (string?)body["displayName"] == name).ToJsonString())];
        }
    }

    private static bool Is(JsonElement write, string method, string path) =>
        write.GetProperty("method").GetString() == method && write.GetProperty("path").GetString()!.StartsWith(path, StringComparison.Ordinal);
}
