using Fido2Workflow.Api.Yaml;
using Fido2Workflow.Cli.Plans;
using Fido2Workflow.Core.Plans;
using Fido2Workflow.Hosting.Tenants;
using Fido2Workflow.Local;

namespace Fido2Workflow.Cli.Tenants;

/// <summary>A rollout as one verb holds it: its plan, its tenant, and the decisions of its people.</summary>
public sealed class OpenRollout : IAsyncDisposable
{
    private OpenRollout(Plan plan, TenantConnection tenant, StateFolder state) => (Plan, Tenant, State) = (plan, tenant, state);

    /// <summary>The plan.</summary>
    public Plan Plan { get; }

    /// <summary>The tenant; it holds a writer only where writes were allowed.</summary>
    public TenantConnection Tenant { get; }

    /// <summary>Decisions and documents.</summary>
    public StateFolder State { get; }

    /// <summary>The state folder of a plan for which none is named.</summary>
    public static string StateBeside(string planFile) => Path.Combine(Path.GetDirectoryName(Path.GetFullPath(planFile))!, StateChoice.Name);

    /// <summary>Opens plan, tenant and state.</summary>
    /// <exception cref="BadInputException">One of them cannot be used, or there is no plan.</exception>
    public static async Task<OpenRollout> OpenAsync(string tenant, string? planFile, string? stateFolder, bool allowWrites)
    {
        var path = PlanChoice.Find(planFile, TenantConnection.FolderOf(tenant))
            ?? throw new BadInputException($"There is no plan.yaml in the simulated tenant's folder or the current one. {PlanChoice.Expected}: name it with --plan.");
        var state = StateFolder.Open(stateFolder ?? StateBeside(path));
        try
        {
            var connection = await TenantConnection.OpenAsync(tenant, state.Path, allowWrites);
            try
            {
                return new OpenRollout(PlanChoice.Load(path, connection), connection, state);
            }
            catch
            {
                await connection.DisposeAsync();
                throw;
            }
        }
        catch
        {
            state.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await Tenant.DisposeAsync();
        State.Dispose();
    }
}
