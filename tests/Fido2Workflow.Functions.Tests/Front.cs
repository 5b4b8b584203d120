using Fido2Workflow.Functions.Triggers;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Fido2Workflow.Api.Tests.Hosting;

/// <summary>The front of the Functions host: as its worker does, requests are routed to the one function, and that answers them.</summary>
internal static class Front
{
    public static void Put(WebApplication app)
    {
        var trigger = new ApiTrigger(new ApiPipeline(app.Services), new HostsClient());
        // The workflows behind it are the embedded host's here: nobody asks for Durable Task's client.
        app.Map("{**path}", async (HttpContext context) => await (await trigger.RunAsync(context.Request, durable: null!)).ExecuteResultAsync(new() { HttpContext = context })).ExcludeFromDescription();
    }
}
