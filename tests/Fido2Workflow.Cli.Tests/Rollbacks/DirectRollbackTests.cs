using System.Text.Json.Nodes;
using Fido2Workflow.Cli.Tests.Checks;
using Fido2Workflow.Core.Decisions;
using Fido2Workflow.Core.Tenants;
using Fido2Workflow.Core.Waves;
using Fido2Workflow.Local;
using Microsoft.Data.Sqlite;

namespace Fido2Workflow.Cli.Tests.Rollbacks;

/// <summary><c>fido2 rollback --direct</c>: whatever has become of the host, its state and the plan, an enforced wave goes back to report-only.</summary>
public sealed class DirectRollbackTests : IDisposable
{
    private const string PolicyId = "ca000069-0000-4000-8000-000000000009";

    private readonly RolloutFolder _rollout = RolloutFolder.Copy();

    public DirectRollbackTests() => Enforce("FIDO2 rollout six-people: wave 1");

    public void Dispose() => _rollout.Dispose();

    [Fact]
    public async Task An_enforced_wave_goes_back_and_the_decision_is_stored_first()
    {
        StateFolder.Open(_rollout.State).Dispose();
        var run = await RollBackAsync("--reason", "the phones are ringing");

        Assert.Equal(ExitCodes.Yes, run.ExitCode);
        Assert.Contains("\"FIDO2 rollout six-people: wave 1\" is in report-only: written, and read back", run.Output, StringComparison.Ordinal);
        Assert.Contains("It was enabled before.", run.Output, StringComparison.Ordinal);
        IsWritten();
        var decision = Assert.IsType<RolledBack>(Assert.Single(await _rollout.DecisionsAsync()));
        Assert.Equal((1, "the phones are ringing"), (decision.Wave, decision.Reason));
        Assert.True(Guid.TryParse(decision.By, out _), "whoever's token writes is who decided");
        Assert.Equal(HaltKind.RolledBack, Halt.Of([new StoredDecision(1, decision)], 1)?.Kind);
    }

    [Fact]
    public async Task Where_there_is_no_state_folder_none_is_made_and_the_operator_is_told()
    {
        var run = await RollBackAsync();
        Assert.Equal(ExitCodes.Yes, run.ExitCode);
        Assert.Contains("No decision is stored: there is no state folder", run.Output, StringComparison.Ordinal);
        Assert.Contains("Next: Tell the host with fido2 wave rollback", run.Output, StringComparison.Ordinal);
        Assert.False(File.Exists(Path.Combine(_rollout.State, "decisions.db")));
        IsWritten();
    }

    [Fact]
    public async Task While_a_host_holds_the_state_folder_it_goes_on_without_it()
    {
        using var held = StateFolder.Open(_rollout.State);
        var run = await RollBackAsync();
        Assert.Equal(ExitCodes.Yes, run.ExitCode);
        Assert.Contains($"The decision is not stored. {StateFolderException.InUse}", run.Output, StringComparison.Ordinal);
        Assert.Contains("Next: Tell the host with fido2 wave rollback", run.Output, StringComparison.Ordinal);
        IsWritten();
    }

    [Fact]
    public async Task With_a_damaged_journal_it_goes_back_and_the_decision_is_stored()
    {
        StateFolder.Open(_rollout.State).Dispose();
        Overwrite("journal.db");
        Assert.Throws<StateFolderException>(() => StateFolder.Open(_rollout.State));

        Assert.Equal(ExitCodes.Yes, (await RollBackAsync()).ExitCode);

        IsWritten();
        using var decisions = DecisionsAlone.OpenIfAny(_rollout.State);
        Assert.IsType<RolledBack>(Assert.Single(await decisions!.Decisions.ReadAsync(RolloutFolder.Rollout)).Decision);
    }

    [Fact]
    public async Task With_damaged_decisions_it_goes_back_all_the_same()
    {
        StateFolder.Open(_rollout.State).Dispose();
        Overwrite("decisions.db");
        var run = await RollBackAsync();
        Assert.Equal(ExitCodes.Yes, run.ExitCode);
        Assert.Contains($"The decision is not stored. {StateFolderException.Damaged}", run.Output, StringComparison.Ordinal);
        IsWritten();
    }

    [Fact]
    public async Task With_a_state_folder_of_a_newer_build_it_goes_back_all_the_same()
    {
        StateFolder.Open(_rollout.State).Dispose();
        Execute("decisions.db", "PRAGMA user_version = 99");
        var run = await RollBackAsync();
        Assert.Equal(ExitCodes.Yes, run.ExitCode);
        Assert.Contains(StateFolderException.Newer, run.Output, StringComparison.Ordinal);
        IsWritten();
    }

    [Fact]
    public async Task With_a_clock_that_is_years_behind_what_the_state_folder_knows_it_goes_back_all_the_same()
    {
        using (var state = StateFolder.Open(_rollout.State))
            await state.Decisions.AddAsync(new Paused { Id = "later", Rollout = RolloutFolder.Rollout, Wave = 1, By = RolloutFolder.AmarasId, At = DateTimeOffset.UnixEpoch.AddYears(100) });
        Assert.Equal(ExitCodes.Yes, (await RollBackAsync()).ExitCode);
        IsWritten();
    }

    [Fact]
    public async Task Of_a_plan_with_mistakes_only_its_rollouts_name_is_taken()
    {
        _rollout.EditPlan("approvers:", "approvers: nobody\n  this is: [not yaml");
        var run = await RollBackAsync();
        Assert.Equal(ExitCodes.Yes, run.ExitCode);
        Assert.Contains("only its rollout's name is taken from it: six-people", run.Output, StringComparison.Ordinal);
        IsWritten();
    }

    [Fact]
    public async Task Without_a_plan_the_policy_is_named_by_its_id()
    {
        File.Delete(Path.Combine(_rollout.Folder, "plan.yaml"));
        Assert.Equal(ExitCodes.BadInput, (await RollBackAsync()).ExitCode);

        var run = await _rollout.RunAsync("rollback", "--direct", "--policy", PolicyId, "--allow-writes", "--state", _rollout.State);
        Assert.Equal(ExitCodes.Yes, run.ExitCode);
        IsWritten();
    }

    [Fact]
    public async Task The_policy_for_all_users_goes_back_too()
    {
        Enforce("FIDO2 rollout six-people: all users");
        Assert.Equal(ExitCodes.Yes, (await _rollout.RunAsync("rollback", "--direct", "--all-users", "--allow-writes")).ExitCode);
        IsWritten();
    }

    [Fact]
    public async Task A_policy_that_somebody_renamed_is_not_guessed()
    {
        Enforce("Require keys");
        var run = await RollBackAsync();
        Assert.Equal(ExitCodes.Unknown, run.ExitCode);
        Assert.Contains("name it by its object id with --policy", run.Output, StringComparison.Ordinal);
        Assert.Empty(_rollout.Writes);
    }

    [Fact]
    public async Task Without_leave_to_write_it_says_what_it_would_do_and_stores_nothing()
    {
        StateFolder.Open(_rollout.State).Dispose();
        var run = await _rollout.RunAsync("rollback", "--direct", "--wave", "1");
        Assert.Equal(ExitCodes.Refused, run.ExitCode);
        Assert.Contains("is enabled, and would be put back to report-only", run.Output, StringComparison.Ordinal);
        Assert.Empty(_rollout.Writes);
        Assert.Empty(await _rollout.DecisionsAsync());
    }

    [Fact]
    public async Task It_says_the_same_as_data()
    {
        var run = await RollBackAsync("--json");
        var report = JsonNode.Parse(run.Output)!;
        Assert.Equal(("reportOnly", PolicyId, "enabled"), ((string?)report["outcome"], (string?)report["policy"], (string?)report["stateBefore"]));
    }

    private Task<CommandRun> RollBackAsync(params string[] more) => _rollout.RunAsync(["rollback", "--direct", "--wave", "1", "--allow-writes", .. more]);

    private void Enforce(string name) => _rollout.Edit("conditionalAccessPolicies.json", policies =>
    {
        var all = policies["value"]!.AsArray();
        if (all.FirstOrDefault(policy => (string?)policy!["id"] == PolicyId) is { } before) all.Remove(before);
        all.Add(new JsonObject
        {
            ["id"] = PolicyId, ["displayName"] = name, ["state"] = ConditionalAccessPolicy.Enabled, ["createdDateTime"] = "2026-12-01T08:00:00Z",
            ["conditions"] = new JsonObject
            {
                ["clientAppTypes"] = new JsonArray("all"),
                ["applications"] = new JsonObject { ["includeApplications"] = new JsonArray("Office365") },
                ["users"] = new JsonObject { ["includeGroups"] = new JsonArray(RolloutFolder.ReleaseGroup) },
            },
            ["grantControls"] = new JsonObject { ["operator"] = "OR", ["authenticationStrength"] = new JsonObject { ["id"] = "00000000-0000-0000-0000-000000000004" } },
        });
    });

    private void IsWritten()
    {
        var write = JsonNode.Parse(Assert.Single(_rollout.Writes))!;
        Assert.Equal(("PATCH", $$"""{"state":"{{ConditionalAccessPolicy.ReportOnly}}"}"""), ((string?)write["method"], write["body"]!.ToJsonString()));
        Assert.EndsWith(PolicyId, (string?)write["path"], StringComparison.Ordinal);
    }

    private void Overwrite(string file) => File.WriteAllText(Path.Combine(_rollout.State, file), new string('x', 8192));

    private void Execute(string file, string sql)
    {
        using var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = Path.Combine(_rollout.State, file), Pooling = false }.ToString());
        connection.Open();
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // The statement is the test's own.
        command.CommandText = sql;
#pragma warning restore CA2100
        command.ExecuteNonQuery();
    }
}
