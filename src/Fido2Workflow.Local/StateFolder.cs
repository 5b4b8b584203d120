using Fido2Workflow.Core.Decisions;
using Fido2Workflow.Core.Durable;
using Fido2Workflow.Core.Notifications.Deliveries;
using Fido2Workflow.Local.History;
using Fido2Workflow.Local.Storage;

namespace Fido2Workflow.Local;

/// <summary>
/// The folder that a rollout lives in: <c>journal.db</c> (workflows and their histories) and <c>decisions.db</c> (what
/// people decided, and the documents they saw); where there are targets to notify, also <c>outbox.db</c> (what is on its way to
/// them). One process at a time may hold it.
/// </summary>
public sealed class StateFolder : IDisposable
{
    internal const string JournalFile = "journal.db";
    internal const string DecisionsFile = "decisions.db";
    internal const string OutboxFile = "outbox.db";

    private readonly Stack<IDisposable> _held;
    private readonly SqliteDecisionStore _decisions;
    private readonly Lazy<IOutbox> _outbox;

    private StateFolder(string path, StateFolderOptions options, Stack<IDisposable> held)
    {
        Path = path;
        _held = held;
        Writes = new WriteLog(options.AfterWrite);
        var journal = Open(JournalFile, JournalSchema.Layout);
        var decisions = Open(DecisionsFile, DecisionsSchema.Layout);
        _decisions = new SqliteDecisionStore(decisions);
        Documents = new SqliteDocumentStore(decisions);
        Journal = new Journal(journal, () => _decisions.Last);
        Statuses = new JournaledStatuses(Journal);
        _outbox = new(() => new SqliteOutbox(Open(OutboxFile, SqliteOutbox.Layout)));

        Database Open(string file, Layout layout)
        {
            var database = Database.Open(System.IO.Path.Combine(path, file), layout, Writes, options.MostPages, () => FormerFormat.Keep(path, layout.Format));
            held.Push(database);
            return database;
        }
    }

    /// <summary>Where it is.</summary>
    public string Path { get; }

    /// <summary>What people decided.</summary>
    public IDecisionStore Decisions => _decisions;

    /// <summary>Documents by the digest of their content. Saving one that is there is no write.</summary>
    public IDocumentStore Documents { get; }

    /// <summary>What the workflows said of themselves.</summary>
    public IStatusHistory Statuses { get; }

    /// <summary>
    /// What is on its way to the targets of notifications. The first call opens it, and makes it where there is none: a rollout
    /// that notifies nobody has none.
    /// </summary>
    /// <exception cref="StateFolderException">A newer build wrote it, it is damaged, or the disk is full.</exception>
    public IOutbox OpenOutbox() => _outbox.Value;

    /// <summary>The latest instant on the rollout's clock, UTC, that the folder knows of: a virtual clock goes on from it. Null in a new folder.</summary>
    public DateTimeOffset? LastInstant =>
        new[] { Journal.ReadLastInstant(), _decisions.ReadLastInstant() }.Max();

    /// <summary>The position of the last turn that a workflow took; 0 in a new folder. It only grows.</summary>
    public long LastTurn => Journal.ReadLastPosition();

    internal Journal Journal { get; }

    internal WriteLog Writes { get; }

    /// <summary>Opens the folder, and makes it where there is none.</summary>
    /// <exception cref="StateFolderException">Another process holds it, a newer build wrote it, it is damaged, or the disk is full.</exception>
    public static StateFolder Open(string path, StateFolderOptions? options = null)
    {
        var held = new Stack<IDisposable>([FolderLock.Take(path)]);
        try
        {
            var state = new StateFolder(path, options ?? new StateFolderOptions(), held);
            state.Verify();
            return state;
        }
        catch
        {
            Release(held);
            throw;
        }
    }

    /// <summary>Lets the folder go. What is in it is durable already.</summary>
    public void Dispose() => Release(_held);

    // The lock last.
    private static void Release(Stack<IDisposable> held)
    {
        while (held.TryPop(out var each)) each.Dispose();
    }

    // A write-ahead log that was cut off, and a copy of one file alone, look like an earlier day of that file: a rollback
    // may be among the decisions that are missing, and nothing in the file says so.
    private void Verify()
    {
        _decisions.Verify();
        if (Journal.ReadLastDecisionSeen() is var seen && seen > _decisions.Last)
            throw StateFolderException.IsDamaged($"{DecisionsFile} ends with decision {_decisions.Last}, and {JournalFile} was written when there were {seen}: the last ones are lost.");
    }
}
