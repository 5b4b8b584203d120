using Fido2Workflow.Core.Waves;

namespace Fido2Workflow.Core.Auditing;

/// <summary>What the statuses of one wave tell, each thing once: counts that move and times that pass tell nothing new.</summary>
internal sealed class WaveTale(IReadOnlyDictionary<string, WaveEvidence> evidence)
{
    private string? _stood;
    private string? _judged;
    private string? _watched;
    private bool _isTakenBack;
    private DateTimeOffset? _promotedAt;

    /// <summary>Takes the next status and answers what happened.</summary>
    public IEnumerable<Happening> Add(WaveStatus status) =>
    [
        .. Judged(status), .. Promoted(status),
        .. status.Stage switch
        {
            WaveStage.Watching => Watched(status),
            WaveStage.Done => [new Happening.WaveDone(status.PromotedAt, status.CleanHours)],
            _ => Stood(status),
        },
        .. TakenBack(status),
    ];

    /// <summary>What holds, in one text that differs where it does.</summary>
    public static string Of(IEnumerable<Hold> holds) => string.Join(' ', holds.Select(hold => $"{hold.Code}({string.Join(',', hold.Named)};{hold.NamedCount})"));

    // Once it is enforced, the status names what it was promoted on: nothing is judged any more.
    private IEnumerable<Happening> Judged(WaveStatus status)
    {
        if (status.PromotedAt is not null || status.EvidenceDocument is not { } document) yield break;
        var judged = evidence[document];
        if (_judged == judged.Digest) yield break;
        _judged = judged.Digest;
        yield return new Happening.Judged(judged.Digest, document, judged.PlanDigest, judged.At,
            [.. judged.Gates.Select(Happening.Answered.Of)], [.. judged.Prerequisites.Select(Happening.Answered.Of)]);
    }

    private IEnumerable<Happening> Promoted(WaveStatus status)
    {
        if (status.PromotedAt is { } at && at != _promotedAt) yield return new Happening.Promoted(at, status.EvidenceDigest, status.EvidenceDocument);
        _promotedAt = status.PromotedAt ?? _promotedAt;
    }

    private IEnumerable<Happening> Watched(WaveStatus status)
    {
        var holds = Of(status.Holds);
        if (_watched == holds && _stood is null) yield break;
        (_watched, _stood) = (holds, null);
        yield return new Happening.Watched(status.CleanHours, status.FailedBeforePolicy, status.UnansweredPrompts, status.Holds);
    }

    private IEnumerable<Happening> Stood(WaveStatus status)
    {
        var stood = $"{status.Stage} {Of(status.Holds)}";
        if (_stood == stood) yield break;
        _stood = stood;
        yield return new Happening.Stood(status.Stage, status.InScope, status.Registered, status.Holds);
    }

    // The hold that names the halt stands once the policy was read back; until then the one of the write does. Where the halt
    // was over by then, the wave just goes on as one that was not promoted.
    private IEnumerable<Happening> TakenBack(WaveStatus status)
    {
        var isBack = status.Stage switch
        {
            WaveStage.RolledBack => status.Holds.Any(hold => hold.Code == Halt.CodeOf(HaltKind.RolledBack)),
            WaveStage.Aborted => status.Holds.Any(hold => hold.Code == Halt.CodeOf(HaltKind.Aborted)),
            WaveStage.Watching or WaveStage.Done or WaveStage.Paused => false,
            _ => _promotedAt is not null,
        };
        if (isBack && !_isTakenBack) yield return new Happening.TakenBack(status.Stage is WaveStage.Aborted);
        if (isBack) _promotedAt = null;
        _isTakenBack = isBack;
    }
}
