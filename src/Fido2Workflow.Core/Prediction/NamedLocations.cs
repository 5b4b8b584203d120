using System.Text.Json;
using Fido2Workflow.Core.Gates;
using static Fido2Workflow.Core.ConditionalAccess.PolicyJson;

namespace Fido2Workflow.Core.Prediction;

/// <summary>The tenant's named locations, as Graph holds them, by id. One that was not read holds nobody knows what.</summary>
/// <param name="bodies">Null where they were not read.</param>
public sealed class NamedLocations(IReadOnlyList<JsonElement>? bodies)
{
    private readonly Dictionary<string, JsonElement> _known = (bodies ?? []).ToDictionary(body => Text(body, "id") ?? "", StringComparer.OrdinalIgnoreCase);

    /// <summary>None was read.</summary>
    public static NamedLocations NotRead { get; } = new(null);

    /// <summary>Whether one of these words is where that sign-in came from.</summary>
    internal Verdict HoldAny(IReadOnlyList<string> words, Circumstances circumstances) => Verdicts.Any(words.Select(word => word.ToUpperInvariant() switch
    {
        "ALL" => Verdict.Yes,
        "ALLTRUSTED" => Verdicts.Of(circumstances.IsTrustedLocation),
        _ => _known.TryGetValue(word, out var location) ? Holds(location, circumstances) : Verdict.Unknown,
    }));

    private static Verdict Holds(JsonElement location, Circumstances circumstances)
    {
        if (Property(location, "countriesAndRegions").ValueKind is JsonValueKind.Array)
            return circumstances.Country switch
            {
                null => Verdict.Unknown,
                "" => Verdicts.Of(Property(location, "includeUnknownCountriesAndRegions").ValueKind is JsonValueKind.True),
                var country => Verdicts.Of(Words(location, "countriesAndRegions").Contains(country, StringComparer.OrdinalIgnoreCase)),
            };
        // The log does not say by which of several ranges of addresses a sign-in came: only that it came by none that is trusted.
        return Property(location, "isTrusted").ValueKind is JsonValueKind.True && circumstances.IsTrustedLocation is false ? Verdict.No : Verdict.Unknown;
    }
}
