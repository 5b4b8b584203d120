using Fido2Workflow.Core.Decisions;
using Fido2Workflow.Local.History;
using Fido2Workflow.Local.Storage;

namespace Fido2Workflow.Local;

/// <summary>
/// The folder that a rollout lives in: <c>journal.db</c> (workflows and their histories) and <c>decisions.db</c> (what
/// people decided, and the documents they saw). One process at a time may hold it.
/// </summary>
public sealed class StateFolder : IDisposable
{
    private readonly FileStream _lock;
    private readonly Database _journal;
    private readonly Database _decisions;
    private readonly SqliteDecisionStore _decisionStore;

    private StateFolder(string path, FileStream @lock, StateFolderOptions options)
    {
        _lock = @lock;
        Path = path;
        Writes = new WriteLog(options.AfterWrite);
        _journal = Database.Open(System.IO.Path.Combine(path, "journal.db"), Journal.Schema, Writes);
        try
        {
            _decisions = Database.Open(System.IO.Path.Combine(path, "decisions.db"), DecisionsSchema.Text, Writes);
        }
        catch
        {
            _journal.Dispose();
            throw;
        }

        Journal = new Journal(_journal);
        _decisionStore = new SqliteDecisionStore(_decisions);
        Documents = new SqliteDocumentStore(_decisions);
    }

    /// <summary>Where it is.</summary>
    public string Path { get; }

    /// <summary>What people decided.</summary>
    public IDecisionStore Decisions => _decisionStore;

    /// <summary>Documents by the digest of their content. Saving one that is there is no write.</summary>
    public IDocumentStore Documents { get; }

    /// <summary>The latest instant on the rollout's clock, UTC, that the folder knows of: a virtual clock goes on from it. Null in a new folder.</summary>
    public DateTimeOffset? LastInstant =>
        new[] { Journal.ReadLastInstant(), _decisionStore.ReadLastInstant() }.Max();

    /// <summary>The position of the last turn that a workflow took; 0 in a new folder. It only grows.</summary>
    public long LastTurn => Journal.ReadLastPosition();

    internal Journal Journal { get; }

    internal WriteLog Writes { get; }

    /// <summary>Opens the folder, and makes it where there is none.</summary>
    /// <exception cref="StateFolderException">Another process holds it, a newer build wrote it, or it is damaged.</exception>
    public static StateFolder Open(string path, StateFolderOptions? options = null)
    {
        Directory.CreateDirectory(path);
        var @lock = Lock(path);
        try
        {
            return new StateFolder(path, @lock, options ?? new StateFolderOptions());
        }
        catch
        {
            @lock.Dispose();
            throw;
        }
    }

    /// <summary>Lets the folder go. What is in it is durable already.</summary>
    public void Dispose()
    {
        _journal.Dispose();
        _decisions.Dispose();
        _lock.Dispose();
    }

    // The operating system frees it with the process, however that ends.
    private static FileStream Lock(string path)
    {
        try
        {
            return new FileStream(System.IO.Path.Combine(path, "lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException e)
        {
            throw new StateFolderException(
                $"The state folder {path} is in use by another process, and two at once would each run the same rollout. "
                + "Stop the other one, ask it over its API (--host), or name another folder with --state.", e);
        }
    }
}
