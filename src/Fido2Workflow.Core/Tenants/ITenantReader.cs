using System.Text.Json;

namespace Fido2Workflow.Core.Tenants;

/// <summary>
/// Reads a tenant. It cannot write: sweeps, checks, previews and gates hold nothing else. Each read is whole (all pages)
/// or a failure; reads are retried, for at most 30 seconds of asking to wait.
/// </summary>
public interface ITenantReader
{
    /// <summary>Every account of the tenant.</summary>
    Task<Answer<IReadOnlyList<User>>> ReadUsersAsync();

    /// <summary>One account, by object id or user principal name.</summary>
    Task<Answer<User>> ReadUserAsync(string idOrUserPrincipalName);

    /// <summary>One group.</summary>
    Task<Answer<Group>> ReadGroupAsync(string groupId);

    /// <summary>The groups with exactly that mail nickname.</summary>
    Task<Answer<IReadOnlyList<Group>>> FindGroupsAsync(string mailNickname);

    /// <summary>The direct members of a group.</summary>
    Task<Answer<GroupMembers>> ReadMembersAsync(string groupId);

    /// <summary>The object ids of all users in a group, through every nested group.</summary>
    Task<Answer<IReadOnlyList<string>>> ReadTransitiveUsersAsync(string groupId);

    /// <summary>The object ids of all groups that a user is in, through every nested group.</summary>
    Task<Answer<IReadOnlyList<string>>> ReadGroupsOfAsync(string userId);

    /// <summary>The FIDO2 keys of each of these users, by <c>$batch</c>: each user has an answer of their own.</summary>
    Task<IReadOnlyDictionary<string, Answer<IReadOnlyList<Fido2Key>>>> ReadFido2KeysAsync(IReadOnlyCollection<string> userIds);

    /// <summary>The registration report.</summary>
    Task<Answer<IReadOnlyList<RegistrationDetails>>> ReadRegistrationDetailsAsync();

    /// <summary>The FIDO2 configuration.</summary>
    Task<Answer<Fido2Policy>> ReadFido2PolicyAsync();

    /// <summary>The Temporary Access Pass configuration.</summary>
    Task<Answer<TemporaryAccessPassPolicy>> ReadTemporaryAccessPassPolicyAsync();

    /// <summary>An authentication strength.</summary>
    Task<Answer<AuthenticationStrength>> ReadAuthenticationStrengthAsync(string strengthId);

    /// <summary>Every conditional access policy, in every state.</summary>
    Task<Answer<IReadOnlyList<ConditionalAccessPolicy>>> ReadPoliciesAsync();

    /// <summary>One conditional access policy.</summary>
    Task<Answer<ConditionalAccessPolicy>> ReadPolicyAsync(string policyId);

    /// <summary>Every named location, as the tenant holds it.</summary>
    Task<Answer<IReadOnlyList<JsonElement>>> ReadNamedLocationsAsync();

    /// <summary>Sign-ins of a span, interactive and not, each with the result of <paramref name="policyId"/>; null asks for no policy's.</summary>
    Task<Answer<SignInLog>> ReadSignInsAsync(DateTimeOffset from, DateTimeOffset to, string? policyId);

    /// <summary>One user's sign-ins of a span, interactive and not, each with the result of <paramref name="policyId"/>; null asks for no policy's.</summary>
    Task<Answer<SignInLog>> ReadSignInsOfAsync(string userId, DateTimeOffset from, DateTimeOffset to, string? policyId = null);

    /// <summary>Who holds a directory role.</summary>
    Task<Answer<IReadOnlyList<RoleAssignment>>> ReadRoleAssignmentsAsync();

    /// <summary>Who holds a directory role now, by which kind of assignment, until when.</summary>
    Task<Answer<IReadOnlyList<RoleAssignmentInstance>>> ReadRoleAssignmentInstancesAsync();

    /// <summary>Who may activate a directory role.</summary>
    Task<Answer<IReadOnlyList<RoleEligibility>>> ReadRoleEligibilitiesAsync();

    /// <summary>All methods of each of these users, by <c>$batch</c>: each user has an answer of their own.</summary>
    Task<IReadOnlyDictionary<string, Answer<IReadOnlyList<AuthenticationMethod>>>> ReadAuthenticationMethodsAsync(IReadOnlyCollection<string> userIds);

    /// <summary>The authentication methods policy, whole.</summary>
    Task<Answer<AuthenticationMethodsPolicy>> ReadAuthenticationMethodsPolicyAsync();

    /// <summary>The Temporary Access Passes of a user: one or none.</summary>
    Task<Answer<IReadOnlyList<TemporaryAccessPass>>> ReadPassesAsync(string userId);

    /// <summary>The tenant's domains, each with how it authenticates.</summary>
    Task<Answer<IReadOnlyList<Domain>>> ReadDomainsAsync();

    /// <summary>The names of the service plans that the tenant has bought and may use: <c>AAD_PREMIUM</c>, <c>AAD_PREMIUM_P2</c>.</summary>
    Task<Answer<IReadOnlyList<string>>> ReadServicePlansAsync();

    /// <summary>What each user's mailbox is for (<c>user</c>, <c>shared</c>, <c>room</c>, <c>equipment</c>), by <c>$batch</c>; null where there is no mailbox.</summary>
    Task<IReadOnlyDictionary<string, Answer<string?>>> ReadMailboxPurposesAsync(IReadOnlyCollection<string> userIds);

    /// <summary>Whose token the reader uses, and with which permissions: read from the token, asking nobody else.</summary>
    Task<Answer<TokenIdentity>> ReadIdentityAsync();
}
