using System.Text.Json.Nodes;

namespace Fido2Workflow.Core.Tests;

public class MfaCoverageTests
{
    private static readonly HashSet<string> Groups = ["group-staff", Some.ReleaseGroup];

    private static MfaCoverage Of(Action<JsonNode> change)
    {
        var body = JsonNode.Parse(PersonOf.RequireMfa)!;
        change(body);
        return MfaCoverage.Of([PersonOf.Policy(body.ToJsonString())], "ann", Groups);
    }

    private static JsonNode Conditions(JsonNode policy) => policy["conditions"]!;

    private static JsonNode Users(JsonNode policy) => policy["conditions"]!["users"]!;

    private static JsonNode Apps(JsonNode policy) => policy["conditions"]!["applications"]!;

    private static JsonNode Grant(JsonNode policy) => policy["grantControls"]!;

    private static JsonObject Json(string text) => JsonNode.Parse(text)!.AsObject();

    public static TheoryData<string, Action<JsonNode>> Covering => new()
    {
        { "everybody, always", _ => { } },
        { "a group of theirs", p => (Users(p)["includeUsers"], Users(p)["includeGroups"]) = (null, new JsonArray("group-staff")) },
        { "themselves", p => Users(p)["includeUsers"] = new JsonArray("ann") },
        { "Office 365 alone", p => Apps(p)["includeApplications"] = new JsonArray("Office365") },
        { "all apps but one that is none of Office 365", p => Apps(p)["excludeApplications"] = new JsonArray("d4ebce55-015a-49b5-a083-c84d1797ae8c") },
        { "both kinds of client", p => Conditions(p)["clientAppTypes"] = new JsonArray("browser", "mobileAppsAndDesktopClients") },
        { "an empty condition", p => Conditions(p)["locations"] = Json("""{ "includeLocations": [] }""") },
        { "all places", p => Conditions(p)["locations"] = Json("""{ "includeLocations": ["All"], "excludeLocations": [] }""") },
        { "a second factor and a device", p => p["grantControls"] = Json("""{ "operator": "AND", "builtInControls": ["mfa", "compliantDevice"] }""") },
        { "the built-in strength", p => p["grantControls"] = Json("""{ "operator": "OR", "authenticationStrength": { "id": "00000000-0000-0000-0000-000000000002" } }""") },
        { "a custom strength that says so", p => p["grantControls"] = Json("""{ "operator": "OR", "authenticationStrength": { "id": "custom", "requirementsSatisfied": "mfa" } }""") },
        { "everybody but the accounts of directory synchronisation", p => Users(p)["excludeRoles"] = new JsonArray(DirectoryRoles.DirectorySynchronizationAccounts) },
    };

    [Theory]
    [MemberData(nameof(Covering))]
    public void Whom_an_enabled_policy_always_asks_is_covered(string what, Action<JsonNode> change) =>
        Assert.True(Of(change) is MfaCoverage.Covered { Policy: "Require MFA" }, what);

    public static TheoryData<string, Action<JsonNode>> NotSurely => new()
    {
        { "report-only", p => p["state"] = ConditionalAccessPolicy.ReportOnly },
        { "switched off", p => p["state"] = "disabled" },
        { "other people", p => Users(p)["includeUsers"] = new JsonArray("ben") },
        { "another group", p => (Users(p)["includeUsers"], Users(p)["includeGroups"]) = (null, new JsonArray("group-finance")) },
        { "holders of a role, which is not read", p => (Users(p)["includeUsers"], Users(p)["includeRoles"]) = (null, new JsonArray("62e90394-69f5-4237-9190-012177145e10")) },
        { "everybody but them", p => Users(p)["excludeUsers"] = new JsonArray("ann") },
        { "everybody but the released", p => Users(p)["excludeGroups"] = new JsonArray(Some.ReleaseGroup) },
        { "everybody but holders of a role", p => Users(p)["excludeRoles"] = new JsonArray("62e90394-69f5-4237-9190-012177145e10") },
        { "all apps but one", p => Apps(p)["excludeApplications"] = new JsonArray("00000002-0000-0ff1-ce00-000000000000") },
        { "one app", p => Apps(p)["includeApplications"] = new JsonArray("797f4846-ba00-4fd7-ba43-dac1f8f63013") },
        { "apps by a filter", p => Apps(p)["applicationFilter"] = Json("""{ "mode": "exclude", "rule": "x" }""") },
        { "a user action", p => p["conditions"]!["applications"] = Json("""{ "includeUserActions": ["urn:user:registersecurityinfo"] }""") },
        { "browsers alone", p => Conditions(p)["clientAppTypes"] = new JsonArray("browser") },
        { "away from the office", p => Conditions(p)["locations"] = Json("""{ "includeLocations": ["All"], "excludeLocations": ["AllTrusted"] }""") },
        { "one platform", p => Conditions(p)["platforms"] = Json("""{ "includePlatforms": ["android"] }""") },
        { "at risk", p => Conditions(p)["signInRiskLevels"] = new JsonArray("high") },
        { "some devices", p => Conditions(p)["devices"] = Json("""{ "deviceFilter": { "mode": "exclude", "rule": "x" } }""") },
        { "a condition nobody knows", p => Conditions(p)["moonPhase"] = "full" },
        { "a second factor or a device", p => p["grantControls"] = Json("""{ "operator": "OR", "builtInControls": ["mfa", "compliantDevice"] }""") },
        { "a second factor or terms of use", p => Grant(p)["termsOfUse"] = new JsonArray("terms") },
        { "a strength that does not say so", p => p["grantControls"] = Json("""{ "operator": "OR", "authenticationStrength": { "id": "custom" } }""") },
        { "a block", p => p["grantControls"] = Json("""{ "operator": "OR", "builtInControls": ["block"] }""") },
        { "a session alone", p => p["grantControls"] = null },
    };

    [Theory]
    [MemberData(nameof(NotSurely))]
    public void Whom_it_may_leave_unasked_is_not(string what, Action<JsonNode> change) => Assert.True(Of(change) is MfaCoverage.NotSure, what);

    [Fact]
    public void What_the_tenant_told_twice_is_not_understood()
    {
        var policy = new ConditionalAccessPolicy("p", Some.Json(PersonOf.RequireMfa), ["conditions.users"]);
        Assert.Equal(["\"Require MFA\" holds properties twice"], Assert.IsType<MfaCoverage.NotSure>(MfaCoverage.Of([policy], "ann", Groups)).Because);
    }

    [Fact]
    public void The_rollouts_own_policy_covers_nobody_whom_it_lets_out() =>
        Assert.Empty(Assert.IsType<MfaCoverage.NotSure>(MfaCoverage.Of([Some.Policy(Some.OurBody(state: "disabled"))], "ann", Groups)).Because);

    [Fact]
    public void One_that_covers_is_enough_whatever_the_others_do()
    {
        var risky = JsonNode.Parse(PersonOf.RequireMfa)!;
        Conditions(risky)["signInRiskLevels"] = new JsonArray("high");
        Assert.IsType<MfaCoverage.Covered>(MfaCoverage.Of([PersonOf.Policy(risky.ToJsonString()), PersonOf.Policy(PersonOf.RequireMfa)], "ann", Groups));
    }
}
