using System.Text.Json;
using Fido2Workflow.Core.Tenants;

namespace Fido2Workflow.Entra.Reading;

/// <summary>Accounts, groups, roles and the registration report.</summary>
internal static class DirectoryReading
{
    public static readonly string[] UserProperties =
    [
        "id", "userPrincipalName", "displayName", "accountEnabled", "userType", "usageLocation", "onPremisesSyncEnabled",
        "passwordPolicies", "givenName", "surname", "jobTitle", "department", "assignedLicenses", "createdDateTime",
    ];

    public static readonly string[] GroupProperties =
        ["id", "displayName", "mailNickname", "groupTypes", "securityEnabled", "onPremisesSyncEnabled", "membershipRule"];

    public static User User(JsonElement user) => new(
        user.RequiredString("id"),
        user.RequiredString("userPrincipalName"),
        user.OptionalString("displayName"),
        user.OptionalBoolean("accountEnabled"),
        user.OptionalString("userType"),
        user.OptionalString("usageLocation"),
        user.OptionalBoolean("onPremisesSyncEnabled"))
    {
        PasswordPolicies = user.OptionalString("passwordPolicies"),
        GivenName = user.OptionalString("givenName"),
        Surname = user.OptionalString("surname"),
        JobTitle = user.OptionalString("jobTitle"),
        Department = user.OptionalString("department"),
        IsLicensed = user.OptionalRows("assignedLicenses", _ => true) is { } licences ? licences.Count > 0 : null,
        Created = user.OptionalInstant("createdDateTime"),
    };

    public static Group Group(JsonElement group) => new(
        group.RequiredString("id"),
        group.OptionalString("displayName"),
        group.OptionalString("mailNickname"),
        group.Strings("groupTypes").Contains("DynamicMembership", StringComparer.OrdinalIgnoreCase),
        group.RequiredBoolean("securityEnabled"))
    {
        OnPremisesSyncEnabled = group.OptionalBoolean("onPremisesSyncEnabled"),
        MembershipRule = group.OptionalString("membershipRule"),
    };

    /// <summary>A member's id, and whether it is a user.</summary>
    public static (string Id, bool IsUser) Member(JsonElement member) =>
        (Id(member), member.RequiredString("@odata.type") == "#microsoft.graph.user");

    public static string Id(JsonElement anything) => anything.RequiredString("id");

    public static RoleAssignment RoleAssignment(JsonElement assignment) => new(
        assignment.RequiredString("principalId"),
        assignment.RequiredString("roleDefinitionId"),
        assignment.RequiredString("directoryScopeId"));

    public static RoleAssignmentInstance RoleAssignmentInstance(JsonElement instance) => new(
        instance.RequiredString("principalId"),
        instance.RequiredString("roleDefinitionId"),
        instance.RequiredString("directoryScopeId"),
        instance.OptionalString("assignmentType"),
        instance.OptionalString("memberType"),
        instance.OptionalInstant("endDateTime"));

    public static RoleEligibility RoleEligibility(JsonElement eligibility) => new(
        eligibility.RequiredString("principalId"),
        eligibility.RequiredString("roleDefinitionId"),
        eligibility.RequiredString("directoryScopeId"),
        eligibility.OptionalInstant("endDateTime"));

    public static RegistrationDetails RegistrationDetails(JsonElement details) => new(
        details.RequiredString("id"),
        details.RequiredString("userPrincipalName"),
        details.OptionalBoolean("isMfaRegistered"),
        details.Strings("methodsRegistered"),
        details.OptionalInstant("lastUpdatedDateTime"));
}
