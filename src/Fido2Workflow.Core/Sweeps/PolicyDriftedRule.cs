using System.Text.Json.Nodes;
using Fido2Workflow.Core.ConditionalAccess;
using Fido2Workflow.Core.Gates;
using Fido2Workflow.Core.Preparation;
using Fido2Workflow.Core.Tenants;

namespace Fido2Workflow.Core.Sweeps;

/// <summary>A policy of the rollout says something else than was planned: an exclusion gone, an app added, somebody included.</summary>
public sealed class PolicyDriftedRule : SweepRule
{
    private const int Shown = 3;

    /// <inheritdoc/>
    public override string Name => "policy-drifted";

    /// <inheritdoc/>
    public override Severity Severity => Severity.High;

    /// <inheritdoc/>
    public override string Finds => "A policy of the rollout, or its enforcement group, is not as planned.";

    /// <inheritdoc/>
    public override string MendedAt => Portal.ConditionalAccess;

    /// <inheritdoc/>
    public override IEnumerable<Finding> Find(SweepFacts facts, DateTimeOffset now)
    {
        if (facts.Waves is not Answer<IReadOnlyList<SweptWave>>.Given { Value: var waves } || facts.Tenant.Policies is not Answer<IReadOnlyList<ConditionalAccessPolicy>>.Given { Value: var policies })
            return [Unknown(facts.Waves)];
        return
        [
            .. waves.Where(wave => wave.Policy is not OwnPolicy.Missing).SelectMany(wave => Find(facts, wave, policies)),
            .. Differs(AllUsersPolicy.Body(facts.Plan), policies, null),
        ];
    }

    private IEnumerable<Finding> Find(SweepFacts facts, SweptWave wave, IReadOnlyList<ConditionalAccessPolicy> policies) => wave.Group switch
    {
        Answer<OwnObject>.Given { Value: OwnObject.There group } => Differs(WavePolicy.Body(facts.Plan, wave.Number, group.Id), policies, wave.Number),
        Answer<OwnObject>.Given { Value: OwnObject.Other other } => [Found($"{other.Sentence}.", "Find out who changed it, and put it back as the rollout made it.", other.Ids, wave.Number)],
        Answer<OwnObject>.Given => [Found($"Wave {wave.Number} has a policy, and its enforcement group {WavePolicy.GroupNickname(facts.Plan, wave.Number)} is gone.", "Find out who removed it; it can be restored for 30 days.", [], wave.Number)],
        _ => [Unknown(wave.Group, wave.Number)],
    };

    // One that was never made is for whoever prepares the tenant.
    private IEnumerable<Finding> Differs(JsonObject planned, IReadOnlyList<ConditionalAccessPolicy> policies, int? wave) => OwnObject.Policy(planned, policies) is OwnObject.Other other
        ? [Found($"{other.Sentence}{(other.Differences.Count == 0 ? "" : $": {string.Join("; ", other.Differences.Take(Shown))}")}.", "Find out who changed it, and put it back as planned.", other.Ids, wave)]
        : [];
}
