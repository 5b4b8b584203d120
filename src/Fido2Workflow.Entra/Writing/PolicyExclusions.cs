using System.Text.Json;
using System.Text.Json.Nodes;
using Fido2Workflow.Entra.Reading;

namespace Fido2Workflow.Entra.Writing;

/// <summary>Widens the exclusions of a conditional access policy.</summary>
internal static class PolicyExclusions
{
    private const string Excluded = "excludeGroups";

    /// <summary>The body to write, which holds nothing but the condition of the users; null where all these groups are excluded already.</summary>
    public static JsonObject? Add(JsonElement policy, IReadOnlyList<string> groupIds)
    {
        if (DuplicateProperties.Of(policy).FirstOrDefault() is { } twice)
            throw new UnexpectedShapeException(twice, "there twice", "one of them");
        var users = policy.OptionalObject("conditions")?.OptionalObject("users") ?? throw new UnexpectedShapeException("conditions.users", "missing", "an object");
        var before = users.OptionalStrings(Excluded) ?? [];
        var missing = groupIds.Except(before, StringComparer.OrdinalIgnoreCase).ToList();
        if (missing is []) return null;

        var widened = JsonObject.Create(users.Clone())!.WithoutAnnotations();
        widened[Excluded] = new JsonArray([.. before.Concat(missing).Select(id => JsonValue.Create(id))]);
        return new JsonObject { ["conditions"] = new JsonObject { ["users"] = widened } };
    }
}
