using System.Text.Json.Nodes;

namespace Fido2Workflow.Core.Tests;

public class PolicyAsPlannedGateTests
{
    [Fact]
    public void The_policy_as_planned_in_report_only_is_a_yes() => Facts.OfWave().Ask<PolicyAsPlannedGate>().Says(Verdict.Yes, "policy-as-planned");

    [Theory]
    [InlineData("enabled")]
    [InlineData("disabled")]
    [InlineData("someStateOfTomorrow")]
    public void Any_other_state_is_a_no(string state) =>
        Facts.OfWave().WithOurPolicy(body => body["state"] = state).Ask<PolicyAsPlannedGate>().Says(Verdict.No, "policy-not-report-only");

    [Fact]
    public void No_state_at_all_is_a_no() =>
        Facts.OfWave().WithOurPolicy(body => body.AsObject().Remove("state")).Ask<PolicyAsPlannedGate>().Says(Verdict.No, "policy-not-report-only");

    public static TheoryData<string, Action<JsonNode>> Edits => new()
    {
        { "an app more", body => body["conditions"]!["applications"]!["includeApplications"] = new JsonArray("Office365", "797f4846-ba00-4fd7-ba43-dac1f8f63013") },
        { "an exclusion less", body => body["conditions"]!["users"]!["excludeGroups"]!.AsArray().RemoveAt(2) },
        { "a group more", body => body["conditions"]!["users"]!["includeGroups"]!.AsArray().Add("group-everyone") },
        { "another strength", body => body["grantControls"]!["authenticationStrength"]!["id"] = "00000000-0000-0000-0000-000000000002" },
        { "a control more", body => body["grantControls"]!["builtInControls"] = new JsonArray("block") },
        { "another sign-in frequency", body => body["sessionControls"]!["signInFrequency"]!["value"] = 1 },
        { "a condition nobody knows", body => body["conditions"]!["moonPhase"] = "full" },
    };

    [Theory]
    [MemberData(nameof(Edits))]
    public void Any_edit_is_a_no(string edit, Action<JsonNode> change) =>
        Assert.True(Facts.OfWave().WithOurPolicy(change).Ask<PolicyAsPlannedGate>() is { Verdict: Verdict.No, Code: "policy-differs" }, edit);

    [Fact]
    public void What_the_tenant_adds_on_its_own_is_no_difference() =>
        Facts.OfWave().WithOurPolicy(body =>
        {
            body["id"] = Some.PolicyId;
            body["createdDateTime"] = "2026-10-01T00:00:00Z";
            body["conditions"]!["locations"] = null;
            body["conditions"]!["signInRiskLevels"] = new JsonArray();
            body["grantControls"]!["authenticationStrength"]!["displayName"] = "Phishing-resistant MFA";
        }).Ask<PolicyAsPlannedGate>().Says(Verdict.Yes, "policy-as-planned");

    [Fact]
    public void A_policy_that_holds_a_property_twice_is_unknown() =>
        (Facts.OfWave() with { Policies = Some.Given(Some.Each(Some.Policy(Some.OurBody()) with { DuplicateProperties = ["conditions.users"] })) })
            .Ask<PolicyAsPlannedGate>().Says(Verdict.Unknown, "policy-as-planned-unknown");

    [Fact]
    public void A_policy_that_could_not_be_read_is_unknown() =>
        (Facts.OfWave() with { Policies = Some.Failed<IReadOnlyList<ConditionalAccessPolicy>>() }).Ask<PolicyAsPlannedGate>().Says(Verdict.Unknown, "policy-as-planned-unknown");
}
