using System.Text.Json;
using System.Text.Json.Nodes;
using Fido2Workflow.Core.Prediction;

namespace Fido2Workflow.Core.Tests.Prediction;

/// <summary>One policy that is promoted, and people whom it is for.</summary>
internal static class Promoting
{
    public const string Exchange = "00000002-0000-0ff1-ce00-000000000000";
    public const string Vpn = "a9900000-0000-4000-8000-000000000001";
    public const string YubiKey = "2fc0579f-8113-47ea-b116-bb5a8db9202a";
    public const string OtherModel = "ee882879-721c-4913-9775-3dfcce97072a";

    public static Means Nothing { get; } = new(Methods.Password, Methods.None, [], new(ReasonCodes.NoKey, "they have no key", "Help them register one."));

    public static Means AKey { get; } = new(Methods.Password | Methods.Fido2, Methods.None, [YubiKey], null);

    public static Circumstances Browser { get; } = new(Exchange, null, ClientApp.Browser) { OperatingSystem = "Windows 11", IsRegistered = true, IsCompliant = true, TrustType = "ServerAD", Country = "GB", IsTrustedLocation = true, SignInRisk = "none" };

    public static Person Ann(Means means, params Circumstances[] uses) => new("ann", ["staff"], [], means, uses.Length > 0 ? uses : [Browser]);

    /// <summary>A policy over everybody and Office 365 that asks for a phishing-resistant strength, unless told otherwise.</summary>
    public static ConditionalAccessPolicy Policy(string? conditions = null, string? users = null, string? applications = null, string? grant = null, string state = "enabled", string id = "promoted")
    {
        var body = JsonNode.Parse($$"""
            {
              "id": "{{id}}", "displayName": "{{id}}", "state": "{{state}}",
              "conditions": {
                "users": {{users ?? """{ "includeUsers": ["All"] }"""}},
                "applications": {{applications ?? """{ "includeApplications": ["Office365"] }"""}}
                {{(conditions is null ? "" : ", " + conditions)}}
              },
              "grantControls": {{grant ?? """{ "operator": "OR", "authenticationStrength": { "id": "strong" } }"""}}
            }
            """)!;
        return new(id, JsonSerializer.SerializeToElement(body), []);
    }

    public static PolicyReferences References(IReadOnlyList<string>? models = null) => new(new Dictionary<string, AuthenticationStrength>
    {
        ["strong"] = new("strong", "Phishing-resistant", ["windowsHelloForBusiness", "fido2", "x509CertificateMultiFactor"], models),
        ["old"] = new("old", "Old methods", ["password,sms"], null),
        ["new"] = new("new", "Of tomorrow", ["retinaScan"], null),
    }, new([Some.Json("""{ "id": "gb", "countriesAndRegions": ["GB"] }"""), Some.Json("""{ "id": "office", "isTrusted": true, "ipRanges": [] }""")]));

    /// <summary>What becomes of somebody when that policy alone is promoted among others that stay as they are; null where it is not for them.</summary>
    public static PersonPrediction? Predict(ConditionalAccessPolicy promoted, Person person, params ConditionalAccessPolicy[] others) =>
        new PredictedChange(others, [.. others, promoted], References()).Predict(person);

    public static Outcome OutcomeOf(ConditionalAccessPolicy promoted, Person person) => Predict(promoted, person)!.Outcome;
}
