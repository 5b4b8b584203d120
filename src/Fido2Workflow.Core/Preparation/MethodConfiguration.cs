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

    /// <summary>All that was read, without what describes an answer and is refused in a request, and with the type that Graph asks for.</summary>
    public static JsonObject Sendable(JsonElement configuration, string type)
    {
        var body = JsonObject.Create(configuration.Clone())!;
        foreach (var annotation in body.Select(property => property.Key).Where(IsAnnotation).ToList()) body.Remove(annotation);
        body["@odata.type"] = type;
        return body;
    }

    /// <summary>A target over a group.</summary>
    public static JsonObject Target(string groupId) => new() { ["targetType"] = "group", ["id"] = groupId, ["isRegistrationRequired"] = false };

    /// <summary>Adds a target to those that are there.</summary>
    public static void AddTarget(JsonObject body, JsonObject target)
    {
        if (body["includeTargets"] is not JsonArray targets) body["includeTargets"] = targets = [];
        targets.Add(target);
    }

    // "@odata.context", "includeTargets@odata.context" and their like.
    private static bool IsAnnotation(string property) => property.Contains("@odata.", StringComparison.Ordinal);
}
