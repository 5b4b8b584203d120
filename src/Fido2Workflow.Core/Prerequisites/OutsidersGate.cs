using System.Text.Json;
using Fido2Workflow.Core.ConditionalAccess;
using Fido2Workflow.Core.Gates;
using Fido2Workflow.Core.Plans;
using Fido2Workflow.Core.Tenants;

namespace Fido2Workflow.Core.Prerequisites;

/// <summary>
/// No policy of the rollout hits a guest or a directory synchronisation account. Guests can register no key in this tenant,
/// and "all users" includes them; older synchronisation accounts are users like any other. (Microsoft Learn: "Enable passkeys
/// for your organization"; "Microsoft Entra Connect: accounts and permissions".)
/// </summary>
public sealed class OutsidersGate : Gate<TenantFacts>
{
    /// <inheritdoc/>
    public override string Name => "guests-and-sync-accounts";

    /// <inheritdoc/>
    public override string Asks => "Are guests and directory synchronisation accounts out of the reach of every policy of the rollout?";

    /// <inheritdoc/>
    public override string Keeps => "guests and directory synchronisation accounts out of scope";

    /// <inheritdoc/>
    public override string MendedAt => Portal.ConditionalAccess;

    /// <inheritdoc/>
    public override GateResult Judge(TenantFacts facts, DateTimeOffset now)
    {
        if (facts.Policies is not Answer<IReadOnlyList<ConditionalAccessPolicy>>.Given { Value: var policies } given) return Unknown(facts.Policies, now);
        if (facts.Users is not Answer<IReadOnlyList<User>>.Given { Value: var users }) return Unknown(facts.Users, now);
        if (facts.RoleAssignments is not Answer<IReadOnlyList<RoleAssignmentInstance>>.Given { Value: var roles }) return Unknown(facts.RoleAssignments, now);
        var guests = users.Where(user => user.UserType is "Guest").Select(user => user.Id).ToList();
        var syncing = roles.Where(role => role.RoleDefinitionId == DirectoryRoles.DirectorySynchronizationAccounts).Select(role => role.PrincipalId)
            .Intersect(users.Where(user => user.AccountEnabled is not false).Select(user => user.Id)).ToList();

        var ours = OfTheRollout(policies, facts.Plan);
        var hit = new List<(ConditionalAccessPolicy Policy, IReadOnlyList<string> Accounts)>();
        foreach (var policy in ours)
        {
            var scope = PolicyUsers.Of(policy.Body);
            if (scope.IncludeGroups.Concat(scope.ExcludeGroups).Select(facts.UsersOf).FirstOrDefault(group => group is Answer<IReadOnlyList<string>>.Failed) is { } failed)
                return Unknown(failed, now);
            var included = scope.IncludeUsers.Contains("All") ? guests.Concat(syncing) : [];
            var named = scope.IncludeGroups.SelectMany(group => Users(facts, group)).Concat(scope.IncludeUsers).Intersect(guests.Concat(syncing));
            IReadOnlyList<string> accounts =
            [
                .. included.Union(named).Except(scope.ExcludeUsers).Except(scope.ExcludeGroups.SelectMany(group => Users(facts, group)))
                    .Except(ExcludesGuests(policy) ? guests : [])
                    .Except(Words(policy, "excludeRoles").Contains(DirectoryRoles.DirectorySynchronizationAccounts) ? syncing : []),
            ];
            if (accounts.Count > 0) hit.Add((policy, accounts));
        }
        var evidence = Read($"{ours.Count} policies of the rollout, {guests.Count} guests, {syncing.Count} synchronisation accounts", given);
        return hit.Count == 0
            ? Yes($"No policy of the rollout hits one of {guests.Count} guests or {syncing.Count} synchronisation accounts.", evidence)
            : No("outsiders-in-scope", $"\"{hit[0].Policy.DisplayName}\" would hit {facts.Names(hit[0].Accounts)}, who can hold no key here.",
                "Exclude guests and the role Directory Synchronization Accounts from the policy, or take them off the roster.",
                [.. hit.SelectMany(each => each.Accounts).Distinct()], [evidence]);
    }

    /// <summary>The policies of the rollout, by the names that it gives them.</summary>
    public static IReadOnlyList<ConditionalAccessPolicy> OfTheRollout(IReadOnlyList<ConditionalAccessPolicy> policies, Plan plan) =>
        [.. policies.Where(policy => policy.State is not ConditionalAccessPolicy.Disabled && policy.DisplayName.StartsWith(WavePolicy.NameOfAll(plan), StringComparison.Ordinal))];

    private static IReadOnlyList<string> Users(TenantFacts facts, string group) =>
        facts.UsersOf(group) is Answer<IReadOnlyList<string>>.Given given ? given.Value : [];

    // Every kind of guest: whoever leaves one out still hits that one.
    private static bool ExcludesGuests(ConditionalAccessPolicy policy)
    {
        if (Words(policy, "excludeUsers").Contains("GuestsOrExternalUsers")) return true;
        var excluded = Property(Property(Property(policy.Body, "conditions"), "users"), "excludeGuestsOrExternalUsers");
        return Property(excluded, "guestOrExternalUserTypes") is { ValueKind: JsonValueKind.String } types
            && types.GetString()!.Split(',', StringSplitOptions.TrimEntries) is var kinds
            && kinds.Contains("b2bCollaborationGuest") && kinds.Contains("internalGuest");
    }

    private static List<string> Words(ConditionalAccessPolicy policy, string name) =>
        Property(Property(Property(policy.Body, "conditions"), "users"), name) is { ValueKind: JsonValueKind.Array } words
            ? [.. words.EnumerateArray().Where(word => word.ValueKind is JsonValueKind.String).Select(word => word.GetString()!)]
            : [];

    private static JsonElement Property(JsonElement parent, string name) =>
        parent.ValueKind is JsonValueKind.Object && parent.TryGetProperty(name, out var value) ? value : default;
}
