using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Fido2Workflow.Core.Auditing;

/// <summary>
/// JSON in one form, so that whoever reads a value computes the same digest of it: RFC 8785, "JSON Canonicalization Scheme".
/// Members by name, in the order of their UTF-16 code units; no white space; in texts nothing escaped but what must be.
/// Evidence holds no numbers but whole ones, and they stay as they are written.
/// </summary>
public static class CanonicalJson
{
    /// <summary>The value in that form.</summary>
    /// <exception cref="InvalidOperationException">A text in it is not valid Unicode.</exception>
    public static string Of(JsonElement value)
    {
        var text = new StringBuilder();
        Write(text, value);
        return text.ToString();
    }

    /// <summary>SHA-256 of an object's form in UTF-8, one of its members left out: <c>sha256:</c> and 64 hexadecimal digits.</summary>
    /// <exception cref="InvalidOperationException">A text in it is not valid Unicode.</exception>
    public static string DigestWithout(JsonElement value, string member)
    {
        var text = new StringBuilder();
        WriteObject(text, value.EnumerateObject().Where(each => each.Name != member));
        return DigestOf(text.ToString());
    }

    /// <summary>SHA-256 of a text in UTF-8.</summary>
    public static string DigestOf(string text) => "sha256:" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    private static void Write(StringBuilder to, JsonElement value)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                WriteObject(to, value.EnumerateObject());
                break;
            case JsonValueKind.Array:
                WriteAll(to, '[', value.EnumerateArray(), ']', item => Write(to, item));
                break;
            case JsonValueKind.String:
                Write(to, value.GetString()!);
                break;
            default:
                to.Append(value.GetRawText());
                break;
        }
    }

    private static void WriteObject(StringBuilder to, IEnumerable<JsonProperty> members) =>
        WriteAll(to, '{', members.OrderBy(member => member.Name, StringComparer.Ordinal), '}', member =>
        {
            Write(to, member.Name);
            to.Append(':');
            Write(to, member.Value);
        });

    private static void WriteAll<T>(StringBuilder to, char opens, IEnumerable<T> items, char closes, Action<T> write)
    {
        to.Append(opens);
        foreach (var (i, item) in items.Index())
        {
            if (i > 0) to.Append(',');
            write(item);
        }
        to.Append(closes);
    }

    private static void Write(StringBuilder to, string text)
    {
        to.Append('"');
        foreach (var letter in text)
            _ = letter switch
            {
                '"' => to.Append("\\\""),
                '\\' => to.Append("\\\\"),
                '\b' => to.Append("\\b"),
                '\f' => to.Append("\\f"),
                '\n' => to.Append("\\n"),
                '\r' => to.Append("\\r"),
                '\t' => to.Append("\\t"),
                < ' ' => to.Append("\\u").Append(((int)letter).ToString("x4", CultureInfo.InvariantCulture)),
                _ => to.Append(letter),
            };
        to.Append('"');
    }
}
