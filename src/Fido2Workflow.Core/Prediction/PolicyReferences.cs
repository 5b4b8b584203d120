using System.Text.Json;
using Fido2Workflow.Core.Tenants;
using static Fido2Workflow.Core.ConditionalAccess.PolicyJson;

namespace Fido2Workflow.Core.Prediction;

/// <summary>All that policies refer to and do not hold themselves.</summary>
/// <param name="Strengths">Authentication strengths, by id.</param>
/// <param name="Locations">Named locations.</param>
public sealed record PolicyReferences(IReadOnlyDictionary<string, AuthenticationStrength> Strengths, NamedLocations Locations)
{
    /// <summary>Nothing was read.</summary>
    public static PolicyReferences NotRead { get; } = new(new Dictionary<string, AuthenticationStrength>(), NamedLocations.NotRead);

    /// <summary>Reads what these policies refer to: each of their strengths, and the locations where one goes by any.</summary>
    public static async Task<Answer<PolicyReferences>> ReadAsync(ITenantReader reader, IEnumerable<ConditionalAccessPolicy> policies)
    {
        var bodies = policies.Select(policy => policy.Body).ToList();
        var strengths = await ReadEach.OfAsync(bodies.Select(body => Text(body, "grantControls", "authenticationStrength", "id")).OfType<string>(), reader.ReadAuthenticationStrengthAsync);
        if (strengths.FirstFailure() is { } failure) return new Answer<PolicyReferences>.Failed(failure);
        var goesByLocations = bodies.Exists(body => Property(body, "conditions", "locations").ValueKind is JsonValueKind.Object);
        var locations = goesByLocations ? await reader.ReadNamedLocationsAsync() : new Answer<IReadOnlyList<JsonElement>>.Given([], default, "");
        return locations.Select(read => new PolicyReferences(strengths.Given(), goesByLocations ? new(read) : NamedLocations.NotRead));
    }
}
