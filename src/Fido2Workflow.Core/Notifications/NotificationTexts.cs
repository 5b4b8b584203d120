using Fido2Workflow.Core.Waves;

namespace Fido2Workflow.Core.Notifications;

/// <summary>Notifications in words, for whoever gets them as a message.</summary>
internal static class NotificationTexts
{
    /// <summary>What happened, to whom, and the next step.</summary>
    public static string Sentence(Notification notification) => $"Rollout {notification.Rollout}{(notification.Wave > 0 ? $", wave {notification.Wave}" : "")}: {What(notification)}";

    private static string What(Notification notification) => notification switch
    {
        Notification.EnrollmentReminder reminder => $"{reminder.Person} has no compliant key yet.",
        Notification.ApprovalNeeded asked => $"every gate says yes; approve or reject {asked.Approval} until {Instant(asked.Until)}.",
        Notification.Held { Why: var why } => $"held since {Instant(notification.At)}. {Said(why)}",
        Notification.Promoted => $"the policy is enforced since {Instant(notification.At)}, and its sign-in log is watched.",
        Notification.FailureSeen { Why: var why } => Said(why),
        Notification.BrakePulled brake => $"the brake was pulled, and the wave is rolled back{Because(brake.Reason)}. Find the cause, then resume the wave.",
        Notification.SuspectedLockout { Why: var why } => Said(why),
        Notification.WatchUnknown { Why: var why } => Said(why),
        Notification.RolledBack back => $"the policy is back in report-only{By(back.By)}{Because(back.Reason)}.",
        Notification.Aborted aborted => $"the wave has ended, its policy in report-only{By(aborted.By)}{Because(aborted.Reason)}.",
        Notification.Done done => $"done: enforced {Instant(done.PromotedAt)} and watched clean. The next wave may start.",
        Notification.PromotionByHand { Why: var why } => Said(why),
        Notification.Findings { Found: var found } => $"a sweep found {found.Count}. {string.Join(' ', found.Select(Said))}",
        _ => throw new InvalidOperationException("closed hierarchy"),
    };

    private static string Said(Hold why) => why.NextStep is null ? why.Sentence : $"{why.Sentence} Next: {why.NextStep}";

    private static string By(string? person) => person is null ? "" : $", decided by {person}";

    private static string Because(string? reason) => reason is null ? "" : $": {reason.TrimEnd('.')}";

    private static string Instant(DateTimeOffset at) => $"{at.UtcDateTime:yyyy-MM-dd HH:mm} UTC";
}
