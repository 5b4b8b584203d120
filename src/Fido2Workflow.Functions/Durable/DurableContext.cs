using System.Text.Json;
using Fido2Workflow.Core.Durable;
using Fido2Workflow.Hosting.Tenants;
using Microsoft.DurableTask;
using TaskFailedException = Fido2Workflow.Core.Durable.TaskFailedException;

namespace Fido2Workflow.Functions.Durable;

/// <summary>The port of the workflows over one orchestration of Durable Task.</summary>
/// <remarks>
/// What an instance says of itself is recorded before it takes its next step, by an activity: an orchestration that is run from
/// its history records nothing twice.
/// <para>
/// All events of the port are one event of Durable Task, which carries the name. One wait for it stands always: Durable Task hands
/// the next event to a wait that was given up, and loses what lies unread when an instance continues as new.
/// </para>
/// </remarks>
internal sealed class DurableContext(TaskOrchestrationContext durable, Generation generation, PacedClock clock) : WorkflowContext
{
    /// <summary>The one event of Durable Task.</summary>
    public const string EventName = "Nudge";

    private readonly HashSet<string> _unread = new(generation.Unread, StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<Task> _open = [];
    private readonly Queue<StatusRecord> _unrecorded = [];
    private JsonElement? _said = generation.Said;
    private Task<JsonElement> _nextEvent = WaitForNextEvent(durable);

    public override string InstanceId => durable.InstanceId;

    public override string Version => generation.Version;

    public override DateTimeOffset CurrentUtcDateTime => clock.RolloutTime(Utc(durable.CurrentUtcDateTime));

    public override bool IsReplaying => durable.IsReplaying;

    public override Guid NewGuid() => durable.NewGuid();

    public override async Task<TOutput> CallActivityAsync<TInput, TOutput>(Activity<TInput, TOutput> activity, TInput input)
    {
        await RecordAsync();
        return await CallAsync<TInput, TOutput>(activity, input);
    }

    public override async Task CreateTimerAsync(DateTimeOffset fireAt)
    {
        await RecordAsync();
        await OpenAsync(durable.CreateTimer(clock.MachineTime(fireAt).UtcDateTime, CancellationToken.None));
    }

    public override async Task<bool> WaitForExternalEventAsync(string eventName, DateTimeOffset until)
    {
        await RecordAsync();
        using var ended = new CancellationTokenSource();
        Task? timer = null;
        while (!ReadEvents().Remove(eventName))
        {
            if (timer is { IsCompleted: true }) return false;
            timer ??= durable.CreateTimer(clock.MachineTime(until).UtcDateTime, ended.Token);
            await OpenAsync(Task.WhenAny(_nextEvent, timer));
        }
        // Or it would hold the instance until it ends. Not awaited: that would be a foreign task.
        ended.Cancel();
        return true;
    }

    public override async Task<TOutput> CallChildWorkflowAsync<TInput, TOutput>(Workflow<TInput, TOutput> workflow, TInput input, string instanceId)
    {
        await RecordAsync();
        var begun = Generation.First(Version, input);
        // A child takes the version that its worker starts new instances with, unless it is told.
        var options = new SubOrchestrationOptions(retry: null, instanceId) { Version = Version };
        return WorkflowJson.Read<TOutput>(await OpenAsync(durable.CallSubOrchestratorAsync<JsonElement>(workflow.Name, begun, options)));
    }

    public override void SetCustomStatus<TStatus>(TStatus status)
    {
        var said = WorkflowJson.Write(status);
        durable.SetCustomStatus(said);
        if (_said is { } before && JsonElement.DeepEquals(before, said)) return;
        _said = said;
        Record(RuntimeStatus.Running);
    }

    /// <summary>Runs the workflow until it returns, fails, or awaits what is not this context's.</summary>
    /// <exception cref="ForeignAwaitException">It awaits a task that cannot be replayed.</exception>
    /// <exception cref="UnawaitedTaskException">It returned with an open task.</exception>
    public async Task<Next<JsonElement, JsonElement>> RunAsync(WorkflowRegistration workflow)
    {
        var running = workflow.RunAsync(this, generation.Input);
        while (!running.IsCompleted)
        {
            if (_open.Count == 0) throw new ForeignAwaitException(InstanceId);
            await Task.WhenAny([running, .. _open]);
        }
        var next = await running;
        return _open.Count == 0 ? next : throw new UnawaitedTaskException(InstanceId, _open.Count);
    }

    /// <summary>What the instance goes on with when it continues as new with that input.</summary>
    public Generation Next(JsonElement input) => generation with { Input = input, Said = _said, Unread = [.. ReadEvents()] };

    /// <summary>Records that the instance has ended, after all that it said.</summary>
    public Task EndAsync(RuntimeStatus end)
    {
        Record(end);
        return RecordAsync();
    }

    /// <summary>Records what was said and is not recorded yet.</summary>
    public async Task RecordAsync()
    {
        while (_unrecorded.TryDequeue(out var record)) await CallAsync(StatusRecord.Activity, record);
    }

    private HashSet<string> ReadEvents()
    {
        while (_nextEvent.IsCompletedSuccessfully)
        {
            // Whoever may raise events past the client could send anything.
            if (_nextEvent.Result is { ValueKind: JsonValueKind.String } name) _unread.Add(name.GetString()!);
            _nextEvent = WaitForNextEvent(durable);
        }
        return _unread;
    }

    private static Task<JsonElement> WaitForNextEvent(TaskOrchestrationContext durable) => durable.WaitForExternalEvent<JsonElement>(EventName, CancellationToken.None);

    private void Record(RuntimeStatus standing) =>
        _unrecorded.Enqueue(new($"{NewGuid():n}", new(InstanceId, CurrentUtcDateTime, standing, _said)));

    private async Task<TOutput> CallAsync<TInput, TOutput>(Activity<TInput, TOutput> activity, TInput input) =>
        WorkflowJson.Read<TOutput>(await OpenAsync(durable.CallActivityAsync<JsonElement>(activity.Name, WorkflowJson.Write(input), Retrying(activity.Retry))));

    // Its wait between attempts may not be nothing, which a policy of one attempt says.
    private TaskOptions? Retrying(Core.Durable.RetryPolicy policy) => policy.MaxNumberOfAttempts == 1
        ? null
        : TaskOptions.FromRetryPolicy(new(
            policy.MaxNumberOfAttempts, clock.MachineTime(policy.FirstRetryInterval), policy.BackoffCoefficient, clock.MachineTime(policy.MaxRetryInterval)));

    private Task<bool> OpenAsync(Task task) => OpenAsync(AsValueAsync(task));

    private async Task<T> OpenAsync<T>(Task<T> task)
    {
        _open.Add(task);
        try
        {
            return await task;
        }
        catch (Microsoft.DurableTask.TaskFailedException failed)
        {
            throw new TaskFailedException(failed.TaskName, Failures.Of(failed.FailureDetails));
        }
        finally
        {
            _open.Remove(task);
        }
    }

    private static async Task<bool> AsValueAsync(Task task)
    {
        await task;
        return true;
    }

    private static DateTimeOffset Utc(DateTime utc) => new(DateTime.SpecifyKind(utc, DateTimeKind.Utc));
}
