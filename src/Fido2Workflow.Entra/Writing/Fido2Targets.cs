using System.Text.Json;
using System.Text.Json.Nodes;
using Fido2Workflow.Core.Tenants;
using Fido2Workflow.Entra.Reading;

namespace Fido2Workflow.Entra.Writing;

/// <summary>
/// Widens the FIDO2 configuration. Graph replaces arrays instead of merging them, so what is written is all that was read,
/// and one target more.
/// </summary>
internal static class Fido2Targets
{
    // The profile every tenant starts with, where the configuration names no other as its default.
    private const string FirstProfile = "00000000-0000-0000-0000-000000000001";

    /// <summary>The body to write, or null where the group is targeted already, by itself or with everybody.</summary>
    public static JsonObject? Widen(JsonElement configuration, string groupId)
    {
        var targets = configuration.Rows("includeTargets", DirectoryReading.Id);
        if (targets.Contains(groupId, StringComparer.OrdinalIgnoreCase) || targets.Contains(Fido2Policy.AllUsers))
            return null;
        if (DuplicateProperties.Of(configuration).FirstOrDefault() is { } twice)
            throw new UnexpectedShapeException(twice, "there twice", "one of them");

        var body = JsonObject.Create(configuration.Clone())!.WithoutAnnotations();
        body["@odata.type"] = "#microsoft.graph.fido2AuthenticationMethodConfiguration";
        body["includeTargets"]!.AsArray().Add(Target(configuration, groupId));
        return body;
    }

    private static JsonObject Target(JsonElement configuration, string groupId)
    {
        var target = new JsonObject { ["targetType"] = "group", ["id"] = groupId, ["isRegistrationRequired"] = false };
        if (configuration.OptionalRows("passkeyProfiles", DirectoryReading.Id) is { Count: > 0 } profiles)
            target["allowedPasskeyProfiles"] = new JsonArray(DefaultProfile(configuration, profiles));
        return target;
    }

    private static string DefaultProfile(JsonElement configuration, IReadOnlyList<string> profiles) =>
        configuration.OptionalString("defaultPasskeyProfile") ?? (profiles.Contains(FirstProfile)
            ? FirstProfile
            : throw new UnexpectedShapeException("defaultPasskeyProfile", "missing", "the id of one of the passkey profiles"));
}
