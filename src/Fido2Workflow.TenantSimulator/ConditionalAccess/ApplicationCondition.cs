using System.Text.Json.Nodes;
using Fido2Workflow.TenantSimulator.People;

namespace Fido2Workflow.TenantSimulator.ConditionalAccess;

/// <summary>
/// The <c>applications</c> condition: apps for a sign-in, user actions for what somebody does beyond one. One over
/// authentication contexts or network traffic meets neither.
/// </summary>
internal static class ApplicationCondition
{
    /// <summary>Stands for an app where somebody registers a method.</summary>
    public const string RegisterSecurityInfo = "urn:user:registersecurityinfo";

    public static Predicate<Attempt>? Compile(JsonNode condition)
    {
        var isUnderstood = ConditionCompiler.HoldsOnly(
            condition, "includeApplications", "excludeApplications", "includeUserActions",
            "includeAuthenticationContextClassReferences", "globalSecureAccess", "networkAccess");
        if (!isUnderstood) return null;

        var included = condition.Texts("includeApplications");
        var excluded = condition.Texts("excludeApplications");
        var actions = condition.Texts("includeUserActions");
        return attempt => attempt.AppId == RegisterSecurityInfo
            ? actions.Contains(RegisterSecurityInfo, StringComparer.OrdinalIgnoreCase)
            : included.Any(word => Names(word, attempt.AppId)) && !excluded.Any(word => Names(word, attempt.AppId));
    }

    private static bool Names(string word, string appId) => word.ToUpperInvariant() switch
    {
        "ALL" => true,
        "OFFICE365" => KnownApps.Office365.Contains(appId),
        "MICROSOFTADMINPORTALS" => KnownApps.MicrosoftAdminPortals.Contains(appId),
        _ => string.Equals(word, appId, StringComparison.OrdinalIgnoreCase),
    };
}
