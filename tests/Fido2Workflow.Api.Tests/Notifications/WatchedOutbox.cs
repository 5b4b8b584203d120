using System.Threading.Channels;
using Fido2Workflow.Core.Notifications;
using Fido2Workflow.Core.Notifications.Deliveries;

namespace Fido2Workflow.Api.Tests.Notifications;

/// <summary>The outbox of a state folder, whose notes a test can wait for, and which can fail it.</summary>
internal sealed class WatchedOutbox(IOutbox outbox) : IOutbox
{
    private readonly Channel<Outcome> _noted = Channel.CreateUnbounded<Outcome>();

    /// <summary>Runs before an outcome is noted.</summary>
    public Action? BeforeNote { get; set; }

    public Task<int> AddAsync(IReadOnlyList<Notification> notifications, NotificationPlan plan, DateTimeOffset now) => outbox.AddAsync(notifications, plan, now);

    public Task<Delivery?> ReadNextAsync(string target) => outbox.ReadNextAsync(target);

    public Task<IReadOnlyList<string>> ReadTargetsAsync() => outbox.ReadTargetsAsync();

    public async Task NoteAsync(Delivery delivery, Outcome outcome)
    {
        BeforeNote?.Invoke();
        await outbox.NoteAsync(delivery, outcome);
        await _noted.Writer.WriteAsync(outcome);
    }

    /// <summary>What became of the next attempt, once that is durable.</summary>
    public async Task<Outcome> NextAsync() => await _noted.Reader.ReadAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(60));
}
