using System.Text.Json;
using Fido2Workflow.Core.Durable;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Authorization.Infrastructure;
using Microsoft.AspNetCore.Http;

namespace Fido2Workflow.Api.Problems;

/// <summary>What is wrong with a request before anything of a rollout is looked at.</summary>
public static class RequestProblems
{
    /// <summary>Nobody is signed in.</summary>
    public static Problem NotSignedIn { get; } = new(StatusCodes.Status401Unauthorized, "not-signed-in",
        "The request came with no token or key that counts: none was sent, or it has expired, was taken away, or is for something else.",
        "Send Authorization: Bearer, with an API key that fido2 keys made or with an access token of Microsoft Entra for this service.");

    /// <summary>The key of a decision is missing.</summary>
    public static Problem KeyMissing { get; } = new(StatusCodes.Status400BadRequest, "idempotency-key-missing",
        "The request has no Idempotency-Key, so sending it twice could do it twice.", $"Send the header Idempotency-Key: {KeyShape}, the same when you send the same again.");

    /// <summary>The key of a decision cannot be used.</summary>
    public static Problem KeyMalformed { get; } = new(StatusCodes.Status400BadRequest, "idempotency-key-malformed",
        "The Idempotency-Key of the request cannot be used.", $"Send one of {KeyShape}.");

    /// <summary>Too many requests.</summary>
    public static Problem TooManyRequests { get; } = new(StatusCodes.Status429TooManyRequests, "too-many-requests",
        "You sent more requests than are served in a minute.", "Wait as many seconds as the header Retry-After says. A pause, an abort and a rollback are always served.");

    /// <summary>A bug, which did nothing further.</summary>
    public static Problem InternalError { get; } = new(StatusCodes.Status500InternalServerError, "internal-error",
        "Something went wrong here that should not; what was asked for may not have been done.", "Read how the rollout stands, then look into the log of this process. A rollback needs nothing of it: fido2 wave rollback --direct.");

    /// <summary>What is kept of a workflow is damaged.</summary>
    public static Problem Unreadable(UnreadableInstanceException unreadable) => new(StatusCodes.Status500InternalServerError, "journal-unreadable",
        unreadable.Message, "Restore the state folder from a copy. A pause, an abort and a rollback need nothing of the journal, and are taken all the same.");

    private const string KeyShape = "8 to 64 letters, digits, hyphens and underscores";

    /// <summary>They lack the role.</summary>
    public static Problem RoleMissing(AuthorizationPolicy policy)
    {
        // Whoever lacks a further role has the one that reads.
        var roles = policy.Requirements.OfType<RolesAuthorizationRequirement>().MinBy(requirement => requirement.AllowedRoles.Count())!.AllowedRoles;
        return new(StatusCodes.Status403Forbidden, "role-missing", $"This takes the role {string.Join(" or ", roles)}, which you do not have.",
            "Ask somebody who has it, or have it given to you.");
    }

    /// <summary>What a status says where nobody said more.</summary>
    public static Problem Of(int status) => status switch
    {
        StatusCodes.Status404NotFound => new(status, "unknown-route", "There is nothing at this address.", "Look at /openapi/v1.json for what there is."),
        StatusCodes.Status405MethodNotAllowed => new(status, "method-not-allowed", "This address takes another method.", "Look at /openapi/v1.json for which."),
        StatusCodes.Status413PayloadTooLarge => new(status, "body-too-large", "The body of the request is larger than this address takes: 64 KB, and 1 MB for a plan.", "Send less."),
        StatusCodes.Status415UnsupportedMediaType => new(status, "wrong-content-type", "The body of the request is of a type that this address does not take.", "Send application/json; a plan also as application/yaml or multipart/form-data."),
        StatusCodes.Status401Unauthorized => NotSignedIn,
        StatusCodes.Status429TooManyRequests => TooManyRequests,
        >= StatusCodes.Status500InternalServerError => InternalError with { Status = status },
        _ => BadRequest("The request cannot be understood.", status),
    };

    /// <summary>The body is not the JSON that is expected. What is said of it names properties and places, and never a value.</summary>
    public static Problem Of(JsonException mistake) => BadRequest(
        $"The body is not the JSON that is expected: {mistake.Message.Split(" Path: ")[0].TrimEnd('.')}{(mistake.Path is { Length: > 2 } path ? $", at {path[2..]}" : "")}.");

    /// <summary>It makes no sense, and that is why.</summary>
    public static Problem BadRequest(string sentence, int status = StatusCodes.Status400BadRequest) =>
        new(status, "bad-request", sentence, "Correct it, and send it again: /openapi/v1.json says what is expected.");
}
