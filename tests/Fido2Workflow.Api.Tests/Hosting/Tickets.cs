using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Fido2Workflow.Api.Webhooks;

namespace Fido2Workflow.Api.Tests.Hosting;

/// <summary>A ticket queue that answers a question for approvers, at an instant of the wire's clock that stands still.</summary>
internal sealed class Tickets
{
    public static readonly WebhookSecret Secret = new("a secret of the ticket queue");
    public static readonly WebhookSecret NextSecret = new("its next secret");

    /// <summary>The wire's clock.</summary>
    public static readonly TimeProvider Wire = new StandingTime(DateTimeOffset.FromUnixTimeSeconds(1_795_608_000));

    private readonly RunningApi _api;
    private readonly Question _question;

    public Tickets(RunningApi api, Question question)
    {
        (_api, _question) = (api, question);
        Hold(Secret);
    }

    /// <summary>From here on it counts by these secrets.</summary>
    public void Hold(params IReadOnlyList<WebhookSecret> secrets) => _api.Integrations["tickets"] = new("tickets", SixPeople.Tenant, secrets);

    public static ByteArrayContent Body(string text) => new(Encoding.UTF8.GetBytes(text)) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } };

    public static Task<Reply> SendAsync(HttpRequestMessage request) => new Client(request.RequestUri!, token: null).SendAsync(request);

    /// <summary>What it sends, by itself Esra's yes.</summary>
    public string Answer(string answer = "yes", string approver = SixPeople.Esra, string delivery = "delivery-0001", string? digest = null) =>
        JsonSerializer.Serialize(new { delivery, approver, answer, evidenceDigest = digest ?? _question.Digest, reason = "as agreed in TICKET-7" });

    /// <summary>A webhook with that body, signed.</summary>
    public HttpRequestMessage Signed(string body, WebhookSecret? secret = null, TimeSpan age = default, string integration = "tickets")
    {
        var timestamp = $"{(Wire.GetUtcNow() - age).ToUnixTimeSeconds()}";
        var request = new HttpRequestMessage(HttpMethod.Post, new Uri(_api.Address, _question.Webhook)) { Content = Body(body) };
        request.Headers.Add("Fido2-Integration", integration);
        request.Headers.Add("Fido2-Timestamp", timestamp);
        request.Headers.Add("Fido2-Signature", WebhookSignature.Sign(secret ?? Secret, timestamp, Encoding.UTF8.GetBytes(body)));
        return request;
    }

    /// <summary>Sends a signed answer.</summary>
    public Task<Reply> AnswerAsync(string answer = "yes", string approver = SixPeople.Esra, string delivery = "delivery-0001", WebhookSecret? secret = null, TimeSpan age = default) =>
        SendAsync(Signed(Answer(answer, approver, delivery), secret, age));
}
