using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.Extensions.DependencyInjection;

namespace Fido2Workflow.Api.Access;

/// <summary>Who is let in: local API keys and access tokens of Microsoft Entra, side by side.</summary>
internal static class SignIn
{
    private const string Either = "Bearer";

    public static void Add(IServiceCollection services, EntraSection entra)
    {
        var authentication = services.AddAuthentication(Either)
            .AddPolicyScheme(Either, displayName: null, scheme => scheme.ForwardDefaultSelector = context =>
                EntraTokens.SchemeOf(BearerToken.Of(context.Request), entra) ?? ApiKeyScheme.Name)
            .AddScheme<AuthenticationSchemeOptions, ApiKeyScheme>(ApiKeyScheme.Name, configureOptions: null);
        EntraTokens.Add(authentication, entra);
        services.AddSingleton<IAuthorizationMiddlewareResultHandler, AccessRefused>();
        May.Add(services);
    }
}
