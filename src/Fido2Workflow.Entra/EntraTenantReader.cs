using System.Globalization;
using Fido2Workflow.Core.Durable;
using Fido2Workflow.Core.Tenants;
using Fido2Workflow.Entra.Reading;
using Fido2Workflow.Entra.Requests;

namespace Fido2Workflow.Entra;

/// <summary>Reads a tenant through Microsoft Graph. Sign-ins come from its beta, everything else from v1.0.</summary>
public sealed class EntraTenantReader : ITenantReader
{
    private const int LargestPage = 999;
    private const int LargestSignInPage = 1000;

    private readonly GraphChannel _graph;
    private readonly GraphChannel _beta;
    private readonly BatchedReads _batches;

    internal EntraTenantReader(GraphChannel graph, GraphChannel beta, RolloutClock clock)
    {
        _graph = graph;
        _beta = beta;
        _batches = new BatchedReads(graph, clock);
    }

    /// <inheritdoc/>
    public Task<Answer<IReadOnlyList<User>>> ReadUsersAsync() =>
        _graph.ReadAllAsync(
            () => _graph.Requests.Users.ToGetRequestInformation().Select(DirectoryReading.UserProperties).Top(LargestPage), DirectoryReading.User);

    /// <inheritdoc/>
    public Task<Answer<User>> ReadUserAsync(string idOrUserPrincipalName) =>
        _graph.ReadAsync(
            () => _graph.Requests.Users[idOrUserPrincipalName].ToGetRequestInformation().Select(DirectoryReading.UserProperties), DirectoryReading.User);

    /// <inheritdoc/>
    public Task<Answer<Group>> ReadGroupAsync(string groupId) =>
        _graph.ReadAsync(
            () => _graph.Requests.Groups[groupId].ToGetRequestInformation().Select(DirectoryReading.GroupProperties), DirectoryReading.Group);

    /// <inheritdoc/>
    public Task<Answer<IReadOnlyList<Group>>> FindGroupsAsync(string mailNickname) =>
        _graph.ReadAllAsync(() => _graph.Requests.Groups.ToGetRequestInformation()
            .Filter($"mailNickname eq '{mailNickname.Replace("'", "''", StringComparison.Ordinal)}'")
            .Select(DirectoryReading.GroupProperties), DirectoryReading.Group);

    /// <inheritdoc/>
    public async Task<Answer<GroupMembers>> ReadMembersAsync(string groupId) =>
        (await _graph.ReadAllAsync(
            () => _graph.Requests.Groups[groupId].Members.ToGetRequestInformation().Select(["id"]).Top(LargestPage), DirectoryReading.Member))
        .Select(members => new GroupMembers(
            [.. members.Where(member => member.IsUser).Select(member => member.Id)],
            [.. members.Where(member => !member.IsUser).Select(member => member.Id)]));

    /// <inheritdoc/>
    public Task<Answer<IReadOnlyList<string>>> ReadTransitiveUsersAsync(string groupId) =>
        _graph.ReadAllAsync(
            () => _graph.Requests.Groups[groupId].TransitiveMembers.GraphUser.ToGetRequestInformation().Select(["id"]).Top(LargestPage), DirectoryReading.Id);

    /// <inheritdoc/>
    public async Task<IReadOnlyDictionary<string, Answer<IReadOnlyList<Fido2Key>>>> ReadFido2KeysAsync(IReadOnlyCollection<string> userIds)
    {
        var answers = await _batches.ReadAsync(userIds.Select(KeysOf), AuthenticationMethodReading.Keys);
        return userIds.Distinct().ToDictionary(userId => userId, userId => answers[KeysOf(userId)]);
    }

    /// <inheritdoc/>
    public Task<Answer<IReadOnlyList<RegistrationDetails>>> ReadRegistrationDetailsAsync() =>
        _graph.ReadAllAsync(
            () => _graph.Requests.Reports.AuthenticationMethods.UserRegistrationDetails.ToGetRequestInformation(), DirectoryReading.RegistrationDetails);

    /// <inheritdoc/>
    public Task<Answer<Fido2Policy>> ReadFido2PolicyAsync() =>
        _graph.ReadAsync(
            () => _graph.Requests.Policies.AuthenticationMethodsPolicy.AuthenticationMethodConfigurations["fido2"].ToGetRequestInformation(),
            AuthenticationMethodReading.Fido2Policy);

    /// <inheritdoc/>
    public Task<Answer<TemporaryAccessPassPolicy>> ReadTemporaryAccessPassPolicyAsync() =>
        _graph.ReadAsync(
            () => _graph.Requests.Policies.AuthenticationMethodsPolicy.AuthenticationMethodConfigurations["temporaryAccessPass"].ToGetRequestInformation(),
            AuthenticationMethodReading.TemporaryAccessPassPolicy);

    /// <inheritdoc/>
    public Task<Answer<AuthenticationStrength>> ReadAuthenticationStrengthAsync(string strengthId) =>
        _graph.ReadAsync(
            () => _graph.Requests.Policies.AuthenticationStrengthPolicies[strengthId].ToGetRequestInformation(), AuthenticationMethodReading.Strength);

    /// <inheritdoc/>
    public Task<Answer<IReadOnlyList<ConditionalAccessPolicy>>> ReadPoliciesAsync() =>
        _graph.ReadAllAsync(() => _graph.Requests.Identity.ConditionalAccess.Policies.ToGetRequestInformation(), PolicyReading.Policy);

    /// <inheritdoc/>
    public Task<Answer<ConditionalAccessPolicy>> ReadPolicyAsync(string policyId) =>
        _graph.ReadAsync(() => _graph.Requests.Identity.ConditionalAccess.Policies[policyId].ToGetRequestInformation(), PolicyReading.Policy);

    /// <inheritdoc/>
    public async Task<Answer<SignInLog>> ReadSignInsAsync(DateTimeOffset from, DateTimeOffset to, string? policyId)
    {
        // The log's filter knows no "before": the last instant is asked for and left out.
        var span = $"createdDateTime ge {Instant(from)} and createdDateTime le {Instant(to)}";
        var interactive = await ReadLogAsync(span, policyId, isInteractive: true);
        return await interactive.ThenAsync(async prompts =>
            (await ReadLogAsync($"{span} and signInEventTypes/any(t: t eq 'nonInteractiveUser')", policyId, isInteractive: false))
            .Select(refreshes => new SignInLog(from, to, [.. prompts.Concat(refreshes).Where(row => row.At < to)])));
    }

    /// <inheritdoc/>
    public Task<Answer<IReadOnlyList<RoleAssignment>>> ReadRoleAssignmentsAsync() =>
        _graph.ReadAllAsync(() => _graph.Requests.RoleManagement.Directory.RoleAssignments.ToGetRequestInformation(), DirectoryReading.RoleAssignment);

    /// <inheritdoc/>
    public Task<Answer<SignInLog>> ReadSignInsOfAsync(string userId, DateTimeOffset from, DateTimeOffset to) => throw new NotSupportedException();

    /// <inheritdoc/>
    public Task<Answer<IReadOnlyList<RoleAssignmentInstance>>> ReadRoleAssignmentInstancesAsync() => throw new NotSupportedException();

    /// <inheritdoc/>
    public Task<Answer<IReadOnlyList<RoleEligibility>>> ReadRoleEligibilitiesAsync() => throw new NotSupportedException();

    /// <inheritdoc/>
    public Task<IReadOnlyDictionary<string, Answer<IReadOnlyList<AuthenticationMethod>>>> ReadAuthenticationMethodsAsync(IReadOnlyCollection<string> userIds) => throw new NotSupportedException();

    /// <inheritdoc/>
    public Task<Answer<AuthenticationMethodsPolicy>> ReadAuthenticationMethodsPolicyAsync() => throw new NotSupportedException();

    /// <inheritdoc/>
    public Task<Answer<IReadOnlyList<TemporaryAccessPass>>> ReadPassesAsync(string userId) => throw new NotSupportedException();

    /// <inheritdoc/>
    public Task<Answer<IReadOnlyList<Domain>>> ReadDomainsAsync() => throw new NotSupportedException();

    /// <inheritdoc/>
    public Task<Answer<IReadOnlyList<string>>> ReadServicePlansAsync() => throw new NotSupportedException();

    /// <inheritdoc/>
    public Task<IReadOnlyDictionary<string, Answer<string?>>> ReadMailboxPurposesAsync(IReadOnlyCollection<string> userIds) => throw new NotSupportedException();

    /// <inheritdoc/>
    public Task<Answer<TokenIdentity>> ReadIdentityAsync() => throw new NotSupportedException();

    private Task<Answer<IReadOnlyList<SignIn>>> ReadLogAsync(string filter, string? policyId, bool isInteractive) =>
        _beta.ReadAllAsync(
            () => _beta.Requests.AuditLogs.SignIns.ToGetRequestInformation().Filter(filter).Top(LargestSignInPage),
            row => SignInReading.SignIn(row, policyId, isInteractive));

    private static string Instant(DateTimeOffset instant) =>
        instant.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", CultureInfo.InvariantCulture);

    private static string KeysOf(string userId) => $"/users/{Uri.EscapeDataString(userId)}/authentication/fido2Methods";
}
