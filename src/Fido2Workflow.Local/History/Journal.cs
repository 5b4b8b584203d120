using Fido2Workflow.Core.Durable;
using Fido2Workflow.Local.Storage;

namespace Fido2Workflow.Local.History;

/// <summary>Instances, their turns and what they said of themselves, in <c>journal.db</c>.</summary>
/// <param name="lastDecision">The sequence of the last decision that is stored.</param>
internal sealed class Journal(Database database, Func<long> lastDecision)
{
    private const string SaveInstance = """
        INSERT OR REPLACE INTO instances VALUES (
            $instance_id, $name, $version, $parent_id, $parent_execution, $execution, $turns, $position, $start,
            $runtime_status, $custom_status, $output, $failure, $created_at, $last_updated_at, $digest)
        """;

    /// <summary>Whether there is an instance of that id, ended ones included.</summary>
    public bool Exists(string instanceId) =>
        database.Read("SELECT 1 FROM instances WHERE instance_id = $id", _ => true, ("$id", instanceId)).Count > 0;

    /// <summary>The instance, or null.</summary>
    /// <exception cref="UnreadableJournalException">Its row is damaged.</exception>
    public InstanceRecord? Find(string instanceId) =>
        database.Read("SELECT * FROM instances WHERE instance_id = $id", JournalRows.ReadInstance, ("$id", instanceId)).SingleOrDefault();

    /// <summary>The ids of all instances that have not ended, in the order of their last turns.</summary>
    public IReadOnlyList<string> ReadUnfinished() => database.Read(
        "SELECT instance_id FROM instances WHERE runtime_status NOT IN ('Completed', 'Failed') ORDER BY position",
        row => row.GetString(0));

    /// <summary>The turns of the instance's execution, oldest first.</summary>
    /// <exception cref="UnreadableJournalException">One is damaged or missing.</exception>
    public IReadOnlyList<JournaledTurn> ReadTurns(InstanceRecord instance)
    {
        var turns = database.Read(
            "SELECT * FROM turns WHERE instance_id = $id ORDER BY position", JournalRows.ReadTurn, ("$id", instance.InstanceId));
        return turns.Count == instance.Turns
            ? turns
            : throw new UnreadableJournalException(
                instance.InstanceId, $"it should hold {instance.Turns} turns and holds {turns.Count}");
    }

    /// <summary>What the instance said of itself, oldest first.</summary>
    public IReadOnlyList<StatusEntry> ReadStatuses(string instanceId) => database.Read(
        "SELECT * FROM statuses WHERE instance_id = $id ORDER BY position", JournalRows.ReadStatus, ("$id", instanceId));

    /// <summary>What an instance and those whose ids begin with its id and a full stop said of themselves, oldest first.</summary>
    public IReadOnlyList<RecordedStatus> ReadStatusesUnder(string instanceId) => database.Read(
        "SELECT * FROM statuses WHERE instance_id = $id OR substr(instance_id, 1, length($id) + 1) = $id || '.' ORDER BY position",
        row => new RecordedStatus((long)row["last_decision"], JournalRows.ReadStatus(row)), ("$id", instanceId));

    /// <summary>The instant of the last turn of all, UTC.</summary>
    public DateTimeOffset? ReadLastInstant() => database.Read(
        "SELECT last_updated_at FROM instances ORDER BY last_updated_at DESC LIMIT 1", row => Instant.Read(row.GetString(0))) is [var at] ? at : null;

    /// <summary>The position of the last turn of all; 0 before the first.</summary>
    public long ReadLastPosition() => database.Read("SELECT COALESCE(MAX(position), 0) FROM instances", row => row.GetInt64(0)).Single();

    /// <summary>The last decision that was stored when the last turn was taken; 0 where there was none.</summary>
    public long ReadLastDecisionSeen() => database.Read("SELECT decision FROM seen", row => row.GetInt64(0)).Single();

    /// <summary>
    /// Writes one turn with all that follows from it, or nothing, and answers the instance with the turn's position.
    /// Where the instance continues as new, its turns are cleared.
    /// </summary>
    public InstanceRecord Commit(InstanceRecord instance, Turn turn, IReadOnlyList<StatusEntry> statuses)
    {
        database.Write(write =>
        {
            var position = write.Insert(
                "INSERT INTO turns (instance_id, at, event, actions, digest) VALUES ($instance_id, $at, $event, $actions, $digest) RETURNING position",
                JournalRows.Write(instance.InstanceId, turn));
            instance = instance with { Position = position };
            if (instance.Start is not null) write.Execute("DELETE FROM turns WHERE instance_id = $id", ("$id", instance.InstanceId));
            write.Execute(SaveInstance, JournalRows.Write(instance));
            // Nothing is decided while a turn is written: what it says comes after this decision and before any other.
            var decided = lastDecision();
            write.Execute("UPDATE seen SET decision = $last WHERE decision < $last", ("$last", decided));
            foreach (var status in statuses)
                write.Execute(
                    """
                    INSERT INTO statuses (instance_id, at, runtime_status, custom_status, last_decision)
                    VALUES ($instance_id, $at, $runtime_status, $custom_status, $last_decision)
                    """,
                    [.. JournalRows.Write(status), ("$last_decision", decided)]);
            return true;
        });
        return instance;
    }

    /// <summary>Writes an instance between two turns.</summary>
    public void Save(InstanceRecord instance) =>
        database.Write(write => write.Execute(SaveInstance, JournalRows.Write(instance)) == 1);

    /// <summary>
    /// Stops an instance that can take no turn, and answers it. What may be damaged of its row is mended or cleared.
    /// </summary>
    public InstanceRecord Fail(string instanceId, FailureDetails failure, DateTimeOffset at)
    {
        database.Write(write =>
        {
            write.Execute(
                """
                UPDATE instances SET runtime_status = 'Failed', failure = $failure, start = NULL, output = NULL, digest = NULL,
                    custom_status = CASE WHEN json_valid(custom_status) THEN custom_status END,
                    execution = CAST(execution AS INTEGER), turns = CAST(turns AS INTEGER), position = CAST(position AS INTEGER),
                    parent_execution = CAST(parent_execution AS INTEGER),
                    created_at = CASE WHEN created_at GLOB '????-??-??T??:??:??.???????Z' THEN created_at ELSE $at END,
                    last_updated_at = $at
                WHERE instance_id = $id;
                INSERT INTO statuses (instance_id, at, runtime_status, custom_status, last_decision)
                SELECT instance_id, $at, 'Failed', custom_status, $last_decision FROM instances WHERE instance_id = $id
                """,
                ("$id", instanceId), ("$failure", JournalRows.ToText(failure)), ("$at", Instant.Write(at)), ("$last_decision", lastDecision()));
            return true;
        });
        return Find(instanceId)!;
    }
}
