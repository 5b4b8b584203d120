using System.Collections.Concurrent;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Fido2Workflow.Cli.Tests.Serving;

/// <summary>Whatever collects telemetry over OTLP: keeps what it is sent, byte for byte.</summary>
internal sealed class Collector : IAsyncDisposable
{
    private readonly ConcurrentQueue<(string Path, string Body)> _received = [];
    private readonly WebApplication _app;

    private Collector(WebApplication app) => _app = app;

    /// <summary>What makes a host send here.</summary>
    public IReadOnlyDictionary<string, string> Environment => new Dictionary<string, string>
    {
        ["OTEL_EXPORTER_OTLP_ENDPOINT"] = _app.Urls.Single(), ["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/protobuf", ["OTEL_METRIC_EXPORT_INTERVAL"] = "1000",
    };

    /// <summary>All that was sent to that path.</summary>
    public string Received(string path) => string.Concat(_received.Where(sent => sent.Path == path).Select(sent => sent.Body));

    public static async Task<Collector> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        var app = builder.Build();
        var collector = new Collector(app);
        app.MapPost("/v1/{signal}", collector.KeepAsync);
        await app.StartAsync();
        return collector;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task KeepAsync(HttpContext context)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body);
        // Every byte a character: names and secrets are ASCII, and are found wherever they stand.
        _received.Enqueue(($"{context.Request.Path}", Encoding.Latin1.GetString(body.ToArray())));
    }
}
