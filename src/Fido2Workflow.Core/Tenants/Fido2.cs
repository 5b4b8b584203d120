namespace Fido2Workflow.Core.Tenants;

/// <summary>A FIDO2 method registered by a user.</summary>
/// <param name="Id">The method's id.</param>
/// <param name="AaGuid">The model's AAGUID, lower case; null where the tenant did not say.</param>
/// <param name="Model">The manufacturer's text: shown, never judged by.</param>
/// <param name="Created">UTC; null where the tenant did not say.</param>
public sealed record Fido2Key(string Id, string? AaGuid, string? Model, DateTimeOffset? Created)
{
    /// <summary><c>deviceBound</c> or <c>synced</c>; anything else is unknown.</summary>
    public string? PasskeyType { get; init; }

    /// <summary><c>attested</c> or <c>notAttested</c>; anything else is unknown.</summary>
    public string? AttestationLevel { get; init; }
}

/// <summary>The FIDO2 configuration of the authentication methods policy.</summary>
/// <param name="IsEnabled">Null where the state was neither <c>enabled</c> nor <c>disabled</c>.</param>
/// <param name="IncludeTargets">Group ids, or <c>all_users</c>, each with the passkey profiles it may use.</param>
/// <param name="ExcludeTargets">Group ids; an exclusion beats every inclusion.</param>
/// <param name="KeyRestrictions">The older restrictions of the whole policy; they decide where no profile exists.</param>
/// <param name="PasskeyProfiles">Where there is any, the profiles decide.</param>
public sealed record Fido2Policy(
    bool? IsEnabled, IReadOnlyList<Fido2Target> IncludeTargets, IReadOnlyList<string> ExcludeTargets,
    KeyRestrictions? KeyRestrictions, IReadOnlyList<PasskeyProfile> PasskeyProfiles)
{
    /// <summary>The target id that stands for every user of the tenant.</summary>
    public const string AllUsers = "all_users";

    /// <summary>The groups that it includes or excludes.</summary>
    public IReadOnlyList<string> Groups => [.. IncludeTargets.Select(target => target.Id).Concat(ExcludeTargets).Where(id => id != AllUsers).Distinct()];

    /// <summary>Whether a key must prove its model when it is registered; null where the tenant did not say.</summary>
    public bool? IsAttestationEnforced { get; init; }

    /// <summary>Whether people may register keys by themselves; null where the tenant did not say.</summary>
    public bool? IsSelfServiceRegistrationAllowed { get; init; }

    /// <summary>The profile of targets that name none; null where there is none.</summary>
    public string? DefaultPasskeyProfile { get; init; }
}

/// <summary>Who may use FIDO2, and under which profiles.</summary>
/// <param name="Id">A group's object id, or <see cref="Fido2Policy.AllUsers"/>.</param>
public sealed record Fido2Target(string Id, IReadOnlyList<string> AllowedPasskeyProfiles);

/// <summary>Which models of key a policy or profile lets through, by AAGUID, lower case.</summary>
/// <param name="EnforcementType"><c>allow</c> or <c>block</c>; anything else is unknown.</param>
public sealed record KeyRestrictions(bool? IsEnforced, string? EnforcementType, IReadOnlyList<string> AaGuids);

/// <summary>A passkey profile.</summary>
public sealed record PasskeyProfile(string Id, string? Name, KeyRestrictions? KeyRestrictions)
{
    /// <summary><c>registrationOnly</c> where a key must prove its model, or <c>disabled</c>; anything else is unknown.</summary>
    public string? AttestationEnforcement { get; init; }

    /// <summary><c>deviceBound</c>, <c>synced</c>, or both.</summary>
    public IReadOnlyList<string> PasskeyTypes { get; init; } = [];
}

/// <summary>The Temporary Access Pass configuration of the authentication methods policy.</summary>
public sealed record TemporaryAccessPassPolicy(
    bool? IsEnabled, int? MinimumLifetimeInMinutes, int? MaximumLifetimeInMinutes, bool? IsUsableOnce, IReadOnlyList<string> IncludeTargets)
{
    /// <summary>The lifetime of a pass that names none.</summary>
    public int? DefaultLifetimeInMinutes { get; init; }

    /// <summary>Group ids; an exclusion beats every inclusion.</summary>
    public IReadOnlyList<string> ExcludeTargets { get; init; } = [];
}

/// <summary>An authentication strength.</summary>
/// <param name="AllowedCombinations">As Graph writes them: <c>fido2</c>, <c>password,sms</c>.</param>
/// <param name="AllowedAaGuids">The models a custom strength restricts FIDO2 to, lower case; null where it does not.</param>
public sealed record AuthenticationStrength(
    string Id, string? DisplayName, IReadOnlyList<string> AllowedCombinations, IReadOnlyList<string>? AllowedAaGuids);
