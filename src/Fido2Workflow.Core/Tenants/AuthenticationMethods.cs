using System.Text.Json;

namespace Fido2Workflow.Core.Tenants;

/// <summary>A method that a user has registered.</summary>
/// <param name="Type">Graph's type without its namespace: <c>fido2AuthenticationMethod</c>, <c>phoneAuthenticationMethod</c>. An open vocabulary.</param>
public sealed record AuthenticationMethod(string Id, string Type, DateTimeOffset? Created);

/// <summary>
/// The authentication methods policy as the tenant holds it: the JSON itself, since what is written back must hold all
/// that was there.
/// </summary>
public sealed record AuthenticationMethodsPolicy(JsonElement Body)
{
    /// <summary>The configuration of that method, <c>Fido2</c> or <c>TemporaryAccessPass</c>, compared without case; null where there is none.</summary>
    public JsonElement? Configuration(string id) =>
        Body.TryGetProperty("authenticationMethodConfigurations", out var configurations) && configurations.ValueKind is JsonValueKind.Array
            ? configurations.EnumerateArray().Where(each => each.TryGetProperty("id", out var found) && id.Equals(found.GetString(), StringComparison.OrdinalIgnoreCase))
                .Select(each => (JsonElement?)each).FirstOrDefault()
            : null;
}

/// <summary>A Temporary Access Pass without its code, which only its issue ever shows.</summary>
/// <param name="StartsAt">UTC; null where the tenant did not say.</param>
/// <param name="UsabilityReason"><c>EnabledByPolicy</c>, <c>DisabledByPolicy</c>, <c>Expired</c>, <c>NotYetValid</c> or <c>OneTimeUsed</c>; anything else is unknown.</param>
public sealed record TemporaryAccessPass(
    string Id, DateTimeOffset? Created, DateTimeOffset? StartsAt, int? LifetimeInMinutes, bool? IsUsableOnce, bool? IsUsable, string? UsabilityReason);
