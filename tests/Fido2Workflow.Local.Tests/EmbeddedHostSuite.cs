using Fido2Workflow.Core.Durable;

namespace Fido2Workflow.Local.Tests;

/// <summary>The embedded host does what every host must. It jumps over time.</summary>
public sealed class EmbeddedHostSuite : HostSuite.HostSuite, IAsyncLifetime, IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private VirtualClock _clock = new(new DateTimeOffset(2027, 1, 4, 7, 0, 0, TimeSpan.Zero));
    private StateFolder? _state;
    private EmbeddedHost? _host;

    protected override TimeSpan Moment => TimeSpan.FromHours(1);

    public Task InitializeAsync() => Task.CompletedTask;

    public Task DisposeAsync() => AbandonAsync();

    public void Dispose() => _folder.Dispose();

    protected override async Task<IWorkflowClient> StartAsync(Catalogue catalogue)
    {
        _state = StateFolder.Open(_folder.Path);
        _host = new EmbeddedHost(catalogue, _state, _clock);
        await _host.StartAsync();
        return _host;
    }

    protected override async Task<IWorkflowClient> RestartAsync(Catalogue catalogue, TimeSpan downFor)
    {
        await AbandonAsync();
        _clock = new VirtualClock(_clock.GetUtcNow() + downFor);
        return await StartAsync(catalogue);
    }

    protected override Task LetPassAsync(TimeSpan time)
    {
        var passed = new TaskCompletionSource();
        _clock.Schedule(_clock.GetUtcNow() + time, passed.SetResult);
        return _clock.RunUntilAsync(passed.Task);
    }

    protected override async Task<WorkflowInstance> WaitForEndAsync(string instanceId)
    {
        var end = _host!.WaitForCompletionAsync(instanceId);
        await _clock.RunUntilAsync(end);
        return await end;
    }

    private async Task AbandonAsync()
    {
        if (_host is not null) await _host.DisposeAsync();
        _state?.Dispose();
    }
}
