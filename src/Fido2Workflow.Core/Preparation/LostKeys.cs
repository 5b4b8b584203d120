using Fido2Workflow.Core.Enrollment;
using Fido2Workflow.Core.Tenants;

namespace Fido2Workflow.Core.Preparation;

/// <summary>
/// Who would lose a key by a change of models: restrictions bind sign-in and not only registration, so a model that is no
/// longer allowed stops to work at once. (Microsoft Learn: "Enable passkeys (FIDO2) for your organization", March 2026.)
/// </summary>
internal static class LostKeys
{
    // The method alone is asked about, not what one policy's strength takes besides.
    private static readonly AuthenticationStrength AnyKey = new("", null, ["fido2"], null);

    /// <summary>Each key that works before and may not after, by its owner's name.</summary>
    public static IReadOnlyList<LostKey> Between(PreparationFacts facts, Fido2Policy before, Fido2Policy after, KeyHolders holders)
    {
        var (now, then) = (new KeyCompliance(before, AnyKey), new KeyCompliance(after, AnyKey));
        var lost = new List<LostKey>();
        foreach (var (owner, answer) in facts.Keys.OrderBy(keys => facts.Name(keys.Key), StringComparer.Ordinal))
        {
            if (answer is not Answer<IReadOnlyList<Fido2Key>>.Given { Value: [_, ..] keys }) continue;
            var memberOf = facts.GroupUsers.Where(group => group.Value.Contains(owner)).Select(group => group.Key).ToHashSet();
            var joins = holders.Group is { } group && holders.Joining.Contains(owner) ? memberOf.Append(group).ToHashSet() : memberOf;
            var verdicts = keys.Select(key => (Key: key, Before: now.Judge(key, memberOf), After: then.Judge(key, joins))).ToList();
            lost.AddRange(
                from verdict in verdicts
                where verdict.Before is not KeyVerdict.NotCompliant && verdict.After is not KeyVerdict.Compliant && verdict.Before.GetType() != verdict.After.GetType()
                select new LostKey(owner, facts.Name(owner), verdict.Key.Model ?? verdict.Key.AaGuid ?? "unknown", verdict.Key.AaGuid, Reason(verdict.After),
                    verdicts.All(each => each.After is not KeyVerdict.Compliant)));
        }
        return lost;
    }

    private static string Reason(KeyVerdict verdict) => verdict switch
    {
        KeyVerdict.NotCompliant not => not.Reason,
        KeyVerdict.Unknown unknown => unknown.Reason,
        _ => "",
    };
}
