using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Fido2Workflow.TenantSimulator;

/// <summary>Forgiving looks into Graph's JSON: a property that is absent, null or of another type reads as nothing.</summary>
internal static class JsonReading
{
    public static string? Text(this JsonNode? node, string name) => (node as JsonObject)?[name].AsText();

    public static string? AsText(this JsonNode? node) =>
        node is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;

    public static bool? Flag(this JsonNode? node, string name) =>
        (node as JsonObject)?[name]?.GetValueKind() switch
        {
            JsonValueKind.True => true,
            JsonValueKind.False => false,
            _ => null,
        };

    public static int? Number(this JsonNode? node, string name) =>
        (node as JsonObject)?[name] is JsonValue value && value.GetValueKind() == JsonValueKind.Number
            ? value.GetValue<int>()
            : null;

    public static DateTimeOffset? Instant(this JsonNode? node, string name) =>
        DateTimeOffset.TryParse(node.Text(name), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at)
            ? at.ToUniversalTime()
            : null;

    /// <summary>The strings of an array; a lone string counts as an array of one, as some exports write it.</summary>
    public static IReadOnlyList<string> Texts(this JsonNode? node, string name) =>
        (node as JsonObject)?[name] switch
        {
            JsonArray array => [.. array.Select(item => item.AsText()).OfType<string>()],
            JsonValue value when value.AsText() is { } text => [text],
            _ => [],
        };

    public static IEnumerable<JsonObject> Objects(this JsonNode? node, string name) =>
        ((node as JsonObject)?[name] as JsonArray)?.OfType<JsonObject>() ?? [];

    /// <summary>Whether nothing is said: null, "", [], {}, or an object of nothing but these.</summary>
    public static bool IsEmpty(this JsonNode? node) => node switch
    {
        null => true,
        JsonArray array => array.Count == 0,
        JsonObject fields => fields.All(field => field.Key.StartsWith("@odata.", StringComparison.Ordinal) || field.Value.IsEmpty()),
        _ => node.AsText() is { Length: 0 },
    };

    public static JsonObject Copy(this JsonObject source) => (JsonObject)source.DeepClone();

    /// <summary>The source with the properties of <paramref name="changes"/> in place of its own, arrays and objects whole.</summary>
    public static JsonObject MergedWith(this JsonObject source, JsonObject changes)
    {
        var merged = source.Copy();
        foreach (var (name, value) in changes)
            merged[name] = value?.DeepClone();
        return merged;
    }

    public static string ToGraphInstant(this DateTimeOffset instant) =>
        instant.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", CultureInfo.InvariantCulture);
}
