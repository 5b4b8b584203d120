using System.Text.Json;
using Fido2Workflow.Core.Durable;
using Fido2Workflow.Core.Notifications;
using Fido2Workflow.Core.Notifications.Deliveries;

namespace Fido2Workflow.Local.Storage;

/// <summary>Deliveries in <c>outbox.db</c>. A row stays when it is through, so that the same id is never delivered a second time.</summary>
internal sealed class SqliteOutbox(Database database) : IOutbox
{
    public static Layout Layout { get; } = new("PRAGMA integrity_check",
    [
        """
        CREATE TABLE deliveries (
            sequence   INTEGER PRIMARY KEY AUTOINCREMENT,
            target     TEXT NOT NULL,
            id         TEXT NOT NULL,
            body       TEXT NOT NULL,
            state      TEXT NOT NULL,
            attempts   INTEGER NOT NULL,
            due_at     TEXT NOT NULL,
            give_up_at TEXT NOT NULL,
            said       TEXT,
            UNIQUE (target, id));
        CREATE INDEX waiting_deliveries ON deliveries (target, sequence) WHERE state = 'waiting'
        """,
    ]);

    public Task<int> AddAsync(IReadOnlyList<Notification> notifications, NotificationPlan plan, DateTimeOffset now)
    {
        var taken = 0;
        database.Write(write => (taken = notifications.Count(notification => Add(write, notification, plan, now))) > 0);
        return Task.FromResult(taken);
    }

    public Task<Delivery?> ReadNextAsync(string target) => Task.FromResult(database.Read(
        "SELECT sequence, target, id, body, attempts, due_at, give_up_at FROM deliveries WHERE state = 'waiting' AND target = $target ORDER BY sequence LIMIT 1",
        row => new Delivery(row.GetInt64(0), row.GetString(1), row.GetString(2), row.GetString(3), row.GetInt32(4), Instant.Read(row.GetString(5)), Instant.Read(row.GetString(6))),
        ("$target", target)).FirstOrDefault());

    public Task<IReadOnlyList<string>> ReadTargetsAsync() => Task.FromResult<IReadOnlyList<string>>(
        database.Read("SELECT DISTINCT target FROM deliveries WHERE state = 'waiting' ORDER BY target", row => row.GetString(0)));

    public Task NoteAsync(Delivery delivery, Outcome outcome)
    {
        var (state, dueAt, said) = outcome switch
        {
            Outcome.Delivered => ("delivered", delivery.DueAt, null),
            Outcome.TriedAgain again => ("waiting", again.At, again.Sentence),
            Outcome.GivenUp given => ("given-up", delivery.DueAt, given.Sentence),
            _ => throw new InvalidOperationException("closed hierarchy"),
        };
        database.Write(write => write.Execute(
            "UPDATE deliveries SET state = $state, attempts = attempts + 1, due_at = $due, said = $said WHERE sequence = $sequence AND state = 'waiting'",
            ("$state", state), ("$due", Instant.Write(dueAt)), ("$said", said), ("$sequence", delivery.Sequence)) == 1);
        return Task.CompletedTask;
    }

    private static bool Add(Database write, Notification notification, NotificationPlan plan, DateTimeOffset now)
    {
        var body = JsonSerializer.Serialize(notification, WorkflowJson.Options);
        return plan.TargetsOf(notification).Sum(target => write.Execute(
            "INSERT OR IGNORE INTO deliveries (target, id, body, state, attempts, due_at, give_up_at) VALUES ($target, $id, $body, 'waiting', 0, $due, $giveUp)",
            ("$target", target), ("$id", notification.Id), ("$body", body), ("$due", Instant.Write(now)), ("$giveUp", Instant.Write(now + plan.GiveUpAfter)))) > 0;
    }
}
