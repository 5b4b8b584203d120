using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;

namespace Fido2Workflow.Entra.Reading;

/// <summary>
/// Properties as they must or may be. Null and absent are the same; a required one that is neither, or any of another
/// kind, is an <see cref="UnexpectedShapeException"/> that names it.
/// </summary>
internal static class JsonShape
{
    public static string RequiredString(this JsonElement parent, string name) =>
        parent.OptionalString(name) is { Length: > 0 } text ? text : throw Missing(name, "a text");

    /// <summary>Whether a required text is this one, in whatever case. A plain one is compared where it lies: of many ids in a row, most are looked at and dropped.</summary>
    public static bool IsRequiredString(this JsonElement parent, string name, string expected) =>
        parent.Get(name) is { ValueKind: JsonValueKind.String } value
        && JsonMarshal.GetRawUtf8Value(value)[1..^1] is { IsEmpty: false } plain && Ascii.IsValid(plain) && !plain.Contains((byte)'\\')
            ? Ascii.EqualsIgnoreCase(plain, expected)
            : parent.RequiredString(name).Equals(expected, StringComparison.OrdinalIgnoreCase);

    public static string? OptionalString(this JsonElement parent, string name) =>
        parent.Get(name) switch
        {
            null => null,
            { ValueKind: JsonValueKind.String } text => Text(name, text),
            { } other => throw Unexpected(name, other, "a text"),
        };

    public static int RequiredInt32(this JsonElement parent, string name) =>
        parent.OptionalInt32(name) ?? throw Missing(name, "a whole number");

    public static int? OptionalInt32(this JsonElement parent, string name) =>
        parent.Get(name) switch
        {
            null => null,
            { ValueKind: JsonValueKind.Number } number when number.TryGetInt32(out var whole) => whole,
            { } other => throw Unexpected(name, other, "a whole number"),
        };

    public static bool RequiredBoolean(this JsonElement parent, string name) =>
        parent.OptionalBoolean(name) ?? throw Missing(name, "true or false");

    public static bool? OptionalBoolean(this JsonElement parent, string name) =>
        parent.Get(name) switch
        {
            null => null,
            { ValueKind: JsonValueKind.True } => true,
            { ValueKind: JsonValueKind.False } => false,
            { } other => throw Unexpected(name, other, "true or false"),
        };

    public static DateTimeOffset RequiredInstant(this JsonElement parent, string name) =>
        parent.OptionalInstant(name) ?? throw Missing(name, "an instant");

    /// <summary>An instant, UTC. One without an offset is UTC already, on whatever machine it is read.</summary>
    public static DateTimeOffset? OptionalInstant(this JsonElement parent, string name) =>
        parent.OptionalString(name) switch
        {
            null => null,
            var text when DateTimeOffset.TryParse(
                text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var instant) => instant,
            var text => throw new UnexpectedShapeException(name, $"\"{text}\"", "an instant"),
        };

    public static JsonElement? OptionalObject(this JsonElement parent, string name) =>
        parent.Get(name) switch
        {
            null => null,
            { ValueKind: JsonValueKind.Object } value => value,
            { } other => throw Unexpected(name, other, "an object"),
        };

    /// <summary>Each element of a required array.</summary>
    public static IReadOnlyList<T> Rows<T>(this JsonElement parent, string name, Func<JsonElement, T> read) =>
        parent.OptionalRows(name, read) ?? throw Missing(name, "an array");

    /// <summary>Each element of an array, or null where there is none.</summary>
    public static IReadOnlyList<T>? OptionalRows<T>(this JsonElement parent, string name, Func<JsonElement, T> read)
    {
        switch (parent.Get(name))
        {
            case null:
                return null;
            case { ValueKind: JsonValueKind.Array } array:
                var rows = new List<T>(array.GetArrayLength());
                foreach (var element in array.EnumerateArray())
                    rows.Add(Read(element, name, rows.Count, read));
                return rows;
            case { } other:
                throw Unexpected(name, other, "an array");
        }
    }

    public static IReadOnlyList<string> Strings(this JsonElement parent, string name) => parent.Rows(name, Element);

    public static IReadOnlyList<string>? OptionalStrings(this JsonElement parent, string name) => parent.OptionalRows(name, Element);

    private static string Element(JsonElement element) => element.ValueKind is JsonValueKind.String
        ? Text("", element)
        : throw Unexpected("", element, "a text");

    // Half a surrogate pair is good JSON and no text.
    private static string Text(string name, JsonElement text)
    {
        try
        {
            return text.GetString()!;
        }
        catch (InvalidOperationException)
        {
            throw new UnexpectedShapeException(name, "a text of broken characters", "a text");
        }
    }

    private static T Read<T>(JsonElement element, string array, int index, Func<JsonElement, T> read)
    {
        try
        {
            return read(element);
        }
        catch (UnexpectedShapeException unexpected)
        {
            throw unexpected.Within($"{array}[{index}]");
        }
    }

    private static JsonElement? Get(this JsonElement parent, string name) => parent.ValueKind is not JsonValueKind.Object
        ? throw Unexpected("", parent, "an object")
        : parent.TryGetProperty(name, out var value) && value.ValueKind is not JsonValueKind.Null ? value : null;

    private static UnexpectedShapeException Missing(string name, string expected) => new(name, "missing", expected);

    private static UnexpectedShapeException Unexpected(string name, JsonElement found, string expected) => new(name, found.ValueKind switch
    {
        JsonValueKind.Object => "an object",
        JsonValueKind.Array => "an array",
        JsonValueKind.String => "a text",
        JsonValueKind.Number => "a number",
        JsonValueKind.True or JsonValueKind.False => "true or false",
        _ => "nothing",
    }, expected);
}
