using System.Text.Json.Nodes;
using Fido2Workflow.Core.Decisions;

namespace Fido2Workflow.Cli.Tests.People;

/// <summary><c>fido2 lost-key</c> and <c>fido2 why</c> on the tenant of six people.</summary>
public sealed class LostKeyVerbTests : IDisposable
{
    private readonly RolloutFolder _rollout = RolloutFolder.Copy();

    public LostKeyVerbTests() => _rollout.Edit("authenticationMethods.json", methods => methods[RolloutFolder.ChiyosId]!.AsArray().Add(JsonNode.Parse("""
        { "@odata.type": "#microsoft.graph.fido2AuthenticationMethod", "id": "chiyos-key", "displayName": "YubiKey 5 NFC", "createdDateTime": "2026-09-02T11:00:00Z",
          "aaGuid": "2fc0579f-8113-47ea-b116-bb5a8db9202a", "model": "YubiKey 5 NFC", "attestationCertificates": [], "attestationLevel": "attested" }
        """)));

    public void Dispose() => _rollout.Dispose();

    private Task<Checks.CommandRun> RunAsync(params string[] args) => _rollout.RunAsync(["lost-key", "--user", RolloutFolder.Chiyo, "--by", RolloutFolder.Amara, .. args]);

    [Fact]
    public async Task The_key_is_deleted_the_sessions_are_revoked_and_the_next_step_is_named()
    {
        var run = await RunAsync("--identity-check", "badge seen", "--allow-writes");
        Assert.Equal(ExitCodes.No, run.ExitCode);
        Assert.Contains("Key chiyos-key of chiyo.petersen@sixpeople.example is deleted", run.Output, StringComparison.Ordinal);
        Assert.Contains("3. next  They register a new key", run.Output, StringComparison.Ordinal);
        Assert.Contains("fido2 tap issue --user chiyo.petersen@sixpeople.example", run.Output, StringComparison.Ordinal);
        Assert.Equal(["DELETE", "POST"], _rollout.Writes.Select(line => (string)JsonNode.Parse(line)!["method"]!));
        Assert.EndsWith("/revokeSignInSessions", (string)JsonNode.Parse(_rollout.Writes[^1])!["path"]!, StringComparison.Ordinal);
        Assert.Equal([typeof(IdentityChecked), typeof(KeyLost), typeof(KeyRevoked)], (await _rollout.DecisionsAsync()).Select(decision => decision.GetType()));
    }

    [Fact]
    public async Task Run_again_it_deletes_nothing_more_and_says_what_is_next()
    {
        await RunAsync("--identity-check", "badge seen", "--allow-writes");
        var again = await RunAsync("--json");
        Assert.Equal(ExitCodes.No, again.ExitCode);
        Assert.Equal(["done", "done", "next", "later"], JsonNode.Parse(again.Output)!["steps"]!.AsArray().Select(step => (string)step!["standing"]!));
        Assert.Equal(2, _rollout.Writes.Count);
    }

    [Fact]
    public async Task Without_an_identity_check_or_of_a_key_they_do_not_have_nothing_is_deleted()
    {
        Assert.Equal(ExitCodes.Refused, (await RunAsync("--allow-writes")).ExitCode);
        var other = await RunAsync("--identity-check", "badge seen", "--key", "another", "--allow-writes");
        Assert.Equal(ExitCodes.Refused, other.ExitCode);
        Assert.Contains("has no key another; they have chiyos-key", other.Output, StringComparison.Ordinal);
        Assert.Empty(_rollout.Writes);
        Assert.Empty(await _rollout.DecisionsAsync());
    }

    [Fact]
    public async Task Why_is_told_as_data_too()
    {
        var run = await _rollout.RunAsync("why", "--user", RolloutFolder.Chiyo, "--json");
        Assert.Equal(ExitCodes.Unknown, run.ExitCode);
        Assert.Equal(("cause-unknown", RolloutFolder.ChiyosId), ((string)JsonNode.Parse(run.Output)!["cause"]!, (string)JsonNode.Parse(run.Output)!["id"]!));
    }
}
