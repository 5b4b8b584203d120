namespace Fido2Workflow.Core.Notifications;

/// <summary>What a notification is of: the word that a plan chooses its targets by.</summary>
public enum NotificationKind
{
    /// <summary>A person has no key yet: one notification for each of them.</summary>
    EnrollmentReminder,

    /// <summary>Every gate says yes, and named people are asked.</summary>
    ApprovalNeeded,

    /// <summary>A wave does not go on, and a person helps.</summary>
    Held,

    /// <summary>A wave's policy is enforced.</summary>
    Promoted,

    /// <summary>People are blocked in an enforced wave.</summary>
    FailureSeen,

    /// <summary>The product rolls a wave back without asking.</summary>
    BrakePulled,

    /// <summary>People were at work before a promotion and have not been heard of since.</summary>
    SuspectedLockout,

    /// <summary>For too long nobody can tell how an enforced wave stands.</summary>
    WatchUnknown,

    /// <summary>A wave's policy is back in report-only.</summary>
    RolledBack,

    /// <summary>A wave ended before it was done, its policy in report-only.</summary>
    Aborted,

    /// <summary>A wave was watched clean to the end.</summary>
    Done,

    /// <summary>A policy of the rollout was enforced, and not by the product.</summary>
    PromotionByHand,

    /// <summary>A sweep found something.</summary>
    Findings,
}
