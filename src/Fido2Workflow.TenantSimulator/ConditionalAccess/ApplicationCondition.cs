using System.Text.Json.Nodes;
using Fido2Workflow.TenantSimulator.People;

namespace Fido2Workflow.TenantSimulator.ConditionalAccess;

/// <summary>
/// The <c>applications</c> condition. One over user actions, authentication contexts or network traffic never meets a
/// sign-in to an app.
/// </summary>
internal static class ApplicationCondition
{
    public static Predicate<Attempt>? Compile(JsonNode condition)
    {
        var isUnderstood = ConditionCompiler.HoldsOnly(
            condition, "includeApplications", "excludeApplications", "includeUserActions",
            "includeAuthenticationContextClassReferences", "globalSecureAccess", "networkAccess");
        if (!isUnderstood) return null;

        var included = condition.Texts("includeApplications");
        var excluded = condition.Texts("excludeApplications");
        return attempt => included.Any(word => Names(word, attempt.AppId)) && !excluded.Any(word => Names(word, attempt.AppId));
    }

    private static bool Names(string word, string appId) => word.ToUpperInvariant() switch
    {
        "ALL" => true,
        "OFFICE365" => KnownApps.Office365.Contains(appId),
        "MICROSOFTADMINPORTALS" => KnownApps.MicrosoftAdminPortals.Contains(appId),
        _ => string.Equals(word, appId, StringComparison.OrdinalIgnoreCase),
    };
}
