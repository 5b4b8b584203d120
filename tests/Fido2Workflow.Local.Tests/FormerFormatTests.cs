using Fido2Workflow.Core.Decisions;

namespace Fido2Workflow.Local.Tests;

/// <summary>A folder that an older build left is copied, and goes on in the layout of this one.</summary>
public sealed class FormerFormatTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_folder_of_format_1_is_copied_once_before_it_is_changed_and_nothing_in_it_is_lost()
    {
        Sql.Execute(_folder.File("journal.db"), Journal1);
        Sql.Execute(_folder.File("decisions.db"), Decisions1);

        for (var opening = 0; opening < 2; opening++)
        {
            using var state = StateFolder.Open(_folder.Path);
            await state.Decisions.AddAsync(new Resumed { Id = $"{opening}", Rollout = "r", Wave = 1, By = "ada", At = RunningHost.Start });
        }

        using (var state = StateFolder.Open(_folder.Path))
        {
            Assert.Equal(["old", "0", "1"], (await state.Decisions.ReadAsync("r")).Select(stored => stored.Decision.Id));
            Assert.Equal(RunningHost.Start, state.LastInstant);
        }

        var copy = Path.Combine(_folder.Path, "before-format-2");
        Assert.Equal(["decisions.db", "journal.db"], Directory.EnumerateFiles(copy).Select(Path.GetFileName).Order());
        // As the older build would find it: nothing of the new layout, and nothing decided since.
        Sql.Execute(Path.Combine(copy, "decisions.db"), "CREATE TABLE one AS SELECT id FROM decisions; ALTER TABLE decisions ADD COLUMN chain TEXT; DROP TABLE one");
        Sql.Execute(Path.Combine(copy, "journal.db"), "ALTER TABLE turns ADD COLUMN digest TEXT");
    }

    [Fact]
    public void A_copy_that_a_crash_left_unfinished_is_made_anew()
    {
        Sql.Execute(_folder.File("journal.db"), Journal1);
        Sql.Execute(_folder.File("decisions.db"), Decisions1);
        Directory.CreateDirectory(_folder.File("before-format-2.unfinished"));
        File.WriteAllText(_folder.File("before-format-2.unfinished/journal.db"), "half");

        StateFolder.Open(_folder.Path).Dispose();

        Sql.Execute(_folder.File("before-format-2/journal.db"), "ALTER TABLE turns ADD COLUMN digest TEXT");
        Assert.False(Directory.Exists(_folder.File("before-format-2.unfinished")));
    }

    // As format 1 wrote it.
    private const string Journal1 = """
        CREATE TABLE instances (instance_id TEXT PRIMARY KEY, name TEXT NOT NULL, version TEXT NOT NULL, parent_id TEXT, parent_execution INTEGER,
            execution INTEGER NOT NULL, turns INTEGER NOT NULL, position INTEGER NOT NULL, start TEXT, runtime_status TEXT NOT NULL, custom_status TEXT,
            output TEXT, failure TEXT, created_at TEXT NOT NULL, last_updated_at TEXT NOT NULL) WITHOUT ROWID;
        CREATE TABLE turns (position INTEGER PRIMARY KEY AUTOINCREMENT, instance_id TEXT NOT NULL, at TEXT NOT NULL, event TEXT NOT NULL, actions TEXT NOT NULL);
        CREATE TABLE statuses (position INTEGER PRIMARY KEY AUTOINCREMENT, instance_id TEXT NOT NULL, at TEXT NOT NULL, runtime_status TEXT NOT NULL, custom_status TEXT);
        PRAGMA user_version = 1
        """;

    private const string Decisions1 = """
        CREATE TABLE decisions (sequence INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE, rollout TEXT NOT NULL, at TEXT NOT NULL, decision TEXT NOT NULL);
        CREATE TABLE documents (digest TEXT PRIMARY KEY, content TEXT NOT NULL) WITHOUT ROWID;
        INSERT INTO decisions (id, rollout, at, decision) VALUES ('old', 'r', '2027-01-04T07:00:00.0000000Z',
            '{"decision":"paused","id":"old","rollout":"r","wave":1,"by":"ada","at":"2027-01-04T07:00:00+00:00"}');
        PRAGMA user_version = 1
        """;
}
