using Microsoft.Data.Sqlite;

namespace Fido2Workflow.Local.Storage;

/// <summary>
/// One SQLite file with one connection. A write that has returned survives a power cut: the write-ahead log is flushed
/// with each commit.
/// </summary>
internal sealed class Database : IDisposable
{
    /// <summary>The layout that this build reads and writes; a change of it comes with a migration.</summary>
    private const long Format = 1;

    private readonly Lock _gate = new();
    private readonly SqliteConnection _connection;
    private readonly WriteLog _writes;

    private Database(SqliteConnection connection, WriteLog writes)
    {
        _connection = connection;
        _writes = writes;
    }

    /// <summary>Opens the file, and lays it out where it is new.</summary>
    /// <exception cref="StateFolderException">A newer build wrote it, or it is no database.</exception>
    public static Database Open(string path, string schema, WriteLog writes)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Pooling = false }.ToString());
        try
        {
            connection.Open();
            Prepare(connection, path, schema);
            return new Database(connection, writes);
        }
        catch (SqliteException e)
        {
            connection.Dispose();
            throw new StateFolderException(
                $"{path} cannot be opened as a SQLite database ({e.Message}). Nothing was changed. Restore the state folder from "
                + "a copy, or free the disk if it is full.", e);
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <summary>Runs a query and answers what <paramref name="read"/> makes of each row.</summary>
    public List<T> Read<T>(string sql, Func<SqliteDataReader, T> read, params (string Name, object? Value)[] parameters)
    {
        lock (_gate)
        {
            using var command = Command(sql, parameters);
            using var reader = command.ExecuteReader();
            var rows = new List<T>();
            while (reader.Read()) rows.Add(read(reader));
            return rows;
        }
    }

    /// <summary>Writes in one transaction; where <paramref name="change"/> answers false there was nothing to write.</summary>
    public bool Write(Func<Database, bool> change) => _writes.Write(() =>
    {
        lock (_gate)
        {
            using var transaction = _connection.BeginTransaction();
            if (!change(this)) return false;
            transaction.Commit();
            return true;
        }
    });

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

    private static void Prepare(SqliteConnection connection, string path, string schema)
    {
        var found = (long)Scalar(connection, "PRAGMA user_version")!;
        if (found > Format)
            throw new StateFolderException(
                $"{path} has format {found}, and this build knows formats up to {Format}: a newer build wrote it. Nothing was "
                + "changed. Use that build, or name another folder with --state.");
        Scalar(connection, "PRAGMA journal_mode = WAL");
        Scalar(connection, "PRAGMA synchronous = FULL");
        if (found == Format) return;
        using var transaction = connection.BeginTransaction();
        Scalar(connection, $"{schema}; PRAGMA user_version = {Format}");
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
