using System.Text.Json;
using Fido2Workflow.Core.Decisions;
using Fido2Workflow.Core.Durable;

namespace Fido2Workflow.Local.Storage;

/// <summary>Decisions in <c>decisions.db</c>, in the order they came.</summary>
internal sealed class SqliteDecisionStore(Database database) : IDecisionStore
{
    public Task<bool> AddAsync(Decision decision) => Task.FromResult(database.Write(write => write.Execute(
        "INSERT OR IGNORE INTO decisions (id, rollout, at, decision) VALUES ($id, $rollout, $at, $decision)",
        ("$id", decision.Id), ("$rollout", decision.Rollout), ("$at", Instant.Write(decision.At)),
        ("$decision", JsonSerializer.Serialize(decision, WorkflowJson.Options))) == 1));

    public Task<IReadOnlyList<StoredDecision>> ReadAsync(string rollout) => Task.FromResult<IReadOnlyList<StoredDecision>>(
        database.Read(
            "SELECT sequence, decision FROM decisions WHERE rollout = $rollout ORDER BY sequence",
            row => new StoredDecision(row.GetInt64(0), Read(row.GetInt64(0), row.GetString(1))),
            ("$rollout", rollout)));

    public Task<IReadOnlyList<string>> ReadRolloutsAsync() => Task.FromResult<IReadOnlyList<string>>(
        database.Read("SELECT DISTINCT rollout FROM decisions ORDER BY rollout", row => row.GetString(0)));

    public DateTimeOffset? ReadLastInstant() => database.Read(
        "SELECT at FROM decisions ORDER BY at DESC LIMIT 1", row => Instant.Read(row.GetString(0))) is [var at] ? at : null;

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
                $"Decision {sequence} in decisions.db cannot be read ({e.Message}). Nothing is decided without it. Restore the "
                + "state folder from a copy, or use the build that wrote it.", e);
        }
    }
}
