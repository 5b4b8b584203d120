using Fido2Workflow.TenantSimulator;

namespace Fido2Workflow.Hosting.Tenants;

/// <summary>Where in a state folder a simulated tenant keeps what was written to it: one host serves several.</summary>
public static class TenantState
{
    /// <summary>The folder of the tenant, made where there is none.</summary>
    /// <param name="folder">The tenant's own folder, which is never written to.</param>
    /// <param name="state">The state folder.</param>
    /// <exception cref="TenantFolderException">The tenant's folder does not say which tenant it is.</exception>
    public static string Of(string folder, string state) =>
        Directory.CreateDirectory(Path.Combine(state, "tenants", SimulatedTenant.ReadId(folder))).FullName;
}
