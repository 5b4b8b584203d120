using System.Text.Json;
using Fido2Workflow.Core.Durable;
using Fido2Workflow.Local.Time;

namespace Fido2Workflow.Local.Running;

/// <summary>One attempt at an activity.</summary>
internal sealed record ActivityCall(TaskKey Task, ActivityRegistration Activity, JsonElement Input);

/// <summary>How an attempt ended.</summary>
internal abstract record ActivityEnd
{
    private ActivityEnd() { }

    public sealed record Answered(JsonElement Result) : ActivityEnd;

    public sealed record Threw(FailureDetails Failure) : ActivityEnd;
}

/// <summary>Activities in the order they were asked for, so many of them at once.</summary>
/// <param name="post">Posts a step to the loop.</param>
/// <param name="isAwaited">Whether the workflow still waits for the task.</param>
/// <param name="ended">Told, as a step of the loop, how an attempt ended.</param>
internal sealed class ActivityQueue(
    RolloutClock clock, int parallelism, Action<Action> post, Func<TaskKey, bool> isAwaited, Action<ActivityCall, ActivityEnd> ended)
{
    private readonly Queue<ActivityCall> _waiting = [];
    private int _running;

    public void Enqueue(ActivityCall call) => _waiting.Enqueue(call);

    /// <summary>Begins as many as may run.</summary>
    public void StartWaiting()
    {
        while (_running < parallelism && _waiting.TryDequeue(out var call))
            if (isAwaited(call.Task))
                Start(call);
    }

    private void Start(ActivityCall call)
    {
        _running++;
        _ = RunAsync(call);
    }

    private async Task RunAsync(ActivityCall call)
    {
        using var work = clock.BeginWork();
        await Task.Yield();
        var end = await ActivityTelemetry.TellAsync(call, () => AttemptAsync(call));
        post(() =>
        {
            _running--;
            ended(call, end);
        });
    }

    private async Task<ActivityEnd> AttemptAsync(ActivityCall call)
    {
        try
        {
            return new ActivityEnd.Answered(await call.Activity.RunAsync(new(call.Task.Execution.InstanceId, clock.GetUtcNow()), call.Input));
        }
        catch (Exception e)
        {
            return new ActivityEnd.Threw(FailureDetails.Of(e));
        }
    }
}
