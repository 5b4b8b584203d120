using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using Fido2Workflow.Api.Plans;
using Fido2Workflow.Cli.Serving;
using Fido2Workflow.Cli.Tests.Checks;
using Fido2Workflow.Core.Decisions;
using Fido2Workflow.Core.Durable;
using Fido2Workflow.Core.Waves;
using Fido2Workflow.Local;

namespace Fido2Workflow.Cli.Tests.Serving;

/// <summary>The embedded host: how it starts, whom it lets in, and when it refuses to.</summary>
public sealed class ServeTests : IDisposable
{
    private readonly TwoWaves _folder = TwoWaves.Copy();
    private readonly HttpClient _http = new();

    public void Dispose()
    {
        _http.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task A_key_counts_at_once_and_opens_nothing_once_it_is_revoked_while_the_host_serves()
    {
        await using var server = await StartAsync();
        var key = await PeoplesKeys.MakeAsync(_folder, "bastien.oduya@sixpeople.example", "reader");
        Assert.Equal(HttpStatusCode.OK, await LookAsync(server, key));

        var listed = await CommandRun.OfAsync("keys", "list", "--state", _folder.State, "--json");
        var id = listed.Json[0].GetProperty("id").GetString()!;
        Assert.Equal(ExitCodes.Yes, (await CommandRun.OfAsync("keys", "revoke", id, "--state", _folder.State)).ExitCode);

        Assert.Equal(HttpStatusCode.Unauthorized, await LookAsync(server, key));
    }

    [Fact]
    public async Task Of_a_key_a_hash_is_kept_in_a_file_that_only_its_owner_may_read()
    {
        var key = await PeoplesKeys.MakeAsync(_folder, TwoWaves.Bastien, "operator");

        var file = Path.Combine(_folder.State, "api-keys.json");
        Assert.DoesNotContain(key.Split('_')[^1], await File.ReadAllTextAsync(file), StringComparison.Ordinal);
        if (!OperatingSystem.IsWindows()) Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
    }

    [Fact]
    public async Task A_secret_is_rotated_with_two_that_count_and_no_third()
    {
        string[] add = ["keys", "webhook", "add", "--tenant", _folder.Option, "--name", "service-desk"];
        await CommandRun.OfAsync(add);
        await CommandRun.OfAsync(add);

        var third = await CommandRun.OfAsync(add);
        var old = (await CommandRun.OfAsync("keys", "webhook", "list", "--state", _folder.State, "--json")).Json[0].GetProperty("id").GetString()!;
        await CommandRun.OfAsync("keys", "webhook", "revoke", old, "--state", _folder.State);

        Assert.Equal((ExitCodes.BadInput, ExitCodes.Yes), (third.ExitCode, (await CommandRun.OfAsync(add)).ExitCode));
    }

    [Fact]
    public async Task It_is_up_and_ready_and_no_longer_ready_when_its_folder_takes_no_writes()
    {
        await using var server = await StartAsync();
        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK), (await StatusAsync(server, "health"), await StatusAsync(server, "ready")));

        File.Delete(Path.Combine(_folder.State, "probe"));
        Directory.CreateDirectory(Path.Combine(_folder.State, "probe"));

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.ServiceUnavailable), (await StatusAsync(server, "health"), await StatusAsync(server, "ready")));
    }

    [Fact]
    public async Task A_second_process_on_its_state_folder_is_refused()
    {
        await using var server = await StartAsync();

        var second = await CommandRun.OfAsync("serve", "--tenant", _folder.Option, "--urls", "http://127.0.0.1:0");

        Assert.Equal(ExitCodes.BadInput, second.ExitCode);
        Assert.Contains("in use by another process", second.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_leave_to_write_a_wave_holds_and_nothing_is_written()
    {
        await using var server = await StartAsync(allowWrites: false);
        using var caller = new Caller(() => server.Addresses.Single());
        var key = await PeoplesKeys.MakeAsync(_folder, TwoWaves.Bastien, "operator");
        await caller.PostAsync("/api/rollouts", key, _folder.Plan);

        await caller.PostAsync("/api/rollouts/six-people/waves/1/start", key, new { });
        JsonNode? holds;
        while ((holds = (await caller.GetAsync("/api/rollouts/six-people/waves/1", key))["status"]?["holds"]) is not JsonArray { Count: > 0 }) await Task.Delay(20);

        Assert.Empty(_folder.Writes);
    }

    [Fact]
    public async Task Without_leave_to_write_it_does_not_start_over_an_enforced_wave_that_is_not_done()
    {
        await StandAsync(new WaveStatus(WaveStage.Watching) { PromotedAt = DateTimeOffset.UnixEpoch });

        var refused = await CommandRun.OfAsync("serve", "--tenant", _folder.Option, "--urls", "http://127.0.0.1:0");

        Assert.Equal(ExitCodes.Refused, refused.ExitCode);
        Assert.Contains("Wave 1 of rollout six-people", refused.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_rollout_whose_tenant_was_not_named_keeps_it_from_starting()
    {
        await StandAsync(new WaveStatus(WaveStage.Enrolling));

        var refused = await CommandRun.OfAsync("serve", "--tenant", $"simulate:{Path.Combine(Repository.Root, "samples", "contoso")}", "--state", _folder.State, "--urls", "http://127.0.0.1:0");

        Assert.Equal(ExitCodes.BadInput, refused.ExitCode);
        Assert.Contains(TwoWaves.Tenant, refused.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--urls", "5080")]
    [InlineData("--speed", "0")]
    public async Task Options_that_make_no_sense_are_answered_with_what_was_expected(string option, string value)
    {
        var run = await CommandRun.OfAsync("serve", "--tenant", _folder.Option, option, value);

        Assert.Equal(ExitCodes.BadInput, run.ExitCode);
        Assert.Contains("expected", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_credential_and_an_address_that_others_reach_are_said_and_a_tenant_without_a_token_is_not_ready()
    {
        using var serve = await ServeProcess.StartAsync(new Dictionary<string, string>(), "--tenant", $"{Guid.NewGuid()}", "--state", _folder.State, "--urls", "http://0.0.0.0:0", "--allow-writes");

        Assert.Contains("with one credential", serve.Log, StringComparison.Ordinal);
        using var ready = await _http.GetAsync(new UriBuilder(serve.Address) { Host = "127.0.0.1", Path = "ready" }.Uri);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, ready.StatusCode);
        Assert.Equal(ExitCodes.Yes, await serve.StopAsync());
        Assert.Contains("can be reached from other machines without TLS", serve.Log, StringComparison.Ordinal);
    }

    private Task<Server> StartAsync(bool allowWrites = true) => Server.StartAsync(new()
    {
        Tenants = [_folder.Option], State = _folder.State, Urls = ["http://127.0.0.1:0"], AllowWrites = allowWrites,
    });

    private async Task<HttpStatusCode> LookAsync(Server server, string key)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(server.Addresses.Single(), "api/rollouts"));
        request.Headers.Authorization = new("Bearer", key);
        using var response = await _http.SendAsync(request);
        return response.StatusCode;
    }

    private async Task<HttpStatusCode> StatusAsync(Server server, string path)
    {
        using var response = await _http.GetAsync(new Uri(server.Addresses.Single(), path));
        return response.StatusCode;
    }

    // A rollout in the state folder whose first wave says that of itself.
    private async Task StandAsync(WaveStatus said)
    {
        var plan = PlanFile.Load(_folder.In("plan.yaml"));
        using var state = StateFolder.Open(_folder.State);
        var clock = new VirtualClock(new(2027, 1, 4, 7, 0, 0, TimeSpan.Zero));
        var digest = await state.Documents.SaveAsync(JsonSerializer.Serialize(plan, WorkflowJson.Options));
        await state.Decisions.AddAsync(new RolloutCreated { Id = "created", Rollout = plan.Rollout, Wave = Decision.Prerequisites, By = TwoWaves.Bastien, At = clock.GetUtcNow(), PlanDigest = digest });
        var wave = new Workflow<string, string>(WaveWorkflow.Definition.Name);
        var saying = new TaskCompletionSource();
        await using var host = new EmbeddedHost(new Catalogue { CurrentVersion = "1" }.Add(wave, "1", async (context, _) =>
        {
            context.SetCustomStatus(said);
            await context.WaitForExternalEventAsync("never", DateTimeOffset.MaxValue);
            return new Next<string, string>.Completed("");
        }), state, clock);
        host.StatusChanged += _ => saying.TrySetResult();
        await host.StartAsync();
        await host.ScheduleNewInstanceAsync(wave, "", new WaveKey(plan.Rollout, 1, digest).InstanceId);
        await saying.Task;
    }
}
