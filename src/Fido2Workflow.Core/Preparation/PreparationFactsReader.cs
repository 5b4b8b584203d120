using Fido2Workflow.Core.ConditionalAccess;
using Fido2Workflow.Core.Decisions;
using Fido2Workflow.Core.Plans;
using Fido2Workflow.Core.Tenants;

namespace Fido2Workflow.Core.Preparation;

/// <summary>Reads, fresh, all that a preparation goes by. It holds a reader and cannot write.</summary>
/// <param name="reader">Whom to ask.</param>
/// <param name="decisions">What people decided.</param>
/// <param name="clock">The rollout's clock.</param>
/// <param name="onRead">Called with the number of accounts whose keys were read so far, since a large tenant takes minutes.</param>
public sealed class PreparationFactsReader(ITenantReader reader, IDecisionStore decisions, TimeProvider clock, Action<int>? onRead = null)
{
    private const int ReadAtOnce = 100;

    /// <summary>Reads everything, whatever fails.</summary>
    /// <param name="namedPolicies">Ids of policies that exclusions may be added to.</param>
    public async Task<PreparationRead> ReadAsync(Plan plan, IReadOnlyList<string> namedPolicies)
    {
        var failures = new List<TenantFailure>();
        var users = Given(await reader.ReadUsersAsync(), failures) ?? [];
        var facts = new PreparationFacts
        {
            Plan = plan,
            NamedPolicies = namedPolicies,
            At = clock.GetUtcNow(),
            Users = users,
            NamedGroups = await ReadNamedGroupsAsync(plan, failures),
            OwnGroups = await ReadOwnGroupsAsync(plan, failures),
            GroupUsers = new Dictionary<string, IReadOnlyList<string>>(),
            Methods = new(default),
            Fido2 = new(null, [], [], null, []),
            Passes = new(null, null, null, null, []),
            Policies = [],
            Keys = new Dictionary<string, Answer<IReadOnlyList<Fido2Key>>>(),
            Decisions = await decisions.ReadAsync(plan.Rollout),
        };
        facts = await ReadPoliciesAsync(await ReadMembersAsync(await ReadMethodsAsync(facts, failures), failures), failures);
        // Keys take the longest: they are not asked for where nothing will be concluded.
        return failures is [] ? new PreparationRead.Whole(facts with { Keys = await ReadKeysAsync(users) }) : new PreparationRead.Partial(failures);
    }

    /// <summary>Reads anew what a change is about.</summary>
    internal async Task<PreparationRead> ReadAgainAsync(PreparationFacts facts, Change change)
    {
        var failures = new List<TenantFailure>();
        facts = change switch
        {
            Change.CreateGroup => await ReadMembersAsync(facts with { OwnGroups = await ReadOwnGroupsAsync(facts.Plan, failures) }, failures),
            Change.AddMembers => await ReadMembersAsync(facts, failures),
            Change.UpdateMethod => await ReadMembersAsync(await ReadMethodsAsync(facts, failures), failures),
            Change.CreatePolicy or Change.ExcludeGroups => await ReadPoliciesAsync(facts, failures),
            _ => throw new InvalidOperationException("closed hierarchy"),
        };
        return failures is [] ? new PreparationRead.Whole(facts with { At = clock.GetUtcNow() }) : new PreparationRead.Partial(failures);
    }

    private async Task<IReadOnlyDictionary<string, Group>> ReadNamedGroupsAsync(Plan plan, List<TenantFailure> failures)
    {
        var groups = new Dictionary<string, Group>();
        foreach (var id in RolloutPolicy.ExcludedGroups(plan).Where(id => id != Exclusions.ToBeMade))
        {
            switch (await reader.ReadGroupAsync(id))
            {
                case Answer<Group>.Given given: groups[id] = given.Value; break;
                // That there is none is an answer.
                case Answer<Group>.Failed { Failure: TenantFailure.NotFound }: break;
                case Answer<Group>.Failed failed: failures.Add(failed.Failure); break;
            }
        }
        return groups;
    }

    private async Task<IReadOnlyDictionary<string, IReadOnlyList<Group>>> ReadOwnGroupsAsync(Plan plan, List<TenantFailure> failures)
    {
        var groups = new Dictionary<string, IReadOnlyList<Group>>();
        foreach (var nickname in OwnGroups.Nicknames(plan)) groups[nickname] = Given(await reader.FindGroupsAsync(nickname), failures) ?? [];
        return groups;
    }

    private async Task<PreparationFacts> ReadMethodsAsync(PreparationFacts facts, List<TenantFailure> failures)
    {
        var methods = Given(await reader.ReadAuthenticationMethodsPolicyAsync(), failures);
        var fido2 = Given(await reader.ReadFido2PolicyAsync(), failures);
        var passes = Given(await reader.ReadTemporaryAccessPassPolicyAsync(), failures);
        if (methods is null || fido2 is null || passes is null) return facts;
        Agree(methods, MethodConfiguration.Fido2, fido2.IncludeTargets.Select(target => target.Id), failures);
        Agree(methods, MethodConfiguration.TemporaryAccessPass, passes.IncludeTargets, failures);
        return facts with { Methods = methods, Fido2 = fido2, Passes = passes };
    }

    // What is understood and what is sent back are read one after the other: they must be of one mind.
    private static void Agree(AuthenticationMethodsPolicy methods, string id, IEnumerable<string> targets, List<TenantFailure> failures)
    {
        if (methods.Configuration(id) is { } configuration && !MethodConfiguration.Holds(configuration, targets))
            failures.Add(new TenantFailure.Unreadable($"{id} names other targets there than by itself") { Request = "GET /v1.0/policies/authenticationMethodsPolicy" });
    }

    private async Task<PreparationFacts> ReadPoliciesAsync(PreparationFacts facts, List<TenantFailure> failures) =>
        facts with { Policies = Given(await reader.ReadPoliciesAsync(), failures) ?? [] };

    private async Task<PreparationFacts> ReadMembersAsync(PreparationFacts facts, List<TenantFailure> failures)
    {
        var users = new Dictionary<string, IReadOnlyList<string>>();
        var groups = facts.NamedGroups.Keys
            .Concat(facts.OwnGroups.Values.SelectMany(found => found.Select(group => group.Id)))
            .Concat(facts.Fido2.IncludeTargets.Select(target => target.Id)).Concat(facts.Fido2.ExcludeTargets)
            .Concat(facts.Passes.IncludeTargets).Concat(facts.Passes.ExcludeTargets);
        foreach (var group in groups.Where(id => id != Fido2Policy.AllUsers).Distinct())
        {
            switch (await reader.ReadTransitiveUsersAsync(group))
            {
                case Answer<IReadOnlyList<string>>.Given given: users[group] = given.Value; break;
                // A target may outlive its group: nobody is in it.
                case Answer<IReadOnlyList<string>>.Failed { Failure: TenantFailure.NotFound }: users[group] = []; break;
                case Answer<IReadOnlyList<string>>.Failed failed: failures.Add(failed.Failure); break;
            }
        }
        return facts with { GroupUsers = users };
    }

    private async Task<IReadOnlyDictionary<string, Answer<IReadOnlyList<Fido2Key>>>> ReadKeysAsync(IReadOnlyList<User> users)
    {
        var keys = new Dictionary<string, Answer<IReadOnlyList<Fido2Key>>>();
        // Guests register no key in the tenant that invited them.
        foreach (var some in users.Where(user => user.UserType is not "Guest").Select(user => user.Id).Chunk(ReadAtOnce))
        {
            foreach (var (id, answer) in await reader.ReadFido2KeysAsync(some)) keys[id] = answer;
            onRead?.Invoke(keys.Count);
        }
        return keys;
    }

    private static T? Given<T>(Answer<T> answer, List<TenantFailure> failures) where T : class
    {
        if (answer is Answer<T>.Given given) return given.Value;
        failures.Add(((Answer<T>.Failed)answer).Failure);
        return null;
    }
}
