using System.Runtime.CompilerServices;
using System.Text.Json;

namespace Fido2Workflow.Core.Tenants;

/// <summary>
/// Reads each thing once, however many ask for it: what one judgement rests on is of one moment, and a tenant that counts
/// requests is asked for no group twice. It lives as long as that judgement and no longer.
/// </summary>
/// <param name="memory">What is remembered of the tenant's log; null where all of it is to be read.</param>
public sealed class ReadOnce(ITenantReader reader, SignInMemory? memory = null) : ITenantReader
{
    private readonly Dictionary<string, object> _answers = [];

    /// <inheritdoc/>
    public Task<Answer<IReadOnlyList<User>>> ReadUsersAsync() => Once(reader.ReadUsersAsync);

    /// <inheritdoc/>
    public Task<Answer<User>> ReadUserAsync(string idOrUserPrincipalName) => Once(() => reader.ReadUserAsync(idOrUserPrincipalName), idOrUserPrincipalName);

    /// <inheritdoc/>
    public Task<Answer<Group>> ReadGroupAsync(string groupId) => Once(() => reader.ReadGroupAsync(groupId), groupId);

    /// <inheritdoc/>
    public Task<Answer<IReadOnlyList<Group>>> FindGroupsAsync(string mailNickname) => Once(() => reader.FindGroupsAsync(mailNickname), mailNickname);

    /// <inheritdoc/>
    public Task<Answer<GroupMembers>> ReadMembersAsync(string groupId) => Once(() => reader.ReadMembersAsync(groupId), groupId);

    /// <inheritdoc/>
    public Task<Answer<IReadOnlyList<string>>> ReadTransitiveUsersAsync(string groupId) => Once(() => reader.ReadTransitiveUsersAsync(groupId), groupId);

    /// <inheritdoc/>
    public Task<Answer<IReadOnlyList<string>>> ReadGroupsOfAsync(string userId) => Once(() => reader.ReadGroupsOfAsync(userId), userId);

    /// <inheritdoc/>
    public Task<IReadOnlyDictionary<string, Answer<IReadOnlyList<Fido2Key>>>> ReadFido2KeysAsync(IReadOnlyCollection<string> userIds) =>
        EachOnce(userIds, reader.ReadFido2KeysAsync);

    /// <inheritdoc/>
    public Task<Answer<IReadOnlyList<RegistrationDetails>>> ReadRegistrationDetailsAsync() => Once(reader.ReadRegistrationDetailsAsync);

    /// <inheritdoc/>
    public Task<Answer<Fido2Policy>> ReadFido2PolicyAsync() => Once(reader.ReadFido2PolicyAsync);

    /// <inheritdoc/>
    public Task<Answer<TemporaryAccessPassPolicy>> ReadTemporaryAccessPassPolicyAsync() => Once(reader.ReadTemporaryAccessPassPolicyAsync);

    /// <inheritdoc/>
    public Task<Answer<AuthenticationStrength>> ReadAuthenticationStrengthAsync(string strengthId) =>
        Once(() => reader.ReadAuthenticationStrengthAsync(strengthId), strengthId);

    /// <inheritdoc/>
    public Task<Answer<IReadOnlyList<ConditionalAccessPolicy>>> ReadPoliciesAsync() => Once(reader.ReadPoliciesAsync);

    /// <inheritdoc/>
    public Task<Answer<ConditionalAccessPolicy>> ReadPolicyAsync(string policyId) => Once(() => reader.ReadPolicyAsync(policyId), policyId);

    /// <inheritdoc/>
    public Task<Answer<IReadOnlyList<JsonElement>>> ReadNamedLocationsAsync() => Once(reader.ReadNamedLocationsAsync);

    /// <inheritdoc/>
    public Task<Answer<SignInLog>> ReadSignInsAsync(DateTimeOffset from, DateTimeOffset to, string? policyId) =>
        Once(() => memory?.ReadAsync(reader, from, to, policyId) ?? reader.ReadSignInsAsync(from, to, policyId), $"{from.UtcTicks} {to.UtcTicks} {policyId}");

    /// <inheritdoc/>
    public Task<Answer<SignInLog>> ReadSignInsOfAsync(string userId, DateTimeOffset from, DateTimeOffset to, string? policyId = null) =>
        Once(() => reader.ReadSignInsOfAsync(userId, from, to, policyId), $"{userId} {from.UtcTicks} {to.UtcTicks} {policyId}");

    /// <inheritdoc/>
    public Task<Answer<IReadOnlyList<RoleAssignment>>> ReadRoleAssignmentsAsync() => Once(reader.ReadRoleAssignmentsAsync);

    /// <inheritdoc/>
    public Task<Answer<IReadOnlyList<RoleAssignmentInstance>>> ReadRoleAssignmentInstancesAsync() => Once(reader.ReadRoleAssignmentInstancesAsync);

    /// <inheritdoc/>
    public Task<Answer<IReadOnlyList<RoleEligibility>>> ReadRoleEligibilitiesAsync() => Once(reader.ReadRoleEligibilitiesAsync);

    /// <inheritdoc/>
    public Task<IReadOnlyDictionary<string, Answer<IReadOnlyList<AuthenticationMethod>>>> ReadAuthenticationMethodsAsync(IReadOnlyCollection<string> userIds) =>
        EachOnce(userIds, reader.ReadAuthenticationMethodsAsync);

    /// <inheritdoc/>
    public Task<Answer<AuthenticationMethodsPolicy>> ReadAuthenticationMethodsPolicyAsync() => Once(reader.ReadAuthenticationMethodsPolicyAsync);

    /// <inheritdoc/>
    public Task<Answer<IReadOnlyList<TemporaryAccessPass>>> ReadPassesAsync(string userId) => Once(() => reader.ReadPassesAsync(userId), userId);

    /// <inheritdoc/>
    public Task<Answer<IReadOnlyList<Domain>>> ReadDomainsAsync() => Once(reader.ReadDomainsAsync);

    /// <inheritdoc/>
    public Task<Answer<IReadOnlyList<string>>> ReadServicePlansAsync() => Once(reader.ReadServicePlansAsync);

    /// <inheritdoc/>
    public Task<IReadOnlyDictionary<string, Answer<string?>>> ReadMailboxPurposesAsync(IReadOnlyCollection<string> userIds) =>
        EachOnce(userIds, reader.ReadMailboxPurposesAsync);

    /// <inheritdoc/>
    public Task<Answer<TokenIdentity>> ReadIdentityAsync() => Once(reader.ReadIdentityAsync);

    private async Task<Answer<T>> Once<T>(Func<Task<Answer<T>>> read, string of = "", [CallerMemberName] string what = "")
    {
        if (_answers.TryGetValue($"{what} {of}", out var known)) return (Answer<T>)known;
        var answer = await read();
        _answers[$"{what} {of}"] = answer;
        return answer;
    }

    private async Task<IReadOnlyDictionary<string, Answer<T>>> EachOnce<T>(
        IReadOnlyCollection<string> userIds, Func<IReadOnlyCollection<string>, Task<IReadOnlyDictionary<string, Answer<T>>>> read, [CallerMemberName] string what = "")
    {
        var unread = userIds.Where(id => !_answers.ContainsKey($"{what} {id}")).ToList();
        if (unread.Count > 0)
            foreach (var (id, answer) in await read(unread)) _answers[$"{what} {id}"] = answer;
        return userIds.Distinct().ToDictionary(id => id, id => (Answer<T>)_answers[$"{what} {id}"]);
    }
}
