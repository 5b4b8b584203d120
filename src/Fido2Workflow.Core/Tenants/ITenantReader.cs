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

    /// <summary>Sign-ins of a span, interactive and not, each with the result of <paramref name="policyId"/>.</summary>
    Task<Answer<SignInLog>> ReadSignInsAsync(DateTimeOffset from, DateTimeOffset to, string policyId);

    /// <summary>Who holds a directory role.</summary>
    Task<Answer<IReadOnlyList<RoleAssignment>>> ReadRoleAssignmentsAsync();
}
