using System.Text;
using System.Text.RegularExpressions;
using Fido2Workflow.Api.Tests.Hosting;
using Fido2Workflow.Api.Webhooks;
using Fido2Workflow.Core.Decisions;

namespace Fido2Workflow.Api.Tests.Webhooks;

public sealed class WebhookTests : IAsyncLifetime
{
    private RunningApi _api = null!;
    private Question _question = null!;
    private Tickets _tickets = null!;

    public async Task InitializeAsync()
    {
        _api = await RunningApi.StartAwaitingApprovalAsync(new() { Wire = Tickets.Wire });
        _question = await Question.OfAsync(_api);
        _tickets = new Tickets(_api, _question);
    }

    public async Task DisposeAsync() => await _api.DisposeAsync();

    [Fact]
    public async Task An_approver_answers_through_an_integration_that_signs_for_it()
    {
        Assert.False((bool)(await _tickets.AnswerAsync()).Ok()["repeated"]!);
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
    [InlineData(-300)]
    [InlineData(300)]
    public async Task Five_minutes_are_no_hindrance(int seconds) => (await _tickets.AnswerAsync(age: TimeSpan.FromSeconds(seconds))).Ok();

    [Fact]
    public async Task It_is_taken_once()
    {
        (await _tickets.AnswerAsync()).Ok();
        await Refusal.AssertAsync(_api, 409, "webhook-already-used", () => _tickets.AnswerAsync());
        await Refusal.AssertAsync(_api, 409, "webhook-already-used", () => _tickets.AnswerAsync("no"));
    }

    [Fact]
    public async Task Sent_many_times_at_once_it_is_taken_once()
    {
        var replies = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => _tickets.AnswerAsync()));
        Assert.Equal([200, 409, 409, 409, 409, 409, 409, 409], replies.Select(reply => reply.Status).Order());
        Assert.Single((await _api.DecisionsAsync()).OfType<Approved>(), yes => yes.Wave == 2);
    }

    [Fact]
    public async Task While_a_secret_is_rotated_the_old_and_the_new_count_and_afterwards_the_new_alone()
    {
        _tickets.Hold(Tickets.NextSecret, Tickets.Secret);
        (await _tickets.AnswerAsync(secret: Tickets.Secret)).Ok();
        (await _tickets.AnswerAsync(approver: SixPeople.Bastien, delivery: "delivery-0002", secret: Tickets.NextSecret)).Ok();

        _tickets.Hold(Tickets.NextSecret);
        await Refusal.AssertAsync(_api, 401, "webhook-signature-wrong", () => _tickets.AnswerAsync(delivery: "delivery-0003", secret: Tickets.Secret));
    }
}
