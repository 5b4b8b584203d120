namespace Fido2Workflow.Core.Tenants;

/// <summary>An account of the tenant.</summary>
/// <param name="Id">Its object id.</param>
/// <param name="AccountEnabled">Null where the tenant did not say.</param>
/// <param name="UserType"><c>Member</c> or <c>Guest</c>; null where the tenant did not say.</param>
/// <param name="UsageLocation">ISO 3166 country, or null.</param>
public sealed record User(
    string Id, string UserPrincipalName, string? DisplayName, bool? AccountEnabled, string? UserType, string? UsageLocation,
    bool? OnPremisesSyncEnabled);

/// <summary>A group of the tenant.</summary>
/// <param name="IsDynamic">Its members follow from a rule and cannot be written.</param>
public sealed record Group(string Id, string? DisplayName, string? MailNickname, bool IsDynamic, bool SecurityEnabled);

/// <summary>A group's direct members, apart by what they are.</summary>
/// <param name="Users">Object ids of the users in it.</param>
/// <param name="Others">Object ids of groups, devices and service principals in it.</param>
public sealed record GroupMembers(IReadOnlyList<string> Users, IReadOnlyList<string> Others);

/// <summary>A directory role held by a principal.</summary>
/// <param name="RoleDefinitionId">The role's definition id, which for built-in roles is its template id.</param>
public sealed record RoleAssignment(string PrincipalId, string RoleDefinitionId, string DirectoryScopeId);

/// <summary>One row of the registration report: it may narrow a search, it never decides.</summary>
/// <param name="MethodsRegistered">An open vocabulary: names not known are kept.</param>
public sealed record RegistrationDetails(
    string UserId, string UserPrincipalName, bool? IsMfaRegistered, IReadOnlyList<string> MethodsRegistered, DateTimeOffset? LastUpdated);
