using Fido2Workflow.Core.Notifications;

namespace Fido2Workflow.Cli.Rehearsals;

/// <summary>A notifier that says in the timeline how many it reminded. The rest stands there already: it comes from the same statuses.</summary>
public sealed class ToldNotifier(INotifier notifier, TimeProvider clock, Action<TimelineEntry> tell) : INotifier
{
    /// <inheritdoc/>
    public async Task<int> SendAsync(IReadOnlyList<Notification> notifications, NotificationPlan plan)
    {
        var delivered = await notifier.SendAsync(notifications, plan);
        foreach (var wave in delivered == 0 ? [] : notifications.OfType<Notification.EnrollmentReminder>().GroupBy(reminder => reminder.Wave))
            tell(new(clock.GetUtcNow(), wave.Key, "reminded", "reminder", $"{wave.Count()} {(wave.Count() == 1 ? "person" : "people")} without a key", null, null, null));
        return delivered;
    }
}
