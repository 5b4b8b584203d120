namespace Fido2Workflow.Core.Decisions;

/// <summary>
/// The fence of a wave: it rises with every pause, abort and rollback. A promotion reads it right before and right
/// after its write; if it moved, the promotion reverts.
/// </summary>
public static class Fence
{
    /// <summary>The sequence of the last decision that raised the wave's fence; 0 where none did.</summary>
    public static long Of(IEnumerable<StoredDecision> decisions, int wave) =>
        decisions
            .Where(stored => stored.Decision.Wave == wave && (stored.Decision is Paused or Aborted or RolledBack))
            .Select(stored => stored.Sequence)
            .DefaultIfEmpty(0)
            .Max();

    /// <summary>
    /// The sequence of the last abort or rollback; 0 where there was none. What was promoted before it is taken back,
    /// also where somebody resumed the wave before that was done.
    /// </summary>
    public static long RolledBackBy(IEnumerable<StoredDecision> decisions, int wave) =>
        decisions
            .Where(stored => stored.Decision.Wave == wave && (stored.Decision is Aborted or RolledBack))
            .Select(stored => stored.Sequence)
            .DefaultIfEmpty(0)
            .Max();
}
