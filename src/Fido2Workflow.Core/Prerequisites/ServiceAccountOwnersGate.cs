using Fido2Workflow.Core.Decisions;
using Fido2Workflow.Core.Gates;
using Fido2Workflow.Core.ServiceAccounts;
using Fido2Workflow.Core.Tenants;

namespace Fido2Workflow.Core.Prerequisites;

/// <summary>Each excluded service account has an owner who is there, and a reason to be excluded.</summary>
public sealed class ServiceAccountOwnersGate : Gate<TenantFacts>
{
    /// <inheritdoc/>
    public override string Name => "service-account-owners";

    /// <inheritdoc/>
    public override string Asks => "Has each excluded service account an owner and a reason?";

    /// <inheritdoc/>
    public override string Keeps => "service accounts documented with owner and reason";

    /// <inheritdoc/>
    public override string MendedAt => "fido2 service-account own";

    /// <inheritdoc/>
    public override GateResult Judge(TenantFacts facts, DateTimeOffset now)
    {
        var group = facts.UsersOf(facts.Plan.Exclusions.ServiceAccountGroup);
        if (group is not Answer<IReadOnlyList<string>>.Given { Value: var members } given) return Unknown(group, now);
        if (facts.Users is not Answer<IReadOnlyList<User>>.Given { Value: var users }) return Unknown(facts.Users, now);
        var enabled = users.Where(user => user.AccountEnabled is not false).Select(user => user.Id).ToHashSet();
        var decided = facts.Decided.Where(stored => stored.Decision.At <= now).ToList();
        var owned = Ownership.Of(decided);

        var evidence = Read($"{members.Count} members of the service accounts' group", given);
        var ownerless = Ownership.Missing(members, decided);
        if (ownerless.Count > 0)
            return No("service-account-ownerless", $"{ownerless.Count} of {members.Count} excluded service accounts {(ownerless.Count == 1 ? "has" : "have")} no owner with a reason: {facts.Names(ownerless)}.",
                "Name for each who answers for it, and why it is excluded.", ownerless, [evidence]);
        var orphaned = members.Where(member => !enabled.Contains(owned[member].Owner)).ToList();
        return orphaned.Count == 0
            ? Yes($"Each of {members.Count} excluded service accounts has an owner and a reason.",
                [evidence, .. members.Select(member => Attestations.Evidence($"{facts.Names([member])} is owned by {facts.Names([owned[member].Owner])}", owned[member]))])
            : No("service-account-owner-gone", $"The owner of {facts.Names(orphaned)} has no enabled account any more.", "Name a new owner.", orphaned, [evidence]);
    }
}
