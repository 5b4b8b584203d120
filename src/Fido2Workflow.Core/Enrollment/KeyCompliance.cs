using Fido2Workflow.Core.Tenants;

namespace Fido2Workflow.Core.Enrollment;

/// <summary>Whether a key will let its owner in once the wave is enforced.</summary>
public abstract record KeyVerdict
{
    private KeyVerdict() { }

    /// <summary>It will.</summary>
    public sealed record Compliant : KeyVerdict;

    /// <summary>It will not, and why.</summary>
    public sealed record NotCompliant(string Reason) : KeyVerdict;

    /// <summary>Nobody can tell, and why.</summary>
    public sealed record Unknown(string Reason) : KeyVerdict;
}

/// <summary>
/// A key is compliant where the FIDO2 policy targets its owner, lets its model through, and the authentication strength
/// takes it. Restrictions bind sign-in and not only registration; attestation binds registration alone, so it is not
/// asked here. (Entra: "Enable passkeys (FIDO2) for your organization", March 2026.)
/// </summary>
public sealed class KeyCompliance(Fido2Policy policy, AuthenticationStrength strength)
{
    private const string Fido2Combination = "fido2";

    /// <summary>Judges one key.</summary>
    /// <param name="key">The key.</param>
    /// <param name="memberOf">Those of the policy's target groups that the owner is in, through nested groups.</param>
    public KeyVerdict Judge(Fido2Key key, IReadOnlySet<string> memberOf)
    {
        if (policy.IsEnabled is null) return new KeyVerdict.Unknown("the FIDO2 policy does not say whether it is on");
        if (policy.IsEnabled is false) return new KeyVerdict.NotCompliant("the FIDO2 policy is off");
        if (policy.ExcludeTargets.Any(memberOf.Contains)) return new KeyVerdict.NotCompliant("the FIDO2 policy excludes its owner");
        var judged = JudgeOnceTargeted(key, memberOf);
        if (TargetsOf(memberOf).Count > 0) return judged;
        const string Reason = "the FIDO2 policy does not target its owner";
        // Told at once if the key is wrong besides: or its owner would be targeted and find out only then.
        return new KeyVerdict.NotCompliant(judged is KeyVerdict.NotCompliant besides ? $"{Reason}; {besides.Reason}" : Reason);
    }

    /// <summary>Judges the key by its model alone, as it will be judged once the policy is on and targets its owner.</summary>
    /// <param name="key">The key.</param>
    /// <param name="memberOf">Those of the policy's target groups that the owner is in, through nested groups.</param>
    public KeyVerdict JudgeOnceTargeted(Fido2Key key, IReadOnlySet<string> memberOf) =>
        Strictest(JudgeModel(key, TargetsOf(memberOf) is { Count: > 0 } own ? own : policy.IncludeTargets), JudgeStrength(key));

    private List<Fido2Target> TargetsOf(IReadOnlySet<string> memberOf) =>
        [.. policy.IncludeTargets.Where(target => target.Id == Fido2Policy.AllUsers || memberOf.Contains(target.Id))];

    // Where profiles exist they decide, and any one that its owner may use is enough.
    private KeyVerdict JudgeModel(Fido2Key key, IReadOnlyList<Fido2Target> targets)
    {
        if (policy.PasskeyProfiles.Count == 0) return JudgeRestrictions(key, policy.KeyRestrictions);
        var allowed = targets.SelectMany(target => target.AllowedPasskeyProfiles).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var verdicts = policy.PasskeyProfiles
            .Where(profile => allowed.Contains(profile.Id))
            .Select(profile => JudgeProfile(key, profile))
            .ToList();
        return verdicts.FirstOrDefault(verdict => verdict is KeyVerdict.Compliant)
            ?? verdicts.FirstOrDefault(verdict => verdict is KeyVerdict.Unknown)
            ?? verdicts.FirstOrDefault()
            ?? new KeyVerdict.NotCompliant("no passkey profile is open to its owner");
    }

    // A profile takes the types of passkey that it names, at sign-in too. A key that does not say which it is goes by its model.
    private static KeyVerdict JudgeProfile(Fido2Key key, PasskeyProfile profile) => key.PasskeyType switch
    {
        null => JudgeRestrictions(key, profile.KeyRestrictions),
        _ when profile.PasskeyTypes.Count == 0 || profile.PasskeyTypes.Contains(key.PasskeyType) => JudgeRestrictions(key, profile.KeyRestrictions),
        "synced" or "deviceBound" => new KeyVerdict.NotCompliant($"its passkey profile takes no {key.PasskeyType} passkey"),
        var other => new KeyVerdict.Unknown($"the key is a passkey of a kind that is not known: {other}"),
    };

    private static KeyVerdict JudgeRestrictions(Fido2Key key, KeyRestrictions? restrictions)
    {
        if (restrictions is null or { IsEnforced: false }) return new KeyVerdict.Compliant();
        if (restrictions.IsEnforced is null) return new KeyVerdict.Unknown("the key restrictions do not say whether they are enforced");
        if (key.AaGuid is null) return new KeyVerdict.Unknown("the key does not say which model it is");
        var listed = restrictions.AaGuids.Contains(key.AaGuid, StringComparer.OrdinalIgnoreCase);
        return restrictions.EnforcementType switch
        {
            "allow" when listed => new KeyVerdict.Compliant(),
            "allow" => new KeyVerdict.NotCompliant($"model {Name(key)} is not on the allow-list"),
            "block" when !listed => new KeyVerdict.Compliant(),
            "block" => new KeyVerdict.NotCompliant($"model {Name(key)} is on the block-list"),
            var other => new KeyVerdict.Unknown($"the key restrictions are of a kind that is not known: {other ?? "none"}"),
        };
    }

    private KeyVerdict JudgeStrength(Fido2Key key)
    {
        if (!strength.AllowedCombinations.Contains(Fido2Combination, StringComparer.OrdinalIgnoreCase))
            return new KeyVerdict.NotCompliant($"the authentication strength {strength.DisplayName ?? strength.Id} takes no FIDO2 key");
        if (strength.AllowedAaGuids is null) return new KeyVerdict.Compliant();
        if (key.AaGuid is null) return new KeyVerdict.Unknown("the key does not say which model it is");
        return strength.AllowedAaGuids.Contains(key.AaGuid, StringComparer.OrdinalIgnoreCase)
            ? new KeyVerdict.Compliant()
            : new KeyVerdict.NotCompliant($"the authentication strength {strength.DisplayName ?? strength.Id} does not take model {Name(key)}");
    }

    private static KeyVerdict Strictest(KeyVerdict one, KeyVerdict other) => (one, other) switch
    {
        (KeyVerdict.NotCompliant, _) => one,
        (_, KeyVerdict.NotCompliant) => other,
        (KeyVerdict.Unknown, _) => one,
        _ => other,
    };

    private static string Name(Fido2Key key) => KeyModelNames.Of(key) is var name && name == key.AaGuid ? name : $"{name} ({key.AaGuid})";
}
