using System.Collections.Concurrent;
using Fido2Workflow.Core.Durable;

namespace Fido2Workflow.Functions.Tests;

/// <summary>A status history in memory.</summary>
internal sealed class StatusList : IStatusHistory
{
    private readonly ConcurrentQueue<(string Id, StatusEntry Status)> _recorded = [];

    public Task AddAsync(string id, StatusEntry status)
    {
        if (_recorded.All(recorded => recorded.Id != id)) _recorded.Enqueue((id, status));
        return Task.CompletedTask;
    }

    public Task<IReadOnlyList<RecordedStatus>> ReadAsync(string rollout) => Task.FromResult<IReadOnlyList<RecordedStatus>>(
        [.. _recorded.Where(recorded => recorded.Status.InstanceId == rollout || recorded.Status.InstanceId.StartsWith($"{rollout}.", StringComparison.Ordinal))
            .Select(recorded => new RecordedStatus(LastDecision: 0, recorded.Status))]);
}
