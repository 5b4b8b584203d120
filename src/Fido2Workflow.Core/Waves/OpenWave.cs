using Fido2Workflow.Core.ConditionalAccess;
using Fido2Workflow.Core.Decisions;
using Fido2Workflow.Core.Durable;
using Fido2Workflow.Core.Plans;
using Fido2Workflow.Core.Preparation;
using Fido2Workflow.Core.Tenants;

namespace Fido2Workflow.Core.Waves;

/// <summary>
/// Opens a wave: nothing is made before both exclusion groups are in place; then the enforcement group, the FIDO2
/// policy's target and the policy in report-only. Each is found before it is made, so that doing it again changes nothing.
/// </summary>
public sealed class OpenWave(ITenantReader reader, ITenantWriter writer, IDocumentStore documents)
{
    /// <summary>The activity.</summary>
    public async Task<Step<WaveObjects>> RunAsync(ActivityContext context, WaveKey key)
    {
        var plan = await key.ReadPlanAsync(documents);
        if (await ExclusionsInPlaceAsync(plan, context.Now) is { } missing) return new Step<WaveObjects>.Held(missing);

        var group = await EnforcementGroupAsync(plan, key.Wave);
        if (group is not Answer<string>.Given { Value: var groupId }) return new Step<WaveObjects>.Held(Hold.Of(group, context.Now));
        var target = await writer.AddFido2TargetAsync(groupId);
        if (target is not Answer<Done>.Given) return new Step<WaveObjects>.Held(Hold.Of(target, context.Now));
        var policy = await PolicyAsync(plan, key.Wave, groupId);
        if (policy is not Answer<string>.Given { Value: var policyId }) return new Step<WaveObjects>.Held(Hold.Of(policy, context.Now));
        return new Step<WaveObjects>.Taken(new(groupId, policyId));
    }

    private async Task<Hold?> ExclusionsInPlaceAsync(Plan plan, DateTimeOffset now)
    {
        var breakGlass = await reader.ReadTransitiveUsersAsync(plan.Exclusions.BreakGlassGroup);
        if (breakGlass is not Answer<IReadOnlyList<string>>.Given { Value: var accounts }) return Hold.Of(breakGlass, now);
        var serviceAccounts = await reader.ReadTransitiveUsersAsync(plan.Exclusions.ServiceAccountGroup);
        if (serviceAccounts is not Answer<IReadOnlyList<string>>.Given { Value: var services }) return Hold.Of(serviceAccounts, now);
        var missing = plan.Exclusions.BreakGlassAccounts.Except(accounts).ToList();
        if (missing.Count > 0)
            return new("break-glass-not-excluded", $"{missing.Count} of the plan's break-glass accounts are not in the break-glass group.",
                $"Add them to group {plan.Exclusions.BreakGlassGroup}.", missing, missing.Count, null);
        return services.Count > 0 ? null : new("service-account-group-empty", "The group of excluded service accounts is empty.",
            $"Add the tenant's service accounts to group {plan.Exclusions.ServiceAccountGroup}.");
    }

    private async Task<Answer<string>> EnforcementGroupAsync(Plan plan, int wave)
    {
        var nickname = WavePolicy.GroupNickname(plan, wave);
        var groups = await reader.FindGroupsAsync(nickname);
        if (groups is not Answer<IReadOnlyList<Group>>.Given given) return groups.Select(_ => "");
        return OwnObject.Group(nickname, given.Value) switch
        {
            OwnObject.Missing when OwnGroups.CreateWave(plan, wave) is var create => await writer.CreateGroupAsync(create.DisplayName, create.MailNickname, create.Description),
            var found => Adopted(found, given),
        };
    }

    private async Task<Answer<string>> PolicyAsync(Plan plan, int wave, string enforcementGroup)
    {
        var body = WavePolicy.Body(plan, wave, enforcementGroup);
        var policies = await reader.ReadPoliciesAsync();
        if (policies is not Answer<IReadOnlyList<ConditionalAccessPolicy>>.Given given) return policies.Select(_ => "");
        return OwnObject.Policy(body, given.Value) switch
        {
            OwnObject.Missing => await writer.CreatePolicyAsync(body),
            var found => Adopted(found, given),
        };
    }

    private static Answer<string> Adopted<T>(OwnObject found, Answer<T>.Given given) => found switch
    {
        OwnObject.There there => new Answer<string>.Given(there.Id, given.At, given.From),
        OwnObject.Other other => new Answer<string>.Failed(new TenantFailure.Conflict(other.Code, other.Sentence) { Request = given.From }),
        _ => throw new InvalidOperationException("what is missing is made"),
    };
}
