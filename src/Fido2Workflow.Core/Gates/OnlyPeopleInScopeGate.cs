using Fido2Workflow.Core.Tenants;

namespace Fido2Workflow.Core.Gates;

/// <summary>No guest, and no account that the plan lists as a service account, is among those whom the policy would hit.</summary>
public sealed class OnlyPeopleInScopeGate : Gate<WaveFacts>
{
    /// <inheritdoc/>
    public override string Name => "only-people-in-scope";

    /// <inheritdoc/>
    public override string Asks => "Are only enabled members with a person behind them in scope?";

    /// <inheritdoc/>
    public override string Keeps => "service accounts excluded; guests out of scope";

    /// <inheritdoc/>
    public override string MendedAt => Portal.Groups;

    /// <inheritdoc/>
    public override GateResult Judge(WaveFacts facts, DateTimeOffset now)
    {
        if (facts.EffectiveScope is not Answer<IReadOnlyList<string>>.Given { Value: var scope } given) return Unknown(facts.EffectiveScope, now);
        if (facts.Users is not Answer<IReadOnlyList<User>>.Given { Value: var users }) return Unknown(facts.Users, now);

        var types = users.ToDictionary(user => user.Id, user => user.UserType);
        var guests = scope.Where(id => types.GetValueOrDefault(id) is "Guest").ToList();
        var services = facts.Plan.Exclusions.ServiceAccounts.Intersect(scope).ToList();
        var unknown = scope.Where(id => types.GetValueOrDefault(id) is not ("Guest" or "Member")).ToList();
        var evidence = Read($"effective scope of {scope.Count} people", given);
        if (services.Count > 0)
            return No("service-account-in-scope",
                $"The policy would hit {services.Count} service {(services.Count == 1 ? "account" : "accounts")}, which can hold no key: {facts.Names(services)}.",
                $"Add each to group {facts.Plan.Exclusions.ServiceAccountGroup}, with an owner and a reason.", services, [evidence]);
        if (guests.Count > 0)
            return No("guest-in-scope", $"The policy would hit {guests.Count} {(guests.Count == 1 ? "guest" : "guests")}, who can register no key here: {facts.Names(guests)}.",
                "Take the guest off the roster.", guests, [evidence]);
        if (unknown.Count > 0)
            return Unknown($"Nobody can tell whether these are members or guests: {facts.Names(unknown)}.", "It is asked again at the next poll.", unknown);
        return Yes("Only members of the tenant are in scope, and no known service account.", evidence);
    }
}
