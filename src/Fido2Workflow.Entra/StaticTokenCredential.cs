using Azure.Core;

namespace Fido2Workflow.Entra;

/// <summary>A credential that is its own token, for a simulated tenant: it asks nobody and never expires.</summary>
public sealed class StaticTokenCredential(string token) : TokenCredential
{
    /// <inheritdoc/>
    public override AccessToken GetToken(TokenRequestContext requestContext, CancellationToken cancellationToken) =>
        new(token, DateTimeOffset.MaxValue);

    /// <inheritdoc/>
    public override ValueTask<AccessToken> GetTokenAsync(TokenRequestContext requestContext, CancellationToken cancellationToken) =>
        new(GetToken(requestContext, cancellationToken));
}
