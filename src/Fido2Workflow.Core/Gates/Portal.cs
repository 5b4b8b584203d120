namespace Fido2Workflow.Core.Gates;

/// <summary>The pages of the Microsoft Entra admin center (November 2026) on which a person mends what a gate found.</summary>
public static class Portal
{
    /// <summary>Conditional access policies.</summary>
    public const string ConditionalAccess = "https://entra.microsoft.com/#view/Microsoft_AAD_ConditionalAccess/ConditionalAccessBlade/~/Policies";

    /// <summary>Authentication methods policies: FIDO2, Temporary Access Pass and the others.</summary>
    public const string AuthenticationMethods = "https://entra.microsoft.com/#view/Microsoft_AAD_IAM/AuthenticationMethodsMenuBlade/~/AdminAuthMethods";

    /// <summary>Groups.</summary>
    public const string Groups = "https://entra.microsoft.com/#view/Microsoft_AAD_IAM/GroupsManagementMenuBlade/~/AllGroups";

    /// <summary>Users and their authentication methods.</summary>
    public const string Users = "https://entra.microsoft.com/#view/Microsoft_AAD_UsersAndTenants/UserManagementMenuBlade/~/AllUsers";

    /// <summary>Directory roles and their assignments.</summary>
    public const string Roles = "https://entra.microsoft.com/#view/Microsoft_AAD_IAM/RolesManagementMenuBlade/~/AllRoles";

    /// <summary>Custom domain names and their federation.</summary>
    public const string Domains = "https://entra.microsoft.com/#view/Microsoft_AAD_IAM/DomainsManagementMenuBlade/~/CustomDomainNames";

    /// <summary>Sign-in logs.</summary>
    public const string SignIns = "https://entra.microsoft.com/#view/Microsoft_AAD_IAM/SignInEventsV3Blade";

    /// <summary>Licences.</summary>
    public const string Licences = "https://admin.microsoft.com/#/licenses";

    /// <summary>The permissions of applications.</summary>
    public const string EnterpriseApplications = "https://entra.microsoft.com/#view/Microsoft_AAD_IAM/StartboardApplicationsMenuBlade/~/AppAppsPreview";

    /// <summary>Diagnostic settings: which logs are kept where, and the alerts on them.</summary>
    public const string DiagnosticSettings = "https://entra.microsoft.com/#view/Microsoft_AAD_IAM/DiagnosticSettingsMenuBlade/~/General";
}
