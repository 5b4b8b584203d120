using System.Text.Json.Nodes;

namespace Fido2Workflow.Core.Tests;

public class ExclusionsGateTests
{
    private const string PhishingResistant = """{ "operator": "OR", "authenticationStrength": { "id": "00000000-0000-0000-0000-000000000004" } }""";

    private static string Other(string users, string grant = """{ "operator": "OR", "builtInControls": ["mfa"] }""", string state = "enabled", string more = "") =>
        $$"""{ "id": "policy-other", "displayName": "Somebody else's", "state": "{{state}}", "conditions": { "users": {{users}}{{more}} }, "grantControls": {{grant}} }""";

    private static GateResult With(string policy) => Facts.OfWave().WithPolicy(policy).Ask<ExclusionsGate>();

    [Fact]
    public void Both_groups_in_place_is_a_yes() => Facts.OfWave().Ask<ExclusionsGate>().Says(Verdict.Yes, "exclusions");

    [Theory]
    [InlineData("enabled")]
    [InlineData("enabledForReportingButNotEnforced")]
    [InlineData("someStateOfTomorrow")]
    public void Anybodys_policy_without_the_exclusion_is_a_no_that_names_it(string state)
    {
        var result = With(Other("""{ "includeUsers": ["All"] }""", state: state));
        result.Says(Verdict.No, "exclusion-missing");
        Assert.Equal(["policy-other"], result.Named);
        Assert.Contains("Somebody else's", result.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void A_policy_that_is_off_needs_no_exclusion() =>
        With(Other("""{ "includeUsers": ["All"] }""", state: "disabled")).Says(Verdict.Yes, "exclusions");

    [Fact]
    public void A_policy_that_excludes_the_group_is_fine() =>
        With(Other($$"""{ "includeUsers": ["All"], "excludeGroups": ["{{Some.BreakGlassGroup}}"] }""")).Says(Verdict.Yes, "exclusions");

    [Fact]
    public void Excluding_the_accounts_one_by_one_is_not_excluding_the_group() =>
        With(Other("""{ "includeUsers": ["All"], "excludeUsers": ["bg-1", "bg-2"] }""")).Says(Verdict.No, "exclusion-missing");

    [Fact]
    public void A_policy_that_holds_nobody_needs_no_exclusion() =>
        With(Other("""{ "includeUsers": ["None"] }""")).Says(Verdict.Yes, "exclusions");

    [Fact]
    public void A_policy_for_workload_identities_needs_no_exclusion() =>
        With(Other("""{ "includeUsers": ["None"] }""", more: """, "clientApplications": { "includeServicePrincipals": ["ServicePrincipalsInMyTenant"] }"""))
            .Says(Verdict.Yes, "exclusions");

    [Fact]
    public void A_policy_for_workload_identities_that_names_users_too_is_not_exempt() =>
        With(Other("""{ "includeUsers": ["All"] }, "clientApplications": { "includeServicePrincipals": ["ServicePrincipalsInMyTenant"] }"""))
            .Says(Verdict.No, "exclusion-missing");

    [Fact]
    public void A_policy_for_guests_alone_is_not_exempt() =>
        With(Other("""{ "includeUsers": [], "includeGuestsOrExternalUsers": { "guestOrExternalUserTypes": "b2bCollaborationGuest" } }"""))
            .Says(Verdict.No, "exclusion-missing");

    [Fact]
    public void A_policy_for_roles_alone_is_not_exempt() =>
        With(Other("""{ "includeRoles": ["62e90394-69f5-4237-9190-012177145e10"] }""")).Says(Verdict.No, "exclusion-missing");

    [Fact]
    public void A_policy_made_for_the_break_glass_accounts_that_their_key_satisfies_is_exempt() =>
        With(Other($$"""{ "includeGroups": ["{{Some.BreakGlassGroup}}"] }""", PhishingResistant)).Says(Verdict.Yes, "exclusions");

    [Theory]
    [InlineData("null")]
    [InlineData("""{ "operator": "OR" }""")]
    [InlineData("""{ "operator": "OR", "builtInControls": ["mfa"] }""")]
    [InlineData("""{ "operator": "AND", "builtInControls": ["compliantDevice"], "authenticationStrength": { "id": "00000000-0000-0000-0000-000000000004" } }""")]
    [InlineData("""{ "operator": "OR", "authenticationStrength": { "id": "00000000-0000-0000-0000-000000000002" } }""")]
    [InlineData("""{ "operator": "OR", "builtInControls": ["block"] }""")]
    [InlineData("""{ "operator": "AND", "termsOfUse": ["terms"], "authenticationStrength": { "id": "00000000-0000-0000-0000-000000000004" } }""")]
    [InlineData("""{ "operator": "AND", "customAuthenticationFactors": ["duo"], "authenticationStrength": { "id": "00000000-0000-0000-0000-000000000004" } }""")]
    public void A_policy_made_for_them_that_asks_for_anything_else_is_not_exempt(string grant) =>
        With(Other($$"""{ "includeGroups": ["{{Some.BreakGlassGroup}}"] }""", grant)).Says(Verdict.No, "exclusion-missing");

    [Fact]
    public void A_policy_made_for_them_and_others_is_not_exempt() =>
        With(Other($$"""{ "includeGroups": ["{{Some.BreakGlassGroup}}", "group-admins"] }""", PhishingResistant)).Says(Verdict.No, "exclusion-missing");

    [Fact]
    public void Our_own_policy_must_exclude_the_service_accounts()
    {
        var result = Facts.OfWave().WithOurPolicy(body =>
            body["conditions"]!["users"]!["excludeGroups"] = new JsonArray(Some.BreakGlassGroup)).Ask<ExclusionsGate>();
        result.Says(Verdict.No, "exclusion-missing");
        Assert.Equal([Some.PolicyId], result.Named);
    }

    [Fact]
    public void A_break_glass_account_missing_from_its_group_is_a_no_that_names_it()
    {
        var result = Facts.OfWave().WithGroup(Some.BreakGlassGroup, "bg-1").Ask<ExclusionsGate>();
        result.Says(Verdict.No, "break-glass-not-excluded");
        Assert.Equal(["bg-2"], result.Named);
    }

    [Fact]
    public void A_stranger_in_the_break_glass_group_is_a_no() =>
        Facts.OfWave().WithGroup(Some.BreakGlassGroup, "bg-1", "bg-2", "mallory").Ask<ExclusionsGate>().Says(Verdict.No, "break-glass-group-holds-others");

    [Fact]
    public void An_empty_group_of_service_accounts_is_a_no() =>
        Facts.OfWave().WithGroup(Some.ServiceAccountGroup, Some.Each<string>()).Ask<ExclusionsGate>().Says(Verdict.No, "service-account-group-empty");

    [Fact]
    public void Policies_that_could_not_be_read_are_unknown() =>
        (Facts.OfWave() with { Policies = Some.Failed<IReadOnlyList<ConditionalAccessPolicy>>() }).Ask<ExclusionsGate>().Says(Verdict.Unknown, "exclusions-unknown");

    [Theory]
    [InlineData(Some.BreakGlassGroup)]
    [InlineData(Some.ServiceAccountGroup)]
    public void A_group_that_could_not_be_read_is_unknown(string group) =>
        Facts.OfWave().WithGroup(group, Some.Failed<IReadOnlyList<string>>()).Ask<ExclusionsGate>().Says(Verdict.Unknown, "exclusions-unknown");

    [Fact]
    public void Our_policy_gone_is_unknown() =>
        (Facts.OfWave() with { PolicyId = "policy-gone" }).Ask<ExclusionsGate>().Says(Verdict.Unknown, "exclusions-unknown");
}
