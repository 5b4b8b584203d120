using Fido2Workflow.Core.Durable;
using Fido2Workflow.Core.Gates;
using Fido2Workflow.Core.Waves;
using Fido2Workflow.TenantSimulator;

namespace Fido2Workflow.Cli.Rehearsals;

/// <summary>How a wave went.</summary>
/// <param name="PromotedAt">UTC; null where it was not.</param>
/// <param name="EndedAt">When its last status came, UTC.</param>
/// <param name="Holds">How often something held it.</param>
/// <param name="Gates">What each gate said to the evidence that was approved.</param>
/// <param name="Standing">What holds it still.</param>
public sealed record WaveReport(
    int Number, string Name, string Stage, DateTimeOffset? PromotedAt, DateTimeOffset? EndedAt, int Holds,
    IReadOnlyList<TimelineEntry> Timeline, IReadOnlyList<GateResult> Gates, IReadOnlyList<Hold> Standing);

/// <summary>How a rehearsal went.</summary>
/// <param name="IsDone">Every wave is done, and nobody is left.</param>
/// <param name="Failure">The error that stopped the rollout; null where none did.</param>
public sealed record RehearsalReport(
    string Rollout, DateTimeOffset Began, DateTimeOffset Ended, bool IsDone, string? Failure, int WavesDone, int Promotions, int Holds,
    long SignIns, IReadOnlyList<LockedOutAccount> LockedOut, IReadOnlyList<PolicyInForce> Policies,
    IReadOnlyList<WaveReport> Waves, IReadOnlyList<Hold> Standing)
{
    /// <summary>Puts the report together.</summary>
    public static RehearsalReport Of(
        string rollout, DateTimeOffset began, WorkflowInstance? instance, IReadOnlyList<WaveReport> waves, IReadOnlyList<Hold> standing, TenantReport tenant)
    {
        var done = waves.Count(wave => wave.Stage == "done");
        return new(
            rollout, began, tenant.At, done == waves.Count && instance is { RuntimeStatus: RuntimeStatus.Completed },
            instance?.Failure is { } failure ? $"{failure.ErrorType}: {failure.ErrorMessage}" : null,
            done, waves.Count(wave => wave.PromotedAt is not null), waves.Sum(wave => wave.Holds), tenant.SignIns, tenant.LockedOut,
            [.. tenant.Policies.Where(policy => policy.DisplayName.StartsWith($"FIDO2 rollout {rollout}:", StringComparison.Ordinal))],
            waves, standing);
    }

    /// <summary>0 where the rollout is done and nobody was locked out; 1 otherwise.</summary>
    public int ExitCode => IsDone && LockedOut.Count == 0 ? ExitCodes.Yes : ExitCodes.No;
}
