using Fido2Workflow.Core.Decisions;
using Fido2Workflow.Local.Storage;

namespace Fido2Workflow.Local;

/// <summary>
/// The decisions of a state folder without its journal, which may be damaged: so that a rollback past the host is stored
/// wherever that can be done at all.
/// </summary>
public sealed class DecisionsAlone : IDisposable
{
    private readonly FileStream _lock;
    private readonly Database _database;

    private readonly SqliteDecisionStore _decisions;

    private DecisionsAlone(FileStream @lock, Database database) => (_lock, _database, _decisions) = (@lock, database, new SqliteDecisionStore(database));

    /// <summary>What people decided.</summary>
    public IDecisionStore Decisions => _decisions;

    /// <summary>Opens the decisions of a folder; null where it holds none.</summary>
    /// <exception cref="StateFolderException">Another process holds the folder, a newer build wrote it, its decisions are damaged, or the disk is full.</exception>
    public static DecisionsAlone? OpenIfAny(string folder)
    {
        var path = Path.Combine(folder, StateFolder.DecisionsFile);
        if (!File.Exists(path)) return null;
        var @lock = FolderLock.Take(folder);
        Database? database = null;
        try
        {
            database = Database.Open(path, DecisionsSchema.Layout, new WriteLog(afterWrite: null), mostPages: null, () => FormerFormat.Keep(folder, DecisionsSchema.Layout.Format));
            var alone = new DecisionsAlone(@lock, database);
            alone._decisions.Verify();
            return alone;
        }
        catch
        {
            database?.Dispose();
            @lock.Dispose();
            throw;
        }
    }

    /// <summary>Lets the folder go.</summary>
    public void Dispose()
    {
        _database.Dispose();
        _lock.Dispose();
    }
}
