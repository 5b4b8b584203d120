using System.Threading.Channels;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Fido2Workflow.Api.Tests.Notifications;

/// <summary>Somebody's server that gets webhooks, and answers as a test tells it to: one answer after the other, the last one for ever.</summary>
internal sealed class Receiver : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly WebApplication _server;
    private readonly Channel<Received> _received = Channel.CreateUnbounded<Received>();
    private readonly Func<HttpContext, Task>[] _answers;
    private int _answered = -1;

    private Receiver(WebApplication server, Func<HttpContext, Task>[] answers) => (_server, _answers) = (server, answers);

    public Uri Address => new(_server.Urls.Single());

    public bool HasMore => _received.Reader.TryPeek(out _);

    /// <summary>One that answers with these statuses; 204 where a test names none.</summary>
    public static Task<Receiver> StartAsync(params int[] statuses) =>
        AnsweringAsync([.. (statuses.Length == 0 ? [204] : statuses).Select(status => (Func<HttpContext, Task>)(context => Task.FromResult(context.Response.StatusCode = status)))]);

    /// <summary>One that does this with each request.</summary>
    public static async Task<Receiver> AnsweringAsync(params Func<HttpContext, Task>[] answers)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        var server = builder.Build();
        server.Urls.Add("http://127.0.0.1:0");
        var receiver = new Receiver(server, answers);
        server.Run(receiver.AnswerAsync);
        await server.StartAsync();
        return receiver;
    }

    /// <summary>The next that came.</summary>
    public async Task<Received> NextAsync() => await _received.Reader.ReadAsync().AsTask().WaitAsync(Patience);

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    private async Task AnswerAsync(HttpContext context)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body);
        await _received.Writer.WriteAsync(new(context.Request.Path, new HeaderDictionary(context.Request.Headers.ToDictionary()), body.ToArray()));
        await _answers[Math.Min(Interlocked.Increment(ref _answered), _answers.Length - 1)](context);
    }

    internal sealed record Received(string Path, IHeaderDictionary Headers, byte[] Body)
    {
        public string Id => Headers["Idempotency-Key"].ToString();
    }
}
