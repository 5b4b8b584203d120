using Fido2Workflow.Core.Tenants;

namespace Fido2Workflow.Core.Prerequisites;

/// <summary>Why a group that the plan names cannot be what the rollout excludes or releases by.</summary>
internal static class GroupFaults
{
    /// <summary>The end of a sentence about the group; null where nothing is wrong with it, or it could not be read.</summary>
    public static string? Of(TenantFacts facts, string groupId) => facts.GroupOf(groupId) switch
    {
        Answer<Group>.Failed { Failure: TenantFailure.NotFound } when facts.Groups.ContainsKey(groupId) => "that the plan names does not exist",
        Answer<Group>.Given { Value: { IsDynamic: true } group } => $"\"{group.DisplayName}\" is dynamic: a rule decides who is in it",
        Answer<Group>.Given { Value: { OnPremisesSyncEnabled: true } group } => $"\"{group.DisplayName}\" is synced from on-premises, where others write its members",
        Answer<Group>.Given { Value: { SecurityEnabled: false } group } => $"\"{group.DisplayName}\" is no security group",
        _ => null,
    };
}
