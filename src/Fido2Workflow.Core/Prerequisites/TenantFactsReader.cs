using Fido2Workflow.Core.ConditionalAccess;
using Fido2Workflow.Core.Decisions;
using Fido2Workflow.Core.Gates;
using Fido2Workflow.Core.Plans;
using Fido2Workflow.Core.Tenants;

namespace Fido2Workflow.Core.Prerequisites;

/// <summary>Whose keys are read, besides those of the break-glass accounts.</summary>
public enum KeysToRead
{
    /// <summary>Of everybody whom the registration report shows with one.</summary>
    OfEverybody,

    /// <summary>
    /// Of those among them whom the FIDO2 policy does not target. A wave reads the keys of its own people, and whose key is of
    /// the wrong model holds nobody else up.
    /// </summary>
    OfThoseNotTargeted,
}

/// <summary>Reads, fresh, all that the prerequisites are judged by, each thing once. It holds a reader and cannot write.</summary>
public sealed class TenantFactsReader(ITenantReader reader, IDecisionStore decisions)
{
    private const int KeysReadAtOnce = 100;

    // A short span shows whether policies' results show; the days that a wave needs are its own gate's to read.
    private static readonly TimeSpan LookedAt = TimeSpan.FromHours(1);

    /// <summary>Reads the facts and asks every gate of the tenant, in their order.</summary>
    /// <param name="now">The rollout's clock, UTC.</param>
    public async Task<IReadOnlyList<GateResult>> JudgeAsync(Plan plan, DateTimeOffset now, KeysToRead keys = KeysToRead.OfEverybody)
    {
        var facts = await ReadAsync(plan, now, keys);
        return [.. AllGates.OfTheTenant.Select(gate => gate.Judge(facts, now))];
    }

    /// <summary>Reads the facts.</summary>
    /// <param name="now">The rollout's clock, UTC.</param>
    public async Task<TenantFacts> ReadAsync(Plan plan, DateTimeOffset now, KeysToRead keys)
    {
        var exclusions = plan.Exclusions;
        var breakGlass = exclusions.BreakGlassAccounts.Distinct().ToList();
        var plans = await reader.ReadServicePlansAsync();
        var policies = await reader.ReadPoliciesAsync();
        var fido2 = await reader.ReadFido2PolicyAsync();
        var groupUsers = await ReadEach.OfAsync([exclusions.ServiceAccountGroup, .. Targets(fido2), .. NamedByOurs(plan, policies)], reader.ReadTransitiveUsersAsync);
        return new TenantFacts
        {
            Plan = plan,
            Identity = await reader.ReadIdentityAsync(),
            ServicePlans = plans,
            RecentSignIns = await ReadRecentSignInsAsync(plan, policies, now),
            Users = await reader.ReadUsersAsync(),
            RoleAssignments = await ReadRolesAsync(plans),
            Methods = await reader.ReadAuthenticationMethodsAsync(breakGlass),
            BreakGlassSignIns = await ReadEach.OfAsync(breakGlass, account => reader.ReadSignInsOfAsync(account, BreakGlassSignIns.ReadFrom(plan, now), now)),
            Groups = await ReadEach.OfAsync([exclusions.BreakGlassGroup, exclusions.ServiceAccountGroup, exclusions.ReleaseGroup], reader.ReadGroupAsync),
            BreakGlassMembers = await reader.ReadMembersAsync(exclusions.BreakGlassGroup),
            GroupUsers = groupUsers,
            Policies = policies,
            Strengths = await ReadEach.OfAsync([plan.AuthenticationStrength, .. OverRegistration(plan, policies)], reader.ReadAuthenticationStrengthAsync),
            Fido2Policy = fido2,
            Keys = await ReadKeysAsync(breakGlass, keys is KeysToRead.OfEverybody ? [] : Targeted(fido2, groupUsers)),
            TemporaryAccessPassPolicy = await reader.ReadTemporaryAccessPassPolicyAsync(),
            Domains = await reader.ReadDomainsAsync(),
            Decided = await decisions.ReadAsync(plan.Rollout),
        };
    }

    // Rows say what each policy did: any one that is not off will do.
    private async Task<Answer<SignInLog>> ReadRecentSignInsAsync(Plan plan, Answer<IReadOnlyList<ConditionalAccessPolicy>> policies, DateTimeOffset now)
    {
        if (policies is not Answer<IReadOnlyList<ConditionalAccessPolicy>>.Given { Value: var all }) return policies.Select(_ => new SignInLog(now, now, []));
        var one = all.FirstOrDefault(policy => policy.State is not ConditionalAccessPolicy.Disabled);
        var to = now - plan.Gates.InteractiveDelay;
        return await reader.ReadSignInsAsync(to - LookedAt, to, one?.Id);
    }

    // Without P2 there is no Privileged Identity Management and nothing to ask it: every assignment is active, direct and for good.
    private async Task<Answer<IReadOnlyList<RoleAssignmentInstance>>> ReadRolesAsync(Answer<IReadOnlyList<string>> plans)
    {
        var instances = await reader.ReadRoleAssignmentInstancesAsync();
        if (instances is Answer<IReadOnlyList<RoleAssignmentInstance>>.Given or Answer<IReadOnlyList<RoleAssignmentInstance>>.Failed { Failure: TenantFailure.Throttled }
            || plans is not Answer<IReadOnlyList<string>>.Given { Value: var bought } || EntraLicence.IsP2(bought)) return instances;
        var assignments = await reader.ReadRoleAssignmentsAsync();
        return assignments is Answer<IReadOnlyList<RoleAssignment>>.Given
            ? assignments.Select<IReadOnlyList<RoleAssignmentInstance>>(all =>
                [.. all.Select(each => new RoleAssignmentInstance(each.PrincipalId, each.RoleDefinitionId, each.DirectoryScopeId, "Assigned", "Direct", null))])
            : instances;
    }

    // The report only says whom to ask: asking everybody would take a large tenant hours.
    private async Task<Answer<IReadOnlyDictionary<string, Answer<IReadOnlyList<Fido2Key>>>>> ReadKeysAsync(IReadOnlyList<string> breakGlass, HashSet<string> targeted)
    {
        var report = await reader.ReadRegistrationDetailsAsync();
        if (report is not Answer<IReadOnlyList<RegistrationDetails>>.Given { Value: var rows } given)
            return report.Select<IReadOnlyDictionary<string, Answer<IReadOnlyList<Fido2Key>>>>(_ => new Dictionary<string, Answer<IReadOnlyList<Fido2Key>>>());
        var keys = new Dictionary<string, Answer<IReadOnlyList<Fido2Key>>>();
        foreach (var some in breakGlass.Union(rows.Where(HasAKey).Select(row => row.UserId).Where(user => !targeted.Contains(user))).Chunk(KeysReadAtOnce))
            foreach (var (id, answer) in await reader.ReadFido2KeysAsync(some)) keys[id] = answer;
        return new Answer<IReadOnlyDictionary<string, Answer<IReadOnlyList<Fido2Key>>>>.Given(keys, given.At, "users/{id}/authentication/fido2Methods");
    }

    private static HashSet<string> Targeted(Answer<Fido2Policy> policy, IReadOnlyDictionary<string, Answer<IReadOnlyList<string>>> groupUsers)
    {
        if (policy is not Answer<Fido2Policy>.Given { Value: var fido2 }) return [];
        var excluded = fido2.ExcludeTargets.SelectMany(Users).ToHashSet();
        return [.. fido2.IncludeTargets.SelectMany(target => Users(target.Id)).Where(user => !excluded.Contains(user))];

        IReadOnlyList<string> Users(string group) =>
            groupUsers.TryGetValue(group, out var users) && users is Answer<IReadOnlyList<string>>.Given given ? given.Value : [];
    }

    // The report's words for keys and passkeys have changed several times: "fido2", "fido2SecurityKey", "passKeyDeviceBound", …
    private static bool HasAKey(RegistrationDetails row) => row.MethodsRegistered.Any(method =>
        method.Contains("fido", StringComparison.OrdinalIgnoreCase) || method.Contains("passKey", StringComparison.OrdinalIgnoreCase));

    private static IReadOnlyList<string> Targets(Answer<Fido2Policy> policy) =>
        policy is Answer<Fido2Policy>.Given given ? given.Value.Groups : [];

    private static IEnumerable<string> NamedByOurs(Plan plan, Answer<IReadOnlyList<ConditionalAccessPolicy>> policies) =>
        policies is Answer<IReadOnlyList<ConditionalAccessPolicy>>.Given given
            ? OutsidersGate.OfTheRollout(given.Value, plan).Select(policy => PolicyUsers.Of(policy.Body)).SelectMany(users => users.IncludeGroups.Concat(users.ExcludeGroups))
            : [];

    private static IEnumerable<string> OverRegistration(Plan plan, Answer<IReadOnlyList<ConditionalAccessPolicy>> policies) =>
        policies is Answer<IReadOnlyList<ConditionalAccessPolicy>>.Given given
            ? RegistrationPolicies.Of(given.Value, plan).Select(RegistrationPolicies.StrengthToRead).OfType<string>()
            : [];
}
