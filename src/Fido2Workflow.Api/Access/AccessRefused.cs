using Fido2Workflow.Api.Problems;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Authorization.Policy;
using Microsoft.AspNetCore.Http;

namespace Fido2Workflow.Api.Access;

/// <summary>Says to whoever is not let in why, alike for tokens and keys.</summary>
internal sealed class AccessRefused : IAuthorizationMiddlewareResultHandler
{
    public Task HandleAsync(RequestDelegate next, HttpContext context, AuthorizationPolicy policy, PolicyAuthorizationResult authorizeResult)
    {
        if (authorizeResult.Succeeded) return next(context);
        if (authorizeResult.Forbidden) return RequestProblems.RoleMissing(policy).ExecuteAsync(context);
        context.Response.Headers.WWWAuthenticate = "Bearer";
        return RequestProblems.NotSignedIn.ExecuteAsync(context);
    }
}
