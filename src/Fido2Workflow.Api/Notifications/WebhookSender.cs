using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using Fido2Workflow.Api.Decisions;
using Fido2Workflow.Api.Webhooks;
using Fido2Workflow.Core.Notifications.Deliveries;
using Polly;
using Polly.Timeout;

namespace Fido2Workflow.Api.Notifications;

/// <summary>Posts one delivery to its target, once: signed as it is sent, held to its time, and never sent on by a redirect.</summary>
/// <param name="wire">The wire's clock.</param>
public sealed class WebhookSender(TimeProvider wire) : IDisposable
{
    /// <summary>How long a receiver may take to answer.</summary>
    public static readonly TimeSpan TimeLimit = TimeSpan.FromSeconds(10);

    // A name is looked up again now and then: a receiver may move.
    private readonly HttpClient _http = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, PooledConnectionLifetime = TimeSpan.FromMinutes(5) })
    {
        // It would run on the machine's clock beside the pipeline's.
        Timeout = Timeout.InfiniteTimeSpan,
    };

    private readonly ResiliencePipeline _timeLimit = new ResiliencePipelineBuilder { TimeProvider = wire }.AddTimeout(TimeLimit).Build();

    /// <summary>One attempt.</summary>
    /// <exception cref="OperationCanceledException">The host stops: whether the receiver has it is not known, so it is sent again.</exception>
    public async Task<Attempt> SendAsync(WebhookTarget target, Delivery delivery, CancellationToken stopping)
    {
        try
        {
            return await _timeLimit.ExecuteAsync(async cancellation => await PostAsync(target, delivery, cancellation), stopping);
        }
        catch (TimeoutRejectedException)
        {
            return new Attempt.Failed($"It did not answer within {TimeLimit.TotalSeconds:0} seconds.");
        }
        catch (HttpRequestException failure)
        {
            // Its message may name the address.
            return new Attempt.Failed($"It could not be reached ({failure.HttpRequestError}).");
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _http.Dispose();

    private async Task<Attempt> PostAsync(WebhookTarget target, Delivery delivery, CancellationToken cancellation)
    {
        var body = Encoding.UTF8.GetBytes(delivery.Body);
        var timestamp = wire.GetUtcNow().ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        using var request = new HttpRequestMessage(HttpMethod.Post, target.Address) { Content = new ByteArrayContent(body) { Headers = { ContentType = new("application/json", "utf-8") } } };
        request.Headers.Add(WebhookSignature.IntegrationHeader, target.Name);
        request.Headers.Add(WebhookSignature.TimestampHeader, timestamp);
        request.Headers.Add(WebhookSignature.SignatureHeader, WebhookSignature.Sign(target.Secret, timestamp, body));
        request.Headers.Add(IdempotencyKey.Header, delivery.Id);
        using var response = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellation);
        return Attempt.OfStatus((int)response.StatusCode, Wait(response.Headers.RetryAfter));
    }

    private TimeSpan? Wait(RetryConditionHeaderValue? retryAfter) => retryAfter?.Delta ?? retryAfter?.Date - wire.GetUtcNow();
}
