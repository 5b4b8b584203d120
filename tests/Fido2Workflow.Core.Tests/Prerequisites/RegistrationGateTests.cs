namespace Fido2Workflow.Core.Tests.Prerequisites;

public class RegistrationGateTests
{
    private const string AllApps = """{ "includeApplications": ["All"] }""";
    private const string Registering = """{ "includeApplications": [], "includeUserActions": ["urn:user:registersecurityinfo"] }""";
    private const string Everybody = """{ "includeUsers": ["All"] }""";
    private const string Key = """{ "operator": "OR", "authenticationStrength": { "id": "strength", "allowedCombinations": ["fido2", "windowsHelloForBusiness"] } }""";
    private const string Bootstrap = """{ "operator": "OR", "authenticationStrength": { "id": "strength", "allowedCombinations": ["fido2", "temporaryAccessPassOneTime"] } }""";
    private const string Mfa = """{ "operator": "OR", "builtInControls": ["mfa"] }""";

    private static string Policy(string applications, string grant, string users = Everybody, string more = "", string state = "enabled") =>
        $$"""{ "displayName": "Somebody's", "state": "{{state}}", "conditions": { "users": {{users}}, "applications": {{applications}}{{more}} }, "grantControls": {{grant}} }""";

    private static GateResult With(string policy) => TenantFactsOf.Ready().WithPolicies(policy).Ask<RegistrationGate>();

    [Theory]
    [InlineData(Registering, Key)]
    [InlineData(AllApps, Key)]
    [InlineData("""{ "includeApplications": ["19db86c3-b2b9-44cc-b339-36da233a3be2"] }""", Key)]
    [InlineData(Registering, """{ "operator": "OR", "builtInControls": ["block"] }""")]
    [InlineData(AllApps, """{ "operator": "OR", "builtInControls": ["compliantDevice", "domainJoinedDevice"] }""")]
    [InlineData(AllApps, """{ "operator": "AND", "builtInControls": ["mfa", "compliantApplication"] }""")]
    public void A_policy_that_asks_for_what_only_comes_after_is_a_no_that_names_it(string applications, string grant)
    {
        var result = With(Policy(applications, grant));
        result.Says(Verdict.No, "registration-deadlock");
        Assert.Equal(["policy-1"], result.Named);
        Assert.Contains("Somebody's", result.Sentence, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(AllApps, Mfa)]
    [InlineData(Registering, Bootstrap)]
    [InlineData(AllApps, """{ "operator": "OR", "builtInControls": ["mfa", "compliantDevice"] }""")]
    [InlineData(AllApps, """{ "operator": "AND", "builtInControls": ["mfa"], "termsOfUse": ["terms"] }""")]
    [InlineData(AllApps, "null")]
    [InlineData("""{ "includeApplications": ["Office365"] }""", Key)]
    [InlineData("""{ "includeApplications": ["All"], "excludeApplications": ["19db86c3-b2b9-44cc-b339-36da233a3be2"] }""", Key)]
    public void A_policy_that_a_pass_satisfies_or_that_leaves_registration_out_is_a_yes(string applications, string grant) =>
        With(Policy(applications, grant)).Says(Verdict.Yes, "registration-open");

    [Theory]
    [InlineData("""{ "includeUsers": ["None"] }""")]
    [InlineData("""{ "includeUsers": ["GuestsOrExternalUsers"] }""")]
    [InlineData("""{ "includeGroups": ["group-break-glass"] }""")]
    public void A_policy_that_hits_nobody_who_registers_is_a_yes(string users) => With(Policy(AllApps, Key, users)).Says(Verdict.Yes, "registration-open");

    [Theory]
    [InlineData(""", "locations": { "includeLocations": ["All"], "excludeLocations": ["AllTrusted"] }""")]
    [InlineData(""", "clientAppTypes": ["exchangeActiveSync", "other"]""")]
    [InlineData(""", "platforms": { "includePlatforms": ["android"] }""")]
    [InlineData(""", "signInRiskLevels": ["high"]""")]
    public void A_policy_that_holds_only_at_times_leaves_another_way_in(string more) => With(Policy(AllApps, Key, more: more)).Says(Verdict.Yes, "registration-open");

    [Theory]
    [InlineData(""", "locations": { "includeLocations": ["All"], "excludeLocations": [] }""")]
    [InlineData(""", "clientAppTypes": ["all"], "signInRiskLevels": [], "devices": null""")]
    public void Conditions_that_name_nothing_leave_none(string more) => With(Policy(AllApps, Key, more: more)).Says(Verdict.No, "registration-deadlock");

    [Theory]
    [InlineData("disabled")]
    [InlineData("enabledForReportingButNotEnforced")]
    public void A_policy_that_is_not_enforced_blocks_nobody(string state) => With(Policy(AllApps, Key, state: state)).Says(Verdict.Yes, "registration-open");

    [Fact]
    public void A_strength_that_the_policy_does_not_spell_out_is_read()
    {
        var facts = TenantFactsOf.Ready().WithPolicies(Policy(AllApps, """{ "operator": "OR", "authenticationStrength": { "id": "strength" } }"""));
        facts.Ask<RegistrationGate>().Says(Verdict.Unknown, "registration-open-unknown");
        WithStrength("fido2").Ask<RegistrationGate>().Says(Verdict.No, "registration-deadlock");
        WithStrength("temporaryAccessPassOneTime").Ask<RegistrationGate>().Says(Verdict.Yes, "registration-open");

        TenantFacts WithStrength(string combination) => facts with
        {
            Strengths = new Dictionary<string, Answer<AuthenticationStrength>> { ["strength"] = Some.Given(new AuthenticationStrength("strength", null, [combination], null)) },
        };
    }

    [Fact]
    public void A_control_that_is_not_known_is_unknown() =>
        With(Policy(AllApps, """{ "operator": "OR", "builtInControls": ["controlOfTomorrow"] }""")).Says(Verdict.Unknown, "registration-open-unknown");
}
