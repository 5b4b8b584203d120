using Microsoft.Data.Sqlite;

namespace Fido2Workflow.Local.Storage;

/// <summary>What went wrong with a file, by the name that an operator can look up. (sqlite.org: Result and Error Codes.)</summary>
internal static class SqliteFaults
{
    // The index of a write-ahead log begins with 32 KiB. (sqlite.org: WAL-mode File Format.)
    private const long LeastRoom = 64 * 1024;

    /// <summary>Runs this, and gives a fault of the file its name. Any other exception is a bug and passes.</summary>
    /// <exception cref="StateFolderException">The file is full, damaged, locked or out of reach.</exception>
    public static T Naming<T>(string path, Func<T> run)
    {
        try
        {
            return run();
        }
        catch (SqliteException fault) when (Name(path, fault) is { } named)
        {
            throw named;
        }
    }

    private static StateFolderException? Name(string path, SqliteException fault) => (SqliteCode)fault.SqliteErrorCode switch
    {
        SqliteCode.Full => StateFolderException.IsFull(path, fault),
        SqliteCode.Corrupt or SqliteCode.NotADatabase or SqliteCode.Error => StateFolderException.IsDamaged($"{path} is damaged ({fault.Message}).", fault),
        SqliteCode.Busy or SqliteCode.Locked => StateFolderException.IsInUse(path, fault),
        SqliteCode.InputOutput or SqliteCode.CannotOpen when IsFull(path) => StateFolderException.IsFull(path, fault),
        SqliteCode.Permission or SqliteCode.ReadOnly or SqliteCode.InputOutput or SqliteCode.CannotOpen => StateFolderException.IsUnreachable(path, fault),
        _ => null,
    };

    // SQLite says so only of the file itself: where there is no room for what it keeps beside it, that is some fault of the disk.
    private static bool IsFull(string path)
    {
        try
        {
            return new DriveInfo(Path.GetFullPath(path)).AvailableFreeSpace < LeastRoom;
        }
        catch (Exception e) when (e is IOException or ArgumentException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    private enum SqliteCode
    {
        // Every statement is one of ours: what it does not find was there.
        Error = 1,
        Permission = 3,
        Busy = 5,
        Locked = 6,
        ReadOnly = 8,
        InputOutput = 10,
        Corrupt = 11,
        Full = 13,
        CannotOpen = 14,
        NotADatabase = 26,
    }
}
