using System.Text.Json;
using Fido2Workflow.Core.Durable;
using Fido2Workflow.Local.Storage;
using Microsoft.Data.Sqlite;

namespace Fido2Workflow.Local.History;

/// <summary>How instances, turns and statuses stand in the rows of <c>journal.db</c>.</summary>
internal static class JournalRows
{
    // What the digest of a row is of.
    private static readonly string[] InstanceColumns =
    [
        "instance_id", "name", "version", "parent_id", "parent_execution", "execution", "turns", "position", "start", "runtime_status",
        "custom_status", "output", "failure", "created_at", "last_updated_at",
    ];

    private static readonly string[] TurnColumns = ["instance_id", "at", "event", "actions"];

    public static (string, object?)[] Write(InstanceRecord instance) => WithDigest(
    [
        ("$instance_id", instance.InstanceId), ("$name", instance.Name), ("$version", instance.Version),
        ("$parent_id", instance.Parent?.InstanceId), ("$parent_execution", instance.Parent?.Execution),
        ("$execution", instance.Execution), ("$turns", instance.Turns), ("$position", instance.Position),
        ("$start", instance.Start is { } start ? ToText(start) : null),
        ("$runtime_status", instance.RuntimeStatus.ToString()), ("$custom_status", instance.CustomStatus?.GetRawText()),
        ("$output", instance.Output?.GetRawText()), ("$failure", instance.Failure is { } failure ? ToText(failure) : null),
        ("$created_at", Instant.Write(instance.CreatedAt)), ("$last_updated_at", Instant.Write(instance.LastUpdatedAt)),
    ]);

    public static (string, object?)[] Write(string instanceId, Turn turn) => WithDigest(
    [
        ("$instance_id", instanceId), ("$at", Instant.Write(turn.At)), ("$event", ToText(turn.Event)), ("$actions", ToText(turn.Actions)),
    ]);

    public static (string, object?)[] Write(StatusEntry status) =>
    [
        ("$instance_id", status.InstanceId), ("$at", Instant.Write(status.At)), ("$runtime_status", status.RuntimeStatus.ToString()),
        ("$custom_status", status.CustomStatus?.GetRawText()),
    ];

    public static InstanceRecord ReadInstance(SqliteDataReader row) => Read(row, "its row", InstanceColumns, () => new InstanceRecord
    {
        InstanceId = row.Text("instance_id"),
        Name = row.Text("name"),
        Version = row.Text("version"),
        Parent = row.TextOrNull("parent_id") is { } parent ? new Parent(parent, (int)row.Number("parent_execution")) : null,
        Execution = (int)row.Number("execution"),
        Turns = (int)row.Number("turns"),
        Position = row.Number("position"),
        Start = row.TextOrNull("start") is { } start ? Parse<ExecutionStarted>(start) : null,
        RuntimeStatus = RuntimeStatusOf(row),
        CustomStatus = row.Json("custom_status"),
        Output = row.Json("output"),
        Failure = row.TextOrNull("failure") is { } failure ? Parse<FailureDetails>(failure) : null,
        CreatedAt = Instant.Read(row.Text("created_at")),
        LastUpdatedAt = Instant.Read(row.Text("last_updated_at")),
    });

    public static JournaledTurn ReadTurn(SqliteDataReader row) => Read(row, $"its turn at position {row.Number("position")}", TurnColumns, () =>
        new JournaledTurn(row.Number("position"), new Turn(
            Instant.Read(row.Text("at")),
            Parse<HistoryEvent>(row.Text("event")),
            Parse<IReadOnlyList<WorkflowAction>>(row.Text("actions")))));

    public static StatusEntry ReadStatus(SqliteDataReader row) => Read(row, $"its status at position {row.Number("position")}", [], () =>
        new StatusEntry(
            row.Text("instance_id"), Instant.Read(row.Text("at")), RuntimeStatusOf(row), row.Json("custom_status")));

    public static string ToText<T>(T value) => JsonSerializer.Serialize(value, WorkflowJson.Options);

    private static RuntimeStatus RuntimeStatusOf(SqliteDataReader row) => Enum.Parse<RuntimeStatus>(row.Text("runtime_status"));

    private static T Parse<T>(string text) =>
        JsonSerializer.Deserialize<T>(text, WorkflowJson.Options) is { } value ? value : throw new JsonException("it is null");

    // Under the same names as they are written, and in that order.
    private static (string, object?)[] WithDigest((string Name, object? Value)[] values) =>
        [.. values, ("$digest", RowDigest.Of(values.Select(value => value.Value)))];

    private static T Read<T>(SqliteDataReader row, string what, IReadOnlyList<string> digested, Func<T> read)
    {
        try
        {
            if (digested is not [] && row.TextOrNull("digest") is { } digest && digest != RowDigest.Of(digested.Select(column => row[column])))
                throw new FormatException("it does not say what was written");
            return read();
        }
        catch (Exception e) when (e is JsonException or NotSupportedException or FormatException or ArgumentException or InvalidCastException)
        {
            throw new UnreadableJournalException(row.Text("instance_id"), $"{what} is damaged ({e.Message})", e);
        }
    }

    private static string Text(this SqliteDataReader row, string column) =>
        row.TextOrNull(column) ?? throw new FormatException($"{column} is missing");

    private static string? TextOrNull(this SqliteDataReader row, string column) => row[column] as string;

    private static long Number(this SqliteDataReader row, string column) => (long)row[column];

    private static JsonElement? Json(this SqliteDataReader row, string column) =>
        row.TextOrNull(column) is { } text ? Parse<JsonElement>(text) : null;
}
