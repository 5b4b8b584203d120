using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Fido2Workflow.Api.Access;
using Fido2Workflow.Api.Tests.Hosting;
using Fido2Workflow.Api.Webhooks;
using Fido2Workflow.Core.Decisions;

namespace Fido2Workflow.Api.Tests.Webhooks;

public sealed class WebhookTests : IAsyncLifetime
{
    private static readonly WebhookSecret Secret = new("a secret of the ticket queue");
    private static readonly WebhookSecret NextSecret = new("its next secret");
    private readonly StandingTime _wire = new(DateTimeOffset.Parse("2026-11-25T12:00:00Z", null));

    private RunningApi _api = null!;
    private Question _question = null!;

    public async Task InitializeAsync()
    {
        _api = await RunningApi.StartAwaitingApprovalAsync(new() { Wire = _wire });
        _api.Integrations["tickets"] = new("tickets", SixPeople.Tenant, [Secret]);
        _question = await Question.OfAsync(_api);
    }

    public async Task DisposeAsync() => await _api.DisposeAsync();

    [Fact]
    public async Task An_approver_answers_through_an_integration_that_signs_for_it()
    {
        var answer = (await SendAsync(Signed(Answer()))).Ok();
        Assert.False((bool)answer["repeated"]!);
        var yes = (await _api.DecisionsAsync()).OfType<Approved>().Last();
        Assert.Equal((SixPeople.Esra, 2, _question.Digest, "as agreed in TICKET-7"), (yes.By, yes.Wave, yes.EvidenceDigest, yes.Reason));
        Assert.Equal("six-people/webhook/tickets/delivery-0001", yes.Id);
    }

    [Fact]
    public void What_the_documentation_shows_is_signed_so()
    {
        var page = File.ReadAllText(Path.Combine(Repository.Root, "docs", "api.md"));
        string Shown(string name) => Regex.Match(page, $"(?m)^{name}='(.*)'$") is { Success: true } match ? match.Groups[1].Value : throw new InvalidDataException($"{name} is not shown");
        Assert.Equal($"sha256={Shown("SIGNATURE")}", WebhookSignature.Sign(new(Shown("SECRET")), Shown("TIMESTAMP"), Encoding.UTF8.GetBytes(Shown("BODY"))));
    }

    [Theory]
    [InlineData("Fido2-Signature")]
    [InlineData("Fido2-Timestamp")]
    [InlineData("Fido2-Integration")]
    public Task Without_one_of_its_headers_it_is_not_believed(string header) => Refusal.AssertAsync(_api, 401, "webhook-unsigned", () =>
    {
        var request = Signed(Answer());
        request.Headers.Remove(header);
        return SendAsync(request);
    });

    [Theory]
    [InlineData("Fido2-Signature", "sha256=0000000000000000000000000000000000000000000000000000000000000000")]
    [InlineData("Fido2-Signature", "sha1=00")]
    [InlineData("Fido2-Timestamp", "1795608001")]
    [InlineData("Fido2-Integration", "another")]
    public Task With_one_of_its_headers_altered_it_is_not_believed(string header, string value) => Refusal.AssertAsync(_api, 401, "webhook-signature-wrong", () =>
    {
        var request = Signed(Answer());
        request.Headers.Remove(header);
        request.Headers.Add(header, value);
        return SendAsync(request);
    });

    [Fact]
    public Task With_its_body_altered_it_is_not_believed() => Refusal.AssertAsync(_api, 401, "webhook-signature-wrong", () =>
    {
        var request = Signed(Answer());
        request.Content = Body(Answer().Replace(SixPeople.Esra, SixPeople.Bastien, StringComparison.Ordinal));
        return SendAsync(request);
    });

    [Fact]
    public async Task Signed_by_an_API_key_in_place_of_a_signature_it_is_not_believed()
    {
        var request = new HttpRequestMessage(HttpMethod.Post, new Uri(_api.Address, _question.Webhook)) { Content = Body(Answer()) };
        await Refusal.AssertAsync(_api, 401, "webhook-unsigned", () => _api.As(SixPeople.Esra, Role.Approver).SendAsync(request));
    }

    [Theory]
    [InlineData(-301)]
    [InlineData(301)]
    public Task Older_or_newer_than_five_minutes_it_is_not_believed(int seconds) =>
        Refusal.AssertAsync(_api, 401, "webhook-late", () => SendAsync(Signed(Answer(), age: TimeSpan.FromSeconds(seconds))));

    [Theory]
    [InlineData(-300)]
    [InlineData(300)]
    public async Task Five_minutes_are_no_hindrance(int seconds) => (await SendAsync(Signed(Answer(), age: TimeSpan.FromSeconds(seconds)))).Ok();

    [Fact]
    public async Task It_is_taken_once()
    {
        (await SendAsync(Signed(Answer()))).Ok();
        await Refusal.AssertAsync(_api, 409, "webhook-already-used", () => SendAsync(Signed(Answer())));
        await Refusal.AssertAsync(_api, 409, "webhook-already-used", () => SendAsync(Signed(Answer("no"))));
    }

    [Fact]
    public async Task Sent_many_times_at_once_it_is_taken_once()
    {
        var replies = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => SendAsync(Signed(Answer()))));
        Assert.Equal([200, 409, 409, 409, 409, 409, 409, 409], replies.Select(reply => reply.Status).Order());
        Assert.Single((await _api.DecisionsAsync()).OfType<Approved>(), yes => yes.Wave == 2);
    }

    [Fact]
    public async Task While_a_secret_is_rotated_the_old_and_the_new_count_and_afterwards_the_new_alone()
    {
        _api.Integrations["tickets"] = new("tickets", SixPeople.Tenant, [NextSecret, Secret]);
        (await SendAsync(Signed(Answer(delivery: "delivery-0001"), Secret))).Ok();
        (await SendAsync(Signed(Answer(approver: SixPeople.Bastien, delivery: "delivery-0002"), NextSecret))).Ok();

        _api.Integrations["tickets"] = new("tickets", SixPeople.Tenant, [NextSecret]);
        await Refusal.AssertAsync(_api, 401, "webhook-signature-wrong", () => SendAsync(Signed(Answer(delivery: "delivery-0003"), Secret)));
    }

    [Theory]
    [InlineData(SixPeople.Amara, 403, "started-the-wave")]
    [InlineData(SixPeople.Chiyo, 403, "in-the-wave")]
    [InlineData(SixPeople.Ferran, 403, "not-an-approver")]
    [InlineData(SixPeople.BreakGlass, 403, "decider-break-glass")]
    [InlineData("00000000-0000-4000-8000-000000000000", 403, "decider-unknown")]
    public Task The_approvers_own_rules_hold_however_well_it_is_signed(string approver, int status, string code) =>
        Refusal.AssertAsync(_api, status, code, () => SendAsync(Signed(Answer(approver: approver))));

    [Fact]
    public Task A_stale_digest_is_refused_as_from_anybody() =>
        Refusal.AssertAsync(_api, 409, "stale-digest", () => SendAsync(Signed(Answer(digest: Question.OtherDigest))));

    [Fact]
    public async Task An_integration_of_another_tenant_finds_nothing_to_answer()
    {
        _api.Integrations["others"] = new("others", "fab21ca0-40de-44e2-94e6-e8af540a2a77", [Secret]);
        await Refusal.AssertAsync(_api, 404, "unknown-approval", () => SendAsync(Signed(Answer(), integration: "others")));
    }

    [Theory]
    [InlineData("{")]
    [InlineData("null")]
    [InlineData("""{ "delivery": "short", "approver": "a", "answer": "yes", "evidenceDigest": "d" }""")]
    [InlineData("""{ "delivery": "delivery-0001", "approver": "a", "answer": "perhaps", "evidenceDigest": "d" }""")]
    [InlineData("""{ "delivery": "delivery-0001", "answer": "yes", "evidenceDigest": "d" }""")]
    public Task A_signed_body_that_makes_no_sense_is_refused(string body) => Refusal.AssertAsync(_api, 400, "bad-request", () => SendAsync(Signed(body)));

    private static ByteArrayContent Body(string text) => new(Encoding.UTF8.GetBytes(text)) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } };

    private static Task<Reply> SendAsync(HttpRequestMessage request) => new Client(request.RequestUri!, token: null).SendAsync(request);

    private string Answer(string answer = "yes", string approver = SixPeople.Esra, string delivery = "delivery-0001", string? digest = null) =>
        JsonSerializer.Serialize(new { delivery, approver, answer, evidenceDigest = digest ?? _question.Digest, reason = "as agreed in TICKET-7" });

    private HttpRequestMessage Signed(string body, WebhookSecret? secret = null, TimeSpan age = default, string integration = "tickets")
    {
        var timestamp = $"{(_wire.GetUtcNow() - age).ToUnixTimeSeconds()}";
        var request = new HttpRequestMessage(HttpMethod.Post, new Uri(_api.Address, _question.Webhook)) { Content = Body(body) };
        request.Headers.Add("Fido2-Integration", integration);
        request.Headers.Add("Fido2-Timestamp", timestamp);
        request.Headers.Add("Fido2-Signature", WebhookSignature.Sign(secret ?? Secret, timestamp, Encoding.UTF8.GetBytes(body)));
        return request;
    }
}
