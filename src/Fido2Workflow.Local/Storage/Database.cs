using Microsoft.Data.Sqlite;

namespace Fido2Workflow.Local.Storage;

/// <summary>
/// One SQLite file with one connection. A write that has returned survives a power cut: the write-ahead log is flushed
/// with each commit. A fault of the file is a <see cref="StateFolderException"/>.
/// </summary>
internal sealed class Database : IDisposable
{
    private readonly Lock _gate = new();
    private readonly string _path;
    private readonly SqliteConnection _connection;
    private readonly WriteLog _writes;

    private Database(string path, SqliteConnection connection, WriteLog writes) => (_path, _connection, _writes) = (path, connection, writes);

    /// <summary>Opens the file, lays it out where it is new, and brings it to this build's layout where it is older.</summary>
    /// <param name="mostPages">How many pages it may have; null for as many as the disk takes.</param>
    /// <param name="beforeChange">Called before an older layout is changed.</param>
    /// <exception cref="StateFolderException">A newer build wrote it, it is no database, or the disk is full.</exception>
    public static Database Open(string path, Layout layout, WriteLog writes, int? mostPages, Action beforeChange) => SqliteFaults.Naming(path, () =>
    {
        var connection = Connect(path);
        try
        {
            Prepare(connection, path, layout, mostPages, beforeChange);
            return new Database(path, connection, writes);
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    });

    /// <summary>Copies one file, with all that was committed to it, to another place.</summary>
    public static void Copy(string path, string to) => SqliteFaults.Naming(path, () =>
    {
        using var connection = Connect(path);
        using var copy = Connect(to);
        connection.BackupDatabase(copy);
        return true;
    });

    /// <summary>Runs a query and answers what <paramref name="read"/> makes of each row.</summary>
    public List<T> Read<T>(string sql, Func<SqliteDataReader, T> read, params (string Name, object? Value)[] parameters) => SqliteFaults.Naming(_path, () =>
    {
        lock (_gate)
        {
            using var command = Command(sql, parameters);
            using var reader = command.ExecuteReader();
            var rows = new List<T>();
            while (reader.Read()) rows.Add(read(reader));
            return rows;
        }
    });

    /// <summary>The same, for what must not be acted on once nothing more can be written.</summary>
    /// <exception cref="StateFolderException">The file has a fault, or had one before.</exception>
    /// <exception cref="InvalidOperationException">Writing ended for another reason.</exception>
    public List<T> ReadToAct<T>(string sql, Func<SqliteDataReader, T> read, params (string Name, object? Value)[] parameters)
    {
        _writes.ThrowIfEnded();
        return Read(sql, read, parameters);
    }

    /// <summary>Writes in one transaction; where <paramref name="change"/> answers false there was nothing to write.</summary>
    public bool Write(Func<Database, bool> change) => _writes.Write(() => SqliteFaults.Naming(_path, () =>
    {
        lock (_gate)
        {
            using var transaction = _connection.BeginTransaction();
            if (!change(this)) return false;
            transaction.Commit();
            return true;
        }
    }));

    /// <summary>Runs one statement of a write and answers how many rows it changed.</summary>
    public int Execute(string sql, params (string Name, object? Value)[] parameters)
    {
        using var command = Command(sql, parameters);
        return command.ExecuteNonQuery();
    }

    /// <summary>Runs one INSERT … RETURNING of a write and answers the number it returns.</summary>
    public long Insert(string sql, params (string Name, object? Value)[] parameters)
    {
        using var command = Command(sql, parameters);
        return (long)command.ExecuteScalar()!;
    }

    public void Dispose()
    {
        lock (_gate) _connection.Dispose();
    }

    private static SqliteConnection Connect(string path)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Pooling = false }.ToString());
        connection.Open();
        return connection;
    }

    private static void Prepare(SqliteConnection connection, string path, Layout layout, int? mostPages, Action beforeChange)
    {
        var found = (long)Scalar(connection, "PRAGMA user_version")!;
        if (found > layout.Format) throw StateFolderException.IsNewer(path, found, layout.Format);
        if (found > 0 && Scalar(connection, layout.Check) is not "ok" and var fault) throw StateFolderException.IsDamaged($"{path} is damaged ({fault}).");
        Scalar(connection, "PRAGMA journal_mode = WAL");
        Scalar(connection, "PRAGMA synchronous = FULL");
        if (mostPages is { } most) Scalar(connection, $"PRAGMA max_page_count = {most}");
        if (found == layout.Format) return;
        if (found > 0) beforeChange();
        using var transaction = connection.BeginTransaction();
        foreach (var step in layout.Steps.Skip((int)found)) Scalar(connection, step);
        Scalar(connection, $"PRAGMA user_version = {layout.Format}");
        transaction.Commit();
    }

    private static object? Scalar(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteScalar();
    }

    private SqliteCommand Command(string sql, (string Name, object? Value)[] parameters)
    {
        var command = _connection.CreateCommand();
        command.CommandText = sql;
        foreach (var (name, value) in parameters) command.Parameters.AddWithValue(name, value ?? DBNull.Value);
        return command;
    }
}
