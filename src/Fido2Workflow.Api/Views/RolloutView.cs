using Fido2Workflow.Core.Durable;
using Fido2Workflow.Core.Operations;
using Fido2Workflow.Core.Waves;

namespace Fido2Workflow.Api.Views;

/// <summary>How a rollout stands.</summary>
/// <param name="PlanDigest">The document of its plan.</param>
/// <param name="State">Whether its workflow runs, has completed, or has failed; null where it has not begun yet.</param>
/// <param name="Failure">What stopped it, in a sentence; null where nothing did. It holds: nothing was promoted by that.</param>
/// <param name="AtWave">The wave it is at; null at its end.</param>
/// <param name="WaitingFor">Whom or what it waits for, in words; null where it waits for its wave or for nothing.</param>
/// <param name="Since">Since when, UTC.</param>
/// <param name="Until">Until when, UTC; null where only a person helps.</param>
/// <param name="Holds">Why it does not go on, besides what holds its wave.</param>
public sealed record RolloutView(
    string Rollout, string Tenant, string PlanDigest, RuntimeStatus? State, string? Failure, int WavesDone, int? AtWave,
    string? WaitingFor, DateTimeOffset? Since, DateTimeOffset? Until, IReadOnlyList<Hold> Holds, IReadOnlyList<WaveView> Waves)
{
    /// <summary>As it stands.</summary>
    public static RolloutView Of(RolloutStanding standing)
    {
        var hold = standing.Status?.Holds is [var first, ..] ? first : null;
        return new(
            standing.Plan.Rollout, standing.Plan.Tenant, standing.PlanDigest, standing.Instance?.RuntimeStatus, standing.Instance?.Failure?.ErrorMessage,
            standing.Status?.WavesDone ?? 0, standing.AtWave, hold?.NextStep, hold is null ? null : standing.Instance!.LastUpdatedAt, hold?.Until,
            standing.Status?.Holds ?? [], [.. standing.Waves.Select(WaveView.Of)]);
    }
}

/// <summary>How a wave stands.</summary>
/// <param name="State">Whether its workflow runs, has completed, or has failed; null where it was not started.</param>
/// <param name="Failure">What stopped it, in a sentence; null where nothing did. It holds: nothing was promoted by that.</param>
/// <param name="Status">Its stage, what holds it, and who is waited for, since when, until when; null where it has said nothing yet.</param>
public sealed record WaveView(int Number, string Name, RuntimeStatus? State, string? Failure, WaveStatus? Status)
{
    /// <summary>As it stands.</summary>
    public static WaveView Of(WaveStanding wave) => new(wave.Number, wave.Name, wave.Instance?.RuntimeStatus, wave.Instance?.Failure?.ErrorMessage, wave.Status);
}
