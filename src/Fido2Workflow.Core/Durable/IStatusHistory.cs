namespace Fido2Workflow.Core.Durable;

/// <summary>What an instance said of itself, with its place among the decisions of people.</summary>
/// <param name="LastDecision">The sequence of the last decision that was stored before it, whatever the clocks said; 0 where there was none.</param>
public sealed record RecordedStatus(long LastDecision, StatusEntry Status);

/// <summary>All that the workflows of a rollout ever said of themselves. It only grows.</summary>
public interface IStatusHistory
{
    /// <summary>
    /// The statuses of the instance of that name and of those whose ids begin with it and a full stop, in the order in which
    /// they became durable.
    /// </summary>
    Task<IReadOnlyList<RecordedStatus>> ReadAsync(string rollout);
}
