using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Fido2Workflow.Api.Access;

/// <summary>Lets in whoever sends a local API key: <c>Authorization: Bearer fido2_ID_SECRET</c>.</summary>
internal sealed class ApiKeyScheme(IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder, IApiKeys keys)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    public const string Name = "ApiKey";

    // Whether there is no such key or its secret is another, the answer is the same.
    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (BearerToken.Of(Request) is not { } text || ApiKey.Parse(text) is not { } sent) return AuthenticateResult.NoResult();
        return await keys.FindAsync(sent.Id) is { } key && key.IsSecret(sent.Secret)
            ? AuthenticateResult.Success(new(Claims.Principal(Name, key.Person, key.Tenant, key.Roles), Name))
            : AuthenticateResult.Fail("no such API key");
    }
}
