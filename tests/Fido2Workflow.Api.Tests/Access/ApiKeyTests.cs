using Fido2Workflow.Api.Access;
using Fido2Workflow.Api.Tests.Hosting;

namespace Fido2Workflow.Api.Tests.Access;

public sealed class ApiKeyTests : IClassFixture<FreshApi>
{
    private readonly RunningApi _api;

    public ApiKeyTests(FreshApi fixture) => _api = fixture.Api;

    [Fact]
    public async Task Whoever_holds_a_key_is_let_in() =>
        Assert.Equal(200, (await _api.As(SixPeople.Ferran, Role.Reader).GetAsync("/api/rollouts")).Status);

    [Fact]
    public Task Without_a_token_nobody_is_let_in() =>
        Refusal.AssertAsync(_api, 401, "not-signed-in", () => _api.With(null).PostAsync("/api/rollouts"));

    [Theory]
    [InlineData("fido2_")]
    [InlineData("fido2_0123456789")]
    [InlineData("fido2_0123456789_00000000000000000000000000000000")]
    [InlineData("not a key")]
    [InlineData("a.b.c")]
    [InlineData("eyJhbGciOiJub25lIn0.eyJ0aWQiOiI2MDA2MTAwMCJ9.")]
    public Task A_text_that_is_no_key_opens_nothing(string text) =>
        Refusal.AssertAsync(_api, 401, "not-signed-in", () => _api.With(text).GetAsync("/api/rollouts"));

    [Fact]
    public async Task A_key_with_one_digit_of_its_secret_changed_opens_nothing()
    {
        var key = _api.Keys.Make(SixPeople.Ferran, Role.Operator);
        var altered = key[..^1] + (key[^1] == '0' ? '1' : '0');
        await Refusal.AssertAsync(_api, 401, "not-signed-in", () => _api.With(altered).GetAsync("/api/rollouts"));
    }

    [Fact]
    public async Task A_key_that_is_taken_away_opens_nothing_from_then_on()
    {
        var key = _api.Keys.Make(SixPeople.Ferran, Role.Operator);
        Assert.Equal(200, (await _api.With(key).GetAsync("/api/rollouts")).Status);
        _api.Keys.Remove(key);
        await Refusal.AssertAsync(_api, 401, "not-signed-in", () => _api.With(key).GetAsync("/api/rollouts"));
    }

    [Fact]
    public void What_is_kept_of_a_key_does_not_open_what_it_opens()
    {
        var (kept, text) = ApiKey.Make(SixPeople.Ferran, SixPeople.Tenant, [Role.Operator], DateTimeOffset.UnixEpoch);
        var secret = ApiKey.Parse(text)!.Value.Secret;
        Assert.True(kept.IsSecret(secret));
        Assert.False(kept.IsSecret(kept.SecretHash));
        Assert.DoesNotContain(secret, kept.ToString(), StringComparison.OrdinalIgnoreCase);
        Assert.Equal(64, secret.Length);
    }

    [Fact]
    public void No_two_keys_are_alike() =>
        Assert.Equal(100, Enumerable.Range(0, 100).Select(_ => ApiKey.Make(SixPeople.Ferran, SixPeople.Tenant, [], DateTimeOffset.UnixEpoch).Text).Distinct().Count());
}
