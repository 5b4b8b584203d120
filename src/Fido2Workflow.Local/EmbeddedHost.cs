using Fido2Workflow.Core.Durable;
using Fido2Workflow.Local.History;
using Fido2Workflow.Local.Running;

namespace Fido2Workflow.Local;

/// <summary>
/// Runs workflows in this process, with their histories in a state folder. A process that dies at any moment is followed
/// by one that goes on from the last turn written.
/// </summary>
/// <remarks>
/// Events carry nothing, so one that arrives while another of its name lies unread is the same nudge told twice: they
/// coalesce into one. Names of events are compared without case.
/// <para>
/// On a <see cref="VirtualClock"/> one activity runs at a time, and whoever awaits the host goes on within the step that
/// answered, before time can move: do not block there. On the <see cref="SystemClock"/> up to four activities run at once.
/// </para>
/// </remarks>
public sealed class EmbeddedHost : IWorkflowClient, IAsyncDisposable
{
    /// <summary>Under which its traces and metrics go.</summary>
    public const string TelemetryName = "Fido2Workflow";

    private readonly Catalogue _catalogue;
    private readonly StateFolder _state;
    private readonly StepLoop _loop;
    private readonly Runner _runner;

    /// <param name="catalogue">What it can run.</param>
    /// <param name="state">Where histories are kept. It stays the caller's, to be closed after the host.</param>
    /// <param name="clock">The rollout's clock: a <see cref="VirtualClock"/> to rehearse, the <see cref="SystemClock"/> in earnest.</param>
    public EmbeddedHost(Catalogue catalogue, StateFolder state, RolloutClock clock)
    {
        var pace = Pace.Of(clock);
        (_catalogue, _state) = (catalogue, state);
        _loop = new StepLoop(clock, pace.Continuations, () => _runner!.Rest(), cause => _runner!.End(cause));
        _runner = new Runner(catalogue, state.Journal, clock, pace, _loop.Post, status => StatusChanged?.Invoke(status));
        state.Writes.Ended += _loop.Fail;
    }

    /// <summary>Raised once a status or an end is durable, in the runner's step: whoever handles it returns soon and never throws.</summary>
    public event Action<StatusEntry>? StatusChanged;

    /// <summary>
    /// Faults when the host itself can go on no more, with the reason (the disk is full, a write's follow-up threw). Never
    /// completes otherwise.
    /// </summary>
    public Task Failed => _loop.Failed;

    /// <summary>
    /// Goes on with every unfinished instance: replays it, waits again for what it waited for, and runs again each
    /// activity whose end was not written.
    /// </summary>
    public Task StartAsync()
    {
        var resumed = _loop.AskAsync<bool>(answer =>
        {
            _runner.Resume();
            answer.SetResult(true);
        });
        _loop.Start();
        return resumed;
    }

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">The id is not one that an instance can have.</exception>
    /// <exception cref="UnknownWorkflowException">The catalogue's current version lists no such workflow.</exception>
    public Task<bool> ScheduleNewInstanceAsync<TInput, TOutput>(Workflow<TInput, TOutput> workflow, TInput input, string instanceId)
    {
        InstanceIds.Validate(instanceId);
        var version = _catalogue.CurrentVersion;
        if (_catalogue.FindWorkflow(workflow.Name, version) is null)
            throw new UnknownWorkflowException(instanceId, workflow.Name, version);
        var json = WorkflowJson.Write(input);
        return _loop.AskAsync<bool>(answer => answer.SetResult(_runner.TryBegin(workflow.Name, version, instanceId, json)));
    }

    /// <inheritdoc/>
    public Task RaiseEventAsync(string instanceId, string eventName) => _loop.AskAsync<bool>(answer =>
    {
        _runner.Raise(instanceId, eventName);
        answer.SetResult(true);
    });

    /// <inheritdoc/>
    /// <exception cref="UnreadableJournalException">Its row is damaged.</exception>
    public Task<WorkflowInstance?> GetInstanceAsync(string instanceId) =>
        Task.FromResult(_state.Journal.Find(instanceId)?.ToInstance());

    /// <summary>The instance once it has ended, also where it does not exist yet. Faults when the host ends before.</summary>
    public Task<WorkflowInstance> WaitForCompletionAsync(string instanceId) =>
        _loop.AskAsync<WorkflowInstance>(answer => _runner.Await(instanceId, answer));

    /// <summary>
    /// Every custom status that differed from the one before, and the end, oldest first and each once: over restarts and
    /// over continue-as-new.
    /// </summary>
    public Task<IReadOnlyList<StatusEntry>> ReadStatusHistoryAsync(string instanceId) =>
        Task.FromResult(_state.Journal.ReadStatuses(instanceId));

    /// <summary>Stops after the step being taken. An activity under way is not awaited; it runs again after the next start.</summary>
    public async ValueTask DisposeAsync()
    {
        _state.Writes.Ended -= _loop.Fail;
        await _loop.StopAsync();
        _runner.Dispose();
    }
}
