namespace Fido2Workflow.Core.Tenants;

/// <summary>An account of the tenant.</summary>
/// <param name="Id">Its object id.</param>
/// <param name="AccountEnabled">Null where the tenant did not say.</param>
/// <param name="UserType"><c>Member</c> or <c>Guest</c>; null where the tenant did not say.</param>
/// <param name="UsageLocation">ISO 3166 country, or null.</param>
public sealed record User(
    string Id, string UserPrincipalName, string? DisplayName, bool? AccountEnabled, string? UserType, string? UsageLocation,
    bool? OnPremisesSyncEnabled)
{
    /// <summary>As Graph writes them, <c>DisablePasswordExpiration</c> among them; null where there is none.</summary>
    public string? PasswordPolicies { get; init; }

    /// <summary>The person's given name; accounts without a person rarely have one.</summary>
    public string? GivenName { get; init; }

    /// <summary>The person's surname.</summary>
    public string? Surname { get; init; }

    /// <summary>The person's job title.</summary>
    public string? JobTitle { get; init; }

    /// <summary>The person's department.</summary>
    public string? Department { get; init; }

    /// <summary>Whether any licence is assigned; null where the tenant did not say.</summary>
    public bool? IsLicensed { get; init; }

    /// <summary>When the account was made, UTC; null where the tenant did not say.</summary>
    public DateTimeOffset? Created { get; init; }
}

/// <summary>A group of the tenant.</summary>
/// <param name="IsDynamic">Its members follow from a rule and cannot be written.</param>
public sealed record Group(string Id, string? DisplayName, string? MailNickname, bool IsDynamic, bool SecurityEnabled)
{
    /// <summary>Whether it comes from an on-premises directory, where others write its members; null where the tenant did not say.</summary>
    public bool? OnPremisesSyncEnabled { get; init; }

    /// <summary>The rule of a dynamic group.</summary>
    public string? MembershipRule { get; init; }
}

/// <summary>A group's direct members, apart by what they are.</summary>
/// <param name="Users">Object ids of the users in it.</param>
/// <param name="Others">Object ids of groups, devices and service principals in it.</param>
public sealed record GroupMembers(IReadOnlyList<string> Users, IReadOnlyList<string> Others);

/// <summary>A directory role held by a principal.</summary>
/// <param name="RoleDefinitionId">The role's definition id, which for built-in roles is its template id.</param>
public sealed record RoleAssignment(string PrincipalId, string RoleDefinitionId, string DirectoryScopeId);

/// <summary>A directory role as somebody holds it now: <c>roleAssignmentScheduleInstances</c>.</summary>
/// <param name="RoleDefinitionId">The role's definition id, which for built-in roles is its template id.</param>
/// <param name="DirectoryScopeId"><c>/</c> for the whole tenant.</param>
/// <param name="AssignmentType"><c>Assigned</c>, or <c>Activated</c> out of an eligibility; anything else is unknown.</param>
/// <param name="MemberType"><c>Direct</c>, or <c>Group</c> or <c>Inherited</c> through another object; anything else is unknown.</param>
/// <param name="EndsAt">UTC; null for a permanent one.</param>
public sealed record RoleAssignmentInstance(
    string PrincipalId, string RoleDefinitionId, string DirectoryScopeId, string? AssignmentType, string? MemberType, DateTimeOffset? EndsAt);

/// <summary>A directory role that somebody may activate: <c>roleEligibilityScheduleInstances</c>.</summary>
/// <param name="EndsAt">UTC; null for a permanent one.</param>
public sealed record RoleEligibility(string PrincipalId, string RoleDefinitionId, string DirectoryScopeId, DateTimeOffset? EndsAt);

/// <summary>A domain of the tenant.</summary>
/// <param name="Name">The domain's name.</param>
/// <param name="IsInitial">Whether it is the <c>onmicrosoft.com</c> domain the tenant began with.</param>
/// <param name="AuthenticationType"><c>Managed</c> or <c>Federated</c>; anything else is unknown.</param>
/// <param name="FederatedMultifactorBehavior">Of a federated domain <c>acceptIfMfaDoneByFederatedIdp</c>, <c>enforceMfaByFederatedIdp</c> or <c>rejectMfaByFederatedIdp</c>; null where it is managed or does not say.</param>
public sealed record Domain(string Name, bool? IsInitial, string? AuthenticationType, string? FederatedMultifactorBehavior);

/// <summary>Whose token is used, read from the token itself.</summary>
/// <param name="ObjectId">The service principal's or user's object id.</param>
/// <param name="ApplicationId">The application's id.</param>
/// <param name="Permissions">Application permissions and delegated scopes, such as <c>Policy.Read.All</c>.</param>
public sealed record TokenIdentity(string ObjectId, string? ApplicationId, string? TenantId, IReadOnlyList<string> Permissions);

/// <summary>One row of the registration report: it may narrow a search, it never decides.</summary>
/// <param name="MethodsRegistered">An open vocabulary: names not known are kept.</param>
public sealed record RegistrationDetails(
    string UserId, string UserPrincipalName, bool? IsMfaRegistered, IReadOnlyList<string> MethodsRegistered, DateTimeOffset? LastUpdated)
{
    /// <summary>One row for each person, as it was last: one may come twice where the report was made anew between two pages.</summary>
    public static IEnumerable<RegistrationDetails> LastOfEach(IEnumerable<RegistrationDetails> rows) =>
        rows.GroupBy(row => row.UserId, StringComparer.OrdinalIgnoreCase).Select(same => same.MaxBy(row => row.LastUpdated ?? DateTimeOffset.MinValue)!);
}
