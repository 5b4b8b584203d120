using Fido2Workflow.Api;
using Fido2Workflow.Api.Notifications;
using Fido2Workflow.Api.Yaml;
using Fido2Workflow.Cli.Tenants;
using Fido2Workflow.Core.Notifications;
using Fido2Workflow.Core.Operations;
using Fido2Workflow.Core.Rollouts;
using Fido2Workflow.Hosting;
using Fido2Workflow.Hosting.Keys;
using Fido2Workflow.Hosting.Tenants;
using Fido2Workflow.Local;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Fido2Workflow.Cli.Serving;

/// <summary>The embedded host with its API: one state folder, its tenants, the workflows, and HTTP before them.</summary>
public sealed class Server : IAsyncDisposable
{
    // Whoever has asked gets an answer; then the step under way is finished, and everything else goes on at the next start.
    private static readonly TimeSpan LastRequests = TimeSpan.FromSeconds(10);

    private readonly Stack<IAsyncDisposable> _parts = [];
    private ILogger _log = NullLogger.Instance;
    private WebApplication? _app;

    private Server() { }

    /// <summary>Where it listens.</summary>
    public IReadOnlyCollection<Uri> Addresses { get; private set; } = [];

    /// <summary>Ends when the workflows can go on no more: the log has said why. Whoever starts the process anew is told by the state folder what to mend.</summary>
    public Task Failed { get; private set; } = Task.CompletedTask;

    /// <summary>Opens everything, goes on with the rollouts that were created, and listens.</summary>
    /// <exception cref="BadInputException">The options, a tenant or its credential cannot be used.</exception>
    /// <exception cref="StateFolderException">The state folder cannot be used, or another process does.</exception>
    /// <exception cref="RefusedException">Writes were not allowed, and a wave stands that could not be rolled back without.</exception>
    public static async Task<Server> StartAsync(ServeOptions options)
    {
        var server = new Server();
        try
        {
            await server.OpenAsync(options);
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    /// <summary>Says that it stops.</summary>
    public void TellStopping() => ServeLog.Stopping(_log);

    /// <summary>Stops listening, answers whoever has asked, finishes the step under way, and closes the state folder.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_app is not null) await _app.StopAsync();
        while (_parts.TryPop(out var part)) await part.DisposeAsync();
    }

    private async Task OpenAsync(ServeOptions options)
    {
        var builder = Configure(options);
        var logs = Keep(LoggerFactory.Create(ServeLog.Add));
        builder.Services.AddSingleton(logs);
        var state = Keep(StateFolder.Open(options.State));
        var tenants = Keep(await ServedTenants.OpenAsync(options.Tenants, state.Path, options.AllowWrites, ServedClock.Of(options.Tenants, state)));
        var targets = (builder.Configuration.GetSection(NotificationsSection.Name).Get<NotificationsSection>() ?? new()).Read();
        var webhooks = Keep(new OutgoingWebhooks(state.OpenOutbox(), targets, TimeProvider.System, logs.CreateLogger<OutgoingWebhooks>()));
        var notifier = new EveryNotifier([Keep(new NotificationLog(state.Path)), webhooks]);
        var host = Keep(new EmbeddedHost(
            RolloutCatalogue.Create(tenants.Reader, tenants.Writer, state.Decisions, state.Documents, state.Statuses, notifier, tenants.Clock), state, tenants.Clock));
        var register = new RolloutRegister(state.Decisions, state.Documents, host);
        var rollouts = await ReadAsync(register, tenants, options.AllowWrites);

        var checks = new HostChecks(state, host);
        var app = _app = Build(builder, new ApiPorts
        {
            Decisions = state.Decisions, Documents = state.Documents, Statuses = state.Statuses, Workflows = host, Clock = tenants.Clock, Tenants = tenants.Find,
            ApiKeys = new ApiKeysFile(state.Path), WebhookSecrets = new WebhookSecretsFile(state.Path),
        }, new Readiness(tenants, checks.CheckWorkflowsAsync, checks.CheckStateAsync));
        Keep(app);
        var log = _log = logs.CreateLogger<Server>();
        if (tenants.Clock is VirtualClock clock) Keep(new ClockPump(clock, options.Speed, log));
        Failed = host.Failed.ContinueWith(failed => ServeLog.HostFailed(log, failed.Exception!.GetBaseException().Message), TaskScheduler.Default);

        using (tenants.Clock.BeginWork())
        {
            await host.StartAsync();
            await register.ResumeAsync();
        }
        // Out of the runner's step, in which whoever awaits it on a virtual clock goes on.
        await Task.Yield();
        await webhooks.StartAsync();
        await app.StartAsync();
        Addresses = [.. app.Urls.Select(url => new Uri(url))];
        await new Beginning(log, options, tenants, Addresses).TellAsync(rollouts);
    }

    private static async Task<IReadOnlyList<RolloutStanding>> ReadAsync(RolloutRegister register, ServedTenants tenants, bool allowWrites)
    {
        var rollouts = new List<RolloutStanding>();
        foreach (var name in await register.ReadNamesAsync())
        {
            var standing = (await register.ReadAsync(name))!;
            if (!tenants.Serves(standing.Plan.Tenant))
                throw new BadInputException($"--tenant: rollout {name} of this state folder is in tenant {standing.Plan.Tenant}, which was not named; expected it too, since the rollout goes on with the host.");
            if (!allowWrites && standing.MayBeEnforced is [var wave, ..])
                throw new RefusedException(
                    $"Wave {wave} of rollout {name} is enforced and not done, and without leave to write nobody here could roll it back: nothing was started. Say --allow-writes, or roll it back first with fido2 rollback --direct.");
            rollouts.Add(standing);
        }
        return rollouts;
    }

    private static WebApplicationBuilder Configure(ServeOptions options)
    {
        var builder = WebApplication.CreateSlimBuilder();
        if (builder.Configuration.GetSection("Kestrel:Endpoints").GetChildren().Any())
            throw new BadInputException("Kestrel:Endpoints was found in the configuration; expected --urls to say where to listen, and nothing else.");
        builder.WebHost.UseKestrelHttpsConfiguration().UseUrls([.. options.Urls]).ConfigureKestrel(kestrel => kestrel.AddServerHeader = false);
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = LastRequests);
        Telemetry.AddIfAsked(builder.Services, builder.Configuration);
        return builder;
    }

    private static WebApplication Build(WebApplicationBuilder builder, ApiPorts ports, Readiness readiness)
    {
        builder.Services.AddRolloutApi(ports, builder.Configuration);
        var app = builder.Build();
        app.UseRolloutApi();
        readiness.Map(app);
        return app;
    }

    private T Keep<T>(T part) where T : class
    {
        _parts.Push(part as IAsyncDisposable ?? new Disposing((IDisposable)part));
        return part;
    }

    private sealed class Disposing(IDisposable part) : IAsyncDisposable
    {
        public ValueTask DisposeAsync()
        {
            part.Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
