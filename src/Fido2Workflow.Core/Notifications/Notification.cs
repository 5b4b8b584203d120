using System.Text.Json.Serialization;
using Fido2Workflow.Core.Waves;

namespace Fido2Workflow.Core.Notifications;

/// <summary>
/// Something that somebody should hear of. It says what, to whom, since and until when. It never holds a secret, and where
/// it names people outside a sentence it is by object id.
/// </summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "notification")]
[JsonDerivedType(typeof(EnrollmentReminder), "enrollmentReminder")]
[JsonDerivedType(typeof(ApprovalNeeded), "approvalNeeded")]
[JsonDerivedType(typeof(Held), "held")]
[JsonDerivedType(typeof(Promoted), "promoted")]
[JsonDerivedType(typeof(FailureSeen), "failureSeen")]
[JsonDerivedType(typeof(BrakePulled), "brakePulled")]
[JsonDerivedType(typeof(SuspectedLockout), "suspectedLockout")]
[JsonDerivedType(typeof(WatchUnknown), "watchUnknown")]
[JsonDerivedType(typeof(RolledBack), "rolledBack")]
[JsonDerivedType(typeof(Aborted), "aborted")]
[JsonDerivedType(typeof(Done), "done")]
[JsonDerivedType(typeof(PromotionByHand), "promotionByHand")]
[JsonDerivedType(typeof(Findings), "findings")]
public abstract record Notification
{
    private Notification() { }

    /// <summary>Unique for ever; the same id twice is the same notification told twice, and is delivered once.</summary>
    public required string Id { get; init; }

    /// <summary>The rollout, by its plan's name.</summary>
    public required string Rollout { get; init; }

    /// <summary>The wave it is about; 0 for what is about the whole tenant.</summary>
    public required int Wave { get; init; }

    /// <summary>Since when it holds, UTC.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>Object ids of those who are asked to do something; empty where it is for whoever listens.</summary>
    public IReadOnlyList<string> To { get; init; } = [];

    /// <summary>It in words.</summary>
    public string Sentence => NotificationTexts.Sentence(this);

    /// <summary>What it is of.</summary>
    [JsonIgnore]
    public NotificationKind Kind => this switch
    {
        EnrollmentReminder => NotificationKind.EnrollmentReminder,
        ApprovalNeeded => NotificationKind.ApprovalNeeded,
        Held => NotificationKind.Held,
        Promoted => NotificationKind.Promoted,
        FailureSeen => NotificationKind.FailureSeen,
        BrakePulled => NotificationKind.BrakePulled,
        SuspectedLockout => NotificationKind.SuspectedLockout,
        WatchUnknown => NotificationKind.WatchUnknown,
        RolledBack => NotificationKind.RolledBack,
        Aborted => NotificationKind.Aborted,
        Done => NotificationKind.Done,
        PromotionByHand => NotificationKind.PromotionByHand,
        Findings => NotificationKind.Findings,
        _ => throw new InvalidOperationException("closed hierarchy"),
    };

    /// <summary>A person has no key yet.</summary>
    public sealed record EnrollmentReminder : Notification
    {
        /// <summary>The object id of the person.</summary>
        public required string Person { get; init; }
    }

    /// <summary>Every gate says yes, and named people are asked.</summary>
    public sealed record ApprovalNeeded : Notification
    {
        /// <summary>The question's id: an answer is sent to it.</summary>
        public required string Approval { get; init; }

        /// <summary>The evidence that they are asked about.</summary>
        public required string EvidenceDigest { get; init; }

        /// <summary>The document that holds it whole.</summary>
        public required string EvidenceDocument { get; init; }

        /// <summary>When the question expires, UTC.</summary>
        public required DateTimeOffset Until { get; init; }
    }

    /// <summary>A wave does not go on, and a person helps.</summary>
    public sealed record Held : Notification
    {
        /// <summary>Why, and the next step.</summary>
        public required Hold Why { get; init; }
    }

    /// <summary>A wave's policy is enforced.</summary>
    public sealed record Promoted : Notification;

    /// <summary>People are blocked in an enforced wave.</summary>
    public sealed record FailureSeen : Notification
    {
        /// <summary>Who, and the next step.</summary>
        public required Hold Why { get; init; }
    }

    /// <summary>The product rolls a wave back without asking.</summary>
    public sealed record BrakePulled : Notification
    {
        /// <summary>What it saw.</summary>
        public string? Reason { get; init; }
    }

    /// <summary>People were at work before a promotion and have not been heard of since.</summary>
    public sealed record SuspectedLockout : Notification
    {
        /// <summary>Who, and the next step.</summary>
        public required Hold Why { get; init; }
    }

    /// <summary>For too long nobody can tell how an enforced wave stands.</summary>
    public sealed record WatchUnknown : Notification
    {
        /// <summary>Since when, and the next step.</summary>
        public required Hold Why { get; init; }
    }

    /// <summary>A wave's policy is back in report-only, read back.</summary>
    public sealed record RolledBack : Notification
    {
        /// <summary>Object id of the person who decided it, or the product's own name; null where the wave was resumed since.</summary>
        public string? By { get; init; }

        /// <summary>Why, in their words.</summary>
        public string? Reason { get; init; }
    }

    /// <summary>A wave ended before it was done, its policy in report-only, read back.</summary>
    public sealed record Aborted : Notification
    {
        /// <summary>Object id of the person who decided it.</summary>
        public required string By { get; init; }

        /// <summary>Why, in their words.</summary>
        public string? Reason { get; init; }
    }

    /// <summary>A wave was watched clean to the end.</summary>
    public sealed record Done : Notification
    {
        /// <summary>When its policy was enforced, UTC.</summary>
        public required DateTimeOffset PromotedAt { get; init; }
    }

    /// <summary>A policy of the rollout was enforced, and not by the product.</summary>
    public sealed record PromotionByHand : Notification
    {
        /// <summary>Which policy, by id, and the next step.</summary>
        public required Hold Why { get; init; }
    }

    /// <summary>A sweep found something.</summary>
    public sealed record Findings : Notification
    {
        /// <summary>What, each with its next step.</summary>
        public required IReadOnlyList<Hold> Found { get; init; }
    }
}
