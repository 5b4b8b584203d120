using System.Text.Json;
using static Fido2Workflow.Core.ConditionalAccess.PolicyJson;

namespace Fido2Workflow.Core.ConditionalAccess;

/// <summary>Whether a policy holds always, once it is known for whom and for which apps.</summary>
internal static class PolicyConditions
{
    /// <summary>
    /// Whether the policy holds wherever people are, on whatever platform and at whatever risk, for each of these client apps.
    /// A condition that is not known might leave a way past or not; it is taken to leave one where it names something.
    /// </summary>
    public static bool HoldAlways(JsonElement body, params ReadOnlySpan<string> clients)
    {
        var conditions = Property(body, "conditions");
        var named = Words(conditions, "clientAppTypes");
        if (named.Count > 0 && !named.Contains("all"))
            foreach (var client in clients)
                if (!named.Contains(client)) return false;
        return conditions.ValueKind is not JsonValueKind.Object || conditions.EnumerateObject().All(condition => condition.Name switch
        {
            "users" or "applications" or "clientAppTypes" => true,
            "locations" => Everywhere(condition.Value, "includeLocations", "All", "excludeLocations"),
            "platforms" => Everywhere(condition.Value, "includePlatforms", "all", "excludePlatforms"),
            _ => IsEmpty(condition.Value),
        });
    }

    private static bool Everywhere(JsonElement condition, string include, string all, string exclude) =>
        IsEmpty(condition) || (Words(condition, include).Contains(all) && Words(condition, exclude).Count == 0);
}
