using Microsoft.Data.Sqlite;

namespace Fido2Workflow.Api.Tests.Hosting;

/// <summary>Damages a state folder that nobody holds.</summary>
internal static class Damage
{
    public static void Journal(string folder, string sql)
    {
        var file = Path.Combine(folder, RunningApi.StateName, "journal.db");
        using var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = file, Pooling = false }.ToString());
        connection.Open();
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // The statements are the tests' own.
        command.CommandText = sql;
#pragma warning restore CA2100
        command.ExecuteNonQuery();
    }
}
