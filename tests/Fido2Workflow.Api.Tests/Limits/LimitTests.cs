using System.Text;
using Fido2Workflow.Api.Access;
using Fido2Workflow.Api.Tests.Hosting;

namespace Fido2Workflow.Api.Tests.Limits;

public sealed class LimitTests
{
    private const string Wave1 = "/api/rollouts/six-people/waves/1";
    private static readonly RunningApiOptions Impatient = new() { Configuration = new() { ["Limits:RequestsPerMinute"] = "5" } };

    [Theory]
    [InlineData("/api/rollouts/six-people/waves/1/start", 64 * 1024 + 1)]
    [InlineData("/api/rollouts/six-people/attestations", 64 * 1024 + 1)]
    [InlineData("/api/webhooks/approvals/six-people.wave-1.0000000000000000", 64 * 1024 + 1)]
    [InlineData("/api/rollouts", 1024 * 1024 + 1)]
    public async Task A_body_that_is_too_large_is_not_read(string path, int bytes)
    {
        await using var api = await RunningApi.StartFreshAsync();
        await api.CreateRolloutAsync();
        var body = new StringContent($"\"{new string('a', bytes - 2)}\"", Encoding.UTF8, "application/json");
        await Refusal.AssertAsync(api, 413, "body-too-large", () => api.As(SixPeople.Bastien, Role.Operator).PostAsync(path, body, "a-large-one"));
    }

    [Fact]
    public async Task A_plan_may_be_larger_than_what_is_decided_about_it()
    {
        await using var api = await RunningApi.StartFreshAsync();
        var padded = api.PlanForm("desk-closes: 20:00", $"desk-closes: 20:00  # {new string('a', 500_000)}");
        (await api.As(SixPeople.Bastien, Role.Operator).PostAsync("/api/rollouts", padded, "a-large-plan")).Ok();
    }

    [Fact]
    public async Task Whoever_asks_too_often_waits_and_nobody_else_does()
    {
        await using var api = await RunningApi.StartFreshAsync(Impatient);
        var hasty = api.As(SixPeople.Ferran, Role.Reader);
        for (var i = 0; i < 5; i++) Assert.Equal(200, (await hasty.GetAsync("/api/rollouts")).Status);
        await Refusal.AssertAsync(api, 429, "too-many-requests", () => hasty.GetAsync("/api/rollouts"));
        Assert.InRange((await hasty.GetAsync("/api/rollouts")).RetryAfter!.Value, TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(1));
        Assert.Equal(200, (await api.As(SixPeople.Esra, Role.Reader).GetAsync("/api/rollouts")).Status);
    }

    [Fact]
    public async Task Whoever_is_not_signed_in_is_counted_by_address()
    {
        await using var api = await RunningApi.StartFreshAsync(Impatient);
        for (var i = 0; i < 5; i++) Assert.Equal(401, (await api.With(null).GetAsync("/api/rollouts")).Status);
        await Refusal.AssertAsync(api, 429, "too-many-requests", () => api.With(null).GetAsync("/api/rollouts"));
        Assert.Equal(200, (await api.As(SixPeople.Esra, Role.Reader).GetAsync("/api/rollouts")).Status);
    }

    [Theory]
    [InlineData("pause")]
    [InlineData("abort")]
    [InlineData("rollback")]
    public async Task A_wave_is_halted_however_often_its_operator_has_asked(string handle)
    {
        await using var api = await RunningApi.StartFreshAsync(Impatient);
        await api.CreateRolloutAsync();
        var hasty = api.As(SixPeople.Bastien, Role.Operator);
        while ((await hasty.GetAsync("/api/rollouts")).Status == 200) { }
        for (var i = 0; i < 10; i++) (await hasty.PostAsync($"{Wave1}/{handle}")).Ok();
    }
}
