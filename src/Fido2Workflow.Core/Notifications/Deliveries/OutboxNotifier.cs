namespace Fido2Workflow.Core.Notifications.Deliveries;

/// <summary>Puts each notification into the outbox, for the targets that the plan names for it.</summary>
/// <param name="wire">The wire's clock: receivers live on it, also where the rollout's is virtual.</param>
/// <param name="taken">Called once some were taken.</param>
public sealed class OutboxNotifier(IOutbox outbox, TimeProvider wire, Action taken) : INotifier
{
    /// <inheritdoc/>
    public async Task<int> SendAsync(IReadOnlyList<Notification> notifications, NotificationPlan plan)
    {
        var count = await outbox.AddAsync(notifications, plan, wire.GetUtcNow());
        if (count > 0) taken();
        return count;
    }
}
