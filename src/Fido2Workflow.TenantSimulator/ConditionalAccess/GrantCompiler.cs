using System.Text.Json.Nodes;
using Fido2Workflow.TenantSimulator.TenantState;

namespace Fido2Workflow.TenantSimulator.ConditionalAccess;

/// <summary>Reads <c>grantControls</c>. Null means: it holds something not understood.</summary>
internal static class GrantCompiler
{
    private static readonly HashSet<string> Known = new(StringComparer.OrdinalIgnoreCase)
    {
        "operator", "builtInControls", "authenticationStrength", "customAuthenticationFactors", "termsOfUse",
    };

    public static Grant? Compile(JsonObject? grant, DirectoryState state)
    {
        if (grant is null) return new(false, []);
        if (grant.Any(property => !Known.Contains(property.Key) && !property.Key.Contains('@') && !property.Value.IsEmpty())) return null;

        List<Control?> controls =
        [
            .. grant.Texts("builtInControls").Select(BuiltIn),
            .. grant.Texts("customAuthenticationFactors").Select(factor => new Control.ByHand(factor)),
            .. grant.Texts("termsOfUse").Select(_ => new Control.ByHand("TermsOfUse")),
        ];
        if (grant["authenticationStrength"].Text("id") is { } strengthId)
            controls.Add(state.Strengths.GetValueOrDefault(strengthId) is { } strength ? Strength(strength) : null);

        return controls.Contains(null)
            ? null
            : new(string.Equals(grant.Text("operator"), "AND", StringComparison.OrdinalIgnoreCase), [.. controls.OfType<Control>()]);
    }

    private static Control? BuiltIn(string name) => name switch
    {
        "block" => new Control.Block(),
        "mfa" => new Control.Mfa(),
        "compliantDevice" => new Control.ManagedDevice("RequireCompliantDevice"),
        "domainJoinedDevice" => new Control.ManagedDevice("RequireDomainJoinedDevice"),
        "approvedApplication" => new Control.ManagedApp("RequireApprovedApp"),
        "compliantApplication" => new Control.ManagedApp("RequireCompliantApp"),
        "passwordChange" => new Control.ByHand("PasswordChange"),
        "riskRemediation" => new Control.ByHand("RiskRemediation"),
        _ => null,
    };

    private static Control.Strength Strength(JsonObject strength)
    {
        var keyModels = strength.Objects("combinationConfigurations")
            .Where(configuration => configuration.Texts("appliesToCombinations").Contains("fido2"))
            .SelectMany(configuration => configuration.Texts("allowedAAGUIDs"))
            .ToHashSet(StringComparer.OrdinalIgnoreCase);
        return new(
            [.. strength.Texts("allowedCombinations").Select(CredentialWords.Parse).OfType<Credentials>()],
            keyModels.Count == 0 ? null : keyModels);
    }
}
