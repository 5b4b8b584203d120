using Fido2Workflow.Core.ConditionalAccess;
using Fido2Workflow.Core.Tenants;

namespace Fido2Workflow.Core.Gates;

/// <summary>
/// The break-glass group holds exactly the break-glass accounts and is excluded from every policy that is enabled or
/// report-only; the service accounts' group from every policy of the rollout. A policy that cannot hold users, and one
/// made for the break-glass accounts that their key satisfies, need no exclusion.
/// </summary>
public sealed class ExclusionsGate : Gate<WaveFacts>
{
    /// <inheritdoc/>
    public override string Name => "exclusions";

    /// <inheritdoc/>
    public override string Asks => "Are both exclusion groups in place and excluded from the policies they must be excluded from?";

    /// <inheritdoc/>
    public override string Keeps => "break-glass and service-account exclusions";

    /// <inheritdoc/>
    public override string MendedAt => Portal.ConditionalAccess;

    /// <inheritdoc/>
    public override GateResult Judge(WaveFacts facts, DateTimeOffset now)
    {
        var exclusions = facts.Plan.Exclusions;
        if (facts.Policies is not Answer<IReadOnlyList<ConditionalAccessPolicy>>.Given { Value: var policies } given) return Unknown(facts.Policies, now);
        var breakGlass = facts.GroupUsers[exclusions.BreakGlassGroup];
        if (breakGlass is not Answer<IReadOnlyList<string>>.Given { Value: var members }) return Unknown(breakGlass, now);
        var serviceAccounts = facts.GroupUsers[exclusions.ServiceAccountGroup];
        if (serviceAccounts is not Answer<IReadOnlyList<string>>.Given { Value: var services }) return Unknown(serviceAccounts, now);

        var strangers = members.Except(exclusions.BreakGlassAccounts).ToList();
        var absent = exclusions.BreakGlassAccounts.Except(members).ToList();
        if (absent.Count > 0)
            return No("break-glass-not-excluded", $"{facts.Names(absent)} is not in the break-glass group.",
                "Add the account to the group: no policy may ever hit it.", absent, []);
        if (strangers.Count > 0)
            return No("break-glass-group-holds-others", $"The break-glass group also holds {facts.Names(strangers)}, whom no policy would protect.",
                "Take them out of the group.", strangers, []);
        if (services.Count == 0)
            return No("service-account-group-empty", "The group of excluded service accounts is empty.",
                "Add the tenant's service accounts to it before anything is enforced.", [], []);

        var evidence = Read($"{policies.Count} conditional access policies", given);
        var open = BreakGlassExclusion.MissingFrom(policies, facts.Plan);
        if (open.Count > 0)
            return No("exclusion-missing",
                BreakGlassExclusion.Sentence(open),
                $"Exclude group {exclusions.BreakGlassGroup} from each of them.", [.. open.Select(policy => policy.Id)], [evidence]);

        if (facts.Policy is not Answer<ConditionalAccessPolicy>.Given { Value: var ours }) return Unknown(facts.Policy, now);
        if (!PolicyUsers.Of(ours.Body).ExcludeGroups.Contains(exclusions.ServiceAccountGroup))
            return No("exclusion-missing", $"The wave's policy \"{ours.DisplayName}\" does not exclude the service accounts' group.",
                $"Exclude group {exclusions.ServiceAccountGroup} from it.", [ours.Id], [evidence]);
        return Yes("Both exclusion groups are in place.", evidence);
    }
}
