using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Fido2Workflow.TenantSimulator.Folder;

/// <summary>A value in a file of the tenant folder that knows where it stands, so that a wrong one can be named.</summary>
internal sealed record FileNode(string File, JsonNode? Node, string Path)
{
    /// <summary>A message is read by a person: &lt;Name&gt; stays &lt;Name&gt;.</summary>
    private static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public bool IsThere => Node is not null;

    public FileNode this[string name] => new(File, AsObject()[name], $"{Path}.{name}");

    public JsonObject AsObject() => Node as JsonObject ?? throw Wrong("an object");

    public IEnumerable<FileNode> Items() =>
        Node is JsonArray array
            ? array.Select((item, index) => new FileNode(File, item, $"{Path}[{index}]"))
            : throw Wrong("an array");

    public IEnumerable<(string Name, FileNode Value)> Properties() =>
        AsObject().Where(property => !property.Key.StartsWith("@odata.", StringComparison.Ordinal))
            .Select(property => (property.Key, new FileNode(File, property.Value, $"{Path}.{property.Key}")));

    /// <summary>The items of a collection as Graph returns it (<c>{"value":[…]}</c>), or of a bare array.</summary>
    public IEnumerable<FileNode> Collection() => Node is JsonArray ? Items() : this["value"].Items();

    public string Text() => Node.AsText() is { Length: > 0 } text ? text : throw Wrong("a text");

    public bool Bool() => Node is JsonValue value && value.TryGetValue(out bool truth) ? truth : throw Wrong("true or false");

    public int Int() =>
        Node is JsonValue value && value.GetValueKind() == JsonValueKind.Number && value.TryGetValue<int>(out var number) && number >= 0
            ? number
            : throw Wrong("a whole number of 0 or more");

    public DateTimeOffset Instant() =>
        DateTimeOffset.TryParse(Node.AsText(), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at)
            ? at.ToUniversalTime()
            : throw Wrong("an instant such as 2027-01-04T07:00:00Z");

    public DateOnly Date() =>
        DateOnly.TryParseExact(Node.AsText(), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)
            ? date
            : throw Wrong("a date such as 2027-01-04");

    public TimeOnly TimeOfDay() =>
        TimeOnly.TryParseExact(Node.AsText(), "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var time)
            ? time
            : throw Wrong("a time of day such as 08:30");

    public TimeZoneInfo TimeZone() =>
        TimeZoneInfo.TryFindSystemTimeZoneById(Text(), out var zone)
            ? zone
            : throw Wrong("a time zone such as Europe/London");

    public Guid Id() => Guid.TryParse(Node.AsText(), out var id) ? id : throw Wrong("an id such as 62e90394-69f5-4237-9190-012177145e10");

    public TenantFolderException Wrong(string expected) => new(File, Path, Node?.ToJsonString(Readable) ?? "nothing", expected);
}
