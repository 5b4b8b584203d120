using Fido2Workflow.Entra.Tests.Loopback;
using Fido2Workflow.Local;
using Fido2Workflow.TenantSimulator;

namespace Fido2Workflow.Entra.Tests.Simulated;

/// <summary>The test tenant over real HTTP on the loopback, with a reader and a writer of it, in virtual time.</summary>
internal sealed class World : IAsyncDisposable
{
    public const string Ada = "00000000-0000-4000-8000-000000000001";
    public const string Ben = "00000000-0000-4000-8000-000000000002";
    public const string Cleo = "00000000-0000-4000-8000-000000000003";
    public const string Guest = "00000000-0000-4000-8000-000000000004";
    public const string Emergency = "00000000-0000-4000-8000-000000000005";
    public const string Pilot = "00000000-0000-4000-9000-000000000002";
    public const string Staff = "00000000-0000-4000-9000-000000000003";
    public const string Everyone = "00000000-0000-4000-9000-000000000004";
    public const string RequireKey = "20000000-0000-4000-8000-000000000001";
    public const string Nobody = "ffffffff-0000-4000-8000-000000000000";

    private readonly HttpMessageHandler _transport;
    private readonly Uri _address;

    private World(SimulatedTenant tenant, VirtualClock clock, Uri address)
    {
        Tenant = tenant;
        Clock = clock;
        _transport = VirtualTime.Transport(clock);
        _address = address;
        Reader = ReaderAs(SimulatedToken.Reader(tenant.TenantId));
        Writer = EntraClient.CreateWriter(Connection(SimulatedToken.Writer(tenant.TenantId)));
        Issuer = EntraClient.CreatePassIssuer(Connection(SimulatedToken.PassIssuer(tenant.TenantId)));
        Revoker = RevokerWithout();
        ReadOnlyWriter = EntraClient.CreateWriter(Connection(SimulatedToken.Reader(tenant.TenantId)));
    }

    public SimulatedTenant Tenant { get; }

    public VirtualClock Clock { get; }

    public EntraTenantReader Reader { get; }

    public EntraTenantWriter Writer { get; }

    /// <summary>A writer whose credential may only read.</summary>
    public EntraTenantWriter ReadOnlyWriter { get; }

    /// <summary>Opens the test tenant.</summary>
    /// <param name="faultSeed">The seed of its faults; null for none.</param>
    /// <param name="files">Files of its folder that stand in for those it has, or that it lacks.</param>
    public static async Task<World> OpenAsync(int? faultSeed = null, params (string Name, string Content)[] files)
    {
        var folder = Path.Combine(AppContext.BaseDirectory, "Tenant");
        using var own = files.Length > 0 ? new Copy(folder, files) : null;
        folder = own?.Folder ?? folder;
        var clock = new VirtualClock(SimulatedTenant.ReadNow(folder, null));
        var tenant = SimulatedTenant.Load(folder, new() { Clock = clock, FaultSeed = faultSeed });
        return new World(tenant, clock, await tenant.ListenAsync());
    }

    /// <summary>An issuer of passes.</summary>
    public EntraPassIssuer Issuer { get; }

    /// <summary>A revoker of keys.</summary>
    public EntraKeyRevoker Revoker { get; }

    /// <summary>A revoker that lacks some of the permissions it should have.</summary>
    public EntraKeyRevoker RevokerWithout(params IEnumerable<string> permissions) => EntraClient.CreateKeyRevoker(Connection(SimulatedToken.KeyRevoker(Tenant.TenantId).Without(permissions)));

    /// <summary>A reader under another identity.</summary>
    public EntraTenantReader ReaderAs(SimulatedToken token) => EntraClient.CreateReader(Connection(token));

    /// <summary>A reader that lacks some of the permissions it should have.</summary>
    public EntraTenantReader ReaderWithout(params IEnumerable<string> permissions) => ReaderAs(SimulatedToken.Reader(Tenant.TenantId).Without(permissions));

    /// <summary>Does this work, letting virtual time pass wherever it waits.</summary>
    public Task<T> DoAsync<T>(Func<Task<T>> work) => Clock.PassAsync(work);

    private EntraConnection Connection(SimulatedToken token) => new(Clock, new StaticTokenCredential(token.Encode()), _transport, _address);

    public async ValueTask DisposeAsync()
    {
        _transport.Dispose();
        await Tenant.DisposeAsync();
    }

    /// <summary>The folder with other files in it, for as long as it takes to read it.</summary>
    private sealed class Copy : IDisposable
    {
        public Copy(string folder, (string Name, string Content)[] files)
        {
            foreach (var file in Directory.EnumerateFiles(folder))
                File.Copy(file, Path.Combine(Folder, Path.GetFileName(file)));
            foreach (var (name, content) in files)
                File.WriteAllText(Path.Combine(Folder, name), content);
        }

        public string Folder { get; } = Directory.CreateTempSubdirectory("tenant").FullName;

        public void Dispose() => Directory.Delete(Folder, recursive: true);
    }
}
