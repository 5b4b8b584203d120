using System.Globalization;
using System.Text.Json;
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

    // What Exchange answers of a user who has none.
    private const string NoMailbox = "MailboxNotEnabledForRESTAPI";

    private readonly GraphChannel _graph;
    private readonly GraphChannel _beta;
    private readonly BatchedReads _batches;
    private readonly OwnToken _token;

    internal EntraTenantReader(GraphChannel graph, GraphChannel beta, EntraConnection connection)
    {
        _graph = graph;
        _beta = beta;
        _batches = new BatchedReads(graph, connection.Clock);
        _token = new OwnToken(connection);
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
            .Filter($"mailNickname eq {Literal(mailNickname)}")
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
    public Task<Answer<IReadOnlyList<string>>> ReadGroupsOfAsync(string userId) =>
        _graph.ReadAllAsync(
            () => _graph.Requests.Users[userId].TransitiveMemberOf.GraphGroup.ToGetRequestInformation().Select(["id"]).Top(LargestPage), DirectoryReading.Id);

    /// <inheritdoc/>
    public Task<IReadOnlyDictionary<string, Answer<IReadOnlyList<Fido2Key>>>> ReadFido2KeysAsync(IReadOnlyCollection<string> userIds) =>
        ReadOfEachAsync(userIds, "authentication/fido2Methods", AuthenticationMethodReading.Keys);

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
    public Task<Answer<IReadOnlyList<JsonElement>>> ReadNamedLocationsAsync() =>
        _graph.ReadAllAsync(() => _graph.Requests.Identity.ConditionalAccess.NamedLocations.ToGetRequestInformation(), location => location.Clone());

    /// <inheritdoc/>
    public Task<Answer<SignInLog>> ReadSignInsAsync(DateTimeOffset from, DateTimeOffset to, string? policyId) =>
        ReadBothLogsAsync("", from, to, policyId);

    /// <inheritdoc/>
    public Task<Answer<IReadOnlyList<RoleAssignment>>> ReadRoleAssignmentsAsync() =>
        _graph.ReadAllAsync(() => _graph.Requests.RoleManagement.Directory.RoleAssignments.ToGetRequestInformation(), DirectoryReading.RoleAssignment);

    /// <inheritdoc/>
    public Task<Answer<SignInLog>> ReadSignInsOfAsync(string userId, DateTimeOffset from, DateTimeOffset to, string? policyId = null) =>
        ReadBothLogsAsync($"userId eq {Literal(userId)} and ", from, to, policyId);

    /// <inheritdoc/>
    public Task<Answer<IReadOnlyList<RoleAssignmentInstance>>> ReadRoleAssignmentInstancesAsync() =>
        _graph.ReadAllAsync(
            () => _graph.Requests.RoleManagement.Directory.RoleAssignmentScheduleInstances.ToGetRequestInformation(), DirectoryReading.RoleAssignmentInstance);

    /// <inheritdoc/>
    public Task<Answer<IReadOnlyList<RoleEligibility>>> ReadRoleEligibilitiesAsync() =>
        _graph.ReadAllAsync(
            () => _graph.Requests.RoleManagement.Directory.RoleEligibilityScheduleInstances.ToGetRequestInformation(), DirectoryReading.RoleEligibility);

    /// <inheritdoc/>
    public Task<IReadOnlyDictionary<string, Answer<IReadOnlyList<AuthenticationMethod>>>> ReadAuthenticationMethodsAsync(IReadOnlyCollection<string> userIds) =>
        ReadOfEachAsync(userIds, "authentication/methods", AuthenticationMethodReading.Methods);

    /// <inheritdoc/>
    public Task<Answer<AuthenticationMethodsPolicy>> ReadAuthenticationMethodsPolicyAsync() =>
        _graph.ReadAsync(() => _graph.Requests.Policies.AuthenticationMethodsPolicy.ToGetRequestInformation(), AuthenticationMethodReading.Policy);

    /// <inheritdoc/>
    public Task<Answer<IReadOnlyList<TemporaryAccessPass>>> ReadPassesAsync(string userId) =>
        _graph.ReadAllAsync(
            () => _graph.Requests.Users[userId].Authentication.TemporaryAccessPassMethods.ToGetRequestInformation(), AuthenticationMethodReading.Pass);

    /// <inheritdoc/>
    public async Task<Answer<IReadOnlyList<Domain>>> ReadDomainsAsync()
    {
        var domains = await _graph.ReadAllAsync(() => _graph.Requests.Domains.ToGetRequestInformation(), TenantReading.Domain);
        return domains is Answer<IReadOnlyList<Domain>>.Given given ? await WithFederationAsync(given) : domains;
    }

    /// <inheritdoc/>
    public async Task<Answer<IReadOnlyList<string>>> ReadServicePlansAsync() =>
        (await _graph.ReadAllAsync(() => _graph.Requests.SubscribedSkus.ToGetRequestInformation(), TenantReading.UsablePlans))
        .Select(IReadOnlyList<string> (plans) => [.. plans.SelectMany(each => each).Distinct(StringComparer.OrdinalIgnoreCase)]);

    /// <inheritdoc/>
    public Task<IReadOnlyDictionary<string, Answer<string?>>> ReadMailboxPurposesAsync(IReadOnlyCollection<string> userIds) =>
        ReadOfEachAsync(userIds, "mailboxSettings/userPurpose", TenantReading.MailboxPurpose, (NoMailbox, null));

    /// <inheritdoc/>
    public Task<Answer<TokenIdentity>> ReadIdentityAsync() => _token.ReadIdentityAsync();

    private async Task<IReadOnlyDictionary<string, Answer<T>>> ReadOfEachAsync<T>(
        IReadOnlyCollection<string> userIds, string what, Func<JsonElement, T> read, (string Code, T Value)? unless = null)
    {
        var answers = await _batches.ReadAsync(userIds.Select(Path), read, unless);
        return userIds.Distinct().ToDictionary(userId => userId, userId => answers[Path(userId)]);

        string Path(string userId) => $"/users/{Uri.EscapeDataString(userId)}/{what}";
    }

    // Of a managed domain there is nothing to ask: Graph says that the resource does not exist.
    private async Task<Answer<IReadOnlyList<Domain>>> WithFederationAsync(Answer<IReadOnlyList<Domain>>.Given domains)
    {
        var known = domains.Value.ToList();
        foreach (var (index, domain) in domains.Value.Index().Where(each => each.Item.AuthenticationType is "Federated"))
        {
            switch (await _graph.ReadAllAsync(
                () => _graph.Requests.Domains[domain.Name].FederationConfiguration.ToGetRequestInformation(), TenantReading.FederatedMultifactorBehavior))
            {
                case Answer<IReadOnlyList<string?>>.Failed failed:
                    return new Answer<IReadOnlyList<Domain>>.Failed(failed.Failure);
                case Answer<IReadOnlyList<string?>>.Given { Value: [var only] }:
                    known[index] = domain with { FederatedMultifactorBehavior = only };
                    break;
            }
        }
        return domains with { Value = known };
    }

    /// <param name="condition">Nothing, or what is asked for besides the span, ending in <c>and</c>.</param>
    private async Task<Answer<SignInLog>> ReadBothLogsAsync(string condition, DateTimeOffset from, DateTimeOffset to, string? policyId)
    {
        // The log's filter knows no "before": the last instant is asked for and left out.
        var filter = $"{condition}createdDateTime ge {Instant(from)} and createdDateTime le {Instant(to)}";
        var interactive = await ReadLogAsync(filter, policyId, isInteractive: true);
        return await interactive.ThenAsync(async prompts =>
            (await ReadLogAsync($"{filter} and signInEventTypes/any(t: t eq 'nonInteractiveUser')", policyId, isInteractive: false))
            .Select(refreshes => new SignInLog(from, to, [.. prompts.Concat(refreshes).Where(row => row.At < to)])));
    }

    private Task<Answer<IReadOnlyList<SignIn>>> ReadLogAsync(string filter, string? policyId, bool isInteractive) =>
        _beta.ReadAllAsync(
            () => _beta.Requests.AuditLogs.SignIns.ToGetRequestInformation().Filter(filter).Top(LargestSignInPage),
            row => SignInReading.SignIn(row, policyId, isInteractive));

    private static string Instant(DateTimeOffset instant) =>
        instant.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", CultureInfo.InvariantCulture);

    private static string Literal(string text) => $"'{text.Replace("'", "''", StringComparison.Ordinal)}'";
}
