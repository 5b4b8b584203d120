using Fido2Workflow.Core.Durable;

namespace Fido2Workflow.Local.History;

/// <summary>The status history in <c>journal.db</c>.</summary>
internal sealed class JournaledStatuses(Journal journal) : IStatusHistory
{
    public Task<IReadOnlyList<RecordedStatus>> ReadAsync(string rollout) => Task.FromResult(journal.ReadStatusesUnder(rollout));
}
