using Fido2Workflow.Core.Durable;
using Fido2Workflow.Core.Gates;
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
    public static Activity<WaveInTenant, Step<RosterSynced>> SyncRoster { get; } = new("SyncRoster", Patient);

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

/// <summary>The enforcement group now holds the roster.</summary>
/// <param name="Changed">Whether anybody was added or taken out.</param>
/// <param name="Fingerprint">See <see cref="Waves.Fingerprint"/>.</param>
public sealed record RosterSynced(int InScope, bool Changed, string Fingerprint);

/// <summary>Asks who has registered.</summary>
/// <param name="MissingDocument">The document of those who were missing at the last poll; null polls everybody.</param>
public sealed record EnrollmentAsked(WaveKey Key, WaveObjects Objects, string? MissingDocument);

/// <summary>Who has registered.</summary>
/// <param name="WithoutMethod">How many of the missing have no method at all, so that only a pass lets them in.</param>
/// <param name="MissingDocument">The document of those still missing.</param>
/// <param name="Named">The first of the missing, by object id.</param>
/// <param name="Holds">One for each gate of the scope that does not say yes.</param>
public sealed record EnrollmentProgress(
    int InScope, int Registered, int Errors, int WithoutMethod, string MissingDocument, IReadOnlyList<string> Named, IReadOnlyList<Hold> Holds);

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
public sealed record WatchAsked(WaveKey Key, WaveObjects Objects, DateTimeOffset PromotedAt);

/// <summary>How an enforced wave stands.</summary>
/// <param name="IsClean">The clean hours and the coverage are there.</param>
/// <param name="CleanHours">Whole hours of clean, complete log.</param>
public sealed record WatchReading(bool IsClean, int CleanHours, int? InScope, IReadOnlyList<Hold> Holds);
