using Fido2Workflow.Core.Durable;
using Fido2Workflow.Functions.Durable;
using Fido2Workflow.Hosting.Tenants;

namespace Fido2Workflow.Functions.Tests;

/// <summary>Durable Task does, through the adapter, what every host must. It lives by the machine's clock, and its moments are short.</summary>
[Collection(MachinesClock.Name)]
public sealed class DurableHostSuite : HostSuite.HostSuite, IAsyncLifetime
{
    private readonly StatusList _statuses = new();
    private DurableHost? _host;
    private DurableWorkflowClient? _client;

    protected override TimeSpan Moment => TimeSpan.FromSeconds(0.5);

    public async Task InitializeAsync() => _host = await DurableHost.StartAsync();

    public async Task DisposeAsync() => await _host!.DisposeAsync();

    protected override async Task<IWorkflowClient> StartAsync(Catalogue catalogue) =>
        _client = await _host!.StartWorkerAsync(catalogue, _statuses, PacedClock.InEarnest);

    protected override async Task<IWorkflowClient> RestartAsync(Catalogue catalogue, TimeSpan downFor)
    {
        await _host!.StopWorkerAsync();
        await Task.Delay(downFor);
        return await StartAsync(catalogue);
    }

    protected override Task LetPassAsync(TimeSpan time) => Task.Delay(time);

    protected override async Task<WorkflowInstance> WaitForEndAsync(string instanceId)
    {
        while (true)
        {
            if (await _client!.GetInstanceAsync(instanceId) is { RuntimeStatus: not RuntimeStatus.Running } ended) return ended;
            await Task.Delay(TimeSpan.FromMilliseconds(20));
        }
    }
}
