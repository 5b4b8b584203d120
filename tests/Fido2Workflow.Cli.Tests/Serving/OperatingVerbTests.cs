using System.Text.Json;
using Fido2Workflow.Cli.Serving;
using Fido2Workflow.Cli.Tests.Checks;
using Microsoft.AspNetCore.Http;

namespace Fido2Workflow.Cli.Tests.Serving;

/// <summary>The verbs that operate a rollout over the API of its host.</summary>
public sealed class OperatingVerbTests : IAsyncLifetime, IDisposable
{
    private readonly TwoWaves _folder = TwoWaves.Copy();
    private Server _server = null!;
    private string _operator = "";

    private string Host => $"{_server.Addresses.Single()}";

    public async Task InitializeAsync()
    {
        _server = await Server.StartAsync(new() { Tenants = [_folder.Option], State = _folder.State, Urls = ["http://127.0.0.1:0"], AllowWrites = true });
        _operator = await PeoplesKeys.MakeAsync(_folder, TwoWaves.Bastien, "operator");
    }

    public async Task DisposeAsync() => await _server.DisposeAsync();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_rollout_is_created_and_says_that_it_waits_for_its_first_wave_and_what_to_do()
    {
        var created = await RunAsync("rollout", "create", "--plan", _folder.In("plan.yaml"));
        var status = await UntilAsync("wave-to-start", "rollout", "status");

        Assert.Equal((ExitCodes.Yes, ExitCodes.No), (created.ExitCode, status.ExitCode));
        Assert.Contains("six-people: at wave 1, 0 done", status.Output, StringComparison.Ordinal);
        Assert.Contains("    next: Start the wave.", status.Output, StringComparison.Ordinal);
        Assert.Contains("wave 2, The workshop: not started", status.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_wave_that_was_started_says_what_holds_it_and_since_when_and_takes_what_people_decide()
    {
        await RunAsync("rollout", "create", "--plan", _folder.In("plan.yaml"));
        await UntilAsync("wave-to-start", "rollout", "status");

        var started = await DecideAsync("start");
        var status = await UntilAsync("  waits for: ", "wave", "status", "--rollout", TwoWaves.Rollout, "--wave", "1");
        var again = await DecideAsync("start", "--json");

        Assert.Equal((ExitCodes.Yes, ExitCodes.No, ExitCodes.Refused), (started.ExitCode, status.ExitCode, again.ExitCode));
        Assert.Contains("    next: ", status.Output, StringComparison.Ordinal);
        Assert.Equal("already-started", again.Json.GetProperty("code").GetString());
        foreach (var decide in (string[][])[["pause", "--reason", "a look at the log"], ["resume"], ["defer", "--person", "esra.thornbury@sixpeople.example", "--reason", "on leave"]])
            Assert.Equal(ExitCodes.Yes, (await DecideAsync(decide[0], decide[1..])).ExitCode);
        var rolledBack = await DecideAsync("rollback");
        Assert.Equal(ExitCodes.Unknown, rolledBack.ExitCode);
        Assert.Contains("Stored", rolledBack.Output, StringComparison.Ordinal);
        Assert.Contains("Not read back yet: The tenant shows no policy named", rolledBack.Output, StringComparison.Ordinal);
        Assert.Equal((ExitCodes.Refused, "nothing-to-approve"), await RefusedAsync("approve", "--evidence", new string('0', 64)));
    }

    [Fact]
    public async Task What_cannot_be_meant_is_bad_input_and_what_may_not_be_is_refused()
    {
        Assert.Equal((ExitCodes.BadInput, "unknown-rollout"), await RefusedAsync("start"));
        Assert.Equal(ExitCodes.BadInput, (await RunAsync("rollout", "create", "--plan", _folder.In("no-such-plan.yaml"))).ExitCode);
        Assert.Equal(ExitCodes.BadInput, (await DecideAsync("approve", "--evidence", "yes")).ExitCode);
        Assert.Equal(ExitCodes.BadInput, (await CommandRun.OfAsync("rollout", "status", "--host", "http://fido2.example:5080")).ExitCode);

        Environment.SetEnvironmentVariable("FIDO2_KEY", "fido2_0000000000_0000");
        Assert.Equal(ExitCodes.Refused, (await CommandRun.OfAsync("rollout", "status", "--host", Host)).ExitCode);
        Environment.SetEnvironmentVariable("FIDO2_KEY", null);
        Assert.Equal(ExitCodes.BadInput, (await CommandRun.OfAsync("rollout", "status", "--host", Host)).ExitCode);
    }

    [Fact]
    public async Task What_got_no_answer_is_sent_again_under_the_same_key()
    {
        var keys = new List<string>();
        await using var host = await AnsweringHost.StartAsync(async context =>
        {
            keys.Add(context.Request.Headers["Idempotency-Key"].ToString());
            if (keys.Count == 1) context.Abort();
            else await context.Response.WriteAsJsonAsync(new { decision = "six-people/1", sequence = 1, repeated = true });
        });

        var run = await RunAtAsync($"{host.Address}", "wave", "pause", "--rollout", TwoWaves.Rollout, "--wave", "1");

        Assert.Equal(ExitCodes.Yes, run.ExitCode);
        Assert.Equal(2, keys.Count);
        Assert.Equal(keys[0], keys[1]);
        Assert.NotEmpty(keys[0]);
    }

    [Fact]
    public async Task A_yes_is_given_to_the_evidence_that_was_looked_at_and_to_no_other()
    {
        var digest = $"sha256:{new string('a', 64)}";
        var said = new List<JsonElement>();
        await using var host = await AnsweringHost.StartAsync(async context =>
        {
            if (context.Request.Method == "GET")
                await context.Response.WriteAsJsonAsync(new[] { new { id = "six-people.wave-1.aaaaaaaaaaaaaaaa", rollout = TwoWaves.Rollout, wave = 1, evidenceDigest = digest, evidenceDocument = digest, approvers = Array.Empty<string>() } });
            else
            {
                said.Add(await context.Request.ReadFromJsonAsync<JsonElement>());
                await context.Response.WriteAsJsonAsync(new { decision = "six-people/1", sequence = 1, repeated = false });
            }
        });
        string[] approve = ["wave", "approve", "--rollout", TwoWaves.Rollout, "--wave", "1", "--evidence"];

        var other = await RunAtAsync($"{host.Address}", [.. approve, "bbbbbbbb", "--json"]);
        var run = await RunAtAsync($"{host.Address}", [.. approve, "aaaaaaaa"]);

        Assert.Equal((ExitCodes.Refused, "stale-digest"), (other.ExitCode, other.Json.GetProperty("code").GetString()));
        Assert.Equal(ExitCodes.Yes, run.ExitCode);
        Assert.Equal(("yes", digest), (Assert.Single(said).GetProperty("answer").GetString(), said[0].GetProperty("evidenceDigest").GetString()));
    }

    [Fact]
    public async Task One_person_is_let_in_or_out_by_name_and_refused_with_the_reason_and_why_is_asked_of_the_host()
    {
        await RunAsync("rollout", "create", "--plan", _folder.In("plan.yaml"));
        string[] about = ["--rollout", TwoWaves.Rollout, "--wave", "1", "--person", "esra.thornbury@sixpeople.example", "--json"];

        var released = await RunAsync(["release", .. about, "--reason", "key left at home", "--identity-check", "badge seen", "--hours", "2"]);
        var ended = await RunAsync(["release", .. about, "--end"]);
        var admitted = await RunAsync(["admit", .. about, "--reason", "came in January"]);
        var why = await RunAsync("why", "--rollout", TwoWaves.Rollout, "--user", "esra.thornbury@sixpeople.example", "--json");

        Assert.Equal((ExitCodes.Refused, "wave-not-enforced"), (released.ExitCode, released.Json.GetProperty("code").GetString()));
        Assert.Equal((ExitCodes.Refused, "not-released"), (ended.ExitCode, ended.Json.GetProperty("code").GetString()));
        Assert.Equal((ExitCodes.Refused, "wave-not-enforced"), (admitted.ExitCode, admitted.Json.GetProperty("code").GetString()));
        Assert.Equal((ExitCodes.Unknown, "cause-unknown"), (why.ExitCode, why.Json.GetProperty("cause").GetString()));
        Assert.Equal(ExitCodes.BadInput, (await RunAsync("why", "--user", "esra.thornbury@sixpeople.example")).ExitCode);
    }

    [Fact]
    public async Task A_host_that_is_not_there_is_an_unknown()
    {
        await _server.DisposeAsync();

        Assert.Equal(ExitCodes.Unknown, (await RunAsync("rollout", "status")).ExitCode);
    }

    private Task<CommandRun> RunAsync(params string[] args) => RunAtAsync(Host, args);

    private Task<CommandRun> RunAtAsync(string host, params string[] args)
    {
        Environment.SetEnvironmentVariable("FIDO2_KEY", _operator);
        return CommandRun.OfAsync([.. args, "--host", host]);
    }

    private Task<CommandRun> DecideAsync(string verb, params string[] further) => RunAsync(["wave", verb, "--rollout", TwoWaves.Rollout, "--wave", "1", .. further]);

    private async Task<(int ExitCode, string? Code)> RefusedAsync(string verb, params string[] further)
    {
        var run = await DecideAsync(verb, [.. further, "--json"]);
        return (run.ExitCode, run.Json.GetProperty("code").GetString());
    }

    private async Task<CommandRun> UntilAsync(string text, params string[] args)
    {
        while (true)
        {
            var run = await RunAsync(args);
            if (run.Output.Contains(text, StringComparison.Ordinal)) return run;
            await Task.Delay(20);
        }
    }
}
