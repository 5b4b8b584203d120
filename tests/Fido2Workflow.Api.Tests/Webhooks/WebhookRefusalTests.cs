using Fido2Workflow.Api.Access;
using Fido2Workflow.Api.Tests.Hosting;

namespace Fido2Workflow.Api.Tests.Webhooks;

public sealed class WebhookRefusalTests : IClassFixture<AskingApi>
{
    private readonly RunningApi _api;
    private readonly Question _question;
    private readonly Tickets _tickets;

    public WebhookRefusalTests(AskingApi fixture) => (_api, _question, _tickets) = (fixture.Api, fixture.Question, new Tickets(fixture.Api, fixture.Question));

    [Theory]
    [InlineData("Fido2-Signature")]
    [InlineData("Fido2-Timestamp")]
    [InlineData("Fido2-Integration")]
    public Task Without_one_of_its_headers_it_is_not_believed(string header) => Refusal.AssertAsync(_api, 401, "webhook-unsigned", () =>
    {
        var request = _tickets.Signed(_tickets.Answer());
        request.Headers.Remove(header);
        return Tickets.SendAsync(request);
    });

    [Theory]
    [InlineData("Fido2-Signature", "sha256=0000000000000000000000000000000000000000000000000000000000000000")]
    [InlineData("Fido2-Signature", "sha1=00")]
    [InlineData("Fido2-Timestamp", "1795608001")]
    [InlineData("Fido2-Integration", "another")]
    public Task With_one_of_its_headers_altered_it_is_not_believed(string header, string value) => Refusal.AssertAsync(_api, 401, "webhook-signature-wrong", () =>
    {
        var request = _tickets.Signed(_tickets.Answer());
        request.Headers.Remove(header);
        request.Headers.Add(header, value);
        return Tickets.SendAsync(request);
    });

    [Fact]
    public Task With_its_body_altered_it_is_not_believed() => Refusal.AssertAsync(_api, 401, "webhook-signature-wrong", () =>
    {
        var request = _tickets.Signed(_tickets.Answer());
        request.Content = Tickets.Body(_tickets.Answer().Replace(SixPeople.Esra, SixPeople.Bastien, StringComparison.Ordinal));
        return Tickets.SendAsync(request);
    });

    [Fact]
    public async Task Signed_by_an_API_key_in_place_of_a_signature_it_is_not_believed()
    {
        var request = new HttpRequestMessage(HttpMethod.Post, new Uri(_api.Address, _question.Webhook)) { Content = Tickets.Body(_tickets.Answer()) };
        await Refusal.AssertAsync(_api, 401, "webhook-unsigned", () => _api.As(SixPeople.Esra, Role.Approver).SendAsync(request));
    }

    [Theory]
    [InlineData(-301)]
    [InlineData(301)]
    public Task Older_or_newer_than_five_minutes_it_is_not_believed(int seconds) =>
        Refusal.AssertAsync(_api, 401, "webhook-late", () => Tickets.SendAsync(_tickets.Signed(_tickets.Answer(), age: TimeSpan.FromSeconds(seconds))));

    [Theory]
    [InlineData(SixPeople.Amara, 403, "started-the-wave")]
    [InlineData(SixPeople.Chiyo, 403, "in-the-wave")]
    [InlineData(SixPeople.Ferran, 403, "not-an-approver")]
    [InlineData(SixPeople.BreakGlass, 403, "decider-break-glass")]
    [InlineData("00000000-0000-4000-8000-000000000000", 403, "decider-unknown")]
    public Task The_approvers_own_rules_hold_however_well_it_is_signed(string approver, int status, string code) =>
        Refusal.AssertAsync(_api, status, code, () => Tickets.SendAsync(_tickets.Signed(_tickets.Answer(approver: approver))));

    [Fact]
    public Task A_stale_digest_is_refused_as_from_anybody() =>
        Refusal.AssertAsync(_api, 409, "stale-digest", () => Tickets.SendAsync(_tickets.Signed(_tickets.Answer(digest: Question.OtherDigest))));

    [Fact]
    public async Task An_integration_of_another_tenant_finds_nothing_to_answer()
    {
        _api.Integrations["others"] = new("others", "fab21ca0-40de-44e2-94e6-e8af540a2a77", [Tickets.Secret]);
        await Refusal.AssertAsync(_api, 404, "unknown-approval", () => Tickets.SendAsync(_tickets.Signed(_tickets.Answer(), integration: "others")));
    }

    [Theory]
    [InlineData("{")]
    [InlineData("null")]
    [InlineData("""{ "delivery": "short", "approver": "a", "answer": "yes", "evidenceDigest": "d" }""")]
    [InlineData("""{ "delivery": "delivery-0001", "approver": "a", "answer": "perhaps", "evidenceDigest": "d" }""")]
    [InlineData("""{ "delivery": "delivery-0001", "answer": "yes", "evidenceDigest": "d" }""")]
    public Task A_signed_body_that_makes_no_sense_is_refused(string body) => Refusal.AssertAsync(_api, 400, "bad-request", () => Tickets.SendAsync(_tickets.Signed(body)));
}
