using Fido2Workflow.Core.Durable;

namespace Fido2Workflow.Local.Running;

/// <summary>
/// The one thread of a workflow. Continuations run in a turn, one after the other, on the thread that takes it; one that
/// comes from anywhere else belongs to a foreign task.
/// </summary>
internal sealed class TurnContext(string instanceId, Action foreignContinuation) : SynchronizationContext
{
    private readonly Queue<(SendOrPostCallback Callback, object? State)> _continuations = [];
    private int _turnThread;

    private bool IsInTurn => Volatile.Read(ref _turnThread) == Environment.CurrentManagedThreadId;

    public override void Post(SendOrPostCallback d, object? state)
    {
        if (IsInTurn) _continuations.Enqueue((d, state));
        else foreignContinuation();
    }

    /// <exception cref="ForeignAwaitException">The caller does not run in the turn being taken.</exception>
    public void RequireTurn()
    {
        if (IsInTurn) return;
        foreignContinuation();
        throw new ForeignAwaitException(instanceId);
    }

    /// <summary>Runs <paramref name="first"/> and all that follows from it, until the workflow rests.</summary>
    public void RunTurn(Action first)
    {
        var outer = Current;
        SetSynchronizationContext(this);
        Volatile.Write(ref _turnThread, Environment.CurrentManagedThreadId);
        try
        {
            first();
            while (_continuations.TryDequeue(out var next)) next.Callback(next.State);
        }
        finally
        {
            Volatile.Write(ref _turnThread, 0);
            SetSynchronizationContext(outer);
        }
    }
}
