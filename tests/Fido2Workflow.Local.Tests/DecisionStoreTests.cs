using Fido2Workflow.Core.Decisions;

namespace Fido2Workflow.Local.Tests;

public sealed class DecisionStoreTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private int _writes;
    private StateFolder _state;

    public DecisionStoreTests() => _state = Open();

    public void Dispose()
    {
        _state.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task What_was_acknowledged_is_there_after_a_restart_in_every_detail()
    {
        Decision[] decisions =
        [
            new Approved { Id = "1", Rollout = "r", Wave = 1, By = "ada", At = RunningHost.Start, EvidenceDigest = "sha256:aa", Reason = "all proven" },
            new Deferred { Id = "2", Rollout = "r", Wave = 1, By = "ada", At = RunningHost.Start, Person = "p", Until = RunningHost.Start.AddDays(30) },
            new RolledBack { Id = "3", Rollout = "r", Wave = 2, By = "eve", At = RunningHost.Start },
        ];
        foreach (var decision in decisions) Assert.True(await _state.Decisions.AddAsync(decision));

        _state.Dispose();
        _state = Open();

        Assert.Equal(
            [new StoredDecision(1, decisions[0]), new StoredDecision(2, decisions[1]), new StoredDecision(3, decisions[2])],
            await _state.Decisions.ReadAsync("r"));
    }

    [Fact]
    public async Task The_same_id_twice_is_stored_once_as_it_was_told_first()
    {
        Assert.True(await _state.Decisions.AddAsync(Pause("1", "first")));
        Assert.False(await _state.Decisions.AddAsync(Pause("1", "second")));

        Assert.Equal("first", Assert.Single(await _state.Decisions.ReadAsync("r")).Decision.Reason);
        Assert.Equal(1, _writes);
    }

    [Fact]
    public async Task Decisions_of_one_rollout_are_not_read_with_those_of_another()
    {
        await _state.Decisions.AddAsync(Pause("1", "mine"));
        await _state.Decisions.AddAsync(Pause("2", "theirs") with { Rollout = "other" });

        Assert.Equal("1", Assert.Single(await _state.Decisions.ReadAsync("r")).Decision.Id);
    }

    [Fact]
    public async Task Decisions_stored_at_once_from_many_threads_are_all_kept_in_one_order()
    {
        var added = await Task.WhenAll(Enumerable.Range(0, 200).Select(
            number => Task.Run(() => _state.Decisions.AddAsync(Pause($"{number % 100}", "concurrent")))));

        var stored = await _state.Decisions.ReadAsync("r");
        Assert.Equal(100, added.Count(first => first));
        Assert.Equal(100, stored.Select(decision => decision.Decision.Id).Distinct().Count());
        Assert.Equal(stored.OrderBy(decision => decision.Sequence), stored);
    }

    [Fact]
    public async Task A_decision_of_a_kind_that_is_not_known_stops_the_reading_rather_than_being_left_out()
    {
        await _state.Decisions.AddAsync(Pause("1", "fine"));
        _state.Dispose();
        Sql.Execute(_folder.File("decisions.db"), "UPDATE decisions SET decision = '{\"decision\":\"fromTheFuture\"}', chain = NULL");
        _state = Open();

        var refusal = await Assert.ThrowsAsync<StateFolderException>(() => _state.Decisions.ReadAsync("r"));
        Assert.Equal(StateFolderException.Newer, refusal.Code);
    }

    [Fact]
    public async Task A_document_is_found_by_the_digest_of_its_content_and_saved_once()
    {
        var digest = await _state.Documents.SaveAsync("grüße");
        Assert.Equal(digest, await _state.Documents.SaveAsync("grüße"));

        _state.Dispose();
        _state = Open();

        Assert.Matches("^sha256:[0-9a-f]{64}$", digest);
        Assert.Equal("grüße", await _state.Documents.ReadAsync(digest));
        Assert.Equal(1, _writes);
        await Assert.ThrowsAsync<KeyNotFoundException>(() => _state.Documents.ReadAsync("sha256:00"));
    }

    private static Paused Pause(string id, string reason) =>
        new() { Id = id, Rollout = "r", Wave = 1, By = "ada", At = RunningHost.Start, Reason = reason };

    private StateFolder Open() => StateFolder.Open(_folder.Path, new StateFolderOptions { AfterWrite = number => _writes = number });
}
