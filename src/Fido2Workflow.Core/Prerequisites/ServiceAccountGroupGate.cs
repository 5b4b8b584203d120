using Fido2Workflow.Core.Decisions;
using Fido2Workflow.Core.Gates;
using Fido2Workflow.Core.Tenants;

namespace Fido2Workflow.Core.Prerequisites;

/// <summary>
/// The service accounts' group is there, assigned, and holds every account that the plan knows to have no person behind it;
/// it is empty only where somebody vouches that there are none.
/// </summary>
public sealed class ServiceAccountGroupGate : Gate<TenantFacts>
{
    /// <inheritdoc/>
    public override string Name => "service-account-group";

    /// <inheritdoc/>
    public override string Asks => "Does the service accounts' group hold every service account that is known?";

    /// <inheritdoc/>
    public override string Keeps => "service-account exclusion group in place";

    /// <inheritdoc/>
    public override string MendedAt => Portal.Groups;

    /// <inheritdoc/>
    public override GateResult Judge(TenantFacts facts, DateTimeOffset now)
    {
        var exclusions = facts.Plan.Exclusions;
        var id = exclusions.ServiceAccountGroup;
        if (GroupFaults.Of(facts, id) is { } faults)
            return No("service-account-group-unfit", $"The service accounts' group {faults}.", "Make an assigned security group in the cloud, and name it in the plan.", [id], []);
        if (facts.GroupOf(id) is not Answer<Group>.Given) return Unknown(facts.GroupOf(id), now);

        if (facts.UsersOf(id) is not Answer<IReadOnlyList<string>>.Given { Value: var members } given) return Unknown(facts.UsersOf(id), now);
        var evidence = Read($"{members.Count} members of the service accounts' group", given);
        var outside = exclusions.ServiceAccounts.Except(members).ToList();
        if (outside.Count > 0)
            return No("service-account-not-excluded", $"{outside.Count} of {exclusions.ServiceAccounts.Count} service accounts that the plan names {(outside.Count == 1 ? "is" : "are")} not in the group: {facts.Names(outside)}.",
                $"Add each to group {id}, with an owner and a reason.", outside, [evidence]);
        if (members.Count > 0) return Yes($"The group holds {members.Count} service {(members.Count == 1 ? "account" : "accounts")}.", evidence);
        return facts.Attestation(AttestationItem.NoServiceAccounts, null, now) is { } word
            ? Yes("Somebody vouches that the tenant has no service accounts.", evidence, Attestations.Evidence(facts, word))
            : No("service-account-group-empty", "The group of excluded service accounts is empty, and nobody vouches that there are none.",
                "Find the tenant's service accounts with fido2 assess and add them, or attest that there are none: fido2 attest no-service-accounts.", [], [evidence]);
    }
}
