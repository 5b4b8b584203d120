using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Fido2Workflow.Cli.Tests.Serving;

/// <summary>Something on HTTP that answers as a test wants, where no real host does it at will: it dies in the middle of an answer.</summary>
internal sealed class AnsweringHost : IAsyncDisposable
{
    private readonly WebApplication _app;

    private AnsweringHost(WebApplication app) => _app = app;

    public Uri Address => new(_app.Urls.Single());

    public static async Task<AnsweringHost> StartAsync(RequestDelegate answerAsync)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        var app = builder.Build();
        app.Run(answerAsync);
        await app.StartAsync();
        return new(app);
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();
}
