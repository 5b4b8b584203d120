using Fido2Workflow.Core.Gates;
using Fido2Workflow.Core.Tenants;

namespace Fido2Workflow.Core.Preparation;

/// <summary>Which models of key are let through, and which passkey profile the rollout's targets use.</summary>
/// <param name="Plan">What only a person may do about it, and what is worth knowing.</param>
/// <param name="Edits">What brings the configuration to the plan's models.</param>
/// <param name="ProfileOfTargets">The profile of targets that are added; null where the tenant has none.</param>
internal sealed record FidoModels(PreparationPlan Plan, IReadOnlyList<Fido2Edit> Edits, string? ProfileOfTargets)
{
    /// <summary>Compares the configuration with the plan's models.</summary>
    public static FidoModels Of(PreparationFacts facts)
    {
        var wanted = facts.Plan.KeyModels.Allowed;
        var policy = facts.Fido2;
        if (wanted is [])
            return new(AnyModel(facts), [], PasskeyProfiles.Default(policy)?.Id);
        return policy.PasskeyProfiles is [] ? OfTheMethod(policy, wanted) : OfProfiles(facts, wanted);
    }

    private static FidoModels OfTheMethod(Fido2Policy policy, IReadOnlyList<string> wanted)
    {
        if (KeyModelRules.IsAnotherKindOfList(policy.KeyRestrictions)) return new(BlockList("The FIDO2 method", MethodConfiguration.Fido2), [], null);
        List<Fido2Edit> edits = [];
        if (!KeyModelRules.Allows(policy.KeyRestrictions, wanted)) edits.Add(new Fido2Edit.AllowModels(null, wanted));
        if (policy.IsAttestationEnforced is not true) edits.Add(new Fido2Edit.Attest(null));
        return new(Besides("The FIDO2 method", policy.KeyRestrictions, wanted), edits, null);
    }

    // A target of the rollout's uses a profile that keeps the models already, or the default one, brought to them. Other
    // profiles are changed only where everybody or a wave may use them: those are what a wave's people could get around by.
    private static FidoModels OfProfiles(PreparationFacts facts, IReadOnlyList<string> wanted)
    {
        var policy = facts.Fido2;
        var usual = PasskeyProfiles.Default(policy)!;
        var chosen = PasskeyProfiles.OfOurTargets(policy, wanted)!;
        var waves = facts.Plan.Waves.Select(wave => PrepareGroups.IdOfWave(facts, wave.Number)).ToHashSet();
        var used = policy.IncludeTargets.Where(target => target.Id == Fido2Policy.AllUsers || waves.Contains(target.Id))
            .SelectMany(target => Used(target, usual)).Append(chosen.Id).ToHashSet(StringComparer.OrdinalIgnoreCase);

        var others = policy.IncludeTargets.SelectMany(target => Used(target, usual)).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var (plan, edits) = (new PreparationPlan(), new List<Fido2Edit>());
        foreach (var profile in policy.PasskeyProfiles)
        {
            var name = $"The passkey profile \"{profile.Name ?? profile.Id}\"";
            // A stricter one is no way around the others.
            if (profile != chosen && PasskeyProfiles.IsNoWider(profile, wanted)) continue;
            if (!used.Contains(profile.Id))
            {
                if (others.Contains(profile.Id)) plan = plan.Then(OfOthers(name, profile.Id));
            }
            else if (KeyModelRules.IsAnotherKindOfList(profile.KeyRestrictions)) plan = plan.Then(BlockList(name, profile.Id));
            else
            {
                edits.AddRange(PasskeyProfiles.Edits(profile, wanted));
                plan = plan.Then(Besides(name, profile.KeyRestrictions, wanted));
            }
        }
        // Whom a narrower profile alone covers could not use a key that the plan allows.
        var foretold = edits.Aggregate(policy, (before, edit) => edit.Foretell(before));
        edits.AddRange(PasskeyProfiles.Narrow(foretold, [Fido2Policy.AllUsers, .. waves.OfType<string>()], wanted)
            .Select(target => new Fido2Edit.OpenProfiles(target.Id, [.. Used(target, usual).Append(chosen.Id).Except(target.AllowedPasskeyProfiles).Distinct()])));
        return new(plan, edits, chosen.Id);
    }

    private static IReadOnlyList<string> Used(Fido2Target target, PasskeyProfile usual) => target.AllowedPasskeyProfiles is [] ? [usual.Id] : target.AllowedPasskeyProfiles;

    private static PreparationPlan BlockList(string what, string id) => new()
    {
        ForPeople =
        [
            new("key-models-blocked-by-name", $"{what} names the models that it blocks, and the plan those that it allows. Turned into an allow-list here, it would let through what it blocks.",
                "Turn the list into one of allowed models in the portal.", Portal.AuthenticationMethods) { Named = [id] },
        ],
    };

    private static PreparationPlan Besides(string what, KeyRestrictions? restrictions, IReadOnlyList<string> wanted)
    {
        var besides = (restrictions?.AaGuids ?? []).Except(wanted, StringComparer.OrdinalIgnoreCase).ToList();
        return besides is [] ? new() : new()
        {
            ForPeople =
            [
                new("key-models-besides-the-plan", $"{what} also lists {string.Join(", ", besides)}, which the plan does not name. They are left as they are: whoever holds such a key would lose it.",
                    "Name them in the plan, or take them out in the portal once nobody holds one.", Portal.AuthenticationMethods) { Named = besides },
            ],
        };
    }

    private static PreparationPlan OfOthers(string what, string id) => new()
    {
        ForPeople =
        [
            new("other-passkey-profile", $"{what} lets through other models for groups of its own; whoever is in a wave and in one of them may use those.",
                "Bring the profile to the plan's models in the portal, or take it from its targets.", Portal.AuthenticationMethods) { Named = [id] },
        ],
    };

    private static PreparationPlan AnyModel(PreparationFacts facts) =>
        facts.Fido2.PasskeyProfiles.Select(profile => profile.KeyRestrictions).Append(facts.Fido2.PasskeyProfiles is [] ? facts.Fido2.KeyRestrictions : null).Any(restrictions => restrictions is { IsEnforced: true })
            ? new()
            {
                ForPeople =
                [
                    new("key-models-restricted", "The plan lets every model through, and the FIDO2 method does not.", "Name the models in the plan, or lift the restriction in the portal.", Portal.AuthenticationMethods),
                ],
            }
            : new() { Remarks = [new("any-key-model", $"Every model is let through, as the plan says: {facts.Plan.KeyModels.AnyModel}.")] };
}
