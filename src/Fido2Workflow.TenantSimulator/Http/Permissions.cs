namespace Fido2Workflow.TenantSimulator.Http;

/// <summary>
/// Graph's application permissions by what they open, the least one first; from the permission tables of Graph's
/// reference.
/// </summary>
internal static class Permissions
{
    private const string ReadDirectory = "Directory.Read.All";
    private const string WriteDirectory = "Directory.ReadWrite.All";
    private const string ReadMethods = "UserAuthenticationMethod.Read.All";
    private const string WriteMethods = "UserAuthenticationMethod.ReadWrite.All";
    private const string WriteConditionalAccess = "Policy.ReadWrite.ConditionalAccess";
    private const string WriteRoles = "RoleManagement.ReadWrite.Directory";

    private static readonly string[] KnowingGroups =
        ["GroupMember.Read.All", "GroupMember.ReadWrite.All", "Group.Read.All", "Group.ReadWrite.All", ReadDirectory, WriteDirectory];

    public static readonly Permission ReadUsers = Permission.AnyOf("User.Read.All", "User.ReadWrite.All", ReadDirectory, WriteDirectory);

    public static readonly Permission ReadGroups = Permission.AnyOf(KnowingGroups);

    public static readonly Permission CreateGroups = Permission.AnyOf("Group.Create", "Group.ReadWrite.All", WriteDirectory);

    public static readonly Permission WriteGroupMembers = Permission.AnyOf("GroupMember.ReadWrite.All", "Group.ReadWrite.All", WriteDirectory);

    /// <summary>Besides the right to write groups, what a group that can hold roles asks for.</summary>
    public static readonly Permission WriteRoleAssignableGroups = Permission.AnyOf(WriteRoles);

    public static readonly Permission CheckMembership = ReadUsers.And(KnowingGroups);

    public static readonly Permission ReadAllMethods = Permission.AnyOf(ReadMethods, WriteMethods);

    public static readonly Permission ReadKeys = Permission.AnyOf(
        "UserAuthMethod-Passkey.Read.All", "UserAuthMethod-Passkey.ReadWrite.All", ReadMethods, WriteMethods);

    public static readonly Permission WriteKeys = Permission.AnyOf("UserAuthMethod-Passkey.ReadWrite.All", WriteMethods);

    public static readonly Permission RevokeSessions = Permission.AnyOf("User.RevokeSessions.All", "User.ReadWrite.All", WriteDirectory);

    public static readonly Permission ReadPasses = Permission.AnyOf(
        "UserAuthMethod-TAP.Read.All", "UserAuthMethod-TAP.ReadWrite.All", ReadMethods, WriteMethods);

    public static readonly Permission WritePasses = Permission.AnyOf("UserAuthMethod-TAP.ReadWrite.All", WriteMethods);

    public static readonly Permission ReadMethodPolicy = Permission.AnyOf(
        "Policy.Read.AuthenticationMethod", "Policy.ReadWrite.AuthenticationMethod", "Policy.Read.All");

    public static readonly Permission WriteMethodPolicy = Permission.AnyOf("Policy.ReadWrite.AuthenticationMethod");

    public static readonly Permission ReadStrengths = Permission.AnyOf(
        "Policy.Read.AuthenticationMethod", "Policy.ReadWrite.AuthenticationMethod", "Policy.Read.All", WriteConditionalAccess);

    public static readonly Permission ReadConditionalAccess = Permission.AnyOf("Policy.Read.All");

    // All three together: Graph's documentation calls it a known issue.
    public static readonly Permission WritePolicies = Permission.AnyOf(WriteConditionalAccess).And("Policy.Read.All").And("Application.Read.All");

    public static readonly Permission ReadReports = Permission.AnyOf("AuditLog.Read.All");

    /// <summary>What shows the results of policies in a sign-in; without it, the rows come without them.</summary>
    public static readonly Permission SeePoliciesOfSignIns = Permission.AnyOf("Policy.Read.All", "Policy.Read.ConditionalAccess", WriteConditionalAccess);

    public static readonly Permission ReadRoles = Permission.AnyOf(
        "RoleManagement.Read.Directory", "RoleManagement.Read.All", WriteRoles, ReadDirectory, WriteDirectory);

    public static readonly Permission ReadRoleInstances = Permission.AnyOf(
        "RoleAssignmentSchedule.Read.Directory", "RoleAssignmentSchedule.ReadWrite.Directory",
        "RoleManagement.Read.Directory", "RoleManagement.Read.All", WriteRoles);

    public static readonly Permission ReadRoleEligibilities = Permission.AnyOf(
        "RoleEligibilitySchedule.Read.Directory", "RoleEligibilitySchedule.ReadWrite.Directory",
        "RoleManagement.Read.Directory", "RoleManagement.Read.All", WriteRoles);

    public static readonly Permission ReadDomains = Permission.AnyOf("Domain.Read.All", "Domain.ReadWrite.All", ReadDirectory, WriteDirectory);

    public static readonly Permission ReadFederation = Permission.AnyOf(
        "Domain.Read.All", "Domain.ReadWrite.All", "Domain-InternalFederation.Read.All", "Domain-InternalFederation.ReadWrite.All");

    public static readonly Permission ReadLicences = Permission.AnyOf(
        "LicenseAssignment.Read.All", "Organization.Read.All", "Organization.ReadWrite.All", ReadDirectory, WriteDirectory);

    public static readonly Permission ReadMailboxes = Permission.AnyOf("MailboxSettings.Read", "MailboxSettings.ReadWrite");
}
