using System.Text.Json.Nodes;
using Fido2Workflow.Cli.Tenants;
using Fido2Workflow.Cli.Tests.Checks;
using Fido2Workflow.Core.Decisions;
using Fido2Workflow.Hosting.Tenants;
using Fido2Workflow.Local;

namespace Fido2Workflow.Cli.Tests.Preparations;

/// <summary>The verb against a simulated tenant over HTTP, with what it writes kept beside the plan.</summary>
public sealed class PrepareVerbTests : IDisposable
{
    private const string Zainab = "zainab.akhtar@contoso.com";
    private const string ZainabsModel = "ee041bce-25e5-4cdb-8f86-897fd6418464";
    private const string BreakGlassGroup = "60000001-3ba3-4c46-b02b-b3ef458294ff";
    private const string ServiceAccountGroup = "60000002-a12b-4e64-8414-49354da13d75";

    private readonly Contoso _contoso = Contoso.Copy();

    [Fact]
    public async Task Without_leave_to_write_it_shows_every_change_writes_nothing_and_exits_4()
    {
        var run = await PrepareAsync();

        Assert.Equal(ExitCodes.Refused, run.ExitCode);
        Assert.Contains("create the group \"FIDO2 rollout contoso: wave 1\"", run.Output, StringComparison.Ordinal);
        Assert.Contains("+ includeTargets: {\"targetType\":\"group\",\"id\":\"<fido2-contoso-wave-1>\"", run.Output, StringComparison.Ordinal);
        Assert.Contains("create the policy \"FIDO2 rollout contoso: all users\" in report-only", run.Output, StringComparison.Ordinal);
        Assert.EndsWith("10 changes to make. Nothing was written. To write it, add --allow-writes.\n", run.Output.ReplaceLineEndings("\n"), StringComparison.Ordinal);
        Assert.Equal(0, Writes);
    }

    [Fact]
    public async Task With_it_the_tenant_is_prepared_and_prepared_again_nothing_changes()
    {
        var first = await PrepareAsync("--allow-writes", "--json");
        var writes = Writes;
        var second = await PrepareAsync("--allow-writes", "--json");
        var third = await PrepareAsync("--json");

        Assert.Equal((ExitCodes.Yes, ExitCodes.Yes, ExitCodes.Yes), (first.ExitCode, second.ExitCode, third.ExitCode));
        Assert.Equal(10, first.Json.GetProperty("done").GetArrayLength());
        Assert.Equal((10, 10), (writes, Writes));
        Assert.Empty(second.Json.GetProperty("done").EnumerateArray());
        Assert.Empty(third.Json.GetProperty("plan").GetProperty("changes").EnumerateArray());
        Assert.Equal(12, third.Json.GetProperty("plan").GetProperty("adopted").GetArrayLength());
    }

    [Fact]
    public async Task Methods_that_are_off_are_brought_to_the_plan_and_keep_what_they_hold()
    {
        EditMethod("Fido2", fido2 =>
        {
            fido2["state"] = "disabled";
            fido2["isAttestationEnforced"] = false;
            fido2["keyRestrictions"] = new JsonObject { ["isEnforced"] = false, ["enforcementType"] = "allow", ["aaGuids"] = new JsonArray(ZainabsModel) };
        });
        EditMethod("TemporaryAccessPass", pass =>
        {
            (pass["state"], pass["minimumLifetimeInMinutes"], pass["maximumLifetimeInMinutes"], pass["isUsableOnce"]) = ("disabled", 10, 10_080, false);
            pass["includeTargets"] = new JsonArray(new JsonObject { ["targetType"] = "group", ["id"] = "60000005-bf8d-4aab-87a5-10b7baf6f201" });
        });

        var run = await PrepareAsync("--allow-writes", "--json");

        var fields = run.Json.GetProperty("done").EnumerateArray().SelectMany(change => change.GetProperty("fields").EnumerateArray())
            .Select(field => (Path: field.GetProperty("path").GetString(), Before: Text(field, "before"), After: Text(field, "after"))).ToList();
        Assert.Contains(("state", "\"disabled\"", "\"enabled\""), fields);
        Assert.Contains(("isAttestationEnforced", "false", "true"), fields);
        Assert.Contains(("keyRestrictions.isEnforced", "false", "true"), fields);
        Assert.Equal(4, fields.Count(field => field is { Path: "keyRestrictions.aaGuids", Before: null }));
        Assert.Contains(("minimumLifetimeInMinutes", "10", "60"), fields);
        Assert.Contains(("maximumLifetimeInMinutes", "10080", "480"), fields);
        Assert.DoesNotContain(fields, field => field.After is null);

        // What is left is a model that the plan does not name, which was there before, and a test user in no group that may use a pass.
        var again = await PrepareAsync("--allow-writes", "--json");
        Assert.Equal(ExitCodes.No, again.ExitCode);
        Assert.Empty(again.Json.GetProperty("done").EnumerateArray());
        Assert.Equal(["key-models-besides-the-plan", "pass-test-user-not-targeted"], Codes(again));
    }

    [Fact]
    public async Task Passkey_profiles_are_what_is_written_where_the_tenant_has_them()
    {
        const string Profile = "00000000-0000-0000-0000-000000000001";
        EditMethod("Fido2", fido2 =>
        {
            fido2["defaultPasskeyProfile"] = Profile;
            fido2["passkeyProfiles"] = new JsonArray(new JsonObject
            {
                ["id"] = Profile, ["name"] = "Default", ["passkeyTypes"] = "deviceBound,synced", ["attestationEnforcement"] = "disabled",
                ["keyRestrictions"] = new JsonObject { ["isEnforced"] = false, ["enforcementType"] = "allow", ["aaGuids"] = new JsonArray() },
            });
            fido2["includeTargets"]![0]!["allowedPasskeyProfiles"] = new JsonArray(Profile);
        });

        var first = await PrepareAsync("--allow-writes", "--json");
        var second = await PrepareAsync("--allow-writes");

        var written = first.Json.GetProperty("done").EnumerateArray().Single(change => change.GetProperty("does").GetString()!.EndsWith("Fido2", StringComparison.Ordinal))
            .GetProperty("fields").EnumerateArray().Where(field => Text(field, "after") is not null).ToDictionary(field => field.GetProperty("path").GetString() + Text(field, "after"), field => Text(field, "after")!);
        Assert.Contains($"passkeyProfiles[{Profile}].attestationEnforcement\"registrationOnly\"", written.Keys);
        Assert.Contains($"passkeyProfiles[{Profile}].passkeyTypes\"deviceBound\"", written.Keys);
        Assert.Contains($"passkeyProfiles[{Profile}].keyRestrictions.aaGuids\"2fc0579f-8113-47ea-b116-bb5a8db9202a\"", written.Keys);
        Assert.DoesNotContain(written.Keys, key => key.StartsWith("keyRestrictions", StringComparison.Ordinal) || key.StartsWith("isAttestationEnforced", StringComparison.Ordinal));
        Assert.Equal(ExitCodes.Yes, second.ExitCode);
        Assert.Contains("Nothing to change.", second.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_would_lose_a_key_is_named_and_nothing_is_written_unless_a_named_person_says_why_even_so()
    {
        Open();

        var shown = await PrepareAsync();
        var refused = await PrepareAsync("--allow-writes");

        Assert.Equal((ExitCodes.Refused, ExitCodes.Refused), (shown.ExitCode, refused.ExitCode));
        foreach (var run in (CommandRun[])[shown, refused])
        {
            Assert.Contains($"{Zainab}: ", run.Output, StringComparison.Ordinal);
            Assert.Contains("this person would have no key left", run.Output, StringComparison.Ordinal);
            Assert.Contains("REFUSED: 1 key of 1 people would stop to work.", run.Output, StringComparison.Ordinal);
        }
        Assert.Equal(0, Writes);

        Assert.Equal(ExitCodes.Yes, (await PrepareAsync("--allow-writes", "--even-so", "she has a new key by Monday", "--by", Contoso.Meera)).ExitCode);
        using var state = StateFolder.Open(State);
        var kept = Assert.IsType<NarrowedKeyModels>(Assert.Single(await state.Decisions.ReadAsync("contoso")).Decision);
        Assert.Equal(("she has a new key by Monday", Contoso.MeerasId, ZainabsModel), (kept.Reason, kept.By, Assert.Single(kept.Models)));
        Assert.Single(kept.Losing);
    }

    [Theory]
    [InlineData(ExitCodes.BadInput, "--even-so", "she has a new key by Monday")]
    [InlineData(ExitCodes.BadInput, "--even-so", " ", "--by", Contoso.Meera)]
    [InlineData(ExitCodes.BadInput, "--even-so", "she has a new key by Monday", "--by", "nobody@contoso.com")]
    [InlineData(ExitCodes.Refused, "--even-so", "she has a new key by Monday", "--by", "bg-01@contoso.onmicrosoft.com")]
    public async Task A_loss_of_keys_that_no_person_answers_for_is_not_written(int exitCode, params string[] said)
    {
        Open();
        Assert.Equal((exitCode, 0), ((await PrepareAsync(["--allow-writes", .. said])).ExitCode, Writes));
        using var state = StateFolder.Open(State);
        Assert.Empty(await state.Decisions.ReadAsync("contoso"));
    }

    [Fact]
    public async Task A_policy_of_anothers_gets_the_exclusion_only_when_it_is_named()
    {
        const string Vpn = "ca000003-273a-4064-870d-af66a3dea546";
        EditPolicy(Vpn, policy => policy["conditions"]!["users"]!["excludeGroups"] = new JsonArray("60000008-d876-4ae8-b306-2607d6bbded3"));

        var left = await PrepareAsync("--allow-writes");
        Assert.Equal(ExitCodes.No, left.ExitCode);
        Assert.Contains($"--policy {Vpn}", left.Output, StringComparison.Ordinal);
        var writes = Writes;

        Assert.Equal(ExitCodes.Refused, (await PrepareAsync("--policy", Vpn)).ExitCode);
        Assert.Equal(writes, Writes);
        var named = await PrepareAsync("--allow-writes", "--policy", Vpn, "--json");
        Assert.Equal(ExitCodes.Yes, named.ExitCode);
        Assert.Equal([BreakGlassGroup], Assert.Single(named.Json.GetProperty("done").EnumerateArray()).GetProperty("groups").EnumerateArray().Select(group => group.GetString()));
        Assert.Equal(writes + 1, Writes);
        Assert.Equal(ExitCodes.Yes, (await PrepareAsync()).ExitCode);
    }

    [Fact]
    public async Task A_policy_that_is_named_and_not_there_is_bad_input()
    {
        var run = await PrepareAsync("--allow-writes", "--policy", "ca0000ff-0000-4000-8000-000000000000");
        Assert.Equal(ExitCodes.BadInput, run.ExitCode);
        Assert.Equal(0, Writes);
    }

    [Fact]
    public async Task Nothing_is_made_before_both_exclusion_groups_are_in_place()
    {
        _contoso.Edit("groups.json", groups => groups["value"]!.AsArray().Remove(Group(groups, ServiceAccountGroup)));

        var run = await PrepareAsync("--allow-writes");

        Assert.Equal(ExitCodes.No, run.ExitCode);
        Assert.Contains($"There is no group {ServiceAccountGroup}", run.Output, StringComparison.Ordinal);
        Assert.Equal(0, Writes);
    }

    [Fact]
    public async Task A_group_that_the_plan_wants_made_is_made_once_and_its_id_told()
    {
        _contoso.Write("plan.yaml", File.ReadAllText(_contoso.In("plan.yaml")).Replace("60000003-a346-4a03-8ae4-b8c7f1af0d61", "create", StringComparison.Ordinal));

        var first = await PrepareAsync("--allow-writes");
        var second = await PrepareAsync("--allow-writes", "--json");

        Assert.Equal((ExitCodes.No, ExitCodes.No, 1), (first.ExitCode, second.ExitCode, Writes));
        var asked = Assert.Single(second.Json.GetProperty("plan").GetProperty("forPeople").EnumerateArray());
        var id = Assert.Single(asked.GetProperty("named").EnumerateArray()).GetString();
        Assert.Equal($"Write {id} at exclusions.release-group in the plan.", asked.GetProperty("nextStep").GetString());

        _contoso.Write("plan.yaml", File.ReadAllText(_contoso.In("plan.yaml")).Replace("release-group: create", $"release-group: {id}", StringComparison.Ordinal));
        Assert.Equal(ExitCodes.Yes, (await PrepareAsync("--allow-writes")).ExitCode);
    }

    [Fact]
    public async Task A_break_glass_account_that_is_in_no_exclusion_is_put_into_it_first()
    {
        _contoso.Edit("groups.json", groups => Group(groups, BreakGlassGroup)["members"]!.AsArray().RemoveAt(1));

        var run = await PrepareAsync("--allow-writes", "--json");

        Assert.Equal(ExitCodes.Yes, run.ExitCode);
        Assert.Equal(["bg-02@contoso.onmicrosoft.com"], run.Json.GetProperty("done")[0].GetProperty("names").EnumerateArray().Select(name => name.GetString()));
        Assert.Equal(11, run.Json.GetProperty("done").GetArrayLength());
    }

    [Fact]
    public async Task A_policy_under_our_name_that_says_something_else_is_left_as_it_is()
    {
        EditPolicy("ca000003-273a-4064-870d-af66a3dea546", policy => policy["displayName"] = "FIDO2 rollout contoso: all users");

        var run = await PrepareAsync("--allow-writes", "--json");

        Assert.Equal(ExitCodes.No, run.ExitCode);
        Assert.Equal(["policy-differs"], Codes(run));
        Assert.Equal(9, run.Json.GetProperty("done").GetArrayLength());
    }

    public void Dispose() => _contoso.Dispose();

    private string State => _contoso.In(".fido2");

    /// <summary>How many writes the tenant has accepted.</summary>
    private int Writes => Path.Combine(TenantState.Of(_contoso.Folder, State), "writes.jsonl") is var log && File.Exists(log) ? File.ReadAllLines(log).Length : 0;

    private Task<CommandRun> PrepareAsync(params string[] further) => CommandRun.OfAsync(["prepare", "--tenant", $"simulate:{_contoso.Folder}", .. further]);

    // Everybody may use any key: narrowing it takes Zainab's away.
    private void Open() => EditMethod("Fido2", fido2 =>
    {
        fido2["keyRestrictions"] = new JsonObject { ["isEnforced"] = false, ["enforcementType"] = "block", ["aaGuids"] = new JsonArray() };
        fido2["includeTargets"] = new JsonArray(new JsonObject { ["targetType"] = "group", ["id"] = "all_users" });
    });

    private void EditMethod(string id, Action<JsonObject> change) => _contoso.Edit("authenticationMethodsPolicy.json", policy =>
        change(policy["authenticationMethodConfigurations"]!.AsArray().Single(each => (string)each!["id"]! == id)!.AsObject()));

    private void EditPolicy(string id, Action<JsonNode> change) =>
        _contoso.Edit("conditionalAccessPolicies.json", policies => change(policies["value"]!.AsArray().Single(each => (string)each!["id"]! == id)!));

    private static JsonNode Group(JsonNode groups, string id) => groups["value"]!.AsArray().Single(each => (string)each!["id"]! == id)!;

    private static IEnumerable<string?> Codes(CommandRun run) =>
        run.Json.GetProperty("plan").GetProperty("forPeople").EnumerateArray().Select(each => each.GetProperty("code").GetString());

    private static string? Text(System.Text.Json.JsonElement field, string name) => field.TryGetProperty(name, out var value) ? value.GetString() : null;
}
