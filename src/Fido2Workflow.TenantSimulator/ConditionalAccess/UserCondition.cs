using System.Text.Json.Nodes;

namespace Fido2Workflow.TenantSimulator.ConditionalAccess;

/// <summary>The <c>users</c> condition: whoever is included by any list and excluded by none.</summary>
internal static class UserCondition
{
    public static Predicate<Attempt>? Compile(JsonNode condition)
    {
        var isUnderstood = ConditionCompiler.HoldsOnly(
            condition, "includeUsers", "excludeUsers", "includeGroups", "excludeGroups", "includeRoles", "excludeRoles",
            "includeGuestsOrExternalUsers", "excludeGuestsOrExternalUsers");
        if (!isUnderstood) return null;

        var included = Side(condition, "include");
        var excluded = Side(condition, "exclude");
        return included is null || excluded is null ? null : attempt => included(attempt) && !excluded(attempt);
    }

    private static Predicate<Attempt>? Side(JsonNode condition, string side)
    {
        var users = condition.Texts(side + "Users").ToHashSet(StringComparer.OrdinalIgnoreCase);
        var groups = condition.Texts(side + "Groups");
        var roles = condition.Texts(side + "Roles");
        var all = users.Contains("All");
        var allGuests = users.Contains("GuestsOrExternalUsers");
        var guests = condition[side + "GuestsOrExternalUsers"];
        if (Guests(guests) is not { } guestTypes) return null;

        return attempt =>
            all
            || users.Contains(attempt.UserId)
            || groups.Any(attempt.Groups.Contains)
            || roles.Any(attempt.Roles.Contains)
            || (attempt.GuestType is { } type && (allGuests || guestTypes.Contains(type)));
    }

    /// <summary>The kinds of guest named; null where only guests of certain tenants are meant, since nobody here has a home tenant.</summary>
    private static HashSet<string>? Guests(JsonNode? guests)
    {
        if (guests.IsEmpty()) return [];
        if (!ConditionCompiler.HoldsOnly(guests!, "guestOrExternalUserTypes", "externalTenants")) return null;
        var tenants = guests!["externalTenants"];
        if (!tenants.IsEmpty() && tenants.Text("membershipKind") != "all") return null;
        return [.. (guests.Text("guestOrExternalUserTypes") ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)];
    }
}
