using Fido2Workflow.Core.ConditionalAccess;
using Fido2Workflow.Core.Decisions;
using Fido2Workflow.Core.Durable;
using Fido2Workflow.Core.Enrollment;
using Fido2Workflow.Core.Gates;
using Fido2Workflow.Core.Plans;
using Fido2Workflow.Core.Preparation;
using Fido2Workflow.Core.Prerequisites;
using Fido2Workflow.Core.Tenants;
using Fido2Workflow.Core.Waves;

namespace Fido2Workflow.Core.Sweeps;

/// <summary>
/// Reads, fresh, all that a sweep judges by. It holds a reader and cannot write to the tenant. One of it is for one sweep:
/// asked again, it answers as it did.
/// </summary>
public sealed class SweepFactsReader(ITenantReader tenant, IDecisionStore decisions, IDocumentStore documents, IStatusHistory statuses)
{
    private readonly ReadOnce _reader = new(tenant);

    /// <summary>Reads the facts.</summary>
    /// <param name="now">The rollout's clock, UTC.</param>
    public async Task<SweepFacts> ReadAsync(Plan plan, DateTimeOffset now)
    {
        var facts = await new TenantFactsReader(_reader, decisions).ReadAsync(plan, now, KeysToRead.OfEverybody);
        var waves = await ReadWavesAsync(plan, facts);
        var hit = waves is Answer<IReadOnlyList<SweptWave>>.Given { Value: var all }
            ? all.Select(wave => wave.Scope).OfType<Answer<IReadOnlyList<string>>.Given>().SelectMany(scope => scope.Value).Distinct().ToList()
            : [];
        return new(facts, waves, await new EnrollmentCheck(_reader).RunAsync(hit, plan.AuthenticationStrength));
    }

    private async Task<Answer<IReadOnlyList<SweptWave>>> ReadWavesAsync(Plan plan, TenantFacts facts)
    {
        if (facts.Policies is not Answer<IReadOnlyList<ConditionalAccessPolicy>>.Given { Value: var policies } given) return facts.Policies.Select(IReadOnlyList<SweptWave> (_) => []);
        var told = await ReadToldAsync(plan.Rollout);
        var waves = new List<SweptWave>();
        foreach (var number in plan.Waves.Select(wave => wave.Number).Union(told.Keys).Order())
        {
            var nickname = WavePolicy.GroupNickname(plan, number);
            var wave = new SweptWave(
                number, OwnPolicy.Named(WavePolicy.DisplayName(plan, number), policies), (await _reader.FindGroupsAsync(nickname)).Select(found => OwnObject.Group(nickname, found)),
                told.GetValueOrDefault(number), given.Select(IReadOnlyList<string> (_) => []), given.Select(_ => new Placed([], [], [])));
            waves.Add(wave.Enforced is not { } enforced ? wave : wave with
            {
                Scope = EffectiveScope.Of(given.Select(_ => enforced), await ReadGroupsAsync(enforced)),
                // Who was disabled when the wave before was promoted belongs to this one.
                Roster = await new WaveFactsReader(_reader, decisions, documents).ReadPlacementAsync(plan, new(plan.Rollout, number, "", told.GetValueOrDefault(number - 1)?.EvidenceDocument)),
            });
        }
        return given.Select(IReadOnlyList<SweptWave> (_) => waves);
    }

    private async Task<IReadOnlyDictionary<string, Answer<IReadOnlyList<string>>>> ReadGroupsAsync(ConditionalAccessPolicy policy)
    {
        var users = PolicyUsers.Of(policy.Body);
        var groups = new Dictionary<string, Answer<IReadOnlyList<string>>>();
        foreach (var group in users.IncludeGroups.Union(users.ExcludeGroups)) groups[group] = await _reader.ReadTransitiveUsersAsync(group);
        return groups;
    }

    // What each wave's workflow last said.
    private async Task<IReadOnlyDictionary<int, WaveStatus>> ReadToldAsync(string rollout)
    {
        var told = new Dictionary<int, WaveStatus>();
        foreach (var (_, status) in await statuses.ReadAsync(rollout))
            if (WaveKey.WaveOf(rollout, status.InstanceId) is { } wave && status.CustomStatus is { } said) told[wave] = WorkflowJson.Read<WaveStatus>(said);
        return told;
    }
}
