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

    /// <summary>Creates a conditional access policy from its body and answers its id.</summary>
    Task<Answer<string>> CreatePolicyAsync(JsonObject body);

    /// <summary>Changes nothing of a policy but its <c>state</c>.</summary>
    Task<Answer<Done>> SetPolicyStateAsync(string policyId, string state);

    /// <summary>Adds groups to those that a policy excludes, keeping all that is there as it is.</summary>
    Task<Answer<Done>> ExcludeGroupsAsync(string policyId, IReadOnlyList<string> groupIds);

    /// <summary>
    /// Changes the configuration of an authentication method, <c>Fido2</c> or <c>TemporaryAccessPass</c>. Graph replaces arrays:
    /// whoever builds the body keeps in them all that was read.
    /// </summary>
    Task<Answer<Done>> UpdateMethodConfigurationAsync(string configurationId, JsonObject body);

    /// <summary>Whose token the writer uses, and with which permissions: read from the token, asking nobody else.</summary>
    Task<Answer<TokenIdentity>> ReadIdentityAsync();
}
