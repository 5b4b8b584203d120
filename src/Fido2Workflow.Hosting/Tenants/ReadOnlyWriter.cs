using System.Text.Json.Nodes;
using Fido2Workflow.Core.Tenants;

namespace Fido2Workflow.Hosting.Tenants;

/// <summary>Stands where a writer would, without leave to write: it has no credential, and refuses. A wave holds on that and says so.</summary>
public sealed class ReadOnlyWriter : ITenantWriter
{
    public static readonly ReadOnlyWriter Instance = new();

    public Task<Answer<string>> CreateGroupAsync(string displayName, string mailNickname, string description) => Refuse<string>("create a group");

    public Task<Answer<Done>> AddMembersAsync(string groupId, IReadOnlyList<string> userIds) => Refuse<Done>("add members to a group");

    public Task<Answer<Done>> RemoveMemberAsync(string groupId, string userId) => Refuse<Done>("take a member out of a group");

    public Task<Answer<string>> CreatePolicyAsync(JsonObject body) => Refuse<string>("create a policy");

    public Task<Answer<Done>> SetPolicyStateAsync(string policyId, string state) => Refuse<Done>("change a policy's state");

    public Task<Answer<Done>> ExcludeGroupsAsync(string policyId, IReadOnlyList<string> groupIds) => Refuse<Done>("exclude groups from a policy");

    public Task<Answer<Done>> UpdateMethodConfigurationAsync(string configurationId, JsonObject body) => Refuse<Done>("change an authentication method");

    public Task<Answer<TokenIdentity>> ReadIdentityAsync() => Refuse<TokenIdentity>("be somebody who writes");

    private static Task<Answer<T>> Refuse<T>(string what) => Task.FromResult<Answer<T>>(new Answer<T>.Failed(
        new TenantFailure.Denied("ReadOnly", "this host was started without --allow-writes") { Request = what }));
}
