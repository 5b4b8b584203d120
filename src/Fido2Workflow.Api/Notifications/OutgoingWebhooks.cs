using Fido2Workflow.Core.Notifications;
using Fido2Workflow.Core.Notifications.Deliveries;
using Microsoft.Extensions.Logging;

namespace Fido2Workflow.Api.Notifications;

/// <summary>
/// Tells people by signed webhooks. A notification is taken once it is in the outbox; from there it is delivered at least once,
/// to each target in order, on the wire's clock. What is left when the host stops is delivered after the next start.
/// </summary>
public sealed class OutgoingWebhooks : INotifier, IAsyncDisposable
{
    private readonly IOutbox _outbox;
    private readonly OutboxNotifier _notifier;
    private readonly ILogger _log;
    private readonly WebhookSender _sender;
    private readonly List<Courier> _couriers;
    private readonly HashSet<string> _known;
    private readonly CancellationTokenSource _stopping = new();
    private Task _running = Task.CompletedTask;

    /// <param name="targets">Where the targets are: see <see cref="NotificationsSection"/>.</param>
    /// <param name="wire">The wire's clock.</param>
    public OutgoingWebhooks(IOutbox outbox, IReadOnlyList<WebhookTarget> targets, TimeProvider wire, ILogger<OutgoingWebhooks> log)
    {
        (_outbox, _log, _sender) = (outbox, log, new(wire));
        _couriers = [.. targets.Select(target => new Courier(outbox, target, _sender, wire, log))];
        _known = [.. targets.Select(target => target.Name)];
        _notifier = new(outbox, wire, () => _couriers.ForEach(courier => courier.Ring()));
    }

    /// <summary>Begins to deliver, with what was left in the outbox. To be called once.</summary>
    public async Task StartAsync()
    {
        foreach (var target in (await _outbox.ReadTargetsAsync()).Where(target => !_known.Contains(target))) DeliveryLog.Unknown(_log, target);
        _running = Task.WhenAll(_couriers.Select(courier => Task.Run(() => courier.RunAsync(_stopping.Token))));
    }

    /// <inheritdoc/>
    public Task<int> SendAsync(IReadOnlyList<Notification> notifications, NotificationPlan plan)
    {
        foreach (var target in plan.Targets.Where(target => !_known.Contains(target.Name))) DeliveryLog.Unknown(_log, target.Name);
        return _notifier.SendAsync(notifications, plan);
    }

    /// <summary>Stops: what is being sent is broken off, and sent again after the next start.</summary>
    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        await _running;
        _sender.Dispose();
        _stopping.Dispose();
    }
}
