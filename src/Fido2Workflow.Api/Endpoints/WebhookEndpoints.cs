using System.Text.Json;
using Fido2Workflow.Api.Access;
using Fido2Workflow.Api.Decisions;
using Fido2Workflow.Api.Problems;
using Fido2Workflow.Api.Webhooks;
using Fido2Workflow.Core.Operations;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Options;

namespace Fido2Workflow.Api.Endpoints;

/// <summary>
/// Signed callbacks, by which an approver answers from another system. The integration vouches for who answered; whether
/// that person's word counts is asked as if they had signed in.
/// </summary>
internal static class WebhookEndpoints
{
    public static RouteGroupBuilder MapWebhooks(this RouteGroupBuilder api)
    {
        api.MapPost("/webhooks/approvals/{approval}", AnswerAsync).AllowAnonymous()
            .WithTags("Webhooks").WithName("AnswerApprovalByWebhook").WithSummary("An approver says yes or no through an integration that signs for it. Each delivery is taken once.")
            .WithMetadata(new IsSigned())
            .Accepts<WebhookAnswer>("application/json")
            .Produces<DecisionStored>()
            .ProducesProblem(StatusCodes.Status400BadRequest)
            .ProducesProblem(StatusCodes.Status404NotFound)
            .ProducesProblem(StatusCodes.Status409Conflict)
            .ProducesProblem(StatusCodes.Status413PayloadTooLarge)
            .ProducesProblem(StatusCodes.Status503ServiceUnavailable);
        return api;
    }

    private static async Task<IResult> AnswerAsync(
        HttpRequest request, string approval, IWebhookSecrets secrets, WireClock wire, Rollouts rollouts, Intake intake, IOptions<JsonOptions> json)
    {
        var (integration, body) = (await secrets.FindAsync(request.Headers[WebhookSignature.IntegrationHeader].ToString()), await ReadAsync(request));
        if (WebhookSignature.Check(integration, request.Headers, body, wire.Now) is { } unbelieved) return unbelieved;
        if (!Parse(body, json.Value).Is(out var answer, out var problem)) return problem;

        // An integration sees the rollouts of its own tenant, as whoever signs in does.
        var caller = new Caller(answer.Approver, integration!.Tenant);
        if (!(await ApprovalEndpoints.FindAsync(caller, approval, rollouts)).Is(out var question, out problem)) return problem;
        var id = $"{question.Id.Rollout}/webhook/{integration.Name}/{answer.Delivery}";
        var taken = await intake.TakeAsync(question.Plan, id, answer.Approver, said =>
            Task.FromResult(ApprovalEndpoints.Decide(said, question.Id, new(answer.Answer, answer.EvidenceDigest, answer.Reason))));
        return !taken.Is(out var decided, out problem) ? problem
            : decided is DecisionAnswer.StoredBefore || decided is DecisionAnswer.Refused { Refusal: var refusal } && refusal == Refusals.KeyReused ? WebhookProblems.AlreadyUsed
            : DecisionStored.Of(id, decided);
    }

    private static Found<WebhookAnswer> Parse(byte[] body, JsonOptions json)
    {
        try
        {
            return JsonSerializer.Deserialize<WebhookAnswer>(body, json.SerializerOptions) is { } answer && IdempotencyKey.Check(answer.Delivery) is null
                ? answer
                : RequestProblems.BadRequest("The webhook names no delivery; expected 8 to 64 letters, digits, hyphens and underscores, others for each answer.");
        }
        catch (JsonException mistake)
        {
            return RequestProblems.Of(mistake);
        }
    }

    private static async Task<byte[]> ReadAsync(HttpRequest request)
    {
        using var body = new MemoryStream();
        await request.Body.CopyToAsync(body);
        return body.ToArray();
    }
}
