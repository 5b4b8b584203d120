using Fido2Workflow.Api;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Fido2Workflow.Functions.Triggers;

/// <summary>The API's own pipeline, from routing to endpoints, inside of one function.</summary>
public sealed class ApiPipeline(IServiceProvider services)
{
    private readonly RequestDelegate _answer = Build(services);

    /// <summary>Answers a request that was routed to the function.</summary>
    public Task AnswerAsync(HttpContext context)
    {
        // The worker has chosen its endpoint, and whoever finds one chosen chooses none.
        context.SetEndpoint(null);
        context.Request.RouteValues.Clear();
        return _answer(context);
    }

    private static RequestDelegate Build(IServiceProvider services)
    {
        var app = new ApplicationBuilder(services);
        app.UseRolloutApi();
        return app.Build();
    }
}
