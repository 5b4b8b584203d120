using Fido2Workflow.Hosting.Tenants;

namespace Fido2Workflow.Cli.Tenants;

/// <summary>Which state folder a verb goes by that has no plan.</summary>
public static class StateChoice
{
    /// <summary>The name of a state folder that nobody named.</summary>
    public const string Name = ".fido2";

    /// <summary>What <c>--state</c> takes, for its help.</summary>
    public const string Expected = "The state folder. Without it .fido2 in the folder of the one simulated tenant, else in the current one";

    /// <summary>The folder that is named, else the one in the folder of the one simulated tenant, else the one in the current folder.</summary>
    public static string Of(string? named, params IReadOnlyList<string?> tenants) =>
        named ?? (tenants is [{ } tenant] && TenantConnection.FolderOf(tenant) is { } folder ? Path.Combine(folder, Name) : Name);
}
