using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using Fido2Workflow.Local;
using Fido2Workflow.TenantSimulator;

namespace Fido2Workflow.Cli.Tests.Rehearsals;

/// <summary>The rollout among policies as tenants really deploy them: a folder of published ones, named by FIDO2_PUBLIC_POLICIES.</summary>
public sealed class PublicPolicyTests
{
    private const int OfContoso = 4;

    private static string PublicPolicies
    {
        get
        {
            var folder = Environment.GetEnvironmentVariable("FIDO2_PUBLIC_POLICIES");
            Skip.If(string.IsNullOrEmpty(folder), "FIDO2_PUBLIC_POLICIES does not name a folder of published policies.");
            return folder!;
        }
    }

    [SkippableFact]
    public async Task The_rollout_ends_the_same_once_the_missing_exclusions_are_mended()
    {
        var played = await Played.RunAsync(new() { Folder = Contoso.Folder, State = "", Policies = PublicPolicies });
        var undisturbed = await Contoso.UndisturbedAsync();
        Assert.Empty(played.Report.LockedOut);
        Assert.Equal((ExitCodes.Yes, 3, 3), (played.Report.ExitCode, played.Report.WavesDone, played.Report.Promotions));
        Assert.Equal(undisturbed.Enforced, played.Enforced);

        var hold = Assert.Single(played.Timeline, entry => entry is { Kind: "held", Code: "break-glass-exclusion-missing" });
        Assert.Matches("^\\d+ polic.+ not exclude the break-glass group: \"", hold.Sentence);
        Assert.Single(played.Timeline, entry => entry is { Kind: "did", Code: "break-glass-exclusion-missing" });
        Assert.Single(played.Timeline, entry => entry is { Kind: "released", Code: "break-glass-exclusion-missing" });
    }

    [SkippableFact]
    public async Task Each_is_served_and_stands_in_every_row_of_the_log()
    {
        var folder = PublicPolicies;
        var published = Directory.EnumerateFiles(folder, "*.json", SearchOption.AllDirectories).Count();
        var clock = new VirtualClock(SimulatedTenant.ReadNow(Contoso.Folder, null));
        await using var tenant = SimulatedTenant.Load(Contoso.Folder, new SimulatorOptions { Clock = clock, PolicyFolder = folder });
        using var http = new HttpClient(tenant.CreateHandler()) { BaseAddress = new("http://localhost/beta/") };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", SimulatedToken.Reader(tenant.TenantId).Encode());

        var served = (await ListAsync(http, "identity/conditionalAccess/policies")).Select(policy => (string?)policy!["id"]).Order().ToList();
        Assert.Equal(published + OfContoso, served.Count);
        var passed = new TaskCompletionSource();
        clock.Schedule(clock.GetUtcNow().AddHours(4), passed.SetResult);
        await clock.RunUntilAsync(passed.Task);
        var evaluated = (await ListAsync(http, "auditLogs/signIns?$top=200")).Where(row => (int)row!["status"]!["errorCode"]! != 50126).ToList();
        Assert.NotEmpty(evaluated);
        Assert.All(evaluated, row => Assert.Equal(served, row!["appliedConditionalAccessPolicies"]!.AsArray().Select(policy => (string?)policy!["id"]).Order()));
    }

    [SkippableFact]
    public async Task A_placeholder_left_unfilled_is_bad_input_with_file_property_and_value()
    {
        var policies = PublicPolicies;
        using var folder = Contoso.CopyWith("policies.placeholders.json", "\"<RING>\"", "\"<RUNG>\"");
        var refused = await Fido2.RunAsync("rehearse", folder.Path, "--policies", policies);
        Assert.Equal((ExitCodes.BadInput, ""), (refused.ExitCode, refused.Output));
        Assert.Matches(@"\.json: \$\.displayName: found "".*<RING>.*"", expected a value for <RING> in .*policies\.placeholders\.json\.", refused.Error);
    }

    private static async Task<JsonArray> ListAsync(HttpClient http, string path) =>
        JsonNode.Parse(await http.GetStringAsync(path))!["value"]!.AsArray();
}
