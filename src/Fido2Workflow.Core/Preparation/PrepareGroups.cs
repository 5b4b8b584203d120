using Fido2Workflow.Core.ConditionalAccess;
using Fido2Workflow.Core.Decisions;
using Fido2Workflow.Core.Gates;
using Fido2Workflow.Core.Plans;
using Fido2Workflow.Core.Tenants;

namespace Fido2Workflow.Core.Preparation;

/// <summary>
/// The groups that no policy may hit, by the plan's ids, and the waves' own. A group that is not found is never made
/// under another id: policies would go on excluding the one that is gone.
/// </summary>
internal static class PrepareGroups
{
    /// <summary>The exclusion groups and the release group.</summary>
    public static PreparationPlan Excluded(PreparationFacts facts) => ExcludedGroup.All(facts.Plan)
        .Aggregate(new PreparationPlan(), (plan, group) => plan.Then(group.Id == Exclusions.ToBeMade ? ToBeMade(facts, group) : Named(facts, group)))
        .Then(BreakGlassMembers(facts))
        .Then(ServiceAccountMembers(facts));

    /// <summary>The enforcement groups of the waves.</summary>
    public static PreparationPlan OfTheWaves(PreparationFacts facts) => facts.Plan.Waves.Aggregate(new PreparationPlan(), (plan, wave) =>
        plan.Then(Wave(facts, wave.Number) switch
        {
            OwnObject.There there => new() { Adopted = [new($"enforcement group of wave {wave.Number}, {WavePolicy.GroupNickname(facts.Plan, wave.Number)}", there.Id)] },
            OwnObject.Missing => new() { Changes = [OwnGroups.CreateWave(facts.Plan, wave.Number)] },
            OwnObject.Other other => new() { ForPeople = [NotOurs(other)] },
            _ => throw new InvalidOperationException("closed hierarchy"),
        }));

    /// <summary>The id of a wave's enforcement group, or what stands for it until it is made; null where something else has its name.</summary>
    public static string? IdOfWave(PreparationFacts facts, int wave) => IdOf(Wave(facts, wave), WavePolicy.GroupNickname(facts.Plan, wave));

    /// <summary>The id of a group of the rollout's own, or what stands for it until it is made; null where something else has its name.</summary>
    public static string? IdOf(OwnObject group, string nickname) => group switch
    {
        OwnObject.There there => there.Id,
        OwnObject.Missing => OwnGroups.ToBeMade(nickname),
        _ => null,
    };

    /// <summary>What a person does about a group of another's that has one of the rollout's names.</summary>
    public static ForAPerson NotOurs(OwnObject.Other other) =>
        new(other.Code, $"{other.Sentence}.", "Rename or remove what is not the rollout's, or give the rollout another name in the plan.", Portal.Groups) { Named = other.Ids };

    private static OwnObject Wave(PreparationFacts facts, int wave)
    {
        var nickname = WavePolicy.GroupNickname(facts.Plan, wave);
        return OwnObject.Group(nickname, facts.OwnGroups[nickname]);
    }

    private static PreparationPlan Named(PreparationFacts facts, ExcludedGroup named) => facts.NamedGroups.GetValueOrDefault(named.Id) switch
    {
        null => Blocked("exclusion-group-not-found", $"There is no group {named.Id}, which the plan names as {named.What}.",
            $"Correct {named.InThePlan} in the plan, or write {Exclusions.ToBeMade} there.", named.Id),
        { IsDynamic: true } group => Blocked("exclusion-group-dynamic", $"\"{group.DisplayName}\", {named.What}, is dynamic: who is in it follows from a rule.",
            "Make it an assigned group, or name another in the plan.", named.Id),
        { OnPremisesSyncEnabled: true } group => Blocked("exclusion-group-synchronised", $"\"{group.DisplayName}\", {named.What}, comes from an on-premises directory: whoever runs that decides who is in it.",
            $"Make a cloud-only group and name it in the plan at {named.InThePlan}.", named.Id),
        { SecurityEnabled: false } group => Blocked("exclusion-group-no-security", $"\"{group.DisplayName}\", {named.What}, is no security group and cannot be excluded from a policy.",
            $"Make a security group and name it in the plan at {named.InThePlan}.", named.Id),
        var group => new() { Adopted = [new($"{named.What}, \"{group.DisplayName}\"", named.Id)] },
    };

    // The plan goes by ids, and only its owner writes it: so nothing rests on a group before the plan names it.
    private static PreparationPlan ToBeMade(PreparationFacts facts, ExcludedGroup wanted) => OwnObject.Group(wanted.Nickname, facts.OwnGroups[wanted.Nickname]) switch
    {
        OwnObject.Missing => Blocked("exclusion-group-to-be-named", $"The plan does not name {wanted.What} yet.", $"Once it is made, write its id at {wanted.InThePlan} in the plan.") with
        {
            Changes = [OwnGroups.Create(facts.Plan, wanted)],
        },
        OwnObject.There there => Blocked("exclusion-group-to-be-named", $"{wanted.Nickname} is made to be {wanted.What}, and the plan does not name it yet.", $"Write {there.Id} at {wanted.InThePlan} in the plan.", there.Id),
        OwnObject.Other other => new() { ForPeople = [NotOurs(other) with { Blocks = true }] },
        _ => throw new InvalidOperationException("closed hierarchy"),
    };

    // The plan names both the group and the accounts by id, and an exclusion locks nobody out.
    private static PreparationPlan BreakGlassMembers(PreparationFacts facts)
    {
        var exclusions = facts.Plan.Exclusions;
        if (!facts.NamedGroups.TryGetValue(exclusions.BreakGlassGroup, out var group) || group.IsDynamic || group.OnPremisesSyncEnabled is true) return new();
        var members = facts.UsersOf(group.Id);
        var unknown = exclusions.BreakGlassAccounts.Where(account => facts.Users.All(user => user.Id != account)).ToList();
        if (unknown.Count > 0)
            return Blocked("break-glass-account-not-found", $"There is no account {string.Join(", ", unknown)}, which the plan names as a break-glass account.",
                "Correct exclusions.break-glass.accounts in the plan.", [.. unknown]);
        var absent = exclusions.BreakGlassAccounts.Except(members).ToList();
        var strangers = members.Except(exclusions.BreakGlassAccounts).ToList();
        return new()
        {
            Changes = absent is [] ? [] :
            [
                new Change.AddMembers(group.Id, group.DisplayName ?? group.Id, absent, [.. absent.Select(facts.Name)])
                {
                    Why = "The plan names them as break-glass accounts, and no policy may ever hit those.",
                },
            ],
            ForPeople = strangers is [] ? [] :
            [
                new("break-glass-group-holds-others", $"The break-glass group also holds {facts.Names(strangers)}, whom no policy would protect.", "Take them out of the group.", Portal.Groups) { Named = strangers },
            ],
        };
    }

    private static PreparationPlan ServiceAccountMembers(PreparationFacts facts)
    {
        var id = facts.Plan.Exclusions.ServiceAccountGroup;
        var isAttestedNone = facts.Decisions.Select(stored => stored.Decision).OfType<Attested>()
            .Any(attested => attested.Item is AttestationItem.NoServiceAccounts && attested.Until > facts.At);
        return facts.NamedGroups.ContainsKey(id) && facts.UsersOf(id) is [] && !isAttestedNone
            ? Blocked("service-account-group-empty", "The group of excluded service accounts is empty.",
                "Add the tenant's service accounts to it, or let somebody attest that there are none.", id)
            : new();
    }

    private static PreparationPlan Blocked(string code, string sentence, string nextStep, params IReadOnlyList<string> named) => new()
    {
        ForPeople = [new(code, sentence, nextStep, Portal.Groups) { Named = named, Blocks = true }],
    };
}
