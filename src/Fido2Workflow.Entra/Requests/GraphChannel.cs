using System.Collections.Concurrent;
using System.Text.Json;
using Fido2Workflow.Core.Durable;
using Fido2Workflow.Core.Tenants;
using Microsoft.Graph;
using Microsoft.Kiota.Abstractions;
using Polly;

namespace Fido2Workflow.Entra.Requests;

/// <summary>
/// Carries requests to one version of Graph. The SDK composes and authenticates them; what comes back is kept as it came,
/// since the SDK's models lose the words they do not know. A request is composed anew for each attempt: its token may have
/// expired, and its content is gone once sent.
/// </summary>
internal sealed class GraphChannel(GraphServiceClient graph, RolloutClock clock)
{
    private readonly ResiliencePipeline<GraphReply> _reads = RequestPipelines.ForReads(clock);
    private readonly ResiliencePipeline<GraphReply> _writes = RequestPipelines.ForWrites(clock);

    // A page of the sign-in log has megabytes: what was read into is read into again, so that the heap need not turn over for each.
    private readonly ConcurrentBag<MemoryStream> _spareBuffers = [];

    /// <summary>Where requests are composed.</summary>
    public GraphServiceClient Requests => graph;

    /// <summary>The address that every request starts with.</summary>
    public Uri Address { get; } = new(graph.RequestAdapter.BaseUrl!);

    /// <summary>Reads, again and again while that may help; answers what <paramref name="read"/> makes of the body: see <see cref="Answers.Understand"/>.</summary>
    public async Task<Answer<T>> ReadAsync<T>(Func<RequestInformation> compose, Func<JsonElement, T> read)
    {
        // Before the request, so that an answer is never thought fresher than it is.
        var at = clock.GetUtcNow();
        var first = compose();
        var name = NameOf(first);
        var buffer = _spareBuffers.TryTake(out var spare) ? spare : new MemoryStream();
        var attempts = 0;
        var reply = await _reads.ExecuteAsync(token => SendAsync(KeepingEveryWord(attempts++ == 0 ? first : compose()), buffer, token));
        var answer = Answers.OfRead(reply, name, at, clock.GetUtcNow()).Understand(read);
        _spareBuffers.Add(buffer);
        return answer;
    }

    /// <summary>Writes, once; answers the body.</summary>
    /// <param name="request">What to write.</param>
    /// <param name="isSoAlready">Whether a refusal says that what was asked for is so already: then it is done.</param>
    public async Task<Answer<ReadOnlyMemory<byte>>> WriteAsync(RequestInformation request, Func<TenantFailure, bool>? isSoAlready = null)
    {
        var name = NameOf(request);
        var reply = await _writes.ExecuteAsync(token => SendAsync(request, new MemoryStream(), token));
        return Answers.OfWrite(reply, name, clock.GetUtcNow(), isSoAlready ?? (_ => false));
    }

    private async ValueTask<GraphReply> SendAsync(RequestInformation request, MemoryStream buffer, CancellationToken cancellationToken)
    {
        var received = new NativeResponseHandler();
        request.AddRequestOptions([new ResponseHandlerOption { ResponseHandler = received }]);
        await graph.RequestAdapter.SendPrimitiveAsync<Stream>(request, cancellationToken: cancellationToken);
        using var response = (HttpResponseMessage)received.Value!;
        buffer.SetLength(0);
        await response.Content.CopyToAsync(buffer, cancellationToken);
        return new GraphReply.Answered(response.StatusCode, RetryAfter(response), buffer.GetBuffer().AsMemory(0, (int)buffer.Length));
    }

    // Without it, Graph answers the newer words of an enumeration, every report-only result among them, as "unknownFutureValue".
    private static RequestInformation KeepingEveryWord(RequestInformation request)
    {
        request.Headers.Add("Prefer", "include-unknown-enum-members");
        return request;
    }

    // A date is measured against the server's own clock: ours may be virtual.
    private static TimeSpan? RetryAfter(HttpResponseMessage response) => response.Headers.RetryAfter switch
    {
        { Delta: { } wait } => wait,
        { Date: { } until } when response.Headers.Date is { } now => until > now ? until - now : TimeSpan.Zero,
        _ => null,
    };

    // Never the query: a skip token is nobody's business.
    private static string NameOf(RequestInformation request) => $"{request.HttpMethod} {request.URI.AbsolutePath}";
}
