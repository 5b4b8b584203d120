using Fido2Workflow.Core.Durable;

namespace Fido2Workflow.Local.Tests;

/// <summary>An embedded host on a state folder and a virtual clock, which goes on from where the folder stands.</summary>
internal sealed class RunningHost : IAsyncDisposable
{
    public static readonly DateTimeOffset Start = new(2027, 1, 4, 7, 0, 0, TimeSpan.Zero);

    private RunningHost(Catalogue catalogue, StateFolder state, DateTimeOffset now)
    {
        State = state;
        Clock = new VirtualClock(now);
        Host = new EmbeddedHost(catalogue, state, Clock);
    }

    public StateFolder State { get; }

    public VirtualClock Clock { get; }

    public EmbeddedHost Host { get; }

    public static Task<RunningHost> StartAsync(string folder, Catalogue catalogue, DateTimeOffset? now = null) =>
        StartAsync(folder, _ => catalogue, now: now);

    public static async Task<RunningHost> StartAsync(
        string folder, Func<StateFolder, Catalogue> catalogue, Action<int>? afterWrite = null, DateTimeOffset? now = null)
    {
        var state = StateFolder.Open(folder, new StateFolderOptions { AfterWrite = afterWrite });
        var running = new RunningHost(catalogue(state), state, now ?? state.LastInstant ?? Start);
        await running.Host.StartAsync();
        return running;
    }

    public Task LetPassAsync(TimeSpan time)
    {
        var passed = new TaskCompletionSource();
        Clock.Schedule(Clock.GetUtcNow() + time, passed.SetResult);
        return Clock.RunUntilAsync(passed.Task);
    }

    public async Task<WorkflowInstance> RunToEndAsync(string instanceId)
    {
        var end = Host.WaitForCompletionAsync(instanceId);
        await Clock.RunUntilAsync(end);
        return await end;
    }

    public async ValueTask DisposeAsync()
    {
        await Host.DisposeAsync();
        State.Dispose();
    }
}
