using Fido2Workflow.Core.Gates;
using Fido2Workflow.Core.Tenants;

namespace Fido2Workflow.Core.Preparation;

/// <summary>Those who hold a key already. Whom no target covers goes into a group of the rollout's own, which is targeted.</summary>
/// <param name="Plan">What that group needs.</param>
/// <param name="Group">The group's id, or what stands for it until it is made; null where it is not needed or has another's name.</param>
/// <param name="Joining">Object ids of those whom it takes in.</param>
/// <param name="Unread">People whose keys could not be read: user principal names.</param>
internal sealed record KeyHolders(PreparationPlan Plan, string? Group, IReadOnlyList<string> Joining, IReadOnlyList<string> Unread)
{
    /// <summary>Finds them.</summary>
    public static KeyHolders Of(PreparationFacts facts)
    {
        var unread = facts.Keys.Where(keys => keys.Value is Answer<IReadOnlyList<Fido2Key>>.Failed).Select(keys => facts.Name(keys.Key)).Order(StringComparer.Ordinal).ToList();
        var remarks = unread is [] ? new PreparationPlan() : new()
        {
            Remarks = [new("keys-unread", $"The keys of {AccountNames.List(unread)} could not be read, so nobody can tell whether they hold one. Run it again to ask once more.")],
        };
        var nickname = OwnGroups.KeyHolders(facts.Plan);
        var group = OwnObject.Group(nickname, facts.OwnGroups[nickname]);
        var uncovered = Uncovered(facts, group is OwnObject.There there ? there.Id : null);
        if (uncovered is []) return new(remarks, null, [], unread);

        var id = PrepareGroups.IdOf(group, nickname);
        if (id is null) return new(remarks.Then(new() { ForPeople = [PrepareGroups.NotOurs((OwnObject.Other)group)] }), null, [], unread);
        var joining = uncovered.Except(facts.UsersOf(id)).ToList();
        return new(remarks.Then(new()
        {
            Changes =
            [
                .. group is OwnObject.Missing ? [OwnGroups.CreateKeyHolders(facts.Plan)] : (Change[])[],
                .. joining is [] ? [] : (Change[])[Join(facts, id, nickname, joining)],
            ],
        }), id, joining, unread);
    }

    /// <summary>Object ids of everybody who is known to hold a key.</summary>
    public static IEnumerable<string> Known(PreparationFacts facts) =>
        facts.Keys.Where(keys => keys.Value is Answer<IReadOnlyList<Fido2Key>>.Given { Value.Count: > 0 }).Select(keys => keys.Key);

    private static List<string> Uncovered(PreparationFacts facts, string? group)
    {
        if (facts.Fido2.IncludeTargets.Any(target => target.Id == Fido2Policy.AllUsers)) return [];
        var covered = facts.Fido2.IncludeTargets.Where(target => target.Id != group).SelectMany(target => facts.UsersOf(target.Id)).ToHashSet();
        return [.. Known(facts).Where(holder => !covered.Contains(holder)).Except(facts.Plan.Exclusions.BreakGlassAccounts).Order(StringComparer.Ordinal)];
    }

    private static Change.AddMembers Join(PreparationFacts facts, string id, string nickname, IReadOnlyList<string> joining) =>
        new(id, nickname, joining, [.. joining.Select(facts.Name)]) { Why = "They hold a key already, and no group that may use one has them." };
}
