using System.Buffers.Text;
using Azure.Core;
using Fido2Workflow.Core.Tenants;
using Fido2Workflow.Entra.Reading;
using Fido2Workflow.Entra.Requests;

namespace Fido2Workflow.Entra;

/// <summary>
/// The token that requests are sent with, and what it says of its holder. The claims are read, not verified: it is our own,
/// and the tenant judges it. The token itself is never kept, shown or part of a message.
/// </summary>
internal sealed class OwnToken(EntraConnection connection)
{
    private const string Request = "the access token";

    // As the SDK's authentication asks for it.
    private readonly TokenRequestContext _asked = new([$"{connection.BaseAddress.Scheme}://{connection.BaseAddress.Host}/.default"]);

    public async Task<Answer<TokenIdentity>> ReadIdentityAsync()
    {
        var at = connection.Clock.GetUtcNow();
        try
        {
            var token = await connection.Credential.GetTokenAsync(_asked, CancellationToken.None);
            return new Answer<ReadOnlyMemory<byte>>.Given(Claims(token.Token), at, Request).Understand(TokenReading.Identity);
        }
        catch (UnexpectedShapeException unexpected)
        {
            return new Answer<TokenIdentity>.Failed(new TenantFailure.Unreadable(unexpected.Message) { Request = Request });
        }
        catch (Exception failure) when (GraphReply.Explains(failure))
        {
            return new Answer<TokenIdentity>.Failed(Failures.OfRead(GraphReply.Of(failure), Request, connection.Clock.GetUtcNow()));
        }
    }

    private static byte[] Claims(string token)
    {
        try
        {
            return token.Split('.') is [_, var claims, _] ? Base64Url.DecodeFromChars(claims) : throw NoJwt();
        }
        catch (FormatException)
        {
            throw NoJwt();
        }
    }

    private static UnexpectedShapeException NoJwt() => new("the token", "not a JWT", "one, with the claims of its holder");
}
