using System.Text.Json;
using System.Text.Json.Nodes;
using Fido2Workflow.Cli.Tenants;
using Fido2Workflow.Cli.Tests.Checks;
using Fido2Workflow.Hosting.Tenants;

namespace Fido2Workflow.Cli.Tests.Rehearsals;

/// <summary><c>rehearse samples/fabrikam</c>: a tenant whose groups nest, whose keys follow from profiles, and whose policies others made too.</summary>
public sealed class FabrikamTests
{
    private const string EmergencyAccess = "61000001-d688-4802-910b-52832fc67fd9";
    private const string FirstProfile = "00000000-0000-0000-0000-000000000001";
    private static readonly string Folder = System.IO.Path.Combine(Contoso.Root, "samples", "fabrikam");
    private static readonly Lazy<Task<Played>> Once = new(() => Played.RunAsync(new() { Folder = Folder, State = "" }));
    private static readonly Lazy<IReadOnlyDictionary<string, string>> Ids = new(() => Values("users.json")
        .ToDictionary(user => (string)user["userPrincipalName"]!, user => (string)user["id"]!, StringComparer.OrdinalIgnoreCase));

    [Fact]
    public async Task Three_waves_are_enforced_and_nobody_is_locked_out()
    {
        var report = (await Once.Value).Report;
        Assert.Equal((ExitCodes.Yes, true, null), (report.ExitCode, report.IsDone, report.Failure));
        Assert.Equal((3, 3), (report.WavesDone, report.Promotions));
        Assert.Empty(report.LockedOut);
    }

    [Fact]
    public async Task Every_hold_ends_by_itself_or_by_what_a_person_did()
    {
        var played = await Once.Value;
        Assert.Equal(
            played.Timeline.Where(entry => entry.Kind == "held").Select(entry => (entry.Wave, entry.Code)).Order(),
            played.Timeline.Where(entry => entry.Kind == "released").Select(entry => (entry.Wave, entry.Code)).Order());
    }

    [Fact]
    public async Task The_first_wave_opens_only_once_the_preflight_has_nothing_left_to_say()
    {
        var played = await Once.Value;
        string[] faults = ["prerequisite-missing", "break-glass-exclusion-missing", "service-account-not-excluded", "attestation-off", "pass-not-one-time", "pass-untested"];
        var opened = played.Timeline.First(entry => entry is { Wave: 1, Kind: "stage", Code: "enrolling" }).At;
        var held = played.Timeline.Where(entry => entry is { Wave: 1, Kind: "held" } && entry.At < opened).Select(entry => entry.Code).ToList();
        Assert.Equal(faults.Order(), faults.Intersect(held).Order());
        Assert.All(faults, fault => Assert.Contains(played.Timeline, entry => entry is { Wave: 1, Kind: "released" } && entry.Code == fault && entry.At <= opened));
    }

    [Fact]
    public async Task Whoever_is_in_a_group_in_a_group_of_the_roster_is_in_the_wave()
    {
        var it = Values("groups.json").Single(group => (string?)group["displayName"] == "GRP-IT")["members"]!.AsArray();
        Assert.Single(it, member => (string?)member!["@odata.type"] == "#microsoft.graph.user");
        var scope = await ScopeAsync(1);
        Assert.Superset(Named("katharina.brandl", "leyla.yildirim", "thandiwe.mokoena", "omar.benhaddou", "aarav.deshpande", "kavya.srinivasan"), scope);
        Assert.Equal(12, scope.Count);
    }

    [Fact]
    public async Task Whoever_a_rule_puts_into_a_group_of_the_roster_is_in_the_wave_with_those_of_its_file()
    {
        var finance = Values("groups.json").Single(group => (string?)group["displayName"] == "DYN-Finance");
        Assert.Equal(("DynamicMembership", 8), ((string?)Assert.Single(finance["groupTypes"]!.AsArray()), finance["members"]!.AsArray().Count));
        Assert.Superset(Named("ingrid.falkenhagen", "ishaan.pillai", "friederike.thalheim", "ananya.raghunathan"), await ScopeAsync(2));
    }

    [Fact]
    public async Task The_guest_in_a_nested_group_holds_the_wave_until_somebody_takes_the_guest_out_of_that_group()
    {
        var played = await Once.Value;
        Assert.Contains(played.Timeline, entry => entry is { Wave: 1, Kind: "held", Code: "guest-in-scope" } && entry.Sentence.Contains("lukas.meindl_contoso.com#EXT#", StringComparison.Ordinal));
        Assert.DoesNotContain(Ids.Value.Single(user => user.Key.Contains("#EXT#", StringComparison.Ordinal)).Value, await ScopeAsync(1));
    }

    [Fact]
    public async Task The_policy_of_Microsoft_that_lacks_the_exclusion_is_named_alone_and_mended()
    {
        var played = await Once.Value;
        var hold = played.Timeline.First(entry => entry is { Kind: "held" } && entry.Sentence.Contains("exclude the break-glass group", StringComparison.Ordinal));
        Assert.Contains("1 policy does not exclude the break-glass group: \"Microsoft-managed: Block legacy authentication\".", hold.Sentence, StringComparison.Ordinal);
        Assert.Contains(EmergencyAccess, ExcludedBy(Policy("Microsoft-managed: Block legacy authentication"), played));
    }

    [Fact]
    public async Task The_policy_made_for_the_break_glass_accounts_and_those_that_hold_no_user_are_left_alone()
    {
        var played = await Once.Value;
        string[] alone = ["FAB-02 Emergency access needs its key", "FAB-06 Workload identities from known places", "ZZ old pilot: MFA for IT"];
        Assert.All(alone, name =>
        {
            Assert.DoesNotContain(played.Timeline, entry => entry.Sentence.Contains(name, StringComparison.Ordinal));
            Assert.DoesNotContain(played.Writes, write => Path(write).EndsWith(Policy(name), StringComparison.Ordinal));
        });
    }

    [Fact]
    public async Task Waves_join_the_passkey_profile_of_everyone_and_the_administrators_keep_theirs()
    {
        var played = await Once.Value;
        var before = Fido2;
        var after = played.Writes.Where(write => Path(write).EndsWith("/authenticationMethodConfigurations/fido2", StringComparison.OrdinalIgnoreCase))
            .Select(write => JsonNode.Parse(write.GetProperty("body").GetRawText())!).Last();
        Assert.True(JsonNode.DeepEquals(Administrators(before), Administrators(after)));
        var targets = after["includeTargets"]!.AsArray().ToDictionary(target => (string)target!["id"]!, target => Profiles(target!));
        Assert.All(before["includeTargets"]!.AsArray(), target => Assert.Equal(Profiles(target!), targets[(string)target!["id"]!]));
        var joined = targets.Keys.Except(before["includeTargets"]!.AsArray().Select(target => (string)target!["id"]!)).ToList();
        Assert.Equal(3, joined.Count);
        Assert.All(joined, group => Assert.Equal([FirstProfile], targets[group]));
    }

    [Fact]
    public async Task Preparing_it_mends_what_software_may_keeps_the_administrators_profile_and_again_changes_nothing()
    {
        using var copy = new TemporaryFolder();
        foreach (var file in Directory.EnumerateFiles(Folder)) File.Copy(file, System.IO.Path.Combine(copy.Path, System.IO.Path.GetFileName(file)));
        string[] prepare = ["prepare", "--tenant", $"simulate:{copy.Path}", "--policy", Policy("Microsoft-managed: Block legacy authentication"), "--json"];

        var refused = await CommandRun.OfAsync(prepare);
        var first = await CommandRun.OfAsync([.. prepare, "--allow-writes"]);
        var again = await CommandRun.OfAsync([.. prepare, "--allow-writes"]);

        Assert.Equal((ExitCodes.Refused, ExitCodes.Yes, ExitCodes.Yes), (refused.ExitCode, first.ExitCode, again.ExitCode));
        Assert.Equal((10, 0), (first.Json.GetProperty("done").GetArrayLength(), again.Json.GetProperty("done").GetArrayLength()));
        Assert.Empty(again.Json.GetProperty("plan").GetProperty("forPeople").EnumerateArray());
        var profiles = (await File.ReadAllLinesAsync(System.IO.Path.Combine(TenantState.Of(copy.Path, System.IO.Path.Combine(copy.Path, ".fido2")), "writes.jsonl")))
            .Select(line => JsonDocument.Parse(line).RootElement).Last(write => Path(write).EndsWith("/fido2", StringComparison.OrdinalIgnoreCase))
            .GetProperty("body").GetProperty("passkeyProfiles").EnumerateArray().ToDictionary(profile => profile.GetProperty("name").GetString()!);
        Assert.True(JsonNode.DeepEquals(Administrators(Fido2), JsonNode.Parse(profiles["Administrators: attested FIPS keys"].GetRawText())));
        Assert.Equal(("deviceBound", "registrationOnly"), (profiles["Everyone"].GetProperty("passkeyTypes").GetString(), profiles["Everyone"].GetProperty("attestationEnforcement").GetString()));
    }

    [Fact]
    public async Task Somebody_who_is_disabled_leaves_the_wave_and_comes_back_with_the_account()
    {
        var played = await Once.Value;
        var niklas = Ids.Value["niklas.ehrhardt@fabrikam.com"];
        var moves = played.Writes.Where(write => IsMembership(write) && write.GetRawText().Contains(niklas, StringComparison.Ordinal))
            .Select(write => write.GetProperty("method").GetString() == "DELETE" ? "leaves" : "joins");
        Assert.Equal(["joins", "leaves", "joins"], moves);
        Assert.Contains(niklas, await ScopeAsync(1));
    }

    [Fact]
    public async Task Accounts_without_a_person_end_up_excluded_and_in_no_wave()
    {
        string[] accounts = ["svc-erp-interface", "label.printing", "robert.klein", "rechnungen", "raum.zugspitze"];
        var (played, scope) = (await Once.Value, await ScopeAsync(3));
        Assert.All(Named(accounts), id =>
        {
            Assert.DoesNotContain(id, scope);
            Assert.Contains(played.Writes, write => Path(write).StartsWith("/groups/61000002-", StringComparison.Ordinal) && write.GetRawText().Contains(id, StringComparison.Ordinal));
        });
    }

    private static JsonNode Fido2 => Values("authenticationMethodsPolicy.json", "authenticationMethodConfigurations").Single(each => (string?)each["id"] == "Fido2");

    private static JsonNode Administrators(JsonNode fido2) => fido2["passkeyProfiles"]!.AsArray().Single(profile => (string?)profile!["id"] != FirstProfile)!;

    // Who is in a wave's enforcement group at the end, by the writes that the tenant accepted.
    private static async Task<HashSet<string>> ScopeAsync(int wave)
    {
        var played = await Once.Value;
        var policy = played.Writes.Single(write => Path(write) == "/identity/conditionalAccess/policies" && write.GetProperty("body").GetProperty("displayName").GetString() == $"FIDO2 rollout fabrikam: wave {wave}");
        var group = policy.GetProperty("body").GetProperty("conditions").GetProperty("users").GetProperty("includeGroups")[0].GetString();
        var members = new HashSet<string>();
        foreach (var write in played.Writes.Where(write => Path(write).StartsWith($"/groups/{group}", StringComparison.Ordinal)))
        {
            if (write.GetProperty("method").GetString() == "DELETE") members.Remove(Path(write).Split('/')[4]);
            else members.UnionWith(write.GetProperty("body").GetProperty("members@odata.bind").EnumerateArray().Select(member => member.GetString()!.Split('/')[^1]));
        }
        return members;
    }

    private static IEnumerable<string> ExcludedBy(string policy, Played played) =>
        played.Writes.Last(write => Path(write).EndsWith(policy, StringComparison.Ordinal)).GetProperty("body").GetProperty("conditions").GetProperty("users").GetProperty("excludeGroups")
            .EnumerateArray().Select(group => group.GetString()!);

    private static bool IsMembership(JsonElement write) =>
        Path(write).StartsWith("/groups/", StringComparison.Ordinal) && write.GetProperty("method").GetString() is "PATCH" or "DELETE";

    private static HashSet<string> Named(params string[] names) => [.. names.Select(name => Ids.Value[$"{name}@fabrikam.com"])];

    private static string Policy(string name) =>
        (string)Values("conditionalAccessPolicies.json").Single(policy => (string?)policy["displayName"] == name)["id"]!;

    private static IEnumerable<string> Profiles(JsonNode target) => target["allowedPasskeyProfiles"]!.AsArray().Select(profile => (string)profile!);

    private static string Path(JsonElement write) => write.GetProperty("path").GetString()!;

    private static IEnumerable<JsonNode> Values(string file, string collection = "value") =>
        JsonNode.Parse(File.ReadAllText(System.IO.Path.Combine(Folder, file)))![collection]!.AsArray().Select(item => item!);
}
