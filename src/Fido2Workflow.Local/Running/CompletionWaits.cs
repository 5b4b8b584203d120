using Fido2Workflow.Core.Durable;

namespace Fido2Workflow.Local.Running;

/// <summary>Who waits for the end of which instance.</summary>
internal sealed class CompletionWaits
{
    private readonly Dictionary<string, List<TaskCompletionSource<WorkflowInstance>>> _waits = [];

    public void Add(string instanceId, TaskCompletionSource<WorkflowInstance> wait)
    {
        if (!_waits.TryGetValue(instanceId, out var waits)) _waits.Add(instanceId, waits = []);
        waits.Add(wait);
    }

    public void Complete(WorkflowInstance instance)
    {
        if (!_waits.Remove(instance.InstanceId, out var waits)) return;
        foreach (var wait in waits) wait.SetResult(instance);
    }

    public void Fail(Exception cause)
    {
        foreach (var wait in _waits.Values.SelectMany(waits => waits)) wait.TrySetException(cause);
        _waits.Clear();
    }
}
