using System.Text.Json.Nodes;
using Fido2Workflow.TenantSimulator.Folder;
using Fido2Workflow.TenantSimulator.TenantState;

namespace Fido2Workflow.TenantSimulator.Http.Endpoints;

/// <summary>How Graph completes a policy it is sent: empty lists where nothing was said, the strength in full.</summary>
internal static class PolicyDefaults
{
    private static readonly JsonObject Empty = TolerantJson.ParseObject("""
        {
          "templateId": null,
          "sessionControls": null,
          "grantControls": { "builtInControls": [], "customAuthenticationFactors": [], "termsOfUse": [] },
          "conditions": {
            "userRiskLevels": [], "signInRiskLevels": [], "servicePrincipalRiskLevels": [], "clientAppTypes": ["all"],
            "platforms": null, "locations": null, "devices": null, "clientApplications": null,
            "applications": {
              "includeApplications": [], "excludeApplications": [], "includeUserActions": [],
              "includeAuthenticationContextClassReferences": []
            },
            "users": {
              "includeUsers": [], "excludeUsers": [], "includeGroups": [], "excludeGroups": [], "includeRoles": [], "excludeRoles": [],
              "includeGuestsOrExternalUsers": null, "excludeGuestsOrExternalUsers": null
            }
          }
        }
        """)!;

    public static JsonObject Completed(JsonObject sent)
    {
        var completed = Filled(Empty, sent);
        if (sent["grantControls"] is null) completed["grantControls"] = null;
        return completed;
    }

    /// <summary>
    /// The policy with what was sent in place of its own: of the conditions, each one sent, whole and completed, and the
    /// others as they were. So a list left out of <c>users</c> is an empty list afterwards.
    /// </summary>
    public static JsonObject Patched(JsonObject policy, JsonObject sent)
    {
        var patched = policy.MergedWith(sent);
        if (sent["conditions"] is not JsonObject conditions || policy["conditions"] is not JsonObject before) return patched;
        var merged = before.Copy();
        foreach (var (name, value) in conditions)
            merged[name] = Empty["conditions"]![name] is JsonObject defaults && value is JsonObject given ? Filled(defaults, given) : value?.DeepClone();
        patched["conditions"] = merged;
        return patched;
    }

    /// <summary>The policy with its authentication strength as the tenant holds it, in place of the bare id that was sent.</summary>
    public static JsonObject WithWholeStrength(JsonObject policy, DirectoryState state)
    {
        if (policy["grantControls"]?["authenticationStrength"].Text("id") is not { } id) return policy;
        var strength = state.Strengths.GetValueOrDefault(id)
            ?? throw new GraphException(400, "BadRequest", $"1071: Authentication strength '{id}' does not exist.");
        var grant = ((JsonObject)policy["grantControls"]!).MergedWith(new() { ["authenticationStrength"] = strength.DeepClone() });
        return policy.MergedWith(new() { ["grantControls"] = grant });
    }

    private static JsonObject Filled(JsonObject defaults, JsonObject sent)
    {
        var filled = defaults.Copy();
        foreach (var (name, value) in sent)
            filled[name] = defaults[name] is JsonObject inner && value is JsonObject given ? Filled(inner, given) : value?.DeepClone();
        return filled;
    }
}
