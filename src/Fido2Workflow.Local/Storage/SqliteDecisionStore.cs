using System.Text.Json;
using Fido2Workflow.Core.Decisions;
using Fido2Workflow.Core.Durable;

namespace Fido2Workflow.Local.Storage;

/// <summary>Decisions in <c>decisions.db</c>, in the order they came, each chained by digest to the one before.</summary>
internal sealed class SqliteDecisionStore(Database database) : IDecisionStore
{
    /// <summary>The sequence of the last decision that is stored; 0 where there is none.</summary>
    public long Last => database.Read("SELECT COALESCE(MAX(sequence), 0) FROM decisions", row => row.GetInt64(0)).Single();

    public Task<bool> AddAsync(Decision decision)
    {
        object?[] row = [decision.Id, decision.Rollout, Instant.Write(decision.At), JsonSerializer.Serialize(decision, WorkflowJson.Options)];
        return Task.FromResult(database.Write(write =>
        {
            var before = write.Read("SELECT chain FROM decisions ORDER BY sequence DESC LIMIT 1", last => last[0] as string) is [var chain] ? chain : null;
            return write.Execute(
                "INSERT OR IGNORE INTO decisions (id, rollout, at, decision, chain) VALUES ($id, $rollout, $at, $decision, $chain)",
                ("$id", row[0]), ("$rollout", row[1]), ("$at", row[2]), ("$decision", row[3]), ("$chain", RowDigest.Of([before, .. row]))) == 1;
        }));
    }

    public Task<IReadOnlyList<StoredDecision>> ReadAsync(string rollout) => Task.FromResult<IReadOnlyList<StoredDecision>>(
        database.ReadToAct(
            "SELECT sequence, decision FROM decisions WHERE rollout = $rollout ORDER BY sequence",
            row => new StoredDecision(row.GetInt64(0), Read(row.GetInt64(0), row.GetString(1))),
            ("$rollout", rollout)));

    public Task<IReadOnlyList<string>> ReadRolloutsAsync() => Task.FromResult<IReadOnlyList<string>>(
        database.Read("SELECT DISTINCT rollout FROM decisions ORDER BY rollout", row => row.GetString(0)));

    public DateTimeOffset? ReadLastInstant() => database.Read(
        "SELECT at FROM decisions ORDER BY at DESC LIMIT 1", row => Instant.Read(row.GetString(0))) is [var at] ? at : null;

    /// <summary>Makes sure that every decision says what was stored, and that none is missing between two others.</summary>
    /// <exception cref="StateFolderException">One does not, or one is.</exception>
    public void Verify()
    {
        string? chain = null;
        foreach (var (sequence, row, found) in database.Read(
            "SELECT sequence, id, rollout, at, decision, chain FROM decisions ORDER BY sequence",
            row => (Sequence: row.GetInt64(0), Row: new[] { row[1], row[2], row[3], row[4] }, Chain: row[5] as string)))
        {
            // Decisions of format 1 come first, and have none.
            if (found is null && chain is null) continue;
            if (found != RowDigest.Of([chain, .. row]))
                throw StateFolderException.IsDamaged($"Decision {sequence} in decisions.db does not say what was stored, or one before it is missing.");
            chain = found;
        }
    }

    // A decision that cannot be read may be a rollback: reading goes no further, rather than without it.
    private static Decision Read(long sequence, string text)
    {
        try
        {
            return JsonSerializer.Deserialize<Decision>(text, WorkflowJson.Options) ?? throw new JsonException("it is null");
        }
        catch (Exception e) when (e is JsonException or NotSupportedException)
        {
            throw new StateFolderException(
                StateFolderException.Newer, $"Decision {sequence} in decisions.db is none that this build understands ({e.Message}), and nothing is decided without it.", "Use the build that wrote it.", e);
        }
    }
}
