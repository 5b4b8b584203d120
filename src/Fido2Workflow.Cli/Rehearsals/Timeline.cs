using System.Text.Json;
using Fido2Workflow.Cli.Output;
using Fido2Workflow.Core.Durable;
using Fido2Workflow.Core.Rollouts;
using Fido2Workflow.Core.Waves;
using Fido2Workflow.Local;

namespace Fido2Workflow.Cli.Rehearsals;

/// <summary>One line of what happened.</summary>
/// <param name="At">On the rollout's clock, UTC.</param>
/// <param name="Wave">The wave; null for what concerns the rollout.</param>
/// <param name="Kind">stage, scope, left out, held, released, reminded, did or failed.</param>
/// <param name="Code">The stage, the hold's code, the gate or the action.</param>
/// <param name="HeldFor">How long a hold that ended had stood; null otherwise.</param>
public sealed record TimelineEntry(DateTimeOffset At, int? Wave, string Kind, string Code, string Sentence, string? NextStep, DateTimeOffset? Until, TimeSpan? HeldFor);

/// <summary>A hold as it stands.</summary>
/// <param name="EvidenceDigest">What people are asked to approve; null where they are not.</param>
/// <param name="EvidenceDocument">The document of the evidence it comes from; null where it comes from none.</param>
public sealed record StandingHold(Hold Hold, DateTimeOffset Since, string? EvidenceDigest, string? EvidenceDocument);

/// <summary>
/// Turns the statuses of one instance into what a person reads: stages, holds that began and holds that ended. Statuses
/// are durable, so the same run tells the same story however often it was interrupted.
/// </summary>
public sealed class Timeline(int? wave)
{
    private readonly Dictionary<string, StandingHold> _standing = [];
    private readonly List<TimelineEntry> _told = [];
    private string? _stage;
    private int _disabled;

    /// <summary>The holds that stand after the last status.</summary>
    public IReadOnlyCollection<StandingHold> Standing => _standing.Values;

    /// <summary>How many holds have begun.</summary>
    public int Holds { get; private set; }

    /// <summary>The stage after the last status.</summary>
    public string? Stage => _stage;

    /// <summary>The last status of a wave; null for the rollout's own instance.</summary>
    public WaveStatus? Status { get; private set; }

    /// <summary>The wave that the rollout is at; null for a wave's instance, and at the end.</summary>
    public int? AtWave { get; private set; }

    /// <summary>The document of the evidence last asked to be approved.</summary>
    public string? ApprovedEvidence { get; private set; }

    /// <summary>When the last status came, UTC.</summary>
    public DateTimeOffset? EndedAt { get; private set; }

    /// <summary>All that was told.</summary>
    public IReadOnlyList<TimelineEntry> Told => _told;

    /// <summary>Takes the next status and answers what it tells.</summary>
    public IReadOnlyList<TimelineEntry> Add(StatusEntry entry)
    {
        var told = new List<TimelineEntry>();
        if (entry.RuntimeStatus is RuntimeStatus.Failed)
            told.Add(new(entry.At, wave, "failed", "workflow-failed", $"{entry.InstanceId} stopped on an error. The policy stays as it is.", "Look at the instance's error.", null, null));
        if (entry.CustomStatus is not { } status) return told;

        var inScope = Status?.InScope;
        var (stage, sentence, holds, digest) = Read(status);
        foreach (var disabled in Status?.LeftOut.Where(left => left.Reason == LeftOut.Disabled && left.Count != _disabled) ?? [])
            told.Add(new(entry.At, wave, "left out", "disabled", $"{disabled.Count} disabled {(disabled.Count == 1 ? "account is" : "accounts are")} not counted", null, null, null));
        _disabled = Status?.LeftOut.FirstOrDefault(left => left.Reason == LeftOut.Disabled)?.Count ?? (Status?.InScope is null ? _disabled : 0);
        if (inScope is not null && Status?.InScope is { } now && now != inScope)
            told.Add(new(entry.At, wave, "scope", "scope", $"{inScope} people in scope are now {now}", null, null, null));
        var isBlind = IsBlind(stage, holds);
        if (isBlind) stage = _stage!;
        var over = _standing.Values.Where(standing => holds.All(hold => hold.Code != standing.Hold.Code) && !(isBlind && !standing.Hold.IsBlind)).ToList();
        told.AddRange(over
            .Select(ended => new TimelineEntry(entry.At, wave, "released", ended.Hold.Code, ended.Hold.Sentence, null, null, entry.At - ended.Since)));
        if (stage != _stage) told.Add(new(entry.At, wave, "stage", stage, sentence, null, null, null));
        told.AddRange(holds
            .Where(hold => !_standing.ContainsKey(hold.Code))
            .Select(hold => new TimelineEntry(entry.At, wave, "held", hold.Code, hold.Sentence, hold.NextStep, hold.Until, null)));
        Holds += holds.Count(hold => !_standing.ContainsKey(hold.Code));
        foreach (var ended in over) _standing.Remove(ended.Hold.Code);
        Stand(entry.At, holds, digest);
        _stage = stage;
        EndedAt = entry.At;
        _told.AddRange(told);
        return told;
    }

    // While nobody can find out, nobody knows whether what held before is over, so it stands; nor whether a wave that was
    // further on is there no more. A question to the approvers would else be asked anew after each failure.
    private bool IsBlind(string stage, IReadOnlyList<Hold> holds) =>
        holds.Any(hold => hold.IsBlind) && (stage == _stage || (stage is "enrolling" or "verifying" && _stage is "verifying" or "approval" or "promoting"));

    // A hold that goes on keeps its beginning, unless it now asks about other evidence: then people are asked anew.
    private void Stand(DateTimeOffset at, IReadOnlyList<Hold> holds, string? digest)
    {
        foreach (var hold in holds)
            _standing[hold.Code] = _standing.TryGetValue(hold.Code, out var known) && known.EvidenceDigest == digest
                ? known with { Hold = hold, EvidenceDocument = Status?.EvidenceDocument }
                : new StandingHold(hold, at, digest, Status?.EvidenceDocument);
    }

    private (string Stage, string Sentence, IReadOnlyList<Hold> Holds, string? Digest) Read(JsonElement json)
    {
        if (wave is null)
        {
            var rollout = WorkflowJson.Read<RolloutWorkflow.Status>(json);
            AtWave = rollout.Wave;
            return (rollout.Wave is { } at ? $"at-wave-{at}" : "done", rollout.Wave is { } next ? $"{rollout.WavesDone} waves done; wave {next} is next" : $"all {rollout.WavesDone} waves are done", rollout.Holds, null);
        }
        Status = WorkflowJson.Read<WaveStatus>(json);
        if (Status.EvidenceDigest is not null) ApprovedEvidence = Status.EvidenceDocument;
        return (JsonNamingPolicy.CamelCase.ConvertName(Status.Stage.ToString()), StageText.Of(Status), Status.Holds, Status.EvidenceDigest);
    }
}
