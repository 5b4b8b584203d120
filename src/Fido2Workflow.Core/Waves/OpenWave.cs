using Fido2Workflow.Core.ConditionalAccess;
using Fido2Workflow.Core.Decisions;
using Fido2Workflow.Core.Durable;
using Fido2Workflow.Core.Plans;
using Fido2Workflow.Core.Preparation;
using Fido2Workflow.Core.Prerequisites;
using Fido2Workflow.Core.Tenants;

namespace Fido2Workflow.Core.Waves;

/// <summary>
/// Opens a wave: nothing is made before every prerequisite says yes; then the enforcement group, the FIDO2
/// policy's target and the policy in report-only. Each is found before it is made, so that doing it again changes nothing.
/// </summary>
public sealed class OpenWave(ITenantReader reader, ITenantWriter writer, IDecisionStore decisions, IDocumentStore documents)
{
    /// <summary>The activity.</summary>
    public async Task<Step<WaveObjects>> RunAsync(ActivityContext context, WaveKey key)
    {
        var plan = await key.ReadPlanAsync(documents);
        var holds = Preflight.Holds(await new TenantFactsReader(reader, decisions).JudgeAsync(plan, context.Now, KeysToRead.OfThoseNotTargeted));
        if (holds.Count > 0) return new Step<WaveObjects>.Held(holds[0]) { Besides = [.. holds.Skip(1)] };

        var group = await EnforcementGroupAsync(plan, key.Wave);
        if (group is not Answer<string>.Given { Value: var groupId }) return new Step<WaveObjects>.Held(Hold.Of(group, context.Now));
        var target = await TargetAsync(plan, groupId);
        if (target is not Answer<Done>.Given) return new Step<WaveObjects>.Held(Hold.Of(target, context.Now));
        var policy = await PolicyAsync(plan, key.Wave, groupId);
        if (policy is not Answer<string>.Given { Value: var policyId }) return new Step<WaveObjects>.Held(Hold.Of(policy, context.Now));
        return new Step<WaveObjects>.Taken(new(groupId, policyId));
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

    private async Task<Answer<Done>> TargetAsync(Plan plan, string groupId)
    {
        var fido2 = await reader.ReadFido2PolicyAsync();
        if (fido2 is not Answer<Fido2Policy>.Given { Value: var policy } given) return fido2.Select(_ => new Done());
        if (policy.IncludeTargets.Any(target => target.Id == Fido2Policy.AllUsers || target.Id.Equals(groupId, StringComparison.OrdinalIgnoreCase))) return given.Select(_ => new Done());
        var methods = await reader.ReadAuthenticationMethodsPolicyAsync();
        if (methods is not Answer<AuthenticationMethodsPolicy>.Given { Value: var all }) return methods.Select(_ => new Done());
        return Fido2Edit.Widen(all, policy, plan.KeyModels, groupId) is { } body
            ? await writer.UpdateMethodConfigurationAsync(Fido2Edit.ConfigurationId, body)
            : new Answer<Done>.Failed(new TenantFailure.Unreadable("FIDO2 is not configured, its targets are not all there, or none of its passkey profiles is the default") { Request = given.From });
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
