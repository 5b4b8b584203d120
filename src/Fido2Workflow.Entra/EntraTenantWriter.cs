using System.Text.Json;
using System.Text.Json.Nodes;
using Fido2Workflow.Core.Tenants;
using Fido2Workflow.Entra.Reading;
using Fido2Workflow.Entra.Requests;
using Fido2Workflow.Entra.Writing;
using Microsoft.Graph.Policies.AuthenticationMethodsPolicy.AuthenticationMethodConfigurations.Item;
using Microsoft.Kiota.Abstractions;

namespace Fido2Workflow.Entra;

/// <summary>Changes a tenant through Microsoft Graph v1.0, each write sent once.</summary>
public sealed class EntraTenantWriter : ITenantWriter
{
    private const int MostMembers = 20;

    private readonly GraphChannel _graph;
    private readonly OwnToken _token;

    internal EntraTenantWriter(GraphChannel graph, EntraConnection connection) => (_graph, _token) = (graph, new OwnToken(connection));

    /// <inheritdoc/>
    public async Task<Answer<string>> CreateGroupAsync(string displayName, string mailNickname, string description) =>
        (await _graph.WriteAsync(_graph.Requests.Groups.ToPostRequestInformation(new()
        {
            DisplayName = displayName,
            MailNickname = mailNickname,
            Description = description,
            MailEnabled = false,
            SecurityEnabled = true,
        }))).Understand(DirectoryReading.Id);

    /// <inheritdoc/>
    /// <remarks>
    /// A member who is in already is no failure. Among several, Graph refuses them all for that one: the refusal left nothing
    /// behind, and they are then added one by one.
    /// </remarks>
    public async Task<Answer<Done>> AddMembersAsync(string groupId, IReadOnlyList<string> userIds)
    {
        ArgumentOutOfRangeException.ThrowIfZero(userIds.Count);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(userIds.Count, MostMembers);
        if (userIds is [var userId])
            return Done(await AddAsync(groupId, [userId], isSoAlready: IsInAlready));
        var together = Done(await AddAsync(groupId, userIds));
        return together is Answer<Done>.Failed { Failure: var refusal } && IsInAlready(refusal)
            ? await AddOneByOneAsync(groupId, userIds)
            : together;
    }

    /// <inheritdoc/>
    public async Task<Answer<Done>> RemoveMemberAsync(string groupId, string userId) =>
        Done(await _graph.WriteAsync(
            _graph.Requests.Groups[groupId].Members[userId].Ref.ToDeleteRequestInformation(),
            isSoAlready: refusal => refusal is TenantFailure.NotFound));

    /// <inheritdoc/>
    public async Task<Answer<string>> CreatePolicyAsync(JsonObject body) =>
        (await _graph.WriteAsync(_graph.Requests.Identity.ConditionalAccess.Policies.ToPostRequestInformation(new()).WithJson(body)))
        .Understand(DirectoryReading.Id);

    /// <inheritdoc/>
    public async Task<Answer<Done>> SetPolicyStateAsync(string policyId, string state) =>
        Done(await _graph.WriteAsync(_graph.Requests.Identity.ConditionalAccess.Policies[policyId]
            .ToPatchRequestInformation(new()).WithJson(new JsonObject { ["state"] = state })));

    /// <inheritdoc/>
    /// <remarks>Graph replaces a condition that it is sent, whole: what is written is all that was read of the users, and the groups.</remarks>
    public Task<Answer<Done>> ExcludeGroupsAsync(string policyId, IReadOnlyList<string> groupIds)
    {
        var policy = _graph.Requests.Identity.ConditionalAccess.Policies[policyId];
        return WriteUnlessSoAlreadyAsync(
            () => policy.ToGetRequestInformation(), body => PolicyExclusions.Add(body, groupIds), () => policy.ToPatchRequestInformation(new()));
    }

    /// <inheritdoc/>
    /// <remarks>Annotations of an answer are left out, and the type that Graph asks for is there.</remarks>
    public async Task<Answer<Done>> UpdateMethodConfigurationAsync(string configurationId, JsonObject body)
    {
        var written = body.WithoutAnnotations();
        written["@odata.type"] ??= $"#microsoft.graph.{char.ToLowerInvariant(configurationId[0])}{configurationId[1..]}AuthenticationMethodConfiguration";
        return Done(await _graph.WriteAsync(Configuration(configurationId).ToPatchRequestInformation(new()).WithJson(written)));
    }

    /// <inheritdoc/>
    public Task<Answer<TokenIdentity>> ReadIdentityAsync() => _token.ReadIdentityAsync();

    private AuthenticationMethodConfigurationItemRequestBuilder Configuration(string id) =>
        _graph.Requests.Policies.AuthenticationMethodsPolicy.AuthenticationMethodConfigurations[id];

    /// <summary>Reads, widens what was read, and writes that; nothing where it is so already.</summary>
    private async Task<Answer<Done>> WriteUnlessSoAlreadyAsync(
        Func<RequestInformation> read, Func<JsonElement, JsonObject?> widen, Func<RequestInformation> write)
    {
        var widened = await _graph.ReadAsync(read, widen);
        return widened is Answer<JsonObject?>.Given { Value: null }
            ? widened.Select(_ => new Done())
            : await widened.ThenAsync(async body => Done(await _graph.WriteAsync(write().WithJson(body!))));
    }

    private Task<Answer<ReadOnlyMemory<byte>>> AddAsync(
        string groupId, IReadOnlyList<string> userIds, Func<TenantFailure, bool>? isSoAlready = null) =>
        _graph.WriteAsync(_graph.Requests.Groups[groupId].ToPatchRequestInformation(new()).WithJson(new JsonObject
        {
            ["members@odata.bind"] = new JsonArray(
                [.. userIds.Select(userId => $"{_graph.Requests.RequestAdapter.BaseUrl}/directoryObjects/{Uri.EscapeDataString(userId)}")]),
        }), isSoAlready);

    private async Task<Answer<Done>> AddOneByOneAsync(string groupId, IReadOnlyList<string> userIds)
    {
        foreach (var userId in userIds.SkipLast(1))
        {
            if (await AddMembersAsync(groupId, [userId]) is Answer<Done>.Failed failed)
                return failed;
        }
        return await AddMembersAsync(groupId, [userIds[^1]]);
    }

    private static bool IsInAlready(TenantFailure refusal) =>
        refusal is TenantFailure.Conflict conflict && conflict.Message.Contains("already exist", StringComparison.OrdinalIgnoreCase);

    private static Answer<Done> Done(Answer<ReadOnlyMemory<byte>> answer) => answer.Select(_ => new Done());
}
