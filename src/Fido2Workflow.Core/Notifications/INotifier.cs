namespace Fido2Workflow.Core.Notifications;

/// <summary>
/// Tells people. Nothing waits for it: a notification that cannot be delivered holds no wave, and one that comes a second
/// time is delivered once, by its id.
/// </summary>
public interface INotifier
{
    /// <summary>Delivers them and answers how many had not been delivered before and now are.</summary>
    Task<int> SendAsync(IReadOnlyList<Notification> notifications);
}
