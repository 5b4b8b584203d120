using System.Text.Json;
using Fido2Workflow.Core.ConditionalAccess;
using Fido2Workflow.Core.Plans;
using Fido2Workflow.Core.Tenants;

namespace Fido2Workflow.Core.People;

/// <summary>How a wave stands in the tenant, by its policy.</summary>
public abstract record WaveInForce
{
    private WaveInForce() { }

    /// <summary>Its policy is enforced.</summary>
    /// <param name="EnforcementGroup">The only group that the policy includes.</param>
    public sealed record Enforced(int Number, ConditionalAccessPolicy Policy, string EnforcementGroup) : WaveInForce
    {
        /// <summary>Field by field, where the policy is not as planned.</summary>
        public IReadOnlyList<string> Differences(Plan plan) =>
            PolicyContent.Differences(JsonSerializer.SerializeToElement(WavePolicy.Body(plan, Number, EnforcementGroup)), Policy.Body);

        /// <summary>Whether somebody in these groups is among those whom it includes.</summary>
        public bool Includes(IReadOnlyList<string> groups) => groups.Contains(EnforcementGroup);

        /// <summary>Whether somebody in these groups is left out for good: by anything but the release group, which is for a day.</summary>
        public bool Excludes(string person, IReadOnlyList<string> groups, Plan plan)
        {
            var users = PolicyUsers.Of(Policy.Body);
            return users.ExcludeUsers.Contains(person) || users.ExcludeGroups.Where(group => group != plan.Exclusions.ReleaseGroup).Any(groups.Contains);
        }
    }

    /// <summary>Its policy is not enforced.</summary>
    /// <param name="Why">As a sentence without its full stop.</param>
    public sealed record NotEnforced(string Why) : WaveInForce;

    /// <summary>Nobody can tell.</summary>
    /// <param name="Why">As a sentence without its full stop.</param>
    public sealed record Unknown(string Why) : WaveInForce;

    /// <summary>How a wave stands by these policies.</summary>
    public static WaveInForce Of(Answer<IReadOnlyList<ConditionalAccessPolicy>> read, Plan plan, int number)
    {
        if (read is not Answer<IReadOnlyList<ConditionalAccessPolicy>>.Given { Value: var policies })
            return new Unknown(((Answer<IReadOnlyList<ConditionalAccessPolicy>>.Failed)read).Failure.Sentence);
        var name = WavePolicy.DisplayName(plan, number);
        return policies.Where(policy => policy.DisplayName == name).ToList() switch
        {
            [] => new NotEnforced($"\"{name}\" is not in the tenant"),
            [{ DuplicateProperties.Count: > 0 }] => new Unknown($"\"{name}\" holds properties twice"),
            [{ State: not ConditionalAccessPolicy.Enabled } policy] => new NotEnforced($"\"{name}\" is {policy.State ?? "in no state"}"),
            [var policy] when PolicyUsers.Of(policy.Body) is { IncludeGroups: [var group] } users && users.IncludesOnly(group) => new Enforced(number, policy, group),
            [_] => new Unknown($"\"{name}\" includes more than one enforcement group"),
            var several => new Unknown($"{several.Count} policies are named \"{name}\""),
        };
    }
}
