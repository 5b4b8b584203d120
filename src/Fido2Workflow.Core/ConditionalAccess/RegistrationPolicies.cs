using System.Text.Json;
using Fido2Workflow.Core.Plans;
using Fido2Workflow.Core.Tenants;
using static Fido2Workflow.Core.ConditionalAccess.PolicyJson;

namespace Fido2Workflow.Core.ConditionalAccess;

/// <summary>Whether a policy lets somebody without a key register one.</summary>
public enum RegistrationWay
{
    /// <summary>A Temporary Access Pass is enough.</summary>
    Open,

    /// <summary>It asks for what only comes after registration, or for a managed device.</summary>
    Closed,

    /// <summary>It asks for something that is not known here.</summary>
    Unknown,
}

/// <summary>
/// The policies that stand before the registration of a key: on the user action, or on all apps. One that holds only at some
/// places, on some platforms or at some risk leaves another way in. (Microsoft Learn: "Conditional Access: securing security
/// info registration"; "Authentication strengths", March 2025.)
/// </summary>
public static class RegistrationPolicies
{
    private const string RegisterSecurityInfo = "urn:user:registersecurityinfo";

    // The app behind the page on which people register their methods.
    private const string MySignIns = "19db86c3-b2b9-44cc-b339-36da233a3be2";

    private static readonly string[] OfAPass = ["temporaryAccessPassOneTime", "temporaryAccessPassMultiUse"];
    private static readonly string[] ByAPass = ["mfa", "passwordChange"];
    private static readonly string[] ByADevice = ["compliantDevice", "domainJoinedDevice", "approvedApplication", "compliantApplication"];

    /// <summary>The policies over registration that are not off and hit people, wherever and whenever they register.</summary>
    public static IReadOnlyList<ConditionalAccessPolicy> Of(IReadOnlyList<ConditionalAccessPolicy> policies, Plan plan) =>
        [.. policies.Where(policy => policy.State is not ConditionalAccessPolicy.Disabled && IsOverRegistration(policy.Body) && HitsPeople(policy.Body, plan) && PolicyConditions.HoldAlways(policy.Body, "browser"))];

    /// <summary>The authentication strengths whose combinations the policy itself does not tell.</summary>
    public static string? StrengthToRead(ConditionalAccessPolicy policy)
    {
        var strength = Property(policy.Body, "grantControls", "authenticationStrength");
        return strength.ValueKind is JsonValueKind.Object && Property(strength, "allowedCombinations").ValueKind is not JsonValueKind.Array
            && Property(strength, "id") is { ValueKind: JsonValueKind.String } id ? id.GetString() : null;
    }

    /// <summary>What the policy asks of somebody who has a Temporary Access Pass and nothing else.</summary>
    public static RegistrationWay WayIn(ConditionalAccessPolicy policy, IReadOnlyDictionary<string, Answer<AuthenticationStrength>> strengths)
    {
        var grant = Property(policy.Body, "grantControls");
        // A policy of session controls alone asks for nothing.
        if (grant.ValueKind is not JsonValueKind.Object) return RegistrationWay.Open;
        var ways = Words(grant, "builtInControls").Select(Way)
            .Concat(Words(grant, "termsOfUse").Select(_ => RegistrationWay.Open))
            .Concat(Words(grant, "customAuthenticationFactors").Select(_ => RegistrationWay.Unknown))
            .ToList();
        if (Property(grant, "authenticationStrength").ValueKind is JsonValueKind.Object) ways.Add(Way(policy, strengths));
        if (ways.Count == 0) return RegistrationWay.Open;
        // Of several, OR asks for the easiest and AND for the hardest.
        var order = Property(grant, "operator") is { ValueKind: JsonValueKind.String } op && op.GetString() is "AND"
            ? new[] { RegistrationWay.Closed, RegistrationWay.Unknown, RegistrationWay.Open }
            : [RegistrationWay.Open, RegistrationWay.Unknown, RegistrationWay.Closed];
        return order.First(ways.Contains);
    }

    private static RegistrationWay Way(string control) =>
        ByAPass.Contains(control) ? RegistrationWay.Open
        : control is "block" || ByADevice.Contains(control) ? RegistrationWay.Closed
        : RegistrationWay.Unknown;

    private static RegistrationWay Way(ConditionalAccessPolicy policy, IReadOnlyDictionary<string, Answer<AuthenticationStrength>> strengths)
    {
        var combinations = StrengthToRead(policy) is { } id
            ? (strengths.GetValueOrDefault(id) as Answer<AuthenticationStrength>.Given)?.Value.AllowedCombinations
            : Words(Property(policy.Body, "grantControls", "authenticationStrength"), "allowedCombinations");
        return combinations is null or [] ? RegistrationWay.Unknown
            : combinations.Any(combination => OfAPass.Contains(combination, StringComparer.OrdinalIgnoreCase)) ? RegistrationWay.Open
            : RegistrationWay.Closed;
    }

    private static bool IsOverRegistration(JsonElement body)
    {
        var applications = Property(body, "conditions", "applications");
        return Words(applications, "includeUserActions").Contains(RegisterSecurityInfo, StringComparer.OrdinalIgnoreCase)
            || (Words(applications, "includeApplications").Any(app => app is "All" || app.Equals(MySignIns, StringComparison.OrdinalIgnoreCase))
                && !Words(applications, "excludeApplications").Contains(MySignIns, StringComparer.OrdinalIgnoreCase));
    }

    // Guests register nothing here, and the break-glass accounts hold their key.
    private static bool HitsPeople(JsonElement body, Plan plan)
    {
        var users = PolicyUsers.Of(body);
        return !users.HoldsNobody && !users.IncludesOnly(plan.Exclusions.BreakGlassGroup)
            && (users.IncludeGroups.Count > 0 || users.IncludeRoles.Count > 0 || users.IncludeUsers.Any(user => user is not ("None" or "GuestsOrExternalUsers")));
    }
}
