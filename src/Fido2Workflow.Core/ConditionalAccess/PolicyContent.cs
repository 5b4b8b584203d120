using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Fido2Workflow.Core.ConditionalAccess;

/// <summary>
/// What a conditional access policy says, apart from its state and from what the tenant adds on its own. Null, absent
/// and empty are one; arrays of words are sets; an expanded authentication strength counts by its id.
/// </summary>
public static class PolicyContent
{
    private static readonly string[] KeptByTheTenant = ["id", "createdDateTime", "modifiedDateTime", "deletedDateTime", "templateId", "state"];

    // Text may come escaped or not: in one form it is the same, and people can read it. Nothing here becomes part of a page.
    internal static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The policy's content in one form, property by property, so that equal contents are equal text.</summary>
    public static SortedDictionary<string, string> Flatten(JsonElement body)
    {
        var properties = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var property in body.EnumerateObject().Where(property => !KeptByTheTenant.Contains(property.Name)))
            Flatten(property.Name, property.Value, properties);
        return properties;
    }

    /// <summary>Any object of the tenant in that form, state and all.</summary>
    internal static SortedDictionary<string, string> FlattenWhole(JsonElement body)
    {
        var properties = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var property in body.EnumerateObject()) Flatten(property.Name, property.Value, properties);
        return properties;
    }

    /// <summary>The digest of the policy's content.</summary>
    public static string Digest(JsonElement body)
    {
        var text = string.Join('\n', Flatten(body).Select(property => $"{property.Key}={property.Value}"));
        return "sha256:" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
    }

    /// <summary>Field by field, where the two differ; nothing where they say the same.</summary>
    public static IReadOnlyList<string> Differences(JsonElement expected, JsonElement found)
    {
        var (want, have) = (Flatten(expected), Flatten(found));
        return
        [
            .. want.Keys.Union(have.Keys).Order(StringComparer.Ordinal)
                .Where(path => want.GetValueOrDefault(path) != have.GetValueOrDefault(path))
                .Select(path => $"{path}: expected {want.GetValueOrDefault(path) ?? "nothing"}, found {have.GetValueOrDefault(path) ?? "nothing"}"),
        ];
    }

    private static void Flatten(string path, JsonElement value, SortedDictionary<string, string> into)
    {
        if (path.Contains("@odata.", StringComparison.Ordinal)) return;
        switch (value.ValueKind)
        {
            case JsonValueKind.Null or JsonValueKind.Undefined:
                break;
            case JsonValueKind.Object when path.EndsWith("grantControls.authenticationStrength", StringComparison.Ordinal) && value.TryGetProperty("id", out var id):
                into[path + ".id"] = id.ToString();
                break;
            case JsonValueKind.Object:
                foreach (var property in value.EnumerateObject()) Flatten($"{path}.{property.Name}", property.Value, into);
                break;
            // A set of words in one text, which the tenant may answer in an order of its own.
            case JsonValueKind.String when path.EndsWith("uestsOrExternalUsers.guestOrExternalUserTypes", StringComparison.Ordinal):
                into[path] = JsonSerializer.Serialize(string.Join(',', value.GetString()!.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Order(StringComparer.Ordinal)), Plain);
                break;
            case JsonValueKind.Array when value.GetArrayLength() > 0:
                into[path] = $"[{string.Join(',', value.EnumerateArray().Select(item => JsonSerializer.Serialize(item, Plain)).Order(StringComparer.Ordinal))}]";
                break;
            case JsonValueKind.Array:
                break;
            default:
                into[path] = JsonSerializer.Serialize(value, Plain);
                break;
        }
    }
}
