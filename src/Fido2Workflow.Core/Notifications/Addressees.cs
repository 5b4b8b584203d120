using Fido2Workflow.Core.Decisions;
using Fido2Workflow.Core.Plans;

namespace Fido2Workflow.Core.Notifications;

/// <summary>Who is asked to do something about a notification. Pure.</summary>
public static class Addressees
{
    /// <summary>The same notification with the object ids of those whom it asks.</summary>
    public static Notification Address(Notification notification, Plan plan, IReadOnlyList<StoredDecision> decisions)
    {
        var operators = decisions.Select(stored => stored.Decision)
            .OfType<WaveStarted>().Where(started => notification.Wave is Decision.Prerequisites || started.Wave == notification.Wave)
            .Select(started => started.By).Distinct().ToList();
        return notification with
        {
            To = notification.Kind switch
            {
                NotificationKind.EnrollmentReminder => notification.To,
                // From the second wave on nobody's yes counts who started it.
                NotificationKind.ApprovalNeeded => [.. notification.Wave == 1 ? plan.Approvers : plan.Approvers.Except(operators)],
                NotificationKind.BrakePulled or NotificationKind.WatchUnknown or NotificationKind.PromotionByHand => [.. operators.Union(plan.Approvers)],
                NotificationKind.Held or NotificationKind.FailureSeen or NotificationKind.SuspectedLockout or NotificationKind.Findings => operators,
                _ => [],
            },
        };
    }
}
