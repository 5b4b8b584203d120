using System.Text.Json.Nodes;
using Fido2Workflow.Core.ConditionalAccess;
using Fido2Workflow.Core.Gates;
using Fido2Workflow.Core.Tenants;

namespace Fido2Workflow.Core.Preparation;

/// <summary>
/// The rollout's own policies, each in report-only, and what every other one must leave out. A policy that is there is
/// never rewritten: one that was named gets exclusions, and no more.
/// </summary>
public static class PreparePolicies
{
    private const string LeftAlone = "A policy that is there is not rewritten, whoever made it.";

    /// <summary>The code of a policy that somebody named and that is not there.</summary>
    public const string NotFound = "policy-not-found";

    /// <summary>Those that were named must be there.</summary>
    public static PreparationPlan Named(PreparationFacts facts)
    {
        var unknown = facts.NamedPolicies.Where(id => facts.Policies.All(policy => !policy.Id.Equals(id, StringComparison.OrdinalIgnoreCase))).ToList();
        return unknown is [] ? new() : new()
        {
            ForPeople =
            [
                new(NotFound, $"There is no policy {string.Join(", ", unknown)}, which --policy names.", "Name a policy by its object id.", Portal.ConditionalAccess) { Named = unknown, Blocks = true },
            ],
        };
    }

    /// <summary>The waves' policies and the one for all users.</summary>
    public static PreparationPlan Ours(PreparationFacts facts)
    {
        var waves = facts.Plan.Waves
            .Select(wave => (wave.Number, Group: PrepareGroups.IdOfWave(facts, wave.Number)))
            .Where(wave => wave.Group is not null)
            .Select(wave => Own(facts, WavePolicy.Body(facts.Plan, wave.Number, wave.Group!), $"It is what wave {wave.Number} is watched under, and enforces nothing yet."));
        var allUsers = Own(facts, AllUsersPolicy.Body(facts.Plan), "It takes the waves' place after the last one, and enforces nothing until then.");
        return waves.Append(allUsers).Aggregate(new PreparationPlan(), (plan, next) => plan.Then(next));
    }

    /// <summary>The exclusions of every policy that is on, and of those that were named.</summary>
    public static PreparationPlan Exclusions(PreparationFacts facts) =>
        facts.Policies.Aggregate(new PreparationPlan(), (plan, policy) => plan.Then(Exclusions(facts, policy)));

    private static PreparationPlan Own(PreparationFacts facts, JsonObject body, string why)
    {
        var name = (string)body["displayName"]!;
        switch (OwnObject.Policy(body, facts.Policies))
        {
            case OwnObject.Missing:
                return new() { Changes = [new Change.CreatePolicy(name, body) { Why = why }] };
            case OwnObject.There there:
                var state = facts.Policies.Single(policy => policy.Id == there.Id).State;
                return state is ConditionalAccessPolicy.ReportOnly or ConditionalAccessPolicy.Enabled
                    ? new() { Adopted = [new($"policy \"{name}\", {(state is ConditionalAccessPolicy.Enabled ? "enforced" : "in report-only")}", there.Id)] }
                    : For("policy-off", $"\"{name}\" is as planned and {state ?? "in no state"}: it reports nothing.", "Set it to report-only.", there.Id);
            case OwnObject.Other other:
                return For(other.Code, $"{other.Sentence}{(other.Differences is [] ? "" : $": {string.Join("; ", other.Differences)}")}.",
                    "Put it back as planned, change the plan, or remove it so that it is made anew.", [.. other.Ids]);
            default:
                throw new InvalidOperationException("closed hierarchy");
        }
    }

    private static PreparationPlan Exclusions(PreparationFacts facts, ConditionalAccessPolicy policy)
    {
        var isOurs = RolloutPolicy.IsOurs(facts.Plan, policy);
        var isNamed = facts.NamedPolicies.Contains(policy.Id, StringComparer.OrdinalIgnoreCase);
        var missing = Missing(facts, policy, isOurs);
        if (missing is []) return isNamed ? new() { Adopted = [new($"exclusions of the policy \"{policy.DisplayName}\"", policy.Id)] } : new();
        if (isNamed)
            return policy.DuplicateProperties is []
                ? new() { Changes = [new Change.ExcludeGroups(policy.Id, policy.DisplayName, missing) { Why = "A policy must never hit the break-glass accounts, nor one of the rollout whom it leaves out." }] }
                : For("policy-not-understood", $"\"{policy.DisplayName}\" holds properties twice: {string.Join(", ", policy.DuplicateProperties)}.", "Save the policy anew in the portal.", policy.Id);
        // Ours with a difference is told of already, field by field.
        return isOurs
            ? new()
            : For("exclusion-missing", $"\"{policy.DisplayName}\" does not exclude the break-glass group. {LeftAlone}",
                $"Exclude the group in the portal, or say so with --policy {policy.Id}.", policy.Id);
    }

    private static List<string> Missing(PreparationFacts facts, ConditionalAccessPolicy policy, bool isOurs)
    {
        if (isOurs) return [.. RolloutPolicy.ExcludedGroups(facts.Plan).Except(PolicyUsers.Of(policy.Body).ExcludeGroups)];
        return BreakGlassExclusion.MissingFrom([policy], facts.Plan) is [] ? [] : [facts.Plan.Exclusions.BreakGlassGroup];
    }

    private static PreparationPlan For(string code, string sentence, string nextStep, params IReadOnlyList<string> named) => new()
    {
        ForPeople = [new(code, sentence, nextStep, Portal.ConditionalAccess) { Named = named }],
    };
}
