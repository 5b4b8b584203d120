using System.Text.Json;
using Fido2Workflow.Core.Decisions;
using Fido2Workflow.Core.Durable;
using Fido2Workflow.Core.Rollouts;
using Fido2Workflow.Core.Waves;

namespace Fido2Workflow.Core.Auditing;

/// <summary>
/// Tells what a rollout did from what is stored of it. Each step follows from what was stored before it alone, so that what
/// comes later only adds steps at the end.
/// </summary>
/// <param name="rollout">The rollout, by its plan's name.</param>
/// <param name="evidence">The evidence that the statuses name, by its document.</param>
public sealed class Retelling(string rollout, IReadOnlyDictionary<string, WaveEvidence> evidence)
{
    private readonly Dictionary<string, WaveTale> _waves = [];
    private string? _rolloutStood;

    /// <summary>The story: each decision at its place among the statuses, and those statuses that tell something new.</summary>
    public IEnumerable<(DateTimeOffset At, int? Wave, Happening Happened)> Tell(IReadOnlyList<StoredDecision> decisions, IReadOnlyList<RecordedStatus> statuses)
    {
        var next = 0;
        foreach (var (lastDecision, status) in statuses)
        {
            for (; next < decisions.Count && decisions[next].Sequence <= lastDecision; next++) yield return Tell(decisions[next].Decision);
            foreach (var told in Tell(status)) yield return told;
        }
        for (; next < decisions.Count; next++) yield return Tell(decisions[next].Decision);
    }

    /// <summary>The document of the evidence that a status names; null where it names none.</summary>
    public static string? EvidenceOf(RecordedStatus recorded) =>
        recorded.Status.CustomStatus is { ValueKind: JsonValueKind.Object } status && status.TryGetProperty("evidenceDocument", out var document) ? document.GetString() : null;

    private static (DateTimeOffset, int?, Happening) Tell(Decision decision) => (decision.At, decision.Wave, new Happening.Decided(decision));

    private IEnumerable<(DateTimeOffset, int?, Happening)> Tell(StatusEntry status)
    {
        var wave = WaveKey.WaveOf(rollout, status.InstanceId);
        if (wave is null && status.InstanceId != rollout) return [];
        var told = status switch
        {
            { RuntimeStatus: not RuntimeStatus.Running } => [new Happening.Ended(status.RuntimeStatus is RuntimeStatus.Failed)],
            { CustomStatus: not { } } => [],
            { CustomStatus: { } said } when wave is null => OfTheRollout(WorkflowJson.Read<RolloutWorkflow.Status>(said)),
            { CustomStatus: { } said } => TaleOf(status.InstanceId).Add(WorkflowJson.Read<WaveStatus>(said)),
        };
        return told.Select(happened => (status.At, wave, happened));
    }

    private IEnumerable<Happening> OfTheRollout(RolloutWorkflow.Status status)
    {
        var stood = new Happening.RolloutStood(status.WavesDone, status.Wave, status.Holds);
        var told = $"{status.WavesDone} {status.Wave} {WaveTale.Of(status.Holds)}";
        if (_rolloutStood == told) return [];
        _rolloutStood = told;
        return [stood];
    }

    private WaveTale TaleOf(string instance) =>
        _waves.TryGetValue(instance, out var tale) ? tale : _waves[instance] = new WaveTale(evidence);
}
