using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Fido2Workflow.TenantSimulator.Folder;

/// <summary>
/// Reads JSON as exports and people write it: byte-order marks, UTF-16, comments, trailing commas, any property case, and
/// a property given twice, of which the last counts, as it does for those who deploy such files.
/// </summary>
internal static class TolerantJson
{
    private static readonly JsonNodeOptions AnyCase = new() { PropertyNameCaseInsensitive = true };

    private static readonly JsonDocumentOptions Tolerant = new()
    {
        CommentHandling = JsonCommentHandling.Skip,
        AllowTrailingCommas = true,
    };

    public static FileNode Read(string file)
    {
        byte[] bytes;
        try
        {
            bytes = File.ReadAllBytes(file);
        }
        catch (Exception missing) when (missing is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new TenantFolderException(file, "$", "no such file", "a JSON file", missing);
        }

        try
        {
            return new(file, Parse(Decode(bytes)), "$");
        }
        catch (JsonException malformed)
        {
            var line = (malformed.LineNumber + 1)?.ToString(CultureInfo.InvariantCulture) ?? "unknown";
            throw new TenantFolderException(file, $"line {line}", malformed.Message, "well-formed JSON", malformed);
        }
    }

    public static FileNode? ReadIfThere(string file) => File.Exists(file) ? Read(file) : null;

    public static JsonObject? ParseObject(string text) => Parse(text) as JsonObject;

    private static JsonNode? Parse(string text)
    {
        using var document = JsonDocument.Parse(text, Tolerant);
        return Node(document.RootElement);
    }

    private static JsonNode? Node(JsonElement element)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                var fields = new JsonObject(AnyCase);
                foreach (var property in element.EnumerateObject())
                    fields[property.Name] = Node(property.Value);
                return fields;
            case JsonValueKind.Array:
                return new JsonArray([.. element.EnumerateArray().Select(Node)]);
            case JsonValueKind.String when Text(element) is { } text:
                return JsonValue.Create(text);
            default:
                return JsonValue.Create(element.Clone());
        }
    }

    // Made once: what lies in a document becomes a new string at every look. Half a surrogate pair is good JSON and no text.
    private static string? Text(JsonElement element)
    {
        try
        {
            return element.GetString();
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    private static string Decode(byte[] bytes)
    {
        using var reader = new StreamReader(new MemoryStream(bytes), Guess(bytes), detectEncodingFromByteOrderMarks: true);
        return reader.ReadToEnd();
    }

    /// <summary>JSON starts with an ASCII character, so a zero among the first two bytes gives UTF-16 away without a mark.</summary>
    private static Encoding Guess(byte[] bytes) => bytes switch
    {
        [0, _, ..] => Encoding.BigEndianUnicode,
        [_, 0, ..] => Encoding.Unicode,
        _ => Encoding.UTF8,
    };
}
