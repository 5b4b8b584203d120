using Fido2Workflow.Core.Tenants;

namespace Fido2Workflow.Core.Preparation;

/// <summary>The passkey profiles of the FIDO2 configuration. (Microsoft Learn: "Enable passkeys (FIDO2) for your organization", March 2026.)</summary>
internal static class PasskeyProfiles
{
    /// <summary>The value of <c>attestationEnforcement</c> where a key must prove its model.</summary>
    public const string Attested = "registrationOnly";

    /// <summary>The value of <c>passkeyTypes</c> that leaves synced passkeys out.</summary>
    public const string DeviceBound = "deviceBound";

    /// <summary>The other value of <c>passkeyTypes</c>.</summary>
    public const string Synced = "synced";

    // The profile every tenant starts with, where the configuration names no other as its default.
    private const string First = "00000000-0000-0000-0000-000000000001";

    /// <summary>The profile of targets that name none; null where nobody can tell.</summary>
    public static PasskeyProfile? Default(Fido2Policy policy) =>
        policy.PasskeyProfiles.FirstOrDefault(profile => profile.Id.Equals(policy.DefaultPasskeyProfile ?? First, StringComparison.OrdinalIgnoreCase));

    /// <summary>The profile of the rollout's own targets: one that keeps the models already, else the default one; null where nobody can tell.</summary>
    /// <param name="models">AAGUIDs; empty where every model is let through.</param>
    public static PasskeyProfile? OfOurTargets(Fido2Policy policy, IReadOnlyList<string> models) => Default(policy) switch
    {
        { } usual when models is not [] && !Keeps(usual, models) => policy.PasskeyProfiles.FirstOrDefault(profile => Keeps(profile, models)) ?? usual,
        var usual => usual,
    };

    /// <summary>Whether the profile lets through these models, no synced passkey, and only keys that prove what they are.</summary>
    public static bool Keeps(PasskeyProfile profile, IReadOnlyList<string> models) => Edits(profile, models) is [];

    /// <summary>Whether the profile lets through none but these models, no synced passkey, and only keys that prove what they are.</summary>
    public static bool IsNoWider(PasskeyProfile profile, IReadOnlyList<string> models) =>
        profile is { KeyRestrictions: { IsEnforced: true, EnforcementType: "allow" } restrictions, AttestationEnforcement: Attested } && !profile.PasskeyTypes.Contains(Synced)
        && !restrictions.AaGuids.Except(models, StringComparer.OrdinalIgnoreCase).Any();

    /// <summary>
    /// Those of these targets whose people are under profiles that do not let through every one of these models. A profile
    /// that is open to everybody is open to them too.
    /// </summary>
    public static IReadOnlyList<Fido2Target> Narrow(Fido2Policy policy, IReadOnlyCollection<string> targets, IReadOnlyList<string> models)
    {
        var toEverybody = policy.IncludeTargets.Where(target => target.Id == Fido2Policy.AllUsers).SelectMany(target => target.AllowedPasskeyProfiles).ToList();
        return [.. policy.IncludeTargets.Where(target => targets.Contains(target.Id) && !LetThrough(target.AllowedPasskeyProfiles.Concat(toEverybody)))];

        bool LetThrough(IEnumerable<string> ids)
        {
            var open = policy.PasskeyProfiles.Where(profile => ids.Contains(profile.Id, StringComparer.OrdinalIgnoreCase)).ToList();
            return open.Any(profile => profile.KeyRestrictions is not { IsEnforced: true, EnforcementType: "allow" })
                || (open is not [] && !models.Except(open.SelectMany(profile => profile.KeyRestrictions!.AaGuids), StringComparer.OrdinalIgnoreCase).Any());
        }
    }

    /// <summary>What makes it so that it keeps them.</summary>
    public static IReadOnlyList<Fido2Edit> Edits(PasskeyProfile profile, IReadOnlyList<string> models)
    {
        List<Fido2Edit> edits = [];
        if (!KeyModelRules.Allows(profile.KeyRestrictions, models)) edits.Add(new Fido2Edit.AllowModels(profile.Id, models));
        if (profile.AttestationEnforcement is not Attested) edits.Add(new Fido2Edit.Attest(profile.Id));
        if (profile.PasskeyTypes.Contains(Synced)) edits.Add(new Fido2Edit.DeviceBoundOnly(profile.Id));
        return edits;
    }
}

/// <summary>Key restrictions against the models of the plan.</summary>
internal static class KeyModelRules
{
    /// <summary>Whether an allow-list is enforced that holds all of these models.</summary>
    public static bool Allows(KeyRestrictions? restrictions, IReadOnlyList<string> models) =>
        restrictions is { IsEnforced: true, EnforcementType: "allow" } && !models.Except(restrictions.AaGuids, StringComparer.OrdinalIgnoreCase).Any();

    /// <summary>Whether a list is there that means the opposite of an allow-list, or nobody knows what: turned into one, it would let through what it blocks.</summary>
    public static bool IsAnotherKindOfList(KeyRestrictions? restrictions) =>
        restrictions is { AaGuids.Count: > 0, EnforcementType: not "allow" } or { IsEnforced: true, EnforcementType: not ("allow" or "block") };
}
