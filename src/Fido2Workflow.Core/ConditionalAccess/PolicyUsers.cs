using System.Text.Json;
using static Fido2Workflow.Core.ConditionalAccess.PolicyJson;

namespace Fido2Workflow.Core.ConditionalAccess;

/// <summary>Whom a conditional access policy names, read from its JSON.</summary>
/// <param name="Others">Inclusions that are neither users, groups nor roles: guests, or words that are not known.</param>
public sealed record PolicyUsers(
    IReadOnlyList<string> IncludeUsers, IReadOnlyList<string> ExcludeUsers,
    IReadOnlyList<string> IncludeGroups, IReadOnlyList<string> ExcludeGroups,
    IReadOnlyList<string> IncludeRoles, IReadOnlyList<string> Others)
{
    /// <summary>Whether the policy names no user at all, as those about workload identities do.</summary>
    public bool HoldsNobody =>
        IncludeUsers.All(user => user is "None") && IncludeGroups.Count == 0 && IncludeRoles.Count == 0 && Others.Count == 0;

    /// <summary>Whether that group is the policy's only inclusion.</summary>
    public bool IncludesOnly(string groupId) =>
        IncludeGroups is [var only] && only == groupId && IncludeUsers.Count == 0 && IncludeRoles.Count == 0 && Others.Count == 0;

    /// <summary>Reads whom the policy names.</summary>
    public static PolicyUsers Of(JsonElement body)
    {
        var users = Property(body, "conditions", "users");
        return new(
            Words(users, "includeUsers"), Words(users, "excludeUsers"),
            Words(users, "includeGroups"), Words(users, "excludeGroups"),
            Words(users, "includeRoles"), [.. Unknown(users)]);
    }

    private static IEnumerable<string> Unknown(JsonElement users)
    {
        if (users.ValueKind is not JsonValueKind.Object) yield break;
        foreach (var property in users.EnumerateObject())
            if (property.Name.StartsWith("include", StringComparison.Ordinal)
                && property.Name is not ("includeUsers" or "includeGroups" or "includeRoles")
                && property.Value.ValueKind is not JsonValueKind.Null)
                yield return property.Name;
    }
}
