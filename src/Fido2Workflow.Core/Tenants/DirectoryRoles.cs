namespace Fido2Workflow.Core.Tenants;

/// <summary>Built-in directory roles by their template ids, the same in every tenant. (Microsoft Learn: "Microsoft Entra built-in roles".)</summary>
public static class DirectoryRoles
{
    /// <summary>Global Administrator.</summary>
    public const string GlobalAdministrator = "62e90394-69f5-4237-9190-012177145e10";

    /// <summary>Directory Synchronization Accounts: held by what copies an on-premises directory, never by a person.</summary>
    public const string DirectorySynchronizationAccounts = "d29b2b05-8046-44ba-8758-1e26182fcf32";

    /// <summary>The scope of an assignment that counts in the whole tenant.</summary>
    public const string WholeTenant = "/";
}
