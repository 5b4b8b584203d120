using System.Text.Json.Nodes;
using Fido2Workflow.Core.Plans;
using Fido2Workflow.Core.Tenants;

namespace Fido2Workflow.Core.ConditionalAccess;

/// <summary>What the policies of a rollout have in common: Office 365 apps, the required strength and how often people sign in anew.</summary>
public static class RolloutPolicy
{
    /// <summary>The apps. The admin portals stay out: adding them is a promotion of its own.</summary>
    public const string Office365 = "Office365";

    /// <summary>The groups that no policy of the rollout may hit: both exclusion groups and the release group.</summary>
    public static IReadOnlyList<string> ExcludedGroups(Plan plan) =>
        [plan.Exclusions.BreakGlassGroup, plan.Exclusions.ServiceAccountGroup, plan.Exclusions.ReleaseGroup];

    /// <summary>Whether a policy bears the name of one of the rollout's own; names are compared whole.</summary>
    public static bool IsOurs(Plan plan, ConditionalAccessPolicy policy) =>
        policy.DisplayName == AllUsersPolicy.DisplayName(plan) || plan.Waves.Any(wave => policy.DisplayName == WavePolicy.DisplayName(plan, wave.Number));

    /// <summary>The body of a policy of the rollout, in report-only.</summary>
    /// <param name="users">Whom it is for, without the groups that are always excluded.</param>
    internal static JsonObject Body(Plan plan, string displayName, JsonObject users)
    {
        users["excludeGroups"] = new JsonArray([.. ExcludedGroups(plan).Select(group => JsonValue.Create(group))]);
        return new()
        {
            ["displayName"] = displayName,
            ["state"] = ConditionalAccessPolicy.ReportOnly,
            ["conditions"] = new JsonObject
            {
                ["clientAppTypes"] = new JsonArray("all"),
                ["applications"] = new JsonObject { ["includeApplications"] = new JsonArray(Office365) },
                ["users"] = users,
            },
            ["grantControls"] = new JsonObject
            {
                ["operator"] = "OR",
                ["authenticationStrength"] = new JsonObject { ["id"] = plan.AuthenticationStrength },
            },
            ["sessionControls"] = new JsonObject
            {
                ["signInFrequency"] = new JsonObject
                {
                    ["isEnabled"] = true,
                    ["value"] = plan.SignInFrequencyDays,
                    ["type"] = "days",
                    ["frequencyInterval"] = "timeBased",
                    ["authenticationType"] = "primaryAndSecondaryAuthentication",
                },
            },
        };
    }
}
