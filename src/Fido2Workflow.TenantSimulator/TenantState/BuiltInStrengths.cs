using System.Text.Json.Nodes;

namespace Fido2Workflow.TenantSimulator.TenantState;

/// <summary>The authentication strengths every tenant has, for folders whose export left them out.</summary>
internal static class BuiltInStrengths
{
    private static readonly string[] PhishingResistant = ["windowsHelloForBusiness", "fido2", "x509CertificateMultiFactor"];
    private static readonly string[] Passwordless = [.. PhishingResistant, "deviceBasedPush"];

    private static readonly string[] Multifactor =
    [
        .. Passwordless, "temporaryAccessPassOneTime", "temporaryAccessPassMultiUse", "password,microsoftAuthenticatorPush",
        "password,softwareOath", "password,hardwareOath", "password,sms", "password,voice", "federatedMultiFactor",
    ];

    public static IEnumerable<JsonObject> All =>
    [
        Strength("00000000-0000-0000-0000-000000000002", "Multifactor authentication", Multifactor),
        Strength("00000000-0000-0000-0000-000000000003", "Passwordless MFA", Passwordless),
        Strength("00000000-0000-0000-0000-000000000004", "Phishing resistant MFA", PhishingResistant),
    ];

    private static JsonObject Strength(string id, string name, string[] combinations) => new()
    {
        ["id"] = id,
        ["createdDateTime"] = "2021-12-01T00:00:00Z",
        ["modifiedDateTime"] = "2021-12-01T00:00:00Z",
        ["displayName"] = name,
        ["policyType"] = "builtIn",
        ["requirementsSatisfied"] = "mfa",
        ["allowedCombinations"] = new JsonArray([.. combinations.Select(combination => JsonValue.Create(combination))]),
        ["combinationConfigurations"] = new JsonArray(),
    };
}
