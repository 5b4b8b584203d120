using Fido2Workflow.Core.Waves;

namespace Fido2Workflow.Core.Notifications;

/// <summary>
/// Which notifications a wave's status asks for, by what people were told before. Pure. What only a person mends is told at
/// once; what answers itself, only where it has not by when it said it would. Each is told once: a hold that comes and goes
/// from round to round is the same hold, and one more person in trouble is news.
/// </summary>
public static class Telling
{
    // A status is small, and so is what is carried from round to round.
    private const int RememberedAtMost = 50;

    /// <summary>What is to be told now, and what is told once that is done.</summary>
    /// <param name="before">What was told before.</param>
    /// <param name="status">What the wave says of itself now.</param>
    /// <param name="now">UTC.</param>
    public static (IReadOnlyList<Notification> News, Told After) Of(WaveKey wave, Told before, WaveStatus status, DateTimeOffset now, WaveWorkflow.Figures figures)
    {
        var news = new List<Notification>();
        var causes = new List<Told.Cause>();
        foreach (var subject in Subject.In(status, wave, now))
        {
            var cause = Find(subject, before.Causes.FirstOrDefault(known => known.On == subject.Name), now);
            if (!cause.IsTold && IsDue(subject, cause, status.Stage, now, figures))
            {
                news.Add(subject.Make($"{wave.InstanceId}/{subject.Name}/{Subject.Stamp(cause.Since)}", cause.Since));
                cause = cause with { IsTold = true };
            }
            causes.Add(cause);
        }
        // Between two polls it may come and go: it is over once it stays away for longer than that.
        var gone = before.Causes.Where(known => known.IsTold && causes.All(cause => cause.On != known.On) && now - known.Seen < 2 * figures.PollAtMost);
        return (news, new([.. causes.Concat(gone).Take(RememberedAtMost)]));
    }

    private static Told.Cause Find(Subject subject, Told.Cause? known, DateTimeOffset now)
    {
        var people = subject.Kind is NotificationKind.FailureSeen or NotificationKind.SuspectedLockout ? subject.Why!.Named : [];
        var count = people.Count == 0 ? 0 : subject.Why!.NamedCount;
        if (known is null) return new(subject.Name, subject.Since ?? now, now, subject.Why?.Until, false, people, count);
        return people.Except(known.People).Any() || count > known.Count
            ? known with { Since = now, Seen = now, IsTold = false, People = [.. people.Union(known.People).Take(RememberedAtMost)], Count = Math.Max(count, known.Count) }
            : known with { Seen = now };
    }

    private static bool IsDue(Subject subject, Told.Cause cause, WaveStage stage, DateTimeOffset now, WaveWorkflow.Figures figures)
    {
        if (subject is not { Kind: NotificationKind.Held, Why: { NeedsAPerson: false } }) return true;
        // A policy that is not seen back in report-only may go on blocking people: nobody waits for that.
        var patience = stage is WaveStage.RolledBack or WaveStage.Aborted ? TimeSpan.Zero : figures.UnknownAtMost;
        return now >= cause.Since + patience && now >= cause.Promised;
    }
}
