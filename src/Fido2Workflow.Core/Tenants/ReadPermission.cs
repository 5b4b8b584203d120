namespace Fido2Workflow.Core.Tenants;

/// <summary>Which application permission a read needs: the least one that lets it through.</summary>
public static class ReadPermission
{
    // The first that matches decides, so what is narrower stands first.
    private static readonly (string Path, string Permission)[] Needed =
    [
        ("/workspaces/", "Data.Read of the Log Analytics API, and the role Log Analytics Reader on the workspace"),
        ("/authentication/fido2Methods", "UserAuthMethod-Passkey.Read.All"),
        ("/authentication/temporaryAccessPassMethods", "UserAuthMethod-TAP.Read.All"),
        ("/authentication/methods", "UserAuthenticationMethod.Read.All"),
        ("/mailboxSettings", "MailboxSettings.Read"),
        ("/policies/authenticationMethodsPolicy", "Policy.Read.AuthenticationMethod"),
        ("/policies/authenticationStrengthPolicies", "Policy.Read.AuthenticationMethod"),
        ("/identity/conditionalAccess", "Policy.Read.All"),
        ("/reports/authenticationMethods", "AuditLog.Read.All"),
        ("/auditLogs", "AuditLog.Read.All"),
        ("/roleManagement/directory/roleAssignmentScheduleInstances", "RoleAssignmentSchedule.Read.Directory"),
        ("/roleManagement/directory/roleEligibilityScheduleInstances", "RoleEligibilitySchedule.Read.Directory"),
        ("/roleManagement/directory", "RoleManagement.Read.Directory"),
        ("/domains", "Domain.Read.All"),
        ("/subscribedSkus", "LicenseAssignment.Read.All"),
        ("/groups", "GroupMember.Read.All"),
        ("/users", "User.Read.All"),
    ];

    /// <summary>The permission's name; null for a write, and for a request that is none of the product's.</summary>
    /// <param name="request">A method and a path, as answers name their request.</param>
    public static string? For(string request) =>
        request.StartsWith("GET ", StringComparison.Ordinal) || request.EndsWith("/query", StringComparison.Ordinal)
            ? Needed.FirstOrDefault(needed => request.Contains(needed.Path, StringComparison.OrdinalIgnoreCase)).Permission
            : null;
}
