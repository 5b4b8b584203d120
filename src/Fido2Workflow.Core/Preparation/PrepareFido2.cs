using Fido2Workflow.Core.ConditionalAccess;
using Fido2Workflow.Core.Gates;
using Fido2Workflow.Core.Tenants;

namespace Fido2Workflow.Core.Preparation;

/// <summary>
/// The FIDO2 method: on, for the waves, for everybody who holds a key already and for the break-glass accounts, with the
/// plan's models. Targets are only ever widened. Where passkey profiles exist they are what is written; else the older
/// restrictions are.
/// </summary>
internal static class PrepareFido2
{
    /// <summary>What the configuration needs, and who would lose a key by it.</summary>
    public static PreparationPlan Of(PreparationFacts facts)
    {
        if (facts.Methods.Configuration(MethodConfiguration.Fido2) is not { } configuration)
            return For("fido2-policy-missing", "The authentication methods policy holds nothing about FIDO2.", "Switch the method on in the portal.");
        if (facts.Fido2.PasskeyProfiles is not [] && PasskeyProfiles.Default(facts.Fido2) is null)
            return For("passkey-profile-unknown", "The FIDO2 method has passkey profiles, and none of them is its default.", "Name the default profile in the portal.");

        var models = FidoModels.Of(facts);
        List<Fido2Edit> edits = [.. Switches(facts.Fido2), .. models.Edits];
        var holders = KeyHolders.Of(facts);
        edits.AddRange(Targets(facts, holders).Select(group => new Fido2Edit.Target(group, models.ProfileOfTargets)));

        var plan = models.Plan.Then(holders.Plan).Then(Excluded(facts));
        if (edits is []) return plan with { Adopted = [.. plan.Adopted, new("FIDO2: on, for whom and with which models the plan asks", MethodConfiguration.Fido2)] };
        var foretold = edits.Aggregate(facts.Fido2, (policy, edit) => edit.Foretell(policy));
        var update = new Change.UpdateMethod(MethodConfiguration.Fido2, configuration, Fido2Edit.Body(configuration, edits))
        {
            Why = string.Join(' ', edits.Select(edit => edit.Why).Distinct()),
        };
        return plan with
        {
            Changes = [.. plan.Changes, update],
            // Only a change of models can take a key away: a target more lets somebody in.
            LostKeys = models.Edits is [] ? [] : LostKeys.Between(facts, facts.Fido2, foretold, holders),
            UnreadKeys = models.Edits is [] ? [] : holders.Unread,
        };
    }

    private static IEnumerable<Fido2Edit> Switches(Fido2Policy policy)
    {
        if (policy.IsEnabled is not true) yield return new Fido2Edit.Enable();
        if (policy.IsSelfServiceRegistrationAllowed is not true) yield return new Fido2Edit.AllowSelfService();
    }

    // Waves by their groups, since who is in them changes; the break-glass accounts' group unless each of them is covered.
    private static IEnumerable<string> Targets(PreparationFacts facts, KeyHolders holders)
    {
        var there = facts.Fido2.IncludeTargets.Select(target => target.Id).ToHashSet(StringComparer.OrdinalIgnoreCase);
        if (there.Contains(Fido2Policy.AllUsers)) return [];
        var exclusions = facts.Plan.Exclusions;
        var covered = facts.Fido2.IncludeTargets.SelectMany(target => facts.UsersOf(target.Id)).ToHashSet();
        string?[] wanted =
        [
            .. facts.Plan.Waves.Select(wave => PrepareGroups.IdOfWave(facts, wave.Number)),
            exclusions.BreakGlassAccounts.All(covered.Contains) ? null : exclusions.BreakGlassGroup,
            holders.Group,
        ];
        return wanted.OfType<string>().Where(group => !there.Contains(group));
    }

    private static PreparationPlan Excluded(PreparationFacts facts)
    {
        var excluded = facts.Fido2.ExcludeTargets.SelectMany(facts.UsersOf).ToHashSet();
        var people = facts.Plan.Exclusions.BreakGlassAccounts.Concat(KeyHolders.Known(facts)).Distinct().Where(excluded.Contains).ToList();
        var waves = facts.Plan.Waves.Select(wave => PrepareGroups.IdOfWave(facts, wave.Number)).OfType<string>()
            .Intersect(facts.Fido2.ExcludeTargets, StringComparer.OrdinalIgnoreCase).ToList();
        if (waves is not [])
            return For("fido2-policy-excludes-a-wave", $"The FIDO2 method excludes {waves.Count} of the waves' groups, and an exclusion beats every inclusion.", "Take the groups out of the excluded ones.", [.. waves]);
        return people is [] ? new() : For("fido2-policy-excludes-people", $"The FIDO2 method excludes {facts.Names(people)}, who hold a key or are to: an exclusion beats every inclusion.",
            "Take them out of the excluded groups.", people);
    }

    private static PreparationPlan For(string code, string sentence, string nextStep, params IReadOnlyList<string> named) => new()
    {
        ForPeople = [new(code, sentence, nextStep, Portal.AuthenticationMethods) { Named = named }],
    };
}
