using Azure.Core;
using Azure.Identity;
using Fido2Workflow.Cli.Yaml;
using Fido2Workflow.Core.Durable;
using Fido2Workflow.Core.Tenants;
using Fido2Workflow.Entra;
using Fido2Workflow.Local;
using Fido2Workflow.TenantSimulator;

namespace Fido2Workflow.Cli.Tenants;

/// <summary>A tenant opened for reading, simulated or real. It holds no writer.</summary>
public sealed class TenantConnection : IAsyncDisposable
{
    /// <summary>What <c>--tenant</c> takes, for its help.</summary>
    public const string Expected = "simulate:FOLDER for a simulated tenant, or the id of a real one, which is read with the identity that DefaultAzureCredential finds";

    private const string Simulated = "simulate:";
    private static readonly Uri Graph = new("https://graph.microsoft.com/");

    private readonly SocketsHttpHandler _transport = new();
    private readonly SimulatedTenant? _simulated;

    private TenantConnection(string tenantId, RolloutClock clock, TokenCredential credential, Uri address, string? folder, SimulatedTenant? simulated)
    {
        (TenantId, Clock, Folder, _simulated) = (tenantId, clock, folder, simulated);
        Reader = EntraClient.CreateReader(new EntraConnection(clock, credential, _transport, address));
    }

    /// <summary>The tenant's id.</summary>
    public string TenantId { get; }

    /// <summary>The tenant's present: a simulated one's stands still at what its folder names.</summary>
    public RolloutClock Clock { get; }

    /// <summary>The folder of a simulated tenant; null for a real one.</summary>
    public string? Folder { get; }

    /// <summary>Asks the tenant.</summary>
    public ITenantReader Reader { get; }

    /// <summary>Opens the tenant that <c>--tenant</c> names.</summary>
    /// <exception cref="BadInputException">It names none.</exception>
    /// <exception cref="TenantFolderException">The simulated tenant's folder cannot be used.</exception>
    public static async Task<TenantConnection> OpenAsync(string tenant)
    {
        if (tenant.StartsWith(Simulated, StringComparison.OrdinalIgnoreCase)) return await SimulateAsync(tenant[Simulated.Length..]);
        return Guid.TryParse(tenant, out var id)
            ? new TenantConnection($"{id}", new SystemClock(), new DefaultAzureCredential(new DefaultAzureCredentialOptions { TenantId = $"{id}" }), Graph, null, null)
            : throw new BadInputException($"--tenant: \"{tenant}\" was found; expected {Expected}.");
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        _transport.Dispose();
        if (_simulated is not null) await _simulated.DisposeAsync();
    }

    private static async Task<TenantConnection> SimulateAsync(string folder)
    {
        if (!Directory.Exists(folder)) throw new BadInputException($"--tenant: there is no folder \"{folder}\"; expected {Expected}.");
        var clock = new StandingClock(SimulatedTenant.ReadNow(folder, null));
        var simulated = SimulatedTenant.Load(folder, new SimulatorOptions { Clock = clock });
        return new TenantConnection(simulated.TenantId, clock, new StaticTokenCredential(SimulatedToken.Reader(simulated.TenantId).Encode()), await simulated.ListenAsync(), folder, simulated);
    }
}
