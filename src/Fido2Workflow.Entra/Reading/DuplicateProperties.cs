using System.Text.Json;

namespace Fido2Workflow.Entra.Reading;

/// <summary>JSON allows a name twice, and readers disagree on which one counts: whoever judges such an object must know.</summary>
internal static class DuplicateProperties
{
    /// <summary>Paths such as <c>conditions.users.includeGroups</c>.</summary>
    public static IEnumerable<string> Of(JsonElement value) => Of(value, "");

    private static IEnumerable<string> Of(JsonElement value, string path)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                var seen = new HashSet<string>();
                foreach (var property in value.EnumerateObject())
                {
                    var place = path is "" ? property.Name : $"{path}.{property.Name}";
                    if (!seen.Add(property.Name))
                        yield return place;
                    foreach (var inner in Of(property.Value, place))
                        yield return inner;
                }
                break;
            case JsonValueKind.Array:
                foreach (var (index, element) in value.EnumerateArray().Index())
                {
                    foreach (var inner in Of(element, $"{path}[{index}]"))
                        yield return inner;
                }
                break;
        }
    }
}
