using System.Text.Json;
using Fido2Workflow.Core.Tenants;
using static Fido2Workflow.Core.ConditionalAccess.PolicyJson;

namespace Fido2Workflow.Core.ConditionalAccess;

/// <summary>Whether somebody is asked for a second factor by an enabled policy, whatever the rollout's own do.</summary>
public abstract record MfaCoverage
{
    private MfaCoverage() { }

    /// <summary>Surely: that policy asks them, for every Office 365 app, wherever they are and whatever they use.</summary>
    public sealed record Covered(string Policy) : MfaCoverage;

    /// <summary>No policy surely does.</summary>
    /// <param name="Because">Of each enabled policy that asks for a second factor, why it may not ask them.</param>
    public sealed record NotSure(IReadOnlyList<string> Because) : MfaCoverage;

    // Microsoft Learn: "What is Conditional Access authentication strength?": the built-in ones, the same in every tenant.
    private static readonly string[] MfaStrengths =
        ["00000000-0000-0000-0000-000000000002", "00000000-0000-0000-0000-000000000003", "00000000-0000-0000-0000-000000000004"];

    // Apps that are commonly left out of a policy for all of them, and are none of Office 365. (Microsoft Learn: "Verify first-party
    // Microsoft applications in sign-in reports".)
    private static readonly string[] NotOffice365 =
    [
        "0000000a-0000-0000-c000-000000000000", // Microsoft Intune
        "d4ebce55-015a-49b5-a083-c84d1797ae8c", // Microsoft Intune Enrollment
        "372140e0-b3b7-4226-8ef9-d57986796201", // Azure Windows VM Sign-In
        "45a330b1-b1ec-4cc1-9161-9f03992aa49f", // Windows Store for Business
    ];

    /// <summary>Judges every policy of the tenant for one person.</summary>
    /// <param name="groups">All groups that the person is in, or would be by then.</param>
    public static MfaCoverage Of(IReadOnlyList<ConditionalAccessPolicy> policies, string person, IReadOnlySet<string> groups)
    {
        var asking = policies.Where(policy => policy.State is ConditionalAccessPolicy.Enabled && AsksForMfa(policy.Body)).ToList();
        return asking.FirstOrDefault(policy => Gap(policy, person, groups) is null) is { } covering
            ? new Covered(covering.DisplayName)
            : new NotSure([.. asking.Select(policy => $"\"{policy.DisplayName}\" {Gap(policy, person, groups)}")]);
    }

    // Why the policy may leave the person unasked, as the end of a sentence; null where it surely asks them.
    private static string? Gap(ConditionalAccessPolicy policy, string person, IReadOnlySet<string> groups)
    {
        var users = PolicyUsers.Of(policy.Body);
        return policy switch
        {
            { DuplicateProperties.Count: > 0 } => "holds properties twice",
            _ when !users.IncludeUsers.Any(user => user is "All" || user == person) && !users.IncludeGroups.Any(groups.Contains) => "does not include them",
            _ when users.ExcludeUsers.Contains(person) || users.ExcludeGroups.Any(groups.Contains) => "excludes them",
            _ when Words(Property(policy.Body, "conditions", "users"), "excludeRoles").Any(role => role != DirectoryRoles.DirectorySynchronizationAccounts) => "excludes holders of a directory role",
            _ when !IsOverOffice365(policy.Body) => "may leave out Office 365 apps",
            _ when !PolicyConditions.HoldAlways(policy.Body, "browser", "mobileAppsAndDesktopClients") => "holds under conditions only",
            _ when !RequiresMfa(policy.Body) => "is satisfied by something else too",
            _ => null,
        };
    }

    private static bool IsOverOffice365(JsonElement body)
    {
        var apps = Property(body, "conditions", "applications");
        var excluded = Words(apps, "excludeApplications").Except(NotOffice365, StringComparer.OrdinalIgnoreCase);
        return Words(apps, "includeApplications").Any(app => app is "All" or RolloutPolicy.Office365) && !excluded.Any() && IsEmpty(Property(apps, "applicationFilter"));
    }

    private static bool AsksForMfa(JsonElement body)
    {
        var grant = Property(body, "grantControls");
        return !Words(grant, "builtInControls").Contains("block") && (Words(grant, "builtInControls").Contains("mfa") || IsMfaStrength(grant));
    }

    // Of several controls, OR is satisfied by whichever is easiest.
    private static bool RequiresMfa(JsonElement body)
    {
        var grant = Property(body, "grantControls");
        var others = Words(grant, "builtInControls").Where(control => control is not "mfa")
            .Concat(Words(grant, "termsOfUse")).Concat(Words(grant, "customAuthenticationFactors"));
        var hasOtherStrength = Property(grant, "authenticationStrength").ValueKind is JsonValueKind.Object && !IsMfaStrength(grant);
        return Text(grant, "operator") is "AND" || (!others.Any() && !hasOtherStrength);
    }

    private static bool IsMfaStrength(JsonElement grant) =>
        Text(grant, "authenticationStrength", "id") is { } id && (MfaStrengths.Contains(id) || Text(grant, "authenticationStrength", "requirementsSatisfied") is "mfa");
}
