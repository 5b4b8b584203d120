using Microsoft.AspNetCore.Http;

namespace Fido2Workflow.Api.Access;

/// <summary>Whoever called, as their token or key says.</summary>
/// <param name="Person">Their object id.</param>
/// <param name="Tenant">The id of the tenant that the object id is of: nobody sees or decides anything of another.</param>
public sealed record Caller(string Person, string Tenant)
{
    /// <summary>Whoever sent that request. Only an endpoint that asks for a role may take one.</summary>
    /// <exception cref="InvalidOperationException">Nobody is signed in.</exception>
    public static ValueTask<Caller> BindAsync(HttpContext context) =>
        context.User is { Identity.IsAuthenticated: true } user && user.FindFirst(Claims.ObjectId) is { Value: var person } && user.FindFirst(Claims.Tenant) is { Value: var tenant }
            ? ValueTask.FromResult(new Caller(person.ToLowerInvariant(), tenant.ToLowerInvariant()))
            : throw new InvalidOperationException("an endpoint that takes a caller lets in somebody who is none");

    /// <summary>Whether a tenant is theirs.</summary>
    public bool IsOf(string tenant) => tenant.Equals(Tenant, StringComparison.OrdinalIgnoreCase);
}
