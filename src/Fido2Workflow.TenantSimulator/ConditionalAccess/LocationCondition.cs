using System.Text.Json.Nodes;
using Fido2Workflow.TenantSimulator.TenantState;

namespace Fido2Workflow.TenantSimulator.ConditionalAccess;

/// <summary>The <c>locations</c> condition, seen from a trusted office: all trusted locations hold it, and its country's.</summary>
internal static class LocationCondition
{
    public static Predicate<Attempt>? Compile(JsonNode condition, DirectoryState state)
    {
        if (!ConditionCompiler.HoldsOnly(condition, "includeLocations", "excludeLocations")) return null;
        bool Holds(string list) => condition.Texts(list).Any(word => IsHere(word, state));
        var applies = Holds("includeLocations") && !Holds("excludeLocations");
        return _ => applies;
    }

    private static bool IsHere(string word, DirectoryState state) => word.ToUpperInvariant() switch
    {
        "ALL" or "ALLTRUSTED" => true,
        _ => state.NamedLocations.GetValueOrDefault(word) is { } location
            && (location.Flag("isTrusted") is true || location.Texts("countriesAndRegions").Contains(Attempt.Country)),
    };
}
