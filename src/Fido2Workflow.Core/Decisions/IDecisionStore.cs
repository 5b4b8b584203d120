namespace Fido2Workflow.Core.Decisions;

/// <summary>A decision with its place in the order in which they were stored.</summary>
/// <param name="Sequence">1 for the first; larger is later, whatever the clocks said.</param>
public sealed record StoredDecision(long Sequence, Decision Decision);

/// <summary>Where decisions are kept. What <see cref="AddAsync"/> has acknowledged survives any crash.</summary>
public interface IDecisionStore
{
    /// <summary>Stores a decision durably before it returns; false where its id is stored already, and nothing changes.</summary>
    Task<bool> AddAsync(Decision decision);

    /// <summary>The names of all rollouts that anything was decided about, those not created yet included.</summary>
    Task<IReadOnlyList<string>> ReadRolloutsAsync();

    /// <summary>All decisions of a rollout in the order they were stored.</summary>
    Task<IReadOnlyList<StoredDecision>> ReadAsync(string rollout);
}
