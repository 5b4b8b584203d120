using Fido2Workflow.Api.Decisions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Fido2Workflow.Api.Endpoints;

/// <summary>How an endpoint that decides something is added.</summary>
internal static class DecisionRoute
{
    /// <summary>Adds a POST that takes an idempotency key.</summary>
    /// <param name="who">The policy of <see cref="Access.May"/> that lets people in.</param>
    public static RouteHandlerBuilder MapDecision(this IEndpointRouteBuilder routes, string pattern, string who, Delegate handler) =>
        routes.MapPost(pattern, handler)
            .AddEndpointFilter(IdempotencyKey.RequireAsync)
            .WithMetadata(new TakesIdempotencyKey())
            .RequireAuthorization(who)
            .Produces<DecisionStored>()
            .ProducesProblem(StatusCodes.Status400BadRequest)
            .ProducesProblem(StatusCodes.Status404NotFound)
            .ProducesProblem(StatusCodes.Status409Conflict)
            .ProducesProblem(StatusCodes.Status413PayloadTooLarge)
            .ProducesProblem(StatusCodes.Status422UnprocessableEntity)
            .ProducesProblem(StatusCodes.Status503ServiceUnavailable);
}

/// <summary>Marks an endpoint that takes the header of <see cref="IdempotencyKey"/>.</summary>
internal sealed record TakesIdempotencyKey;
