using Azure.Core;
using Azure.Identity;
using Fido2Workflow.Api.Yaml;
using Fido2Workflow.Core.Durable;
using Fido2Workflow.Core.Tenants;
using Fido2Workflow.Entra;
using Fido2Workflow.TenantSimulator;

namespace Fido2Workflow.Hosting.Tenants;

/// <summary>
/// A tenant opened, simulated or real: for reading, and for writing only where that was allowed. Several may keep what was
/// written to them in one state folder.
/// </summary>
public sealed class TenantConnection : IAsyncDisposable
{
    /// <summary>What <c>--tenant</c> takes, for its help.</summary>
    public const string Expected = "simulate:FOLDER for a simulated tenant, or the id of a real one, which is read with the identity that DefaultAzureCredential finds";

    private const string Simulated = "simulate:";
    private static readonly Uri Graph = new("https://graph.microsoft.com/");

    private readonly SocketsHttpHandler _transport = new();
    private readonly SimulatedTenant? _simulated;

    private TenantConnection(
        string tenantId, RolloutClock clock, TokenCredential reader, TokenCredential? writer, TokenCredential? issuer, TokenCredential? revoker, Uri address, string? folder, SimulatedTenant? simulated)
    {
        (TenantId, Clock, Address, Folder, _simulated) = (tenantId, clock, address, folder, simulated);
        IsOneCredential = ReferenceEquals(reader, writer);
        Reader = EntraClient.CreateReader(new EntraConnection(clock, reader, _transport, address));
        Writer = writer is null ? null : EntraClient.CreateWriter(new EntraConnection(clock, writer, _transport, address));
        PassIssuer = issuer is null ? null : EntraClient.CreatePassIssuer(new EntraConnection(clock, issuer, _transport, address));
        KeyRevoker = revoker is null ? null : EntraClient.CreateKeyRevoker(new EntraConnection(clock, revoker, _transport, address));
    }

    /// <summary>The tenant's id.</summary>
    public string TenantId { get; }

    /// <summary>The tenant's present: a simulated one's stands still at what its folder names, unless it was opened to live by another.</summary>
    public RolloutClock Clock { get; }

    /// <summary>Where its Graph listens, ending in a slash.</summary>
    public Uri Address { get; }

    /// <summary>The folder of a simulated tenant; null for a real one.</summary>
    public string? Folder { get; }

    /// <summary>Whether the credential that reads is the one that writes.</summary>
    public bool IsOneCredential { get; }

    /// <summary>Asks the tenant.</summary>
    public ITenantReader Reader { get; }

    /// <summary>Changes the tenant; null unless writes were allowed.</summary>
    public ITenantWriter? Writer { get; }

    /// <summary>Issues Temporary Access Passes; null unless writes were allowed.</summary>
    public IPassIssuer? PassIssuer { get; }

    /// <summary>Deletes lost keys; null unless writes were allowed.</summary>
    public IKeyRevoker? KeyRevoker { get; }

    /// <summary>The folder that <c>--tenant</c> names; null where it names a real tenant.</summary>
    public static string? FolderOf(string tenant) =>
        tenant.StartsWith(Simulated, StringComparison.OrdinalIgnoreCase) ? tenant[Simulated.Length..] : null;

    /// <summary>The present of the simulated tenant that <c>--tenant</c> names, UTC: its folder's, or the last write's; null for a real one.</summary>
    /// <exception cref="BadInputException">There is no such folder.</exception>
    /// <exception cref="TenantFolderException">The simulated tenant's folder cannot be used.</exception>
    public static DateTimeOffset? ReadNow(string tenant, string state) =>
        FolderOf(tenant) is { } folder ? SimulatedTenant.ReadNow(Expect(folder), TenantState.Of(folder, state)) : null;

    /// <summary>Opens the tenant that <c>--tenant</c> names.</summary>
    /// <param name="state">The folder where a simulated tenant keeps what was written to it; null where nothing is kept.</param>
    /// <param name="allowWrites">Whether a writer is made at all.</param>
    /// <param name="clock">The clock that a simulated tenant lives by; null for one that stands still.</param>
    /// <exception cref="BadInputException">It names none.</exception>
    /// <exception cref="TenantFolderException">The simulated tenant's folder cannot be used.</exception>
    public static async Task<TenantConnection> OpenAsync(string tenant, string? state = null, bool allowWrites = false, RolloutClock? clock = null)
    {
        if (FolderOf(tenant) is { } folder) return await SimulateAsync(Expect(folder), state, allowWrites, clock);
        if (!Guid.TryParse(tenant, out var id)) throw new BadInputException($"--tenant: \"{tenant}\" was found; expected {Expected}.");
        var reader = new DefaultAzureCredential(new DefaultAzureCredentialOptions { TenantId = $"{id}" });
        var writer = allowWrites ? WriterCredential.Find($"{id}") ?? reader : null;
        return new TenantConnection($"{id}", clock ?? PacedClock.InEarnest, reader, writer, writer, writer, Graph, null, null);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        _transport.Dispose();
        if (_simulated is not null) await _simulated.DisposeAsync();
    }

    private static string Expect(string folder) =>
        Directory.Exists(folder) ? folder : throw new BadInputException($"--tenant: there is no folder \"{folder}\"; expected {Expected}.");

    private static async Task<TenantConnection> SimulateAsync(string folder, string? state, bool allowWrites, RolloutClock? livesBy)
    {
        var written = state is null ? null : TenantState.Of(folder, state);
        var clock = livesBy ?? new StandingClock(SimulatedTenant.ReadNow(folder, written));
        var simulated = SimulatedTenant.Load(folder, new SimulatorOptions { Clock = clock, StateFolder = written });
        return new TenantConnection(
            simulated.TenantId, clock, Credential(SimulatedToken.Reader), allowWrites ? Credential(SimulatedToken.Writer) : null,
            allowWrites ? Credential(SimulatedToken.PassIssuer) : null, allowWrites ? Credential(SimulatedToken.KeyRevoker) : null, await simulated.ListenAsync(), folder, simulated);

        StaticTokenCredential Credential(Func<string, SimulatedToken> identity) => new(identity(simulated.TenantId).Encode());
    }
}
