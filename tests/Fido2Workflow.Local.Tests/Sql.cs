using Microsoft.Data.Sqlite;

namespace Fido2Workflow.Local.Tests;

/// <summary>What a disk, a newer build or a careless hand may do to a database.</summary>
internal static class Sql
{
    public static void Execute(string file, string sql)
    {
        using var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = file, Pooling = false }.ToString());
        connection.Open();
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // The statements are the tests' own.
        command.CommandText = sql;
#pragma warning restore CA2100
        command.ExecuteNonQuery();
    }
}
