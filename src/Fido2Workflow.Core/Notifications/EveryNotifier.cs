namespace Fido2Workflow.Core.Notifications;

/// <summary>Tells people in several ways. One that is down keeps the others from nothing.</summary>
/// <param name="ways">The first is the one whose count is answered.</param>
public sealed class EveryNotifier(IReadOnlyList<INotifier> ways) : INotifier
{
    /// <inheritdoc/>
    /// <exception cref="AggregateException">Some ways are down. Sent again, those that were not down take nothing twice.</exception>
    public async Task<int> SendAsync(IReadOnlyList<Notification> notifications, NotificationPlan plan)
    {
        var (counts, failures) = (new List<int>(), new List<Exception>());
        foreach (var way in ways)
        {
            try
            {
                counts.Add(await way.SendAsync(notifications, plan));
            }
            catch (Exception failure)
            {
                failures.Add(failure);
            }
        }
        return failures.Count == 0 ? counts[0] : throw new AggregateException(failures);
    }
}
