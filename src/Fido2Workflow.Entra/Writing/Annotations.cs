using System.Text.Json.Nodes;

namespace Fido2Workflow.Entra.Writing;

/// <summary>What an answer says about itself, which is refused in a request.</summary>
internal static class Annotations
{
    private const string Type = "@odata.type";

    /// <summary>A copy without <c>@odata.context</c>, <c>includeTargets@odata.context</c> and their like, at every depth. Types stay: they say what something is.</summary>
    public static JsonObject WithoutAnnotations(this JsonObject body) => (JsonObject)Stripped(body)!;

    private static JsonNode? Stripped(JsonNode? node) => node switch
    {
        JsonObject properties => new JsonObject(properties.Where(property => !IsAnnotation(property.Key)).Select(property => KeyValuePair.Create(property.Key, Stripped(property.Value)))),
        JsonArray items => new JsonArray([.. items.Select(Stripped)]),
        _ => node?.DeepClone(),
    };

    private static bool IsAnnotation(string property) => property.Contains("@odata.", StringComparison.Ordinal) && property != Type;
}
