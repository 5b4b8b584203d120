using System.Text;
using Fido2Workflow.Api.Access;
using Fido2Workflow.Cli.Tenants;
using Fido2Workflow.Core.ConditionalAccess;
using Fido2Workflow.Core.Decisions;
using Fido2Workflow.Core.Durable;
using Fido2Workflow.Core.Rollouts;
using Fido2Workflow.Core.Tenants;
using Fido2Workflow.Core.Waves;
using Fido2Workflow.Entra;
using Fido2Workflow.Hosting.Tenants;
using Fido2Workflow.Local;
using Fido2Workflow.TenantSimulator;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Fido2Workflow.Api.Tests.Hosting;

/// <summary>
/// The API as a host runs it: over real HTTP, on the embedded host with its state on disk, before a simulated tenant. The
/// rollout's clock is virtual and stands still, but for what a test lets pass.
/// </summary>
internal sealed class RunningApi : IAsyncDisposable
{
    public const string StateName = ".fido2";

    private readonly string _folder;
    private readonly StateFolder _state;
    private readonly SimulatedTenant _tenant;
    private readonly SocketsHttpHandler _transport = new();
    private readonly EmbeddedHost _host;
    private readonly NotificationLog _notifications;
    private readonly WebApplication _app;

    private RunningApi(string folder, Uri graph, SimulatedTenant tenant, StateFolder state, VirtualClock clock, RunningApiOptions options)
    {
        (_folder, _state, _tenant, Clock) = (folder, state, tenant, clock);
        var reader = EntraClient.CreateReader(Connect(SimulatedToken.Reader));
        var writer = EntraClient.CreateWriter(Connect(SimulatedToken.Writer));
        var issuer = options.AllowWrites ? EntraClient.CreatePassIssuer(Connect(SimulatedToken.PassIssuer)) : null;
        _notifications = new NotificationLog(state.Path);
        _host = new EmbeddedHost(RolloutCatalogue.Create(_ => reader, _ => writer, state.Decisions, state.Documents, state.Statuses, _notifications, clock), state, clock);

        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Configuration.AddInMemoryCollection(options.Configuration);
        builder.Logging.ClearProviders().SetMinimumLevel(LogLevel.Trace).AddProvider(Log);
        builder.Services.AddRolloutApi(
            new ApiPorts
            {
                Decisions = state.Decisions, Documents = state.Documents, Statuses = state.Statuses, Workflows = _host, Clock = clock, ApiKeys = Keys, WebhookSecrets = Integrations, Wire = options.Wire,
                Tenants = id => id == tenant.TenantId ? new ServedTenant(reader, issuer) { RedHandle = options.AllowWrites ? new(reader, new RollBack(reader, writer)) : null } : null,
            },
            builder.Configuration);
        options.Configure(builder.Services);
        _app = builder.Build();
        Front.Put(_app);

        EntraConnection Connect(Func<string, SimulatedToken> identity) => new(clock, new StaticTokenCredential(identity(tenant.TenantId).Encode()), _transport, graph);
    }

    /// <summary>What its people hold.</summary>
    public Keys Keys { get; } = new();

    /// <summary>Who may call back.</summary>
    public Integrations Integrations { get; } = [];

    /// <summary>All that was logged.</summary>
    public CapturedLog Log { get; } = new();

    public VirtualClock Clock { get; }

    /// <summary>The folder of the tenant.</summary>
    public string Folder => _folder;

    public IServiceProvider Services => _app.Services;

    public Uri Address => new(_app.Urls.Single());

    /// <summary>Serves a tenant that stands in a folder, which goes with it.</summary>
    public static async Task<RunningApi> StartAsync(string folder, RunningApiOptions? options = null)
    {
        var state = StateFolder.Open(Path.Combine(folder, StateName));
        var tenantState = TenantState.Of(folder, state.Path);
        var now = SimulatedTenant.ReadNow(folder, tenantState);
        var clock = new VirtualClock(state.LastInstant > now ? state.LastInstant.Value : now);
        var tenant = SimulatedTenant.Load(folder, new() { Clock = clock, StateFolder = tenantState });
        var api = new RunningApi(folder, await tenant.ListenAsync(), tenant, state, clock, options ?? new());
        await api._host.StartAsync();
        await api._app.StartAsync();
        return api;
    }

    /// <summary>Serves the six people, of whom nothing is known yet.</summary>
    public static Task<RunningApi> StartFreshAsync(RunningApiOptions? options = null) => StartAsync(SixPeople.Copy(), options);

    /// <summary>Serves the six people while their second wave asks for approval.</summary>
    public static async Task<RunningApi> StartAwaitingApprovalAsync(RunningApiOptions? options = null) => await StartAsync(await AwaitingApproval.CopyAsync(), options);

    /// <summary>What somebody with that role sends.</summary>
    public Client As(string person, Role role) => With(Keys.Make(person, role));

    /// <summary>What somebody with that token sends; null for nobody.</summary>
    public Client With(string? token) => new(Address, token);

    /// <summary>The text of a file of the tenant's folder.</summary>
    public string Read(string name) => File.ReadAllText(Path.Combine(_folder, name));

    /// <summary>What people decided in a rollout.</summary>
    public async Task<IReadOnlyList<Decision>> DecisionsAsync(string rollout = SixPeople.Rollout) => [.. (await _state.Decisions.ReadAsync(rollout)).Select(stored => stored.Decision)];

    /// <summary>All that a refused request must leave as it was: every rollout's decisions, and what the tenant took.</summary>
    public async Task<string> FingerprintAsync()
    {
        var lines = new List<string> { $"the tenant took {_tenant.WritesAccepted} writes" };
        foreach (var rollout in await _state.Decisions.ReadRolloutsAsync())
            lines.AddRange((await DecisionsAsync(rollout)).Select(decision => $"{decision}"));
        return string.Join('\n', lines);
    }

    /// <summary>The state of a wave's policy, as the tenant holds it.</summary>
    public async Task<string?> PolicyStateAsync(int wave)
    {
        using var portal = _tenant.CreateHandler();
        var reader = EntraClient.CreateReader(new EntraConnection(Clock, new StaticTokenCredential(SimulatedToken.Portal(_tenant.TenantId).Encode()), portal, new Uri("http://localhost/")));
        var policies = (Answer<IReadOnlyList<ConditionalAccessPolicy>>.Given)await reader.ReadPoliciesAsync();
        return policies.Value.Single(policy => policy.DisplayName == WavePolicy.DisplayName(SixPeople.Rollout, wave)).State;
    }

    /// <summary>Lets time pass on the rollout's clock.</summary>
    public Task LetPassAsync(TimeSpan span)
    {
        var passed = new TaskCompletionSource();
        Clock.Schedule(Clock.GetUtcNow() + span, passed.SetResult);
        return Clock.RunUntilAsync(passed.Task);
    }

    /// <summary>Every file of the state folder as it stands, as text.</summary>
    public async Task<string> StateAsync()
    {
        var text = new StringBuilder();
        foreach (var file in Directory.EnumerateFiles(_state.Path, "*", SearchOption.AllDirectories).Where(file => Path.GetFileName(file) != "lock"))
        {
            await using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            using var reader = new StreamReader(stream, Encoding.Latin1);
            text.Append(await reader.ReadToEndAsync());
        }
        return text.ToString();
    }

    /// <summary>Waits until a wave says so of itself.</summary>
    public Task WaitForWaveAsync(int wave, Predicate<WaveStatus> isSo) => WaitAsync(new WaveKey(SixPeople.Rollout, wave, "").InstanceId, isSo);

    /// <summary>Waits until the rollout says so of itself.</summary>
    public Task WaitForRolloutAsync(Predicate<RolloutWorkflow.Status> isSo) => WaitAsync(SixPeople.Rollout, isSo);

    /// <summary>From here on the tenant does not answer.</summary>
    public ValueTask StopTenantAsync() => _tenant.DisposeAsync();

    private async Task WaitAsync<T>(string instance, Predicate<T> isSo)
    {
        var said = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _host.StatusChanged += Listen;
        if ((await _host.GetInstanceAsync(instance))?.CustomStatus is { } now && isSo(WorkflowJson.Read<T>(now))) said.TrySetResult();
        await said.Task;
        _host.StatusChanged -= Listen;

        void Listen(StatusEntry status)
        {
            if (status.InstanceId == instance && status.CustomStatus is { } custom && isSo(WorkflowJson.Read<T>(custom))) said.TrySetResult();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        await _host.DisposeAsync();
        _notifications.Dispose();
        await _tenant.DisposeAsync();
        _state.Dispose();
        _transport.Dispose();
        Directory.Delete(_folder, recursive: true);
    }
}

/// <summary>How the API of a test differs from what it is by itself.</summary>
internal sealed record RunningApiOptions
{
    /// <summary>Whether it may write to the tenant.</summary>
    public bool AllowWrites { get; init; } = true;

    /// <summary>The wire's clock.</summary>
    public TimeProvider Wire { get; init; } = TimeProvider.System;

    /// <summary>The configuration, by <c>Section:Name</c>.</summary>
    public Dictionary<string, string?> Configuration { get; init; } = [];

    /// <summary>Changes what is registered.</summary>
    public Action<IServiceCollection> Configure { get; init; } = _ => { };
}
