namespace Fido2Workflow.Core.Tenants;

/// <summary>A permission that a read needs.</summary>
/// <param name="Permission">The least Graph permission that lets it through.</param>
/// <param name="Opens">What it lets the reader see, as the end of a sentence.</param>
public sealed record NeededPermission(string Permission, string Opens);

/// <summary>
/// Which Graph permission a read needs: the least one that lets it through. (Microsoft Graph permissions reference, August
/// 2026.)
/// </summary>
public static class ReadPermission
{
    private const string Methods = "UserAuthenticationMethod.Read.All";
    private const string WriteMethods = "UserAuthenticationMethod.ReadWrite.All";
    private const string ReadDirectory = "Directory.Read.All";
    private const string WriteDirectory = "Directory.ReadWrite.All";
    private const string AllPolicies = "Policy.Read.All";
    private const string ReadRoles = "RoleManagement.Read.Directory";
    private const string WriteRoles = "RoleManagement.ReadWrite.Directory";

    // The first that matches decides, so what is narrower stands first.
    private static readonly Row[] Needed =
    [
        new("/workspaces/", "Data.Read of the Log Analytics API, and the role Log Analytics Reader on the workspace", null),
        new("/authentication/fido2Methods", "UserAuthMethod-Passkey.Read.All", "people's keys", "UserAuthMethod-Passkey.ReadWrite.All", Methods, WriteMethods),
        new("/authentication/temporaryAccessPassMethods", "UserAuthMethod-TAP.Read.All", "whether a Temporary Access Pass was used", "UserAuthMethod-TAP.ReadWrite.All", Methods, WriteMethods),
        new("/authentication/methods", Methods, "the methods of the break-glass accounts", WriteMethods),
        new("/mailboxSettings", "MailboxSettings.Read", "what a mailbox is for", "MailboxSettings.ReadWrite"),
        new("/policies/authenticationMethodsPolicy", "Policy.Read.AuthenticationMethod", "the authentication methods policy", "Policy.ReadWrite.AuthenticationMethod", AllPolicies),
        new("/policies/authenticationStrengthPolicies", "Policy.Read.AuthenticationMethod", "authentication strengths", "Policy.ReadWrite.AuthenticationMethod", AllPolicies, "Policy.ReadWrite.ConditionalAccess"),
        new("/identity/conditionalAccess", AllPolicies, "conditional access policies and their results in the log"),
        new("/reports/authenticationMethods", "AuditLog.Read.All", "the registration report"),
        new("/auditLogs", "AuditLog.Read.All", "the sign-in log"),
        new("/roleManagement/directory/roleAssignmentScheduleInstances", "RoleAssignmentSchedule.Read.Directory", "until when a directory role is held", "RoleAssignmentSchedule.ReadWrite.Directory", ReadRoles, "RoleManagement.Read.All", WriteRoles),
        new("/roleManagement/directory/roleEligibilityScheduleInstances", "RoleEligibilitySchedule.Read.Directory", "who may activate a directory role", "RoleEligibilitySchedule.ReadWrite.Directory", ReadRoles, "RoleManagement.Read.All", WriteRoles),
        new("/roleManagement/directory", ReadRoles, "who holds a directory role", "RoleManagement.Read.All", WriteRoles, ReadDirectory, WriteDirectory),
        new("/domains", "Domain.Read.All", "domains and their federation", "Domain.ReadWrite.All"),
        new("/subscribedSkus", "LicenseAssignment.Read.All", "the tenant's licences", "Organization.Read.All", "Organization.ReadWrite.All", ReadDirectory, WriteDirectory),
        new("/transitiveMemberOf", "GroupMember.Read.All", null, "GroupMember.ReadWrite.All", "Group.Read.All", "Group.ReadWrite.All", ReadDirectory, WriteDirectory),
        new("/groups", "GroupMember.Read.All", "groups and their members", "GroupMember.ReadWrite.All", "Group.Read.All", "Group.ReadWrite.All", ReadDirectory, WriteDirectory),
        new("/users", "User.Read.All", "accounts", "User.ReadWrite.All", ReadDirectory, WriteDirectory),
    ];

    /// <summary>The permission's name; null for a write, and for a request that is none of the product's.</summary>
    /// <param name="request">A method and a path, as answers name their request.</param>
    public static string? For(string request) =>
        request.StartsWith("GET ", StringComparison.Ordinal) || request.EndsWith("/query", StringComparison.Ordinal)
            ? Needed.FirstOrDefault(needed => request.Contains(needed.Path, StringComparison.OrdinalIgnoreCase))?.Permission
            : null;

    /// <summary>What a reader with these permissions cannot read in Graph, each with the least permission to grant.</summary>
    public static IReadOnlyList<NeededPermission> MissingFrom(IReadOnlyCollection<string> granted) =>
    [
        .. Needed.Where(needed => needed.Opens is not null && !granted.Contains(needed.Permission) && !needed.Wider.Any(granted.Contains))
            .Select(needed => new NeededPermission(needed.Permission, needed.Opens!)),
    ];

    // What opens nothing in Graph stands in no token of Graph's; what another row opens already is not told twice.
    private sealed record Row(string Path, string Permission, string? Opens, params IReadOnlyList<string> Wider);
}
