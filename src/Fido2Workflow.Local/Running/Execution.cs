using System.Text.Json;
using Fido2Workflow.Core.Durable;
using Fido2Workflow.Local.History;

namespace Fido2Workflow.Local.Running;

/// <summary>
/// One execution of a workflow, alive in memory: its code, suspended between turns, and what it waits for. It can be
/// rebuilt from its turns at any time.
/// </summary>
internal sealed class Execution
{
    private readonly WorkflowRegistration _workflow;
    private readonly TurnContext _turns;
    private readonly JournaledContext _context;
    private Task<Next<JsonElement, JsonElement>>? _run;

    /// <param name="workflow">Its code.</param>
    /// <param name="instance">The instance as it stands.</param>
    /// <param name="foreignContinuation">Told, from any thread, that the code awaits a task that is not the port's.</param>
    public Execution(WorkflowRegistration workflow, InstanceRecord instance, Action foreignContinuation)
    {
        _workflow = workflow;
        _turns = new TurnContext(instance.InstanceId, foreignContinuation);
        _context = new JournaledContext(
            instance.InstanceId, instance.Version, instance.Execution, _turns, instance.CustomStatus);
    }

    /// <summary>What it waits for, in the order of asking.</summary>
    public IReadOnlyCollection<OpenTask> Open => _context.Open;

    /// <summary>What it waits for under that number, or null.</summary>
    public OpenTask? Find(int taskId) => _context.Find(taskId);

    /// <summary>Whether an event of that name lies unread, so that one more would add nothing.</summary>
    public bool HoldsUnread(string eventName) => _context.Inbox.HoldsUnread(eventName);

    /// <summary>Takes a new turn.</summary>
    public TurnResult Take(HistoryEvent @event, DateTimeOffset at) => Take(@event, at, replaying: false);

    /// <summary>Takes a turn of the history again.</summary>
    /// <exception cref="NonDeterministicWorkflowException">The code does not do what it did.</exception>
    public void Replay(Turn turn)
    {
        var result = Take(turn.Event, turn.At, replaying: true);
        var expected = turn.Actions;
        for (var i = 0; i < Math.Max(expected.Count, result.Actions.Count); i++)
        {
            var held = expected.ElementAtOrDefault(i)?.ToString();
            var asked = result.Actions.ElementAtOrDefault(i)?.ToString();
            if (held != asked) throw Deviation(held ?? "nothing more at that place", asked ?? Describe(result.Standing));
        }

        switch (result.Standing)
        {
            case Standing.Waiting: return;
            default: throw Deviation("a workflow that goes on", Describe(result.Standing));
        }
    }

    private NonDeterministicWorkflowException Deviation(string expected, string found) =>
        new(_context.InstanceId, expected, found);

    private static string Describe(Standing standing) => standing switch
    {
        Standing.Waiting => "nothing more",
        Standing.Completed => "its end",
        Standing.ContinuedAsNew => "to continue as new",
        Standing.Failed failed => $"nothing more, for it failed ({failed.Failure.ErrorType}: {failed.Failure.ErrorMessage})",
        _ => throw new InvalidOperationException($"{standing} is no standing."),
    };

    private TurnResult Take(HistoryEvent @event, DateTimeOffset at, bool replaying)
    {
        OpenTimer? needless = null;
        Exception? escaped = null;
        _context.BeginTurn(at, replaying);
        try
        {
            _turns.RunTurn(() =>
            {
                needless = _context.Receive(@event);
                if (@event is ExecutionStarted started) _run = _workflow.RunAsync(_context, started.Input);
            });
        }
        catch (Exception e)
        {
            // Only code outside the workflow's own task gets here, such as an async void method that it calls.
            escaped = e;
        }

        var (actions, statuses) = _context.EndTurn();
        return new TurnResult(actions, statuses, needless, Judge(escaped));
    }

    private Standing Judge(Exception? escaped) => _run switch
    {
        _ when escaped is not null => new Standing.Failed(FailureDetails.Of(escaped)),
        { IsCompletedSuccessfully: true, Result: Next<JsonElement, JsonElement>.Completed completed } =>
            new Standing.Completed(completed.Output),
        { IsCompletedSuccessfully: true, Result: Next<JsonElement, JsonElement>.ContinuedAsNew continued } =>
            new Standing.ContinuedAsNew(new ExecutionStarted(continued.Input, _context.Inbox.Unread)),
        { IsFaulted: true, Exception.InnerException: { } cause } => new Standing.Failed(FailureDetails.Of(cause)),
        { IsCanceled: true } => new Standing.Failed(FailureDetails.Of(new TaskCanceledException(_run))),
        _ when _context.Open.Count == 0 =>
            new Standing.Failed(FailureDetails.Of(new ForeignAwaitException(_context.InstanceId))),
        _ => new Standing.Waiting(),
    };
}
