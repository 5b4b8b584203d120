using Fido2Workflow.Core.Gates;
using Fido2Workflow.Core.Tenants;

namespace Fido2Workflow.Core.Prerequisites;

/// <summary>
/// The FIDO2 policy targets the groups of the waves that are open, everybody who holds a key already, and the break-glass
/// accounts: a key of somebody who is not targeted does not work.
/// </summary>
public sealed class Fido2TargetsGate : Gate<TenantFacts>
{
    /// <inheritdoc/>
    public override string Name => "fido2-targets";

    /// <inheritdoc/>
    public override string Asks => "Does the FIDO2 policy target the open waves, everybody who holds a key, and the break-glass accounts?";

    /// <inheritdoc/>
    public override string Keeps => "FIDO2 enabled for the waves, key holders and break-glass accounts";

    /// <inheritdoc/>
    public override string MendedAt => "fido2 prepare";

    /// <inheritdoc/>
    public override GateResult Judge(TenantFacts facts, DateTimeOffset now)
    {
        if (facts.Fido2Policy is not Answer<Fido2Policy>.Given { Value: var policy } given) return Unknown(facts.Fido2Policy, now);
        if (facts.Policies is not Answer<IReadOnlyList<ConditionalAccessPolicy>>.Given { Value: var policies }) return Unknown(facts.Policies, now);
        var members = Fido2Targeting.Members(facts, policy);
        if (members is not Answer<IReadOnlyDictionary<string, IReadOnlySet<string>>>.Given { Value: var groups }) return Unknown(members, now);

        const string Next = "Widen the targets of the FIDO2 policy; nobody who is in is taken out.";
        var evidence = Read($"{policy.IncludeTargets.Count} targets of the FIDO2 policy", given);
        var everyone = policy.IncludeTargets.Any(target => target.Id == Fido2Policy.AllUsers);
        var waves = Fido2Targeting.OpenWaves(facts.Plan, policies).Where(group => !everyone && policy.IncludeTargets.All(target => target.Id != group)).ToList();
        if (waves.Count > 0)
            return No("fido2-wave-not-targeted", $"The FIDO2 policy does not target {waves.Count} {(waves.Count == 1 ? "group" : "groups")} of open waves.", Next, waves, [evidence]);
        var breakGlass = Fido2Targeting.NotTargeted(policy, groups, facts.BreakGlassAccounts);
        if (breakGlass.Count > 0)
            return No("fido2-break-glass-not-targeted", $"The FIDO2 policy does not target {facts.Names(breakGlass)}: a key would not let the account in.", Next, breakGlass, [evidence]);

        if (facts.Keys is not Answer<IReadOnlyDictionary<string, Answer<IReadOnlyList<Fido2Key>>>>.Given { Value: var keys }) return Unknown(facts.Keys, now);
        var untargeted = Fido2Targeting.NotTargeted(policy, groups, keys.Keys).ToHashSet();
        var holders = keys.Where(user => untargeted.Contains(user.Key) && user.Value is Answer<IReadOnlyList<Fido2Key>>.Given { Value.Count: > 0 }).Select(user => user.Key).ToList();
        if (holders.Count > 0)
            return No("fido2-holder-not-targeted", $"{holders.Count} who {(holders.Count == 1 ? "holds a key is" : "hold a key are")} not targeted by the FIDO2 policy: {facts.Names(holders)}.", Next, holders, [evidence]);
        return keys.Where(user => untargeted.Contains(user.Key)).Select(user => user.Value).FirstOrDefault(answer => answer is Answer<IReadOnlyList<Fido2Key>>.Failed) is { } unread
            ? Unknown(unread, now)
            : Yes("The FIDO2 policy targets the open waves, everybody who holds a key, and the break-glass accounts.", evidence);
    }
}
