namespace Fido2Workflow.Local.Storage;

/// <summary>The tables of <c>decisions.db</c>.</summary>
internal static class DecisionsSchema
{
    // Documents are named by their digests, and each is checked when it is read.
    public static Layout Layout { get; } = new("PRAGMA integrity_check(decisions)",
    [
        """
        CREATE TABLE decisions (
            sequence INTEGER PRIMARY KEY AUTOINCREMENT,
            id       TEXT NOT NULL UNIQUE,
            rollout  TEXT NOT NULL,
            at       TEXT NOT NULL,
            decision TEXT NOT NULL);
        CREATE INDEX decisions_of_a_rollout ON decisions (rollout, sequence);
        CREATE TABLE documents (
            digest  TEXT PRIMARY KEY,
            content TEXT NOT NULL) WITHOUT ROWID
        """,
        // Of the row and the chain before it; null in rows of format 1.
        "ALTER TABLE decisions ADD COLUMN chain TEXT",
    ]);
}
