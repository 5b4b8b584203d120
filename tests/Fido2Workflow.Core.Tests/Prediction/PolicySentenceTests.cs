using Fido2Workflow.Core.Prediction;
using static Fido2Workflow.Core.Tests.Prediction.Promoting;

namespace Fido2Workflow.Core.Tests.Prediction;

public class PolicySentenceTests
{
    private static string Sentence(ConditionalAccessPolicy policy) =>
        PolicySentence.Of(new(policy, References()), new Dictionary<string, string> { ["staff"] = "Staff", ["vpn"] = "VPN" });

    [Theory]
    [InlineData("""{ "includeUsers": ["All"] }""", """{ "includeApplications": ["All"] }""", null, """{ "builtInControls": ["block"] }""", "All users at all apps are blocked.")]
    [InlineData("""{ "includeGroups": ["staff"], "excludeRoles": ["a", "b"] }""", """{ "includeApplications": ["Office365"], "excludeApplications": ["vpn"] }""", null, """{ "builtInControls": ["mfa"] }""",
        "Members of \"Staff\", but not holders of 2 directory roles, at Office 365 except \"VPN\" are asked for multifactor authentication.")]
    [InlineData("""{ "includeUsers": ["GuestsOrExternalUsers"] }""", """{ "includeUserActions": ["urn:user:registersecurityinfo"] }""", "\"locations\": { \"includeLocations\": [\"All\"], \"excludeLocations\": [\"AllTrusted\"] }",
        """{ "operator": "AND", "builtInControls": ["mfa", "compliantDevice"] }""", "Guests at registering security information, from anywhere except trusted locations are asked for multifactor authentication and a compliant device.")]
    [InlineData("""{ "includeUsers": ["All"] }""", """{ "includeApplications": ["All"] }""", "\"moonPhase\": \"full\"", "null", "All users at all apps are asked for nothing. Not understood, and so unknown: moonPhase.")]
    public void A_policy_in_a_sentence(string users, string applications, string? conditions, string grant, string expected) =>
        Assert.Equal(expected, Sentence(Policy(conditions, users, applications, grant)));
}
