using Fido2Workflow.Local.Storage;

namespace Fido2Workflow.Local.History;

/// <summary>The tables of <c>journal.db</c>.</summary>
internal static class JournalSchema
{
    public static Layout Layout { get; } = new("PRAGMA integrity_check(1)",
    [
        """
        CREATE TABLE instances (
            instance_id      TEXT PRIMARY KEY,
            name             TEXT NOT NULL,
            version          TEXT NOT NULL,
            parent_id        TEXT,
            parent_execution INTEGER,
            execution        INTEGER NOT NULL,
            turns            INTEGER NOT NULL,
            position         INTEGER NOT NULL,
            start            TEXT,
            runtime_status   TEXT NOT NULL,
            custom_status    TEXT,
            output           TEXT,
            failure          TEXT,
            created_at       TEXT NOT NULL,
            last_updated_at  TEXT NOT NULL) WITHOUT ROWID;
        CREATE TABLE turns (
            position    INTEGER PRIMARY KEY AUTOINCREMENT,
            instance_id TEXT NOT NULL,
            at          TEXT NOT NULL,
            event       TEXT NOT NULL,
            actions     TEXT NOT NULL);
        CREATE INDEX turns_of_an_instance ON turns (instance_id, position);
        CREATE TABLE statuses (
            position       INTEGER PRIMARY KEY AUTOINCREMENT,
            instance_id    TEXT NOT NULL,
            at             TEXT NOT NULL,
            runtime_status TEXT NOT NULL,
            custom_status  TEXT);
        CREATE INDEX statuses_of_an_instance ON statuses (instance_id, position)
        """,
        """
        -- Of the rest of the row; null in rows of format 1.
        ALTER TABLE instances ADD COLUMN digest TEXT;
        ALTER TABLE turns ADD COLUMN digest TEXT;
        -- The last decision that was stored when a turn was taken: a decision store that ends before it has lost some.
        CREATE TABLE seen (decision INTEGER NOT NULL);
        INSERT INTO seen VALUES (0);
        -- The same, for each status: what was said in format 1 comes before every decision.
        ALTER TABLE statuses ADD COLUMN last_decision INTEGER NOT NULL DEFAULT 0
        """,
    ]);
}
