using System.Text.Json.Nodes;
using Fido2Workflow.Cli.Rehearsals;
using Fido2Workflow.Cli.Tests.Checks;

namespace Fido2Workflow.Cli.Tests.Sweeps;

/// <summary><c>fido2 sweep</c> on the six people, before their rollout and after it.</summary>
public sealed class SweepVerbTests
{
    [Fact]
    public async Task After_a_rollout_that_went_as_it_should_it_finds_nothing_and_then_what_somebody_changed()
    {
        using var rollout = RolloutFolder.Copy();
        Assert.True((await new Rehearsal(new() { Folder = rollout.Folder, State = rollout.State }).RunAsync()).IsDone);
        var clean = await rollout.RunAsync("sweep");
        Assert.True(clean.ExitCode == ExitCodes.Yes, clean.Output);
        Assert.Contains("NOTHING FOUND.", clean.Output, StringComparison.Ordinal);

        var writes = rollout.Writes;
        rollout.Edit("conditionalAccessPolicies.json", policies => policies["value"]!.AsArray().Add(JsonNode.Parse(
            """{ "id": "ca000099-0000-4000-8000-000000000099", "displayName": "Block legacy", "state": "enabled", "createdDateTime": "2027-01-11T08:00:00Z", "conditions": { "clientAppTypes": ["other"], "applications": { "includeApplications": ["All"] }, "users": { "includeUsers": ["All"] } }, "grantControls": { "operator": "OR", "builtInControls": ["block"] } }""")));
        await rollout.DecideAsync(new Core.Decisions.RolledBack { Id = "later", Rollout = RolloutFolder.Rollout, Wave = 1, By = RolloutFolder.AmarasId, At = DateTimeOffset.UnixEpoch });
        var found = await rollout.RunAsync("sweep", "--json");
        Assert.Equal(ExitCodes.No, found.ExitCode);
        var findings = found.Json.GetProperty("findings").EnumerateArray().ToList();
        Assert.Equal(
            [("promoted-by-hand", "critical"), ("break-glass-exclusion-missing", "critical")],
            findings.Select(finding => (finding.GetProperty("code").GetString()!, finding.GetProperty("severity").GetString()!)));
        Assert.All(findings, finding => Assert.NotEmpty(finding.GetProperty("nextStep").GetString()!));
        Assert.Equal(writes, rollout.Writes);
    }

    [Fact]
    public async Task What_is_not_ready_is_told_worst_first_each_with_its_next_step_and_where_it_is_mended()
    {
        using var rollout = RolloutFolder.Copy();
        rollout.EditUser(RolloutFolder.BreakGlass, account => account["accountEnabled"] = false);
        var run = await rollout.RunAsync("sweep");
        Assert.Equal(ExitCodes.No, run.ExitCode);
        var lines = run.Output.Split(Environment.NewLine);
        Assert.StartsWith("  critical  break-glass-", lines[1], StringComparison.Ordinal);
        Assert.StartsWith("            next  ", lines[2], StringComparison.Ordinal);
        Assert.StartsWith("            at    https://", lines[3], StringComparison.Ordinal);
        Assert.Contains("            at    fido2 drill", lines);
        Assert.Equal("FOUND: 1 critical, 6 medium.", lines[^2]);
    }
}
