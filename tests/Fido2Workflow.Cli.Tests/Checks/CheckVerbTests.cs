using System.Text.Json.Nodes;

namespace Fido2Workflow.Cli.Tests.Checks;

public sealed class CheckVerbTests : IDisposable
{
    private readonly Contoso _tenant = Contoso.Copy();

    public void Dispose() => _tenant.Dispose();

    [Fact]
    public async Task Counts_by_status_and_names_who_still_needs_enrollment()
    {
        var run = await _tenant.CheckAsync(_tenant.In("wave1.csv"));

        Assert.Equal(1, run.ExitCode);
        Assert.Matches(@"(?m)^  REGISTERED +4$", run.Output);
        Assert.Matches(@"(?m)^  NOT REGISTERED +8$", run.Output);
        Assert.Matches(@"(?m)^  ERROR +0$", run.Output);
        Assert.Matches($@"(?ms)^Still need enrollment:$.*^  {Contoso.Meera} +no key$", run.Output);
        Assert.DoesNotContain(Contoso.Warren, run.Output, StringComparison.Ordinal);
        Assert.Contains("NO-GO: 8 of 12", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_list_of_registered_people_is_a_go()
    {
        var run = await _tenant.CheckAsync(_tenant.List(Contoso.Warren, Contoso.Miriam));

        Assert.Equal(0, run.ExitCode);
        Assert.Contains("GO: 2 of 2 are registered.", run.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("NO-GO", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Somebody_unknown_to_the_tenant_is_an_error_and_no_go()
    {
        var run = await _tenant.CheckAsync(_tenant.List(Contoso.Warren, "nobody@contoso.com"));

        Assert.Equal(3, run.ExitCode);
        Assert.Matches(@"(?ms)^Could not be read:$.*^  nobody@contoso\.com +the tenant knows no account of this name", run.Output);
        Assert.Contains("NO-GO, not known: 1 of 2", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Somebody_known_to_be_missing_outweighs_somebody_who_could_not_be_read()
    {
        var run = await _tenant.CheckAsync(_tenant.List(Contoso.Meera, "nobody@contoso.com"));

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("NO-GO: 1 of 2 without a key that will let them in, and 1 that could not be read", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_key_of_a_model_that_is_not_allowed_does_not_register_its_owner()
    {
        _tenant.EditWarrensKey(key => (key["aaGuid"], key["model"]) = ("ee041bce-25e5-4cdb-8f86-897fd6418464", "ePass FIDO NFC"));
        const string Reason = "model ePass FIDO NFC (ee041bce-25e5-4cdb-8f86-897fd6418464) is not on the allow-list";

        var text = await _tenant.CheckAsync(_tenant.List(Contoso.Warren));
        var json = await _tenant.CheckAsync(_tenant.List(Contoso.Warren), "--json");

        Assert.Equal(1, text.ExitCode);
        Assert.Contains($"{Contoso.Warren}  {Reason}", text.Output, StringComparison.Ordinal);
        var user = json.Json.GetProperty("users")[0];
        Assert.Equal("NOT REGISTERED", user.GetProperty("status").GetString());
        Assert.Equal(Reason, user.GetProperty("reason").GetString());
        Assert.Equal(1, user.GetProperty("keyCount").GetInt32());
    }

    [Fact]
    public async Task Whoever_holds_a_disallowed_key_is_told_so_though_the_policy_does_not_target_them_either()
    {
        var run = await _tenant.CheckAsync(_tenant.List("zainab.akhtar@contoso.com"));

        Assert.Matches("does not target its owner; model ePass FIDO NFC .* is not on the allow-list", run.Output);
    }

    [Fact]
    public async Task A_key_that_does_not_say_which_model_it_is_is_an_error()
    {
        _tenant.EditWarrensKey(key => key.Remove("aaGuid"));

        var run = await _tenant.CheckAsync(_tenant.List(Contoso.Warren));

        Assert.Equal(3, run.ExitCode);
        Assert.Contains("the key does not say which model it is", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whoever_is_disabled_is_said_to_be()
    {
        var run = await _tenant.CheckAsync(_tenant.List("akosua.ofori@contoso.com"));

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("no key; the account is disabled", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Data_goes_to_standard_output_and_talk_to_standard_error()
    {
        var run = await _tenant.CheckAsync(_tenant.List(Contoso.Warren, Contoso.Meera, "nobody@contoso.com"), "--json");

        Assert.Equal("noGo", run.Json.GetProperty("verdict").GetString());
        Assert.Equal((1, 1, 1), (run.Json.GetProperty("registered").GetInt32(), run.Json.GetProperty("notRegistered").GetInt32(), run.Json.GetProperty("errors").GetInt32()));
        Assert.Equal("2027-01-04T07:00:00+00:00", run.Json.GetProperty("at").GetString());
        Assert.Equal(["REGISTERED", "NOT REGISTERED", "ERROR"], run.Json.GetProperty("users").EnumerateArray().Select(user => user.GetProperty("status").GetString()));
        Assert.Contains("NO-GO", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_list_too_long_to_ask_name_by_name_says_the_same_of_each()
    {
        var list = $"{await File.ReadAllTextAsync(_tenant.In("wave3.csv"))}{Contoso.Warren.ToUpperInvariant()},Warren\nnobody@contoso.com,Nobody\n";

        var run = await _tenant.CheckAsync(_tenant.Write("list.csv", list), "--json");

        var users = run.Json.GetProperty("users").EnumerateArray().ToDictionary(user => user.GetProperty("userPrincipalName").GetString()!, user => user.GetProperty("status").GetString());
        Assert.Equal(342, users.Count);
        Assert.Equal(5, run.Json.GetProperty("registered").GetInt32());
        Assert.Equal("REGISTERED", users[Contoso.Warren.ToUpperInvariant()]);
        Assert.Equal("ERROR", users["nobody@contoso.com"]);
        Assert.Contains("Read the keys of 300 of 342", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Keys_must_satisfy_the_strength_of_the_plan()
    {
        const string WithoutKeys = "11111111-2222-4333-8444-555555555555";
        _tenant.Edit("authenticationStrengthPolicies.json", strengths => strengths["value"]!.AsArray().Add(new JsonObject
        {
            ["id"] = WithoutKeys, ["displayName"] = "Windows Hello only", ["policyType"] = "custom",
            ["allowedCombinations"] = new JsonArray("windowsHelloForBusiness"), ["combinationConfigurations"] = new JsonArray(),
        }));
        var plan = await File.ReadAllTextAsync(_tenant.In("plan.yaml"));
        var other = _tenant.Write("other.yaml", $"{plan}\nauthentication-strength: {WithoutKeys}\n");

        var byDefault = await _tenant.CheckAsync(_tenant.List(Contoso.Warren));
        var byPlan = await _tenant.CheckAsync(_tenant.List(Contoso.Warren), "--plan", other);

        Assert.Equal((0, 1), (byDefault.ExitCode, byPlan.ExitCode));
        Assert.Contains("the authentication strength Windows Hello only takes no FIDO2 key", byPlan.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_no_plan_is_the_built_in_phishing_resistant_strength_counts()
    {
        File.Delete(_tenant.In("plan.yaml"));

        var run = await _tenant.CheckAsync(_tenant.List(Contoso.Warren), "--json");

        Assert.Equal(0, run.ExitCode);
        Assert.Equal("00000000-0000-0000-0000-000000000004", run.Json.GetProperty("authenticationStrength").GetString());
    }

    [Fact]
    public async Task A_strength_that_the_tenant_does_not_know_registers_nobody()
    {
        var plan = await File.ReadAllTextAsync(_tenant.In("plan.yaml"));
        _tenant.Write("plan.yaml", $"{plan}\nauthentication-strength: 99999999-2222-4333-8444-555555555555\n");

        var run = await _tenant.CheckAsync(_tenant.List(Contoso.Warren));

        Assert.Equal(3, run.ExitCode);
        Assert.Contains("authenticationStrengthPolicies/99999999-2222-4333-8444-555555555555: there is no such object", run.Output, StringComparison.Ordinal);
    }
}
