namespace Fido2Workflow.Core.Notifications;

/// <summary>
/// Tells people. Nothing waits for it: a notification that cannot be delivered holds no wave, and one that comes a second
/// time is delivered once, by its id.
/// </summary>
public interface INotifier
{
    /// <summary>
    /// Takes them durably, to be delivered to whom <paramref name="plan"/> names, and answers how many had not been taken
    /// before. It never waits for a receiver.
    /// </summary>
    Task<int> SendAsync(IReadOnlyList<Notification> notifications, NotificationPlan plan);
}
