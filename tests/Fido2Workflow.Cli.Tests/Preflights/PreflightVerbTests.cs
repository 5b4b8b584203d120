using System.Text.Json;
using Fido2Workflow.Cli.Tests.Checks;
using Fido2Workflow.Cli.Tests.Rehearsals;

namespace Fido2Workflow.Cli.Tests.Preflights;

/// <summary><c>preflight --tenant simulate:samples/contoso</c>: what is wrong with a tenant at the beginning.</summary>
public class PreflightVerbTests
{
    [Fact]
    public async Task What_is_wrong_comes_first_each_with_its_fix_and_where_it_is_mended()
    {
        using var state = new TemporaryFolder();
        var run = await CommandRun.OfAsync("preflight", "--tenant", $"simulate:{Crashes.Tenants.Contoso}", "--state", state.Path, "--json");

        Assert.Equal(ExitCodes.No, run.ExitCode);
        Assert.Equal("no", run.Json.GetProperty("verdict").GetString());
        var gates = run.Json.GetProperty("gates").EnumerateArray().ToList();
        var verdicts = gates.Select(gate => gate.GetProperty("verdict").GetString()).ToList();
        Assert.Equal(verdicts.OrderBy(verdict => Array.IndexOf(["no", "unknown", "yes"], verdict)), verdicts);
        Assert.All(gates.Where(gate => gate.GetProperty("verdict").GetString() is not "yes"), gate =>
        {
            Assert.NotEmpty(gate.GetProperty("nextStep").GetString()!);
            Assert.Matches("^(fido2 |https://)", gate.GetProperty("mendedAt").GetString());
            Assert.Contains(gate.GetProperty("sentence").GetString()!, run.Error, StringComparison.Ordinal);
        });
        Assert.Contains("NOT READY", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_tenant_shows_on_first_sight_what_is_wrong_with_it()
    {
        using var state = new TemporaryFolder();
        var run = await CommandRun.OfAsync("preflight", "--tenant", $"simulate:{Crashes.Tenants.Contoso}", "--state", state.Path, "--json");
        string[] wrong =
        [
            "break-glass-alert-unattested", "break-glass-credentials-unattested", "break-glass-unverified",
            "fido2-holder-not-targeted", "pass-untested", "service-account-not-excluded", "service-account-ownerless", "service-account-review-missing",
        ];
        Assert.Equal(wrong, run.Json.GetProperty("gates").EnumerateArray().Where(gate => gate.GetProperty("verdict").GetString() == "no").Select(gate => gate.GetProperty("code").GetString()).Order());
    }

    [Fact]
    public async Task It_has_no_way_to_allow_writes() =>
        Assert.Equal(ExitCodes.BadInput, (await CommandRun.OfAsync("preflight", "--tenant", $"simulate:{Crashes.Tenants.Contoso}", "--allow-writes")).ExitCode);

    [Fact]
    public async Task A_tenant_that_is_not_there_is_bad_input()
    {
        var run = await CommandRun.OfAsync("preflight", "--tenant", "simulate:nowhere");
        Assert.Equal((ExitCodes.BadInput, ""), (run.ExitCode, run.Output));
        Assert.NotEmpty(run.Error);
    }
}
