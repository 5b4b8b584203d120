using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Fido2Workflow.Api.Access;

/// <summary>Lets in whoever sends an access token of Microsoft Entra: one scheme a tenant, each with the keys and the issuer of that tenant alone.</summary>
internal static class EntraTokens
{
    public static void Add(AuthenticationBuilder authentication, EntraSection section)
    {
        foreach (var tenant in section.Tenants)
            authentication.AddJwtBearer(EntraSection.SchemeOf(tenant), token =>
            {
                token.Authority = section.IssuerOf(tenant);
                // Claims keep the names that they have in the token.
                token.MapInboundClaims = false;
                token.TokenValidationParameters = new TokenValidationParameters
                {
                    ValidIssuer = section.IssuerOf(tenant),
                    ValidAudience = section.Audience,
                    // What Microsoft Entra signs with: a token that says another way, or none, is no token of its.
                    ValidAlgorithms = [SecurityAlgorithms.RsaSha256],
                    NameClaimType = Claims.ObjectId,
                    RoleClaimType = Claims.Roles,
                };
            });
    }

    /// <summary>The scheme that is to judge a token: that of the tenant the token says it is of. What it says is believed only once that scheme has checked it.</summary>
    public static string? SchemeOf(string? token, EntraSection section)
    {
        if (token is null || !new JsonWebTokenHandler().CanReadToken(token)) return null;
        try
        {
            return new JsonWebToken(token).TryGetPayloadValue<string>(Claims.Tenant, out var tenant)
                ? section.Tenants.Where(known => known.Equals(tenant, StringComparison.OrdinalIgnoreCase)).Select(EntraSection.SchemeOf).FirstOrDefault()
                : null;
        }
        catch (ArgumentException)
        {
            // It has the dots of a token and is none.
            return null;
        }
    }
}
