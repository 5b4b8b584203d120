using Fido2Workflow.Core.Durable;

namespace Fido2Workflow.Local.Tests;

/// <summary>The embedded host does what every host must. It jumps over time.</summary>
public sealed class EmbeddedHostSuite : HostSuite.HostSuite, IAsyncLifetime, IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private RunningHost? _running;

    protected override TimeSpan Moment => TimeSpan.FromHours(1);

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        if (_running is not null) await _running.DisposeAsync();
    }

    public void Dispose() => _folder.Dispose();

    protected override async Task<IWorkflowClient> StartAsync(Catalogue catalogue)
    {
        _running = await RunningHost.StartAsync(_folder.Path, catalogue);
        return _running.Host;
    }

    protected override async Task<IWorkflowClient> RestartAsync(Catalogue catalogue, TimeSpan downFor)
    {
        var now = _running!.Clock.GetUtcNow() + downFor;
        await _running.DisposeAsync();
        _running = await RunningHost.StartAsync(_folder.Path, catalogue, now: now);
        return _running.Host;
    }

    protected override Task LetPassAsync(TimeSpan time) => _running!.LetPassAsync(time);

    protected override Task<WorkflowInstance> WaitForEndAsync(string instanceId) => _running!.RunToEndAsync(instanceId);
}
