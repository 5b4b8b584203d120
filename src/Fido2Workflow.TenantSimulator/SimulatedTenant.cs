using System.Net;
using Fido2Workflow.TenantSimulator.Faults;
using Fido2Workflow.TenantSimulator.Folder;
using Fido2Workflow.TenantSimulator.Http;
using Fido2Workflow.TenantSimulator.Http.Endpoints;
using Fido2Workflow.TenantSimulator.Writes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.DependencyInjection;

namespace Fido2Workflow.TenantSimulator;

/// <summary>
/// An Entra tenant over HTTP: a folder of Graph-shaped JSON whose people sign in, enroll and are locked out in virtual
/// time, changed by the calls that change a real one. Who asks, and what they may, is in the token: see <see cref="SimulatedToken"/>.
/// </summary>
public sealed class SimulatedTenant : IAsyncDisposable
{
    private readonly GraphService _service;
    private readonly RequestDelegate _pipeline;
    private readonly List<WebApplication> _listeners = [];

    private SimulatedTenant(TenantFolder folder, SimulatorOptions options)
    {
        var faults = options.FaultSeed is { } seed ? new FaultPlan(seed) : null;
        TenantId = folder.TenantId;
        _service = new(folder, options, faults);
        _pipeline = new GraphPipeline(_service, TenantId, options.Clock, faults).InvokeAsync;
    }

    /// <summary>The tenant's id, as a GUID in lower case.</summary>
    public string TenantId { get; }

    /// <summary>How many writes the tenant has accepted, those found in the state folder included.</summary>
    public int WritesAccepted => _service.WritesAccepted;

    /// <summary>Loads a tenant and plays again the writes of the state folder.</summary>
    /// <exception cref="TenantFolderException">A file is missing or holds what cannot be used.</exception>
    public static SimulatedTenant Load(string folder, SimulatorOptions options) => new(TenantFolder.Load(folder, options), options);

    /// <summary>The id of the tenant in a folder, as a GUID in lower case.</summary>
    /// <exception cref="TenantFolderException"><c>tenant.json</c> cannot be read.</exception>
    public static string ReadId(string folder) => TenantFolder.ReadId(folder);

    /// <summary>The tenant's present, in UTC: what <c>tenant.json</c> names, or the last accepted write if that is later. Never the machine's date.</summary>
    /// <exception cref="TenantFolderException"><c>tenant.json</c> or the write log cannot be read.</exception>
    public static DateTimeOffset ReadNow(string folder, string? stateFolder)
    {
        var start = TenantFolder.ReadNow(folder);
        var last = stateFolder is null ? null : WriteLog.LastWriteAt(stateFolder);
        return last > start ? last.Value : start;
    }

    /// <summary>A handler for HTTP clients that goes straight into the pipeline, without a socket.</summary>
    public HttpMessageHandler CreateHandler() => new PipelineHandler(_pipeline);

    /// <summary>Listens on a free port of 127.0.0.1 until disposed; returns the address, ending in a slash.</summary>
    public async Task<Uri> ListenAsync()
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        // Nothing here waits, so an answer need not change threads on its way out.
        builder.Services.Configure<SocketTransportOptions>(sockets => sockets.UnsafePreferInlineScheduling = true);
        var listener = builder.Build();
        listener.Run(_pipeline);
        await listener.StartAsync();
        _listeners.Add(listener);
        return new(listener.Urls.Single());
    }

    /// <summary>
    /// Somebody signs in to the Azure portal as this account, now, with its key where it holds one that counts: a drill of a
    /// break-glass account. The sign-in log shows it some minutes later, as it shows every sign-in. Counts as a write, since
    /// it must have happened when the past is computed again; again at the same instant, it has happened already.
    /// </summary>
    /// <param name="userId">An object id or user principal name.</param>
    /// <exception cref="ArgumentException">There is no such account.</exception>
    public void SignIn(string userId)
    {
        try
        {
            if (!_service.Observe(simulation => simulation.SignsInAsAdministratorNow(userId)))
                _service.Respond(Drills.Request(userId, TenantId));
        }
        catch (GraphException refusal)
        {
            throw new ArgumentException(refusal.Message, nameof(userId), refusal);
        }
    }

    /// <summary>The user principal name of each account, by object id, as anybody who works there knows it; empty where the folder gives none.</summary>
    public IReadOnlyDictionary<string, string> ReadNames() => _service.Observe(simulation =>
        simulation.State.Users.ToDictionary(user => user.Key, user => user.Value.Text("userPrincipalName") ?? "", StringComparer.OrdinalIgnoreCase));

    /// <summary>What has become of the people, up to the clock's present.</summary>
    public TenantReport Report() => _service.Observe(Reporting.Report);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        foreach (var listener in _listeners)
            await listener.DisposeAsync();
        _service.Dispose();
    }
}
