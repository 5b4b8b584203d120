using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace Fido2Workflow.Functions.Triggers;

/// <summary>
/// Every request, whatever its path: what there is, who may and what is answered is the API's, alike in both hosts. No function
/// key opens it, since a key says of nobody who they are.
/// </summary>
public sealed class ApiTrigger(ApiPipeline api, HostsClient client)
{
    /// <summary>Answers a request.</summary>
    [Function("Api")]
    public async Task<IActionResult> RunAsync([HttpTrigger(AuthorizationLevel.Anonymous, Route = "{*path}")] HttpRequest request, [DurableClient] DurableTaskClient durable)
    {
        client.Take(durable);
        await api.AnswerAsync(request.HttpContext);
        // It has been answered.
        return new EmptyResult();
    }
}
