using System.Collections.Concurrent;
using System.Text;
using Fido2Workflow.Local;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Fido2Workflow.Entra.Tests.Loopback;

/// <summary>A server on the loopback that answers what a test tells it to, one reply after the other, the last one for ever.</summary>
internal sealed class ScriptedGraph : IAsyncDisposable
{
    private readonly WebApplication _server;
    private readonly Reply[] _script;
    private readonly ConcurrentQueue<Request> _requests = new();
    private int _answered = -1;

    private ScriptedGraph(WebApplication server, Reply[] script)
    {
        _server = server;
        _script = script;
    }

    public Uri Address => new(_server.Urls.Single() + "/");

    /// <summary>What was asked, in order.</summary>
    public IReadOnlyList<Request> Requests => [.. _requests];

    public VirtualClock Clock { get; } = new(Start);

    /// <summary>When every test begins.</summary>
    public static DateTimeOffset Start { get; } = new(2027, 1, 4, 7, 0, 0, TimeSpan.Zero);

    public static async Task<ScriptedGraph> StartAsync(params Reply[] script)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        var server = builder.Build();
        server.Urls.Add("http://127.0.0.1:0");
        var graph = new ScriptedGraph(server, script);
        server.Run(graph.AnswerAsync);
        await server.StartAsync();
        return graph;
    }

    /// <summary>Asks a reader of this server, letting virtual time pass.</summary>
    public Task<T> ReadAsync<T>(Func<EntraTenantReader, Task<T>> ask, string token = "reader") =>
        VirtualTime.RunAsync(Clock, transport => ask(EntraClient.CreateReader(new(Clock, new StaticTokenCredential(token), transport, Address))));

    /// <summary>Asks a writer of this server, letting virtual time pass.</summary>
    public Task<T> WriteAsync<T>(Func<EntraTenantWriter, Task<T>> ask) =>
        VirtualTime.RunAsync(Clock, transport => ask(EntraClient.CreateWriter(new(Clock, new StaticTokenCredential("writer"), transport, Address))));

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    private async Task AnswerAsync(HttpContext context)
    {
        using var body = new StreamReader(context.Request.Body, Encoding.UTF8);
        _requests.Enqueue(new Request(
            context.Request.Method,
            Uri.UnescapeDataString($"{context.Request.Path}{context.Request.QueryString}"),
            context.Request.Headers.ToDictionary(header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase),
            await body.ReadToEndAsync()));
        var reply = _script[Math.Min(Interlocked.Increment(ref _answered), _script.Length - 1)];
        if (reply.IsBroken)
        {
            context.Abort();
            return;
        }
        context.Response.StatusCode = reply.Status;
        foreach (var (name, value) in reply.Headers)
            context.Response.Headers[name] = value;
        if (reply.Body is { } text)
        {
            context.Response.ContentType ??= "application/json";
            await context.Response.WriteAsync(text.Replace("{address}", Address.AbsoluteUri.TrimEnd('/'), StringComparison.Ordinal));
        }
    }

    internal sealed record Request(string Method, string Target, IReadOnlyDictionary<string, string> Headers, string Body);
}
