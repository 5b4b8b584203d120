using System.Globalization;
using System.Text.Json;
using Fido2Workflow.Core.Operations;
using Fido2Workflow.Core.Waves;

namespace Fido2Workflow.Core.Notifications;

/// <summary>Something in a wave's status that people may have to hear of.</summary>
/// <param name="On">What it is about: the same in every round that finds it.</param>
/// <param name="Since">Since when, UTC; null where it is since it was first found.</param>
/// <param name="Why">The hold it comes from; null where it is something that happened.</param>
/// <param name="Make">The notification, of that id and since then.</param>
internal sealed record Subject(NotificationKind Kind, string On, DateTimeOffset? Since, Hold? Why, Func<string, DateTimeOffset, Notification> Make)
{
    /// <summary>All in a status, each once.</summary>
    public static IEnumerable<Subject> In(WaveStatus status, WaveKey wave, DateTimeOffset now) =>
        Happened(status, wave, now).Concat(Holds(status).Select(hold => About(hold, status, wave))).DistinctBy(subject => subject.Name);

    private static IEnumerable<Subject> Happened(WaveStatus status, WaveKey wave, DateTimeOffset now)
    {
        if (status is { PromotedAt: { } promotedAt })
        {
            yield return new(NotificationKind.Promoted, Stamp(promotedAt), promotedAt, null,
                (id, at) => new Notification.Promoted { Id = id, Rollout = wave.Rollout, Wave = wave.Wave, At = at });
            if (status.Stage is WaveStage.Done)
                yield return new(NotificationKind.Done, Stamp(promotedAt), now, null,
                    (id, at) => new Notification.Done { Id = id, Rollout = wave.Rollout, Wave = wave.Wave, At = at, PromotedAt = promotedAt });
        }
        if (status is { Halt: { Kind: HaltKind.Paused } pause, Holds: [var why, ..] })
            yield return new(NotificationKind.Held, $"paused/{Stamp(pause.At)}", pause.At, why,
                (id, at) => new Notification.Held { Id = id, Rollout = wave.Rollout, Wave = wave.Wave, At = at, Why = why });
        if (status.Halt is { Kind: HaltKind.RolledBack, By: ReadWatch.Product } brake)
            yield return new(NotificationKind.BrakePulled, Stamp(brake.At), brake.At, null,
                (id, at) => new Notification.BrakePulled { Id = id, Rollout = wave.Rollout, Wave = wave.Wave, At = at, Reason = brake.Reason });
        // A rollback or an abort is told once it is read back: until then something else holds.
        if (Holds(status).Any()) yield break;
        if (status is { Stage: WaveStage.RolledBack })
            yield return new(NotificationKind.RolledBack, Stamp(status.Halt?.At ?? now), status.Halt?.At ?? now, null,
                (id, at) => new Notification.RolledBack { Id = id, Rollout = wave.Rollout, Wave = wave.Wave, At = at, By = status.Halt?.By, Reason = status.Halt?.Reason });
        if (status is { Stage: WaveStage.Aborted, Halt: { } abort })
            yield return new(NotificationKind.Aborted, Stamp(abort.At), abort.At, null,
                (id, at) => new Notification.Aborted { Id = id, Rollout = wave.Rollout, Wave = wave.Wave, At = at, By = abort.By, Reason = abort.Reason });
    }

    // A halt is told as such; and once it has lasted too long that nobody can tell, so are the reasons.
    private static IEnumerable<Hold> Holds(WaveStatus status)
    {
        var isUnknownTooLong = status.Holds.Any(hold => hold.Code == ReadWatch.UnknownTooLong);
        return status.Holds.Where(hold => !(status.Halt is { } halt && hold.Code == Halt.CodeOf(halt.Kind)) && !(isUnknownTooLong && hold.IsBlind));
    }

    private static Subject About(Hold why, WaveStatus status, WaveKey wave) => why.Code switch
    {
        WaveStatus.ApprovalAwaited when status is { EvidenceDigest: { } digest, EvidenceDocument: { } document } && why.Until is { } until =>
            new(NotificationKind.ApprovalNeeded, $"{ApprovalOf(wave, digest)}/{Stamp(until)}", null, why, (id, at) => new Notification.ApprovalNeeded
            {
                Id = id, Rollout = wave.Rollout, Wave = wave.Wave, At = at, Approval = ApprovalOf(wave, digest), EvidenceDigest = digest, EvidenceDocument = document, Until = until,
            }),
        ReadWatch.Failure or ReadWatch.LockedOut => new(NotificationKind.FailureSeen, why.Code, null, why,
            (id, at) => new Notification.FailureSeen { Id = id, Rollout = wave.Rollout, Wave = wave.Wave, At = at, Why = why }),
        ReadWatch.Silent => new(NotificationKind.SuspectedLockout, why.Code, null, why,
            (id, at) => new Notification.SuspectedLockout { Id = id, Rollout = wave.Rollout, Wave = wave.Wave, At = at, Why = why }),
        ReadWatch.UnknownTooLong => new(NotificationKind.WatchUnknown, why.Code, null, why,
            (id, at) => new Notification.WatchUnknown { Id = id, Rollout = wave.Rollout, Wave = wave.Wave, At = at, Why = why }),
        SyncRoster.PromotedByHand => new(NotificationKind.PromotionByHand, why.Code, null, why,
            (id, at) => new Notification.PromotionByHand { Id = id, Rollout = wave.Rollout, Wave = wave.Wave, At = at, Why = why }),
        // What became of a question is about the evidence that it was about.
        _ => new(NotificationKind.Held, status is { Stage: WaveStage.Approval, EvidenceDigest: { } about } ? $"{why.Code}/{about}" : why.Code, null, why,
            (id, at) => new Notification.Held { Id = id, Rollout = wave.Rollout, Wave = wave.Wave, At = at, Why = why }),
    };

    private static string ApprovalOf(WaveKey wave, string digest) => PendingApproval.IdOf(wave.Rollout, wave.Wave, digest);

    /// <summary>The kind and what it is about.</summary>
    public string Name => $"{JsonNamingPolicy.KebabCaseLower.ConvertName(Kind.ToString())}/{On}";

    /// <summary>An instant as an id holds it.</summary>
    public static string Stamp(DateTimeOffset at) => at.UtcDateTime.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture);
}
