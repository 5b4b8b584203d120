using System.Text.Json;
using System.Text.Json.Nodes;

namespace Fido2Workflow.Core.Preparation;

/// <summary>The JSON of an authentication method's configuration, made ready to be sent back.</summary>
internal static class MethodConfiguration
{
    /// <summary>The configuration's id of FIDO2.</summary>
    public const string Fido2 = "Fido2";

    /// <summary>The configuration's id of Temporary Access Passes.</summary>
    public const string TemporaryAccessPass = "TemporaryAccessPass";

    /// <summary>
    /// Whether the JSON holds these targets and no others. Were they left out of it, sending it back with one more would drop
    /// them all.
    /// </summary>
    public static bool Holds(JsonElement configuration, IEnumerable<string> targets) =>
        configuration.TryGetProperty("includeTargets", out var held) && held.ValueKind is JsonValueKind.Array
        && held.EnumerateArray().Select(target => target.TryGetProperty("id", out var id) ? id.GetString() : null).ToHashSet(StringComparer.OrdinalIgnoreCase).SetEquals(targets);

    /// <summary>All that was read, to be sent back with more.</summary>
    public static JsonObject Editable(JsonElement configuration) => JsonObject.Create(configuration.Clone())!;

    /// <summary>A target over a group.</summary>
    public static JsonObject Target(string groupId) => new() { ["targetType"] = "group", ["id"] = groupId, ["isRegistrationRequired"] = false };

    /// <summary>Adds passkey profiles to those that a target may use.</summary>
    public static void OpenProfiles(JsonObject body, string targetId, IEnumerable<string> profiles)
    {
        var target = body["includeTargets"]!.AsArray().Select(each => each!.AsObject()).First(each => (string?)each["id"] == targetId);
        if (target["allowedPasskeyProfiles"] is not JsonArray open) target["allowedPasskeyProfiles"] = open = [];
        foreach (var profile in profiles.Except(open.Select(each => (string)each!), StringComparer.OrdinalIgnoreCase).ToList()) open.Add(profile);
    }

    /// <summary>Adds a target to those that are there.</summary>
    public static void AddTarget(JsonObject body, JsonObject target) => body["includeTargets"]!.AsArray().Add(target);
}
