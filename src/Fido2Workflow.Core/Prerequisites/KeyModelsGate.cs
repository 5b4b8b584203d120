using Fido2Workflow.Core.Gates;
using Fido2Workflow.Core.Preparation;
using Fido2Workflow.Core.Tenants;

namespace Fido2Workflow.Core.Prerequisites;

/// <summary>
/// The tenant lets through exactly the models of key that the plan names, and makes a key prove its model: without
/// attestation an AAGUID is only a hint. (Microsoft Learn: "Enable passkeys (FIDO2) for your organization", March 2026.)
/// </summary>
public sealed class KeyModelsGate : Gate<TenantFacts>
{
    /// <inheritdoc/>
    public override string Name => "key-models";

    /// <inheritdoc/>
    public override string Asks => "Does the FIDO2 policy let through exactly the plan's models of key, and make each prove its model?";

    /// <inheritdoc/>
    public override string Keeps => "AAGUID allow-list and attestation";

    /// <inheritdoc/>
    public override string MendedAt => "fido2 prepare";

    /// <inheritdoc/>
    public override GateResult Judge(TenantFacts facts, DateTimeOffset now)
    {
        if (facts.Fido2Policy is not Answer<Fido2Policy>.Given { Value: var policy } given) return Unknown(facts.Fido2Policy, now);
        var evidence = Read(policy.PasskeyProfiles.Count == 0 ? "key restrictions of the FIDO2 policy" : $"{policy.PasskeyProfiles.Count} passkey profiles of the FIDO2 policy", given);
        var rules = Rules(policy);
        if (rules.Any(rule => rule.Restrictions is { IsEnforced: null } or { IsEnforced: true, EnforcementType: not ("allow" or "block") } || rule.Attestation is null))
            return Unknown("The FIDO2 policy does not say which models it lets through, or whether a key must prove its model.", "It is asked again then.") with { Until = AskAgain(now) };
        if (rules.Count == 0)
            return No("key-models-no-profile", "No target of the FIDO2 policy may use a passkey profile.", "Give each target a profile.", [], [evidence]);

        if (facts.Plan.KeyModels.AnyModel is { } why)
            return rules.All(rule => rule.Restrictions is null or { IsEnforced: false })
                ? Yes($"Every model of key is let through, as the plan says: {why}", evidence)
                : No("key-models-differ", "The plan lets every model of key through, and the FIDO2 policy does not.", "Name the models in the plan, or lift the restriction.", [], [evidence]);

        var open = rules.Where(rule => rule.Restrictions is not { IsEnforced: true, EnforcementType: "allow" }).ToList();
        if (open.Count > 0)
            return No("key-models-open", $"{Where(open[0])} has no allow-list: models that the plan does not name are let through.",
                "Enforce an allow-list of the plan's models; look first who would lose their key.", [], [evidence]);
        var allowed = rules.SelectMany(rule => rule.Restrictions!.AaGuids).Distinct(StringComparer.OrdinalIgnoreCase).ToList();
        var (missing, extra) = (Except(facts.Plan.KeyModels.Allowed, allowed), Except(allowed, facts.Plan.KeyModels.Allowed));
        if (missing.Count + extra.Count > 0)
            return No("key-models-differ",
                $"The allow-list differs from the plan: {string.Join("; ", new[] { missing.Count > 0 ? $"it lacks {AccountNames.List(missing)}" : null, extra.Count > 0 ? $"it has {AccountNames.List(extra)} besides" : null }.OfType<string>())}.",
                "Bring plan and allow-list together; look first who would lose their key.", [], [evidence]);
        if (policy.PasskeyProfiles.Count > 0)
        {
            if (facts.Policies is not Answer<IReadOnlyList<ConditionalAccessPolicy>>.Given { Value: var policies }) return Unknown(facts.Policies, now);
            var narrow = PasskeyProfiles.Narrow(policy, [Fido2Policy.AllUsers, .. Fido2Targeting.OpenWaves(facts.Plan, policies)], facts.Plan.KeyModels.Allowed).Select(target => target.Id).ToList();
            if (narrow.Count > 0)
                return No("key-models-narrow", $"The passkey profiles of {(narrow.Contains(Fido2Policy.AllUsers) ? "all users" : $"{narrow.Count} {(narrow.Count == 1 ? "group" : "groups")} of open waves")} do not let through every model of the plan: whoever is in a wave and holds another could not use it.",
                    "Open to them a profile that lets through the plan's models.", narrow, [evidence]);
        }
        return rules.FirstOrDefault(rule => rule.Attestation is false) is { } unproven
            ? No("attestation-off", $"{Where(unproven)} does not make a key prove its model, so an AAGUID is only a hint.",
                "Enforce attestation: it binds registration alone and takes no key away.", [], [evidence])
            : Yes($"Exactly the {allowed.Count} models of the plan are let through, and each key must prove its model.", evidence);
    }

    private sealed record Rule(string? Profile, KeyRestrictions? Restrictions, bool? Attestation);

    // Where profiles exist they decide, and only those that a target may use.
    private static List<Rule> Rules(Fido2Policy policy)
    {
        if (policy.PasskeyProfiles.Count == 0) return [new(null, policy.KeyRestrictions, policy.IsAttestationEnforced)];
        var used = policy.IncludeTargets
            .SelectMany(target => target.AllowedPasskeyProfiles.Count > 0 || policy.DefaultPasskeyProfile is null ? target.AllowedPasskeyProfiles : [policy.DefaultPasskeyProfile])
            .ToHashSet(StringComparer.OrdinalIgnoreCase);
        return
        [
            .. policy.PasskeyProfiles.Where(profile => used.Contains(profile.Id)).Select(profile => new Rule(
                profile.Name ?? profile.Id, profile.KeyRestrictions,
                profile.AttestationEnforcement switch { "registrationOnly" => true, "disabled" => false, _ => null })),
        ];
    }

    private static string Where(Rule rule) => rule.Profile is null ? "The FIDO2 policy" : $"Passkey profile \"{rule.Profile}\"";

    private static List<string> Except(IReadOnlyList<string> these, IReadOnlyList<string> those) =>
        [.. these.Except(those, StringComparer.OrdinalIgnoreCase).Order(StringComparer.Ordinal)];
}
