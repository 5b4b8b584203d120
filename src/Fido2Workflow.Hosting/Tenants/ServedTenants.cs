using Fido2Workflow.Api;
using Fido2Workflow.Api.Yaml;
using Fido2Workflow.Core.Durable;
using Fido2Workflow.Core.Tenants;
using Fido2Workflow.Core.Waves;

namespace Fido2Workflow.Hosting.Tenants;

/// <summary>The tenants of one host, by id, and the clock that they all live by.</summary>
public sealed class ServedTenants : IAsyncDisposable
{
    private readonly Dictionary<string, TenantConnection> _byId = new(StringComparer.OrdinalIgnoreCase);

    private ServedTenants(RolloutClock clock) => Clock = clock;

    /// <summary>The rollout's clock.</summary>
    public RolloutClock Clock { get; }

    /// <summary>All of them.</summary>
    public IReadOnlyCollection<TenantConnection> All => _byId.Values;

    /// <summary>Opens every tenant.</summary>
    /// <param name="tenants">Each as <see cref="TenantConnection.Expected"/> says.</param>
    /// <param name="state">The folder where simulated tenants keep what was written to them; null where nothing is kept.</param>
    /// <exception cref="BadInputException">One cannot be used, or they do not go together.</exception>
    /// <exception cref="TenantSimulator.TenantFolderException">A simulated tenant's folder cannot be used.</exception>
    public static async Task<ServedTenants> OpenAsync(IReadOnlyList<string> tenants, string? state, bool allowWrites, RolloutClock clock)
    {
        var served = new ServedTenants(clock);
        try
        {
            foreach (var tenant in tenants)
            {
                var connection = await TenantConnection.OpenAsync(tenant, state, allowWrites, served.Clock);
                if (served._byId.TryAdd(connection.TenantId, connection)) continue;
                await connection.DisposeAsync();
                throw new BadInputException($"--tenant: tenant {connection.TenantId} was found twice; expected each once.");
            }
            return served;
        }
        catch
        {
            await served.DisposeAsync();
            throw;
        }
    }

    /// <summary>Whether the tenant of that id is one of them.</summary>
    public bool Serves(string id) => _byId.ContainsKey(id);

    /// <summary>The tenant as the API may touch it; null where it is none of them.</summary>
    public ServedTenant? Find(string id) => _byId.TryGetValue(id, out var tenant)
        ? new(tenant.Reader, tenant.PassIssuer) { RedHandle = tenant.Writer is { } writer ? new(tenant.Reader, new RollBack(tenant.Reader, writer)) : null }
        : null;

    /// <summary>The reader of a tenant that is served.</summary>
    public ITenantReader Reader(string id) => _byId[id].Reader;

    /// <summary>The writer of a tenant that is served: one that refuses every write where writes were not allowed.</summary>
    public ITenantWriter Writer(string id) => _byId[id].Writer ?? ReadOnlyWriter.Instance;

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        foreach (var tenant in _byId.Values) await tenant.DisposeAsync();
    }
}
