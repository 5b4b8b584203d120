using System.Text.Json.Nodes;

namespace Fido2Workflow.TenantSimulator.TenantState;

/// <summary>What the authentication methods policy lets whom use. Keys count at sign-in, too, not only at registration.</summary>
internal sealed class CredentialPolicy(DirectoryState state)
{
    private readonly JsonObject? _fido2 = state.MethodConfigurations.GetValueOrDefault("Fido2");
    private readonly JsonObject? _pass = state.MethodConfigurations.GetValueOrDefault("TemporaryAccessPass");

    /// <summary>Whether the FIDO2 configuration is enabled and targets the user.</summary>
    public bool OffersKeysTo(string userId) => Covers(_fido2, userId);

    public bool LetsRegisterKeys(string userId) => OffersKeysTo(userId) && _fido2.Flag("isSelfServiceRegistrationAllowed") is not false;

    public bool OffersPassTo(string userId) => Covers(_pass, userId);

    /// <summary>
    /// Whether a method of this configuration works for the user. One the policy does not hold is governed by the legacy
    /// settings, which leave it on.
    /// </summary>
    public bool Offers(string configurationId, string userId) =>
        state.MethodConfigurations.GetValueOrDefault(configurationId) is not { } configuration || Covers(configuration, userId);

    public bool Holds(string configurationId) => state.MethodConfigurations.ContainsKey(configurationId);

    /// <summary>Whether this model works for the user: by any passkey profile of a target that covers them, else by the key restrictions.</summary>
    public bool AllowsKey(string userId, string aaGuid, string? passkeyType = null)
    {
        if (!OffersKeysTo(userId)) return false;
        var profiles = _fido2.Objects("passkeyProfiles").ToList();
        if (profiles.Count == 0) return Admits(_fido2!["keyRestrictions"], aaGuid);

        var allowed = _fido2.Objects("includeTargets")
            .Where(target => Targets(target, userId))
            .SelectMany(target => target.Texts("allowedPasskeyProfiles"))
            .ToHashSet(StringComparer.OrdinalIgnoreCase);
        return profiles.Any(profile =>
            allowed.Contains(profile.Text("id") ?? "") && Takes(profile, passkeyType) && Admits(profile["keyRestrictions"], aaGuid));
    }

    // A key that does not say whether it is synced or bound to a device goes by its model.
    private static bool Takes(JsonObject profile, string? passkeyType) =>
        passkeyType is null || profile.Text("passkeyTypes") is not { Length: > 0 } types || types.Split(',').Contains(passkeyType);

    /// <summary>The user's keys that work for them, in the order they were registered.</summary>
    /// <param name="now">Where their methods stand: people register keys under a policy that stays as it is.</param>
    public IEnumerable<JsonObject> AllowedKeys(string userId, DirectoryState now) =>
        now.MethodsOf(userId).Where(method => method.Is(MethodTypes.Fido2) && AllowsKey(userId, method.Text("aaGuid") ?? "", method.Text("passkeyType")));

    /// <summary>Whether the pass opens a sign-in at that instant, in Graph's words for why or why not.</summary>
    public PassUsability Usability(string userId, JsonObject pass, DateTimeOffset at)
    {
        var start = pass.Instant("startDateTime") ?? pass.Instant("createdDateTime") ?? DateTimeOffset.MinValue;
        var end = start.AddMinutes(pass.Number("lifetimeInMinutes") ?? 60);
        return pass.Text("methodUsabilityReason") == "OneTimeUsed" ? new(false, "OneTimeUsed")
            : !OffersPassTo(userId) ? new(false, "DisabledByPolicy")
            : _pass.Flag("isUsableOnce") is true && pass.Flag("isUsableOnce") is false ? new(false, "DisabledByPolicy")
            : at < start ? new(false, "NotYetValid")
            : at >= end ? new(false, "Expired")
            : new(true, "EnabledByPolicy");
    }

    private bool Covers(JsonObject? configuration, string userId) =>
        configuration.Text("state") == "enabled"
        && configuration.Objects("includeTargets").Any(target => Targets(target, userId))
        && !configuration.Objects("excludeTargets").Any(target => Targets(target, userId));

    private bool Targets(JsonObject target, string userId) =>
        target.Text("id") is { } id
        && (string.Equals(id, "all_users", StringComparison.OrdinalIgnoreCase)
            || string.Equals(id, userId, StringComparison.OrdinalIgnoreCase)
            || state.Groups.GroupsOf(userId).Contains(id));

    private static bool Admits(JsonNode? restrictions, string aaGuid)
    {
        if (restrictions.Flag("isEnforced") is not true) return true;
        var named = restrictions.Texts("aaGuids").Contains(aaGuid, StringComparer.OrdinalIgnoreCase);
        return restrictions.Text("enforcementType") == "allow" ? named : !named;
    }
}

/// <param name="Reason">Graph's <c>methodUsabilityReason</c>.</param>
internal readonly record struct PassUsability(bool IsUsable, string Reason);
