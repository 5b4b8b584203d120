using Fido2Workflow.Api.Yaml;
using Fido2Workflow.Cli.Tenants;
using Fido2Workflow.Core.Decisions;
using Fido2Workflow.Core.Durable;
using Fido2Workflow.Core.Plans;
using Fido2Workflow.Core.Preparation;
using Fido2Workflow.Core.Tenants;
using Fido2Workflow.Entra;
using Fido2Workflow.Hosting.Tenants;
using Fido2Workflow.Local;
using Fido2Workflow.TenantSimulator;

namespace Fido2Workflow.Cli.Rehearsals;

/// <summary>
/// The outside world of a rehearsal: the simulated tenant with its Graph over real HTTP. It stands while the host of the
/// rollout dies and another goes on in its place, and lives by the clock of whoever runs.
/// </summary>
public sealed class RehearsalTenant : IAsyncDisposable
{
    private readonly RehearsalOptions _options;
    private readonly string _state;
    private readonly RunningClock _clock;
    private readonly SimulatedTenant _tenant;
    private readonly HttpMessageHandler _portal;

    private RehearsalTenant(RehearsalOptions options)
    {
        _options = options;
        _state = TenantState.Of(options.Folder, options.State);
        _clock = new RunningClock { Now = new VirtualClock(SimulatedTenant.ReadNow(options.Folder, _state)) };
        _tenant = SimulatedTenant.Load(options.Folder, new SimulatorOptions
        {
            Clock = _clock,
            StateFolder = _state,
            FaultSeed = options.FaultSeed,
            PolicyFolder = options.Policies,
            AfterWrite = _ => AfterWrite?.Invoke(),
        });
        _portal = _tenant.CreateHandler();
    }

    /// <summary>The tenant's id, as a GUID in lower case.</summary>
    public string TenantId => _tenant.TenantId;

    /// <summary>Where its Graph listens.</summary>
    public Uri Address { get; private set; } = null!;

    /// <summary>Who is who, as its people know it: no request of the product's, and out of reach of its faults.</summary>
    public Accounts Accounts { get; private set; } = null!;

    /// <summary>Called after each write that it accepted, before the answer leaves. If it throws, the answer is lost.</summary>
    public Action? AfterWrite { get; set; }

    /// <summary>Brings the tenant to life, as the state left it.</summary>
    /// <exception cref="TenantFolderException">The tenant's folder cannot be used.</exception>
    public static async Task<RehearsalTenant> OpenAsync(RehearsalOptions options)
    {
        var tenant = new RehearsalTenant(options);
        try
        {
            tenant.Accounts = tenant.ReadAccounts();
            tenant.Address = await tenant._tenant.ListenAsync();
            return tenant;
        }
        catch
        {
            await tenant.DisposeAsync();
            throw;
        }
    }

    /// <summary>A clock that the tenant lives by from now on. It begins at the last instant that the state knows of.</summary>
    /// <param name="hosts">The last instant that the host's state knows of, UTC; null where it knows none.</param>
    public VirtualClock StartClock(DateTimeOffset? hosts)
    {
        var tenants = SimulatedTenant.ReadNow(_options.Folder, _state);
        return _clock.Now = new VirtualClock(hosts > tenants ? hosts.Value : tenants);
    }

    /// <summary>The admin portals, at which its people edit without faults.</summary>
    public Portal OpenPortal() => new(_tenant.CreateHandler(), SimulatedToken.Portal(TenantId).Encode());

    /// <summary>The desk at which its operators give out passes, by the product's own rules and out of reach of its faults.</summary>
    public PassSession OpenPassSession(Plan plan, IDecisionStore decisions) =>
        new(plan, EntraClient.CreateReader(Connect(_clock.Now)), EntraClient.CreatePassIssuer(Connect(_clock.Now)), decisions, _clock.Now);

    /// <summary>Prepares the tenant as <c>fido2 prepare</c> does, out of reach of its faults; answers how many changes that took.</summary>
    public async Task<int> PrepareAsync(Plan plan, IDecisionStore decisions)
    {
        var connection = Connect(_clock.Now);
        var preparer = new Preparer(EntraClient.CreateReader(connection), EntraClient.CreateWriter(connection), decisions, _clock.Now);
        return await preparer.RunAsync(plan, new([], null)) is PreparationReport.Finished finished
            ? finished.Done.Count
            : throw new InvalidOperationException("The tenant could not be prepared.");
    }

    /// <summary>Somebody takes a key out of the safe and signs in to the Azure portal as this account, now: a drill. Again at the same instant changes nothing.</summary>
    public void SignIn(string accountId) => _tenant.SignIn(accountId);

    /// <summary>What has become of its people, up to the clock's present.</summary>
    public TenantReport Report() => _tenant.Report();

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        _portal.Dispose();
        return _tenant.DisposeAsync();
    }

    private Accounts ReadAccounts()
    {
        var names = _tenant.ReadNames();
        return names.FirstOrDefault(account => account.Value.Length == 0).Key is { } nameless
            ? throw new BadInputException($"users.json: account {nameless} has no userPrincipalName.")
            : new Accounts(names);
    }

    private EntraConnection Connect(RolloutClock clock) =>
        new(clock, new StaticTokenCredential(SimulatedToken.Portal(TenantId).Encode()), _portal, new Uri("http://localhost/"));

    private sealed class RunningClock : TimeProvider
    {
        public required VirtualClock Now { get; set; }

        public override DateTimeOffset GetUtcNow() => Now.GetUtcNow();
    }
}
