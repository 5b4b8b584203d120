using Fido2Workflow.Core.Durable;
using Fido2Workflow.Core.Gates;
using Fido2Workflow.Core.Notifications;
using Fido2Workflow.Core.Tenants;

namespace Fido2Workflow.Core.Waves;

/// <summary>The activities of a wave with what goes in and out: counts, digests and references, never lists of people.</summary>
public static class WaveActivities
{
    // The tenant's refusals are values; what throws is a bug or the machine, and is given time to pass.
    private static readonly RetryPolicy Patient = new(5, TimeSpan.FromSeconds(30), 2, TimeSpan.FromMinutes(10));

    /// <summary>What people decided, for a wave and one piece of evidence.</summary>
    public static Activity<OrdersAsked, Orders> ReadOrders { get; } = new("ReadOrders", Patient);

    /// <summary>Makes or finds the wave's group and policy, and widens the FIDO2 policy's targets.</summary>
    public static Activity<WaveKey, Step<WaveObjects>> OpenWave { get; } = new("OpenWave", Patient);

    /// <summary>Brings the enforcement group to the roster.</summary>
    public static Activity<SyncAsked, Step<RosterSynced>> SyncRoster { get; } = new("SyncRoster", Patient);

    /// <summary>Reads whether anybody is left for a remainder wave.</summary>
    public static Activity<WaveKey, Step<Remainder>> FindRemainder { get; } = new("FindRemainder", Patient);

    /// <summary>Reminds those who have no key.</summary>
    public static Activity<RemindersAsked, int> SendReminders { get; } = new("SendReminders", Patient);

    /// <summary>Tells people what happened. A wave waits for it no longer than a few seconds, and goes on without it.</summary>
    public static Activity<TellAsked, int> Tell { get; } = new("Tell", new(3, TimeSpan.FromSeconds(2), 2, TimeSpan.FromSeconds(10)));

    /// <summary>Polls the keys of those who had none.</summary>
    public static Activity<EnrollmentAsked, Step<EnrollmentProgress>> CheckEnrollment { get; } = new("CheckEnrollment", Patient);

    /// <summary>Tries the credential that a rollback would use.</summary>
    public static Activity<WaveKey, RollbackRehearsal> RehearseRollback { get; } = new("RehearseRollback", Patient);

    /// <summary>Asks every gate on fresh evidence.</summary>
    public static Activity<GatesAsked, GatesJudged> JudgeGates { get; } = new("JudgeGates", Patient);

    /// <summary>Promotes the wave. The one dangerous act.</summary>
    public static Activity<PromotionAsked, Promotion> Promote { get; } = new("Promote", Patient);

    /// <summary>Reads whether a promotion that was sent has happened.</summary>
    public static Activity<PromotionAsked, Promotion> ConfirmPromotion { get; } = new("ConfirmPromotion", Patient);

    /// <summary>Puts the wave's policy back to report-only.</summary>
    public static Activity<WaveInTenant, Step<Done>> RollBack { get; } = new("RollBack", Patient);

    /// <summary>Puts the wave's policy back to report-only, found by its name.</summary>
    public static Activity<WaveKey, Step<Done>> PullRedHandle { get; } = new("PullRedHandle", Patient);

    /// <summary>Reads the log of an enforced wave; pulls the brake where it must.</summary>
    public static Activity<WatchAsked, WatchReading> ReadWatch { get; } = new("ReadWatch", Patient);
}

/// <summary>A wave with its objects.</summary>
public sealed record WaveInTenant(WaveKey Key, WaveObjects Objects);

/// <summary>Asks for the decisions of a wave.</summary>
/// <param name="Question">The question whose approval is asked for, if any yet.</param>
public sealed record OrdersAsked(WaveKey Key, Question? Question);

/// <summary>What people decided.</summary>
/// <param name="Fence">The wave's fence.</param>
/// <param name="RolledBackBy">The last abort or rollback: see <see cref="Decisions.Fence.RolledBackBy"/>.</param>
/// <param name="VoidedBy">The last decision that voids what was approved before it: see <see cref="Waves.Approval.VoidedBy"/>.</param>
/// <param name="Last">The sequence of the last decision of all; 0 where there is none.</param>
/// <param name="Approval">How the question stands; null where none was asked.</param>
public sealed record Orders(bool Started, Halt? Halt, long Fence, long RolledBackBy, long VoidedBy, long Last, Approval? Approval);

/// <summary>Asks that the enforcement group hold the roster.</summary>
/// <param name="Watched">The fingerprint of what is watched in report-only; null until anything is.</param>
public sealed record SyncAsked(WaveKey Key, WaveObjects Objects, string? Watched);

/// <summary>The enforcement group now holds the roster, or was found touched.</summary>
/// <param name="Touched">Somebody else changed the group: nothing was written, so that this is known before it is put right.</param>
/// <param name="Fingerprint">See <see cref="Waves.Fingerprint"/>.</param>
public sealed record RosterSynced(int InScope, bool Touched, string Fingerprint)
{
    /// <summary>Whom the roster names and who is not counted, by reason.</summary>
    public IReadOnlyList<LeftOutPeople> LeftOut { get; init; } = [];
}

/// <summary>People of a roster who are not counted, for one reason.</summary>
/// <param name="Named">The first of them, by object id.</param>
public sealed record LeftOutPeople(string Reason, int Count, IReadOnlyList<string> Named)
{
    private const int NamedAtMost = 10;

    /// <summary>By reason.</summary>
    public static IReadOnlyList<LeftOutPeople> Of(IEnumerable<LeftOut> people) =>
    [
        .. people.GroupBy(left => left.Reason).OrderBy(reason => reason.Key, StringComparer.Ordinal)
            .Select(reason => new LeftOutPeople(reason.Key, reason.Count(), [.. reason.Select(left => left.UserId).Order(StringComparer.Ordinal).Take(NamedAtMost)])),
    ];
}

/// <summary>Asks who has registered.</summary>
/// <param name="MissingDocument">The document of those who were missing at the last poll; null polls everybody.</param>
/// <param name="Since">When people were first asked to enroll, UTC.</param>
public sealed record EnrollmentAsked(WaveKey Key, WaveObjects Objects, string? MissingDocument, DateTimeOffset Since);

/// <summary>Asks that whoever has no key be reminded.</summary>
/// <param name="MissingDocument">The document of those who have none.</param>
/// <param name="Due">The instant of the plan's schedule that it is for, UTC: nobody is reminded twice for one.</param>
public sealed record RemindersAsked(WaveKey Key, string MissingDocument, DateTimeOffset Due);

/// <summary>Asks that people be told.</summary>
/// <param name="News">What: who is to do something about it is found when it is sent.</param>
public sealed record TellAsked(WaveKey Key, IReadOnlyList<Notification> News);

/// <summary>Who is left after the last wave.</summary>
/// <param name="People">How many.</param>
/// <param name="Named">The first of them, by object id.</param>
/// <param name="DeferredUntil">When the last of their deferrals ends, UTC; null where none of them is deferred.</param>
public sealed record Remainder(int People, IReadOnlyList<string> Named, DateTimeOffset? DeferredUntil);

/// <summary>Who has registered.</summary>
/// <param name="NeedPass">How many of the missing have no way in, so that only a pass lets them register.</param>
/// <param name="MissingDocument">The document of those still missing.</param>
/// <param name="Named">The first of the missing, by object id.</param>
/// <param name="Holds">One for each gate of the scope that does not say yes.</param>
public sealed record EnrollmentProgress(
    int InScope, int Registered, int Errors, int NeedPass, string MissingDocument, IReadOnlyList<string> Named, IReadOnlyList<Hold> Holds)
{
    /// <summary>When they are next reminded, UTC.</summary>
    public DateTimeOffset? RemindAt { get; init; }
}

/// <summary>Asks the gates.</summary>
/// <param name="UnchangedSince">UTC.</param>
/// <param name="EvidenceBefore">The document of the last evidence; null where there is none.</param>
/// <param name="Rollback">The last rehearsal of the rollback.</param>
public sealed record GatesAsked(WaveKey Key, WaveObjects Objects, DateTimeOffset UnchangedSince, string? EvidenceBefore, RollbackRehearsal? Rollback);

/// <summary>What the gates said.</summary>
/// <param name="EvidenceDigest">What an approval is of.</param>
/// <param name="EvidenceDocument">Where it stands whole.</param>
/// <param name="Holds">One for each gate that does not say yes.</param>
public sealed record GatesJudged(string EvidenceDigest, string EvidenceDocument, IReadOnlyList<Hold> Holds);

/// <summary>Asks for the promotion of exactly this evidence.</summary>
/// <param name="Fingerprint">Policy and membership as they were watched in report-only.</param>
/// <param name="Fence">The wave's fence when the approval was read.</param>
/// <param name="EvidenceDocument">Where the evidence stands whole.</param>
public sealed record PromotionAsked(
    WaveKey Key, WaveObjects Objects, DateTimeOffset UnchangedSince, string Fingerprint, Question Question, long Fence, string EvidenceDocument);

/// <summary>Asks how an enforced wave stands.</summary>
/// <param name="UnknownSince">When it was first asked in vain, UTC; null where the last answer told.</param>
public sealed record WatchAsked(WaveKey Key, WaveObjects Objects, DateTimeOffset PromotedAt, DateTimeOffset? UnknownSince = null);

/// <summary>How an enforced wave stands.</summary>
/// <param name="IsClean">The clean hours and the coverage are there.</param>
/// <param name="CleanHours">Whole hours of clean, complete log.</param>
public sealed record WatchReading(bool IsClean, int CleanHours, int? InScope, IReadOnlyList<Hold> Holds)
{
    /// <summary>Whether the log told: unknown is neither clean nor a failure.</summary>
    public bool IsKnown { get; init; } = true;

    /// <summary>Attempts since the promotion that never reached a policy: shown, never counted.</summary>
    public int FailedBeforePolicy { get; init; }

    /// <summary>People who left a prompt of the policy's unanswered: shown, never counted.</summary>
    public int UnansweredPrompts { get; init; }
}
