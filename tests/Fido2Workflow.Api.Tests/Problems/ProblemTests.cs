using System.Text;
using Fido2Workflow.Api.Access;
using Fido2Workflow.Api.Tests.Hosting;

namespace Fido2Workflow.Api.Tests.Problems;

public sealed class ProblemTests : IClassFixture<FreshApi>
{
    private const string Start = "/api/rollouts/six-people/waves/1/start";
    private readonly RunningApi _api;

    public ProblemTests(FreshApi fixture) => _api = fixture.Api;

    private Client Bastien => _api.As(SixPeople.Bastien, Role.Operator);

    [Theory]
    [InlineData("/")]
    [InlineData("/api/nothing")]
    [InlineData("/api/rollouts/six-people/waves/first")]
    public Task An_address_with_nothing_at_it_says_so(string path) =>
        Refusal.AssertAsync(_api, 404, "unknown-route", () => Bastien.GetAsync(path));

    [Fact]
    public Task A_method_that_an_address_does_not_take_is_refused() =>
        Refusal.AssertAsync(_api, 405, "method-not-allowed", () => Bastien.SendAsync(new(HttpMethod.Delete, new Uri(_api.Address, "/api/rollouts"))));

    [Theory]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("""{ "reason": 7 }""")]
    [InlineData("""{ "raeson": "misspelt" }""")]
    public Task A_body_that_is_not_what_is_expected_is_refused(string body) =>
        Refusal.AssertAsync(_api, 400, "bad-request", () => Bastien.PostAsync(Start, new StringContent(body, Encoding.UTF8, "application/json"), "start-the-wave"));

    [Fact]
    public Task A_reason_longer_than_a_status_can_hold_is_refused() =>
        Refusal.AssertAsync(_api, 400, "bad-request", () => Bastien.PostAsync(Start, new { reason = new string('a', 1001) }));

    [Fact]
    public Task A_body_of_another_type_is_refused() =>
        Refusal.AssertAsync(_api, 415, "wrong-content-type", () => Bastien.PostAsync(Start, new StringContent("reason=none", Encoding.UTF8, "text/plain"), "start-the-wave"));

    [Fact]
    public async Task What_is_wrong_is_named_without_what_was_sent()
    {
        var refused = await Bastien.PostAsync(Start, new StringContent("""{ "reason": ["a word that is secret"] }""", Encoding.UTF8, "application/json"), "start-the-wave");
        Assert.Contains("reason", (string)refused.Json["detail"]!, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", refused.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Neither_a_key_nor_its_secret_is_ever_logged_or_answered()
    {
        var key = _api.Keys.Make(SixPeople.Bastien, Role.Reader);
        string[] answers =
        [
            (await _api.With(key).GetAsync("/api/rollouts")).Text,
            (await _api.With(key).PostAsync(Start)).Text,
            (await _api.With(key[..^1]).GetAsync("/api/rollouts")).Text,
        ];
        Assert.All([.. answers, _api.Log.Text], text => Assert.DoesNotContain(ApiKey.Parse(key)!.Value.Secret[..32], text, StringComparison.OrdinalIgnoreCase));
        Assert.NotEmpty(_api.Log.Text);
    }
}
