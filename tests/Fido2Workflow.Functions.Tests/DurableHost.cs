using Fido2Workflow.Core.Durable;
using Fido2Workflow.Functions.Durable;
using Fido2Workflow.Hosting.Tenants;
using Grpc.Net.Client;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.DurableTask.Client;
using Microsoft.DurableTask.Testing.Sidecar;
using Microsoft.DurableTask.Testing.Sidecar.Grpc;
using Microsoft.DurableTask.Worker;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Fido2Workflow.Functions.Tests;

/// <summary>
/// Durable Task's in-process test host in its two halves, so that a worker can die and another go on where it was: the half
/// that keeps histories and hands out work, and a worker with a catalogue.
/// </summary>
internal sealed class DurableHost : IAsyncDisposable
{
    private readonly WebApplication _service;
    private GrpcChannel? _channel;
    private IHost? _worker;

    private DurableHost(WebApplication service) => _service = service;

    public static async Task<DurableHost> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0").ConfigureKestrel(kestrel => kestrel.ConfigureEndpointDefaults(endpoint => endpoint.Protocols = HttpProtocols.Http2));
        var histories = new InMemoryOrchestrationService(NullLoggerFactory.Instance);
        builder.Services.AddGrpc();
        builder.Services.AddSingleton<DurableTask.Core.IOrchestrationService>(histories).AddSingleton<DurableTask.Core.IOrchestrationServiceClient>(histories).AddSingleton<TaskHubGrpcServer>();
        var service = builder.Build();
        service.MapGrpcService<TaskHubGrpcServer>();
        // It begins to hand out work once it is made and the application has started.
        _ = service.Services.GetRequiredService<TaskHubGrpcServer>();
        await service.StartAsync();
        return new(service);
    }

    /// <summary>Starts a worker that runs what the catalogue lists.</summary>
    public async Task<DurableWorkflowClient> StartWorkerAsync(Catalogue catalogue, StatusList statuses, PacedClock clock)
    {
        _channel = GrpcChannel.ForAddress(_service.Urls.Single());
        var builder = Host.CreateEmptyApplicationBuilder(new());
        builder.Services.AddLogging();
        builder.Services.AddDurableTaskWorker(worker => worker.UseGrpc(_channel).AddTasks(registry => registry.AddCatalogue(catalogue, statuses.AddAsync, clock)));
        builder.Services.AddDurableTaskClient(client => client.UseGrpc(_channel));
        _worker = builder.Build();
        await _worker.StartAsync();
        return new(_worker.Services.GetRequiredService<DurableTaskClient>, catalogue, statuses, clock);
    }

    /// <summary>Ends the worker; what it has not reported is lost with it.</summary>
    public async Task StopWorkerAsync()
    {
        if (_worker is null) return;
        await _worker.StopAsync(new CancellationToken(canceled: true));
        _worker.Dispose();
        _channel!.Dispose();
        _worker = null;
    }

    public async ValueTask DisposeAsync()
    {
        await StopWorkerAsync();
        await _service.DisposeAsync();
    }
}
