using Fido2Workflow.Api.Access;
using Fido2Workflow.Api.Tests.Hosting;
using Fido2Workflow.Core.Decisions;
using Fido2Workflow.Core.Waves;

namespace Fido2Workflow.Api.Tests.Decisions;

public sealed class WaveDecisionTests : IAsyncLifetime
{
    private const string Wave1 = "/api/rollouts/six-people/waves/1";

    private RunningApi _api = null!;

    private Client Bastien => _api.As(SixPeople.Bastien, Role.Operator);

    public async Task InitializeAsync()
    {
        _api = await RunningApi.StartFreshAsync();
        await _api.CreateRolloutAsync();
    }

    public async Task DisposeAsync() => await _api.DisposeAsync();

    [Fact]
    public async Task A_wave_that_is_started_begins_at_once()
    {
        var answer = (await Bastien.PostAsync($"{Wave1}/start", new { reason = "the keys have come" }, "start-the-wave")).Ok();
        Assert.Equal(($"six-people/{SixPeople.Bastien}/start-the-wave", false), ((string)answer["decision"]!, (bool)answer["repeated"]!));
        var started = (await _api.DecisionsAsync()).OfType<WaveStarted>().Single();
        Assert.Equal((1, SixPeople.Bastien, _api.Clock.GetUtcNow(), "the keys have come"), (started.Wave, started.By, started.At, started.Reason));
        await _api.WaitForRolloutAsync(status => status is { Wave: 1, Holds: [] });
    }

    [Fact]
    public async Task A_wave_is_started_once_and_in_its_order()
    {
        await Refusal.AssertAsync(_api, 409, "out-of-order", () => Bastien.PostAsync("/api/rollouts/six-people/waves/2/start"));
        (await Bastien.PostAsync($"{Wave1}/start")).Ok();
        await Refusal.AssertAsync(_api, 409, "already-started", () => Bastien.PostAsync($"{Wave1}/start"));
        await Refusal.AssertAsync(_api, 409, "out-of-order", () => Bastien.PostAsync("/api/rollouts/six-people/waves/2/start"));
        await Refusal.AssertAsync(_api, 404, "unknown-wave", () => Bastien.PostAsync("/api/rollouts/six-people/waves/9/start"));
        await Refusal.AssertAsync(_api, 404, "unknown-rollout", () => Bastien.PostAsync("/api/rollouts/nowhere/waves/1/start"));
    }

    [Fact]
    public async Task The_same_under_the_same_key_is_told_twice_and_done_once()
    {
        var first = (await Bastien.PostAsync($"{Wave1}/start", null, "start-the-wave")).Ok();
        var second = (await Bastien.PostAsync($"{Wave1}/start", null, "start-the-wave")).Ok();
        Assert.Equal(((string)first["decision"]!, (long)first["sequence"]!, true), ((string)second["decision"]!, (long)second["sequence"]!, (bool)second["repeated"]!));
        await Refusal.AssertAsync(_api, 409, "idempotency-key-reused", () => Bastien.PostAsync($"{Wave1}/start", new { reason = "another" }, "start-the-wave"));
        await Refusal.AssertAsync(_api, 409, "idempotency-key-reused", () => Bastien.PostAsync($"{Wave1}/pause", null, "start-the-wave"));
    }

    [Fact]
    public async Task Two_people_may_use_the_same_key()
    {
        (await Bastien.PostAsync($"{Wave1}/pause", null, "a-key-of-mine")).Ok();
        Assert.False((bool)(await _api.As(SixPeople.Amara, Role.Operator).PostAsync($"{Wave1}/pause", null, "a-key-of-mine")).Ok()["repeated"]!);
    }

    [Theory]
    [InlineData(null, "idempotency-key-missing")]
    [InlineData("short", "idempotency-key-malformed")]
    [InlineData("with/slashes/in/it", "idempotency-key-malformed")]
    [InlineData("0123456789012345678901234567890123456789012345678901234567890123456789", "idempotency-key-malformed")]
    public Task Without_a_key_nothing_is_decided(string? key, string code) =>
        Refusal.AssertAsync(_api, 400, code, () => Bastien.PostAsync($"{Wave1}/start", content: null, key));

    [Theory]
    [InlineData(SixPeople.BreakGlass, "decider-break-glass")]
    [InlineData("00000000-0000-4000-8000-000000000000", "decider-unknown")]
    public Task Whose_word_is_not_taken_decides_nothing_whatever_their_key_says(string person, string code) =>
        Refusal.AssertAsync(_api, 403, code, () => _api.As(person, Role.Operator).PostAsync($"{Wave1}/start"));

    [Theory]
    [InlineData("pause", WaveStage.Paused)]
    [InlineData("rollback", WaveStage.RolledBack)]
    [InlineData("abort", WaveStage.Aborted)]
    public async Task A_wave_is_halted_in_one_call(string handle, WaveStage stage)
    {
        (await Bastien.PostAsync($"{Wave1}/start")).Ok();
        (await Bastien.PostAsync($"{Wave1}/{handle}", new { reason = "the help desk is flooded" })).Ok();
        await _api.WaitForWaveAsync(1, status => status.Stage == stage);
    }

    [Fact]
    public async Task A_paused_wave_is_resumed()
    {
        (await Bastien.PostAsync($"{Wave1}/start")).Ok();
        (await Bastien.PostAsync($"{Wave1}/pause")).Ok();
        await _api.WaitForWaveAsync(1, status => status.Stage == WaveStage.Paused);
        (await Bastien.PostAsync($"{Wave1}/resume")).Ok();
        await _api.WaitForWaveAsync(1, status => status.Stage != WaveStage.Paused);
    }

    [Theory]
    [InlineData("pause")]
    [InlineData("abort")]
    [InlineData("rollback")]
    public async Task While_the_tenant_does_not_answer_a_wave_is_halted_all_the_same(string handle)
    {
        await _api.StopTenantAsync();
        var answer = (await Bastien.PostAsync($"{Wave1}/{handle}")).Ok();
        Assert.Equal((string)answer["decision"]!, (await _api.DecisionsAsync())[^1].Id);
    }

    [Fact]
    public async Task While_the_tenant_does_not_answer_nobody_can_say_whose_word_it_is_and_nothing_else_is_decided()
    {
        await _api.StopTenantAsync();
        await Refusal.AssertAsync(_api, 503, "tenant-unavailable", async () =>
        {
            var answer = Bastien.PostAsync($"{Wave1}/start");
            // The tenant is asked again and again, on the rollout's clock.
            await _api.Clock.RunUntilAsync(answer);
            return await answer;
        });
    }

    [Fact]
    public async Task A_person_is_deferred_by_name_with_a_reason_and_an_end()
    {
        (await Bastien.PostAsync($"{Wave1}/defer", new { person = "esra.thornbury@sixpeople.example", reason = "on leave" })).Ok();
        var deferred = (await _api.DecisionsAsync()).OfType<Deferred>().Single();
        Assert.Equal((SixPeople.Esra, "on leave", _api.Clock.GetUtcNow() + TimeSpan.FromDays(30)), (deferred.Person, deferred.Reason, deferred.Until));

        await Refusal.AssertAsync(_api, 422, "reason-missing", () => Bastien.PostAsync($"{Wave1}/defer", new { person = SixPeople.Esra, reason = " " }));
        await Refusal.AssertAsync(_api, 422, "unknown-account", () => Bastien.PostAsync($"{Wave1}/defer", new { person = "nobody@sixpeople.example", reason = "on leave" }));
        await Refusal.AssertAsync(_api, 422, "end-out-of-range", () => Bastien.PostAsync($"{Wave1}/defer", new { person = SixPeople.Esra, reason = "on leave", until = _api.Clock.GetUtcNow() }));
        await Refusal.AssertAsync(_api, 422, "end-out-of-range", () => Bastien.PostAsync($"{Wave1}/defer", new { person = SixPeople.Esra, reason = "on leave", until = _api.Clock.GetUtcNow() + TimeSpan.FromDays(31) }));
    }
}
