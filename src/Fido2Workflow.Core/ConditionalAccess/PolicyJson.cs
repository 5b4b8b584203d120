using System.Text.Json;

namespace Fido2Workflow.Core.ConditionalAccess;

/// <summary>Looks into a policy's JSON. What is absent is as good as nothing there.</summary>
internal static class PolicyJson
{
    /// <summary>What stands at the end of a path; an undefined element where something on it is absent.</summary>
    public static JsonElement Property(JsonElement parent, params ReadOnlySpan<string> path)
    {
        foreach (var name in path)
        {
            if (parent.ValueKind is not JsonValueKind.Object || !parent.TryGetProperty(name, out parent)) return default;
        }
        return parent;
    }

    /// <summary>The texts of an array.</summary>
    public static List<string> Words(JsonElement parent, string name) =>
        Property(parent, name) is { ValueKind: JsonValueKind.Array } words
            ? [.. words.EnumerateArray().Where(word => word.ValueKind is JsonValueKind.String).Select(word => word.GetString()!)]
            : [];

    /// <summary>The text at the end of a path; null where there is none.</summary>
    public static string? Text(JsonElement parent, params ReadOnlySpan<string> path) =>
        Property(parent, path) is { ValueKind: JsonValueKind.String } text ? text.GetString() : null;

    /// <summary>Whether a condition says nothing: null, absent, or made of such.</summary>
    public static bool IsEmpty(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Null or JsonValueKind.Undefined => true,
        JsonValueKind.Array => value.GetArrayLength() == 0,
        JsonValueKind.Object => value.EnumerateObject().All(property => IsEmpty(property.Value)),
        _ => false,
    };
}
