using System.Text.Json;

namespace Fido2Workflow.Core.Tests;

/// <summary>
/// The workflow port with virtual time and a script: activities answer what the test says, through JSON as in a host,
/// and time jumps from wait to wait. Past the end of the test's time every wait ends the run.
/// </summary>
internal sealed class ScriptedContext(DateTimeOffset now) : WorkflowContext
{
    private readonly Dictionary<string, Func<JsonElement, Task<JsonElement>>> _activities = [];
    private readonly List<(Func<JsonElement, bool> When, Action Then)> _decisions = [];
    private DateTimeOffset _now = now;

    /// <summary>What the workflow did, in order.</summary>
    public List<string> Trace { get; } = [];

    /// <summary>Every status it set, in order.</summary>
    public List<JsonElement> Statuses { get; } = [];

    /// <summary>How long each wait for an event took.</summary>
    public List<TimeSpan> Waits { get; } = [];

    /// <summary>The test's time ends here.</summary>
    public DateTimeOffset End { get; set; } = now.AddDays(60);

    public Func<string, JsonElement, JsonElement>? Child { get; set; }

    public override string InstanceId => "instance";

    public override string Version => "1";

    public override DateTimeOffset CurrentUtcDateTime => _now;

    public override bool IsReplaying => false;

    public void Script<TInput, TOutput>(Activity<TInput, TOutput> activity, Func<TInput, TOutput> answer) =>
        _activities[activity.Name] = input => Task.FromResult(WorkflowJson.Write(answer(WorkflowJson.Read<TInput>(input))));

    public void Run<TInput, TOutput>(Activity<TInput, TOutput> activity, Func<ActivityContext, TInput, Task<TOutput>> run) =>
        _activities[activity.Name] = async input => WorkflowJson.Write(await run(new(InstanceId, _now), WorkflowJson.Read<TInput>(input)));

    /// <summary>The first time that it waits under a status like this, a decision is stored and its event raised a minute later.</summary>
    public void WhenItWaits<TStatus>(Func<TStatus, bool> when, Action decide) =>
        _decisions.Add((status => when(WorkflowJson.Read<TStatus>(status)), decide));

    /// <summary>Runs it to its end, or null where the test's time ends first.</summary>
    public async Task<TOutput?> RunAsync<TInput, TOutput>(Func<WorkflowContext, TInput, Task<Next<TInput, TOutput>>> workflow, TInput input) where TOutput : class
    {
        try
        {
            while (true)
                switch (await workflow(this, WorkflowJson.Read<TInput>(WorkflowJson.Write(input))))
                {
                    case Next<TInput, TOutput>.Completed completed:
                        return completed.Output;
                    case Next<TInput, TOutput>.ContinuedAsNew continued:
                        input = continued.Input;
                        Trace.Add("ContinueAsNew");
                        break;
                }
        }
        catch (TestTimeEndedException)
        {
            return null;
        }
    }

    public override Guid NewGuid() => throw new NotSupportedException("no workflow of ours needs an id");

    public override async Task<TOutput> CallActivityAsync<TInput, TOutput>(Activity<TInput, TOutput> activity, TInput input)
    {
        Trace.Add(activity.Name);
        return WorkflowJson.Read<TOutput>(await _activities[activity.Name](WorkflowJson.Write(input)));
    }

    public override Task CreateTimerAsync(DateTimeOffset fireAt)
    {
        Pass(fireAt);
        Trace.Add("Timer");
        return Task.CompletedTask;
    }

    public override Task<bool> WaitForExternalEventAsync(string eventName, DateTimeOffset until)
    {
        Trace.Add("Wait");
        var next = _decisions.FindIndex(decision => decision.When(Statuses[^1]));
        if (next < 0)
        {
            Waits.Add(until - _now);
            Pass(until);
            return Task.FromResult(false);
        }
        var decide = _decisions[next].Then;
        _decisions.RemoveAt(next);
        Pass(_now.AddMinutes(1));
        decide();
        return Task.FromResult(true);
    }

    public override Task<TOutput> CallChildWorkflowAsync<TInput, TOutput>(Workflow<TInput, TOutput> workflow, TInput input, string instanceId)
    {
        Trace.Add(instanceId);
        return Task.FromResult(WorkflowJson.Read<TOutput>(Child!(instanceId, WorkflowJson.Write(input))));
    }

    public override void SetCustomStatus<TStatus>(TStatus status)
    {
        var json = WorkflowJson.Write(status);
        Assert.True(json.GetRawText().Length < 8_000, "a status stays under 8,000 characters");
        Statuses.Add(json);
    }

    private void Pass(DateTimeOffset until)
    {
        Assert.True(until >= _now, "nothing waits for the past");
        if (until > End) throw new TestTimeEndedException();
        _now = until;
    }

    private sealed class TestTimeEndedException : Exception;
}
