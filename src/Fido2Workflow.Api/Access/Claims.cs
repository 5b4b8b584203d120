using System.Security.Claims;

namespace Fido2Workflow.Api.Access;

/// <summary>The claims that say who somebody is, as Microsoft Entra names them in an access token of version 2.0.</summary>
internal static class Claims
{
    /// <summary>The object id of the person.</summary>
    public const string ObjectId = "oid";

    /// <summary>The id of the tenant that the object id is of.</summary>
    public const string Tenant = "tid";

    /// <summary>The app roles.</summary>
    public const string Roles = "roles";

    /// <summary>A role as a claim's value.</summary>
    public static string Of(Role role) => role.ToString().ToLowerInvariant();

    /// <summary>Somebody with these claims.</summary>
    public static ClaimsPrincipal Principal(string scheme, string person, string tenant, IEnumerable<Role> roles) => new(new ClaimsIdentity(
        [new(ObjectId, person), new(Tenant, tenant), .. roles.Select(role => new Claim(Roles, Of(role)))], scheme, ObjectId, Roles));
}
