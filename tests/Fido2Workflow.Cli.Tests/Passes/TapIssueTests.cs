using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Fido2Workflow.Core.Decisions;

namespace Fido2Workflow.Cli.Tests.Passes;

/// <summary><c>fido2 tap issue</c>, over HTTP against the simulated tenant.</summary>
public sealed class TapIssueTests : IDisposable
{
    private static readonly string[] ToFerran =
        ["tap", "issue", "--user", RolloutFolder.Ferran, "--by", RolloutFolder.Bastien, "--identity-check", "badge seen at the desk", "--wave", "1"];

    private readonly RolloutFolder _rollout = RolloutFolder.Copy();

    public void Dispose() => _rollout.Dispose();

    [Fact]
    public async Task A_pass_is_issued_after_the_identity_check_was_recorded_and_its_code_shown_once()
    {
        var run = await _rollout.RunAsync([.. ToFerran, "--allow-writes", "--print"]);

        Assert.Equal(0, run.ExitCode);
        var code = Assert.Single(await _rollout.CodesAsync());
        Assert.Equal(1, Regex.Count(run.Output, Regex.Escape(code)));
        Assert.Contains("10 minutes to finish registering", run.Output, StringComparison.Ordinal);
        Assert.Contains("never by mail", run.Output, StringComparison.Ordinal);
        var decisions = await _rollout.DecisionsAsync();
        Assert.Equal([typeof(IdentityChecked), typeof(PassIssued)], decisions.Select(decision => decision.GetType()));
        Assert.Equal("badge seen at the desk", ((IdentityChecked)decisions[0]).How);
        Assert.Equal((RolloutFolder.FerransId, 1, null), (((PassIssued)decisions[1]).Person, decisions[1].Wave, ((PassIssued)decisions[1]).Replaced));
        Assert.Equal(TimeSpan.FromHours(8), ((PassIssued)decisions[1]).Until - decisions[1].At);
    }

    [Fact]
    public async Task An_earlier_pass_that_is_replaced_is_named()
    {
        await _rollout.RunAsync([.. ToFerran, "--allow-writes", "--print"]);
        var first = ((PassIssued)(await _rollout.DecisionsAsync())[1]).Pass;

        var run = await _rollout.RunAsync([.. ToFerran, "--allow-writes", "--print"]);

        Assert.Contains($"It takes the place of pass {first}", run.Output, StringComparison.Ordinal);
        Assert.Equal(first, ((PassIssued)(await _rollout.DecisionsAsync())[^1]).Replaced);
    }

    [Fact]
    public async Task Without_leave_to_write_it_says_what_it_would_do_and_does_nothing()
    {
        var run = await _rollout.RunAsync([.. ToFerran, "--print"]);

        Assert.Equal(ExitCodes.Refused, run.ExitCode);
        Assert.Contains($"A one-time Temporary Access Pass of 480 minutes for {RolloutFolder.Ferran}.", run.Output, StringComparison.Ordinal);
        Assert.Contains("--allow-writes", run.Output, StringComparison.Ordinal);
        Assert.Empty(_rollout.Writes);
        Assert.Empty(await _rollout.DecisionsAsync());
    }

    [Theory]
    [InlineData]
    [InlineData("--json")]
    public async Task In_a_pipe_nothing_is_issued(params string[] further)
    {
        var run = await _rollout.RunAsync([.. ToFerran, "--allow-writes", .. further]);

        Assert.Equal(ExitCodes.Refused, run.ExitCode);
        Assert.Contains("would go into a pipe", further.Length == 0 ? run.Output : run.Error, StringComparison.Ordinal);
        Assert.Empty(_rollout.Writes);
        Assert.Empty(await _rollout.DecisionsAsync());
    }

    [Fact]
    public async Task A_code_is_never_data()
    {
        var run = await _rollout.RunAsync([.. ToFerran, "--allow-writes", "--json", "--print"]);

        Assert.Equal((ExitCodes.BadInput, ""), (run.ExitCode, run.Output));
        Assert.Empty(_rollout.Writes);
    }

    [SkippableFact]
    public async Task On_a_terminal_the_code_is_shown_and_the_data_has_none()
    {
        // A terminal is what script makes: it comes with the system on Linux, and takes its command differently elsewhere.
        Skip.IfNot(OperatingSystem.IsLinux() && File.Exists("/usr/bin/script"), "there is no script(1) here to make a terminal");
        var command = string.Join(' ', ((string[])["dotnet", Path.Combine(AppContext.BaseDirectory, "fido2.dll"), .. ToFerran, "--allow-writes", "--json", "--tenant", $"simulate:{_rollout.Folder}"])
            .Select(word => $"'{word}'"));
        var start = new System.Diagnostics.ProcessStartInfo("/usr/bin/script", ["-qec", $"{command} > '{_rollout.Folder}/data.json'", "/dev/null"]) { RedirectStandardOutput = true };
        using var process = System.Diagnostics.Process.Start(start)!;
        var terminal = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();

        Assert.Equal(0, process.ExitCode);
        var code = Assert.Single(await _rollout.CodesAsync());
        Assert.Equal(1, Regex.Count(terminal, Regex.Escape(code)));
        var data = JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(_rollout.Folder, "data.json")))!;
        Assert.True((bool)data["issued"]!);
        Assert.DoesNotContain(code, data.ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_identity_check_of_the_last_hour_counts_and_an_older_one_does_not()
    {
        string[] unchecked_ = ["tap", "issue", "--user", RolloutFolder.Ferran, "--by", RolloutFolder.Bastien, "--allow-writes", "--print"];
        Assert.Equal(["identity-not-checked"], await RefusalsAsync(unchecked_));

        await _rollout.RunAsync([.. ToFerran, "--allow-writes", "--print"]);
        Assert.Equal(0, (await _rollout.RunAsync(unchecked_)).ExitCode);

        await _rollout.SignInAsync(RolloutFolder.Amara, TimeSpan.FromHours(1));
        Assert.Equal(["identity-not-checked"], await RefusalsAsync(unchecked_));
    }

    [Theory]
    [InlineData("pass-for-break-glass", RolloutFolder.BreakGlass)]
    [InlineData("own-pass", RolloutFolder.Bastien)]
    public async Task Whoever_must_not_have_one_is_refused(string code, string user)
    {
        var refusals = await RefusalsAsync(["tap", "issue", "--user", user, "--by", RolloutFolder.Bastien, "--identity-check", "badge seen", "--allow-writes"]);
        Assert.Contains(code, refusals);
    }

    [Theory]
    [InlineData("pass-for-guest", "a guest")]
    [InlineData("pass-for-disabled", "disabled")]
    [InlineData("pass-policy-disabled", "policy off")]
    [InlineData("pass-lifetime", "shorter policy")]
    [InlineData("pass-not-targeted", "another target")]
    [InlineData("pass-not-targeted", "excluded through a nested group")]
    [InlineData("pass-for-privileged", "a role")]
    [InlineData("pass-for-privileged", "a role through a nested group")]
    public async Task What_stands_against_it_in_the_tenant_refuses_it_and_nothing_is_written(string code, string what)
    {
        Spoil(what);
        Assert.Equal([code], await RefusalsAsync([.. ToFerran, "--allow-writes"]));
        Assert.Empty(_rollout.Writes);
        Assert.Empty(await _rollout.DecisionsAsync());
    }

    [Fact]
    public async Task A_privileged_person_whom_the_plan_names_is_given_one()
    {
        GiveRole(RolloutFolder.FerransId);
        _rollout.EditPlan("  lifetime: 8h", $"  lifetime: 8h\n  privileged: [{RolloutFolder.FerransId}]");
        Assert.Equal(0, (await _rollout.RunAsync([.. ToFerran, "--allow-writes", "--print"])).ExitCode);
    }

    [Fact]
    public async Task What_the_tenant_does_not_say_is_unknown_and_no_yes()
    {
        _rollout.EditUser(RolloutFolder.Ferran, user => user.Remove("userType"));
        var run = await _rollout.RunAsync([.. ToFerran, "--allow-writes", "--print"]);
        Assert.Equal(ExitCodes.Unknown, run.ExitCode);
        Assert.Empty(_rollout.Writes);
    }

    [Theory]
    [InlineData(ExitCodes.Refused, "--by", RolloutFolder.BreakGlass)]
    [InlineData(ExitCodes.BadInput, "--by", "nobody@sixpeople.example")]
    [InlineData(ExitCodes.BadInput, "--user", "nobody@sixpeople.example")]
    [InlineData(ExitCodes.BadInput, "--wave", "2")]
    [InlineData(ExitCodes.BadInput, "--identity-check", " ")]
    public async Task Who_is_named_must_be_somebody_and_may_not_be_anybody(int exitCode, string option, string value)
    {
        string[] args = [.. ToFerran, "--allow-writes", "--print"];
        args[Array.IndexOf(args, option) + 1] = value;
        var run = await _rollout.RunAsync(args);
        Assert.Equal((exitCode, ""), (run.ExitCode, run.Output));
        Assert.NotEmpty(run.Error);
        Assert.Empty(_rollout.Writes);
    }

    private async Task<IEnumerable<string?>> RefusalsAsync(string[] args)
    {
        var run = await _rollout.RunAsync([.. args.Where(arg => arg != "--print"), "--json"]);
        Assert.Equal(ExitCodes.Refused, run.ExitCode);
        return run.Json.GetProperty("refusals").EnumerateArray().Select(refusal => refusal.GetProperty("code").GetString()).ToList();
    }

    private void Spoil(string what)
    {
        switch (what)
        {
            case "a guest": _rollout.EditUser(RolloutFolder.Ferran, user => user["userType"] = "Guest"); break;
            case "disabled": _rollout.EditUser(RolloutFolder.Ferran, user => user["accountEnabled"] = false); break;
            case "policy off": _rollout.EditPassPolicy(policy => policy["state"] = "disabled"); break;
            case "shorter policy": _rollout.EditPassPolicy(policy => policy["maximumLifetimeInMinutes"] = 120); break;
            case "another target": _rollout.EditPassPolicy(policy => policy["includeTargets"]![0]!["id"] = RolloutFolder.ReleaseGroup); break;
            case "excluded through a nested group":
                var excluded = AddGroupAroundFerran();
                _rollout.EditPassPolicy(policy => policy["excludeTargets"] = new JsonArray(new JsonObject { ["targetType"] = "group", ["id"] = excluded }));
                break;
            case "a role": GiveRole(RolloutFolder.FerransId); break;
            case "a role through a nested group": GiveRole(AddGroupAroundFerran()); break;
            default: throw new ArgumentException(what);
        }
    }

    // A group that holds a group that holds Ferran.
    private string AddGroupAroundFerran()
    {
        const string Inner = "60000071-0000-4000-8000-000000000001", Outer = "60000072-0000-4000-8000-000000000002";
        _rollout.Edit("groups.json", groups =>
        {
            foreach (var (id, type, member) in new[] { (Inner, "user", RolloutFolder.FerransId), (Outer, "group", Inner) })
            {
                var group = groups["value"]![2]!.DeepClone();
                (group["id"], group["mailNickname"], group["displayName"]) = (id, id, id);
                group["members"] = new JsonArray(new JsonObject { ["@odata.type"] = $"#microsoft.graph.{type}", ["id"] = member });
                groups["value"]!.AsArray().Add(group);
            }
        });
        return Outer;
    }

    private void GiveRole(string principal) => _rollout.Edit("roleAssignments.json", roles => roles["value"]!.AsArray().Add(new JsonObject
    {
        ["id"] = $"role-of-{principal}", ["principalId"] = principal, ["roleDefinitionId"] = "29232cdf-9323-42fd-ade2-1d097af3e4de", ["directoryScopeId"] = "/", ["resourceScope"] = "/",
    }));
}
