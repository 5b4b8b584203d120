using System.Text.Json.Nodes;

namespace Fido2Workflow.Core.Tenants;

/// <summary>
/// Changes a tenant, under an identity of its own. No write is ever retried: what was sent without an answer is
/// <see cref="TenantFailure.Ambiguous"/>, and the caller reads. A write that the tenant refused before taking it
/// (throttled, unavailable with a clear refusal) says so and may be asked again.
/// </summary>
public interface ITenantWriter
{
    /// <summary>Creates an assigned, cloud-only security group and answers its object id.</summary>
    Task<Answer<string>> CreateGroupAsync(string displayName, string mailNickname, string description);

    /// <summary>Adds users to a group: up to 20, all or none.</summary>
    Task<Answer<Done>> AddMembersAsync(string groupId, IReadOnlyList<string> userIds);

    /// <summary>Takes one user out of a group.</summary>
    Task<Answer<Done>> RemoveMemberAsync(string groupId, string userId);

    /// <summary>Adds a group to those the FIDO2 configuration targets, keeping all that is there as it is.</summary>
    Task<Answer<Done>> AddFido2TargetAsync(string groupId);

    /// <summary>Creates a conditional access policy from its body and answers its id.</summary>
    Task<Answer<string>> CreatePolicyAsync(JsonObject body);

    /// <summary>Changes nothing of a policy but its <c>state</c>.</summary>
    Task<Answer<Done>> SetPolicyStateAsync(string policyId, string state);
}
