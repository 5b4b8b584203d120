namespace Fido2Workflow.Core.Tests;

/// <summary>Workflows that only remember what they were told.</summary>
internal sealed class MemoryWorkflows : IWorkflowClient
{
    public List<string> Begun { get; } = [];

    public List<string> Nudged { get; } = [];

    /// <summary>What an instance last said, by its id: it has ended with that.</summary>
    public Dictionary<string, object> Ended { get; } = [];

    public bool IsBroken { get; set; }

    public Task<bool> ScheduleNewInstanceAsync<TInput, TOutput>(Workflow<TInput, TOutput> workflow, TInput input, string instanceId)
    {
        if (Begun.Contains(instanceId)) return Task.FromResult(false);
        Begun.Add(instanceId);
        return Task.FromResult(true);
    }

    public Task RaiseEventAsync(string instanceId, string eventName)
    {
        if (IsBroken) throw new InvalidOperationException("the journal is damaged");
        Nudged.Add(instanceId);
        return Task.CompletedTask;
    }

    public Task<WorkflowInstance?> GetInstanceAsync(string instanceId) =>
        IsBroken ? throw new InvalidOperationException("the journal is damaged") : Task.FromResult(Ended.TryGetValue(instanceId, out var said)
            ? new WorkflowInstance(instanceId, "Wave", "1", RuntimeStatus.Completed, WorkflowJson.Write(said), null, null, Some.Now, Some.Now)
            : null);
}
