using Fido2Workflow.Core.Tenants;
using Fido2Workflow.Entra.Requests;

namespace Fido2Workflow.Entra;

/// <summary>
/// Deletes keys and revokes sessions through Microsoft Graph v1.0, each asked for once. The least permissions for it are
/// <c>UserAuthMethod-Passkey.ReadWrite.All</c> and <c>User.RevokeSessions.All</c>. (Microsoft Graph permissions reference.)
/// </summary>
public sealed class EntraKeyRevoker : IKeyRevoker
{
    private readonly GraphChannel _graph;
    private readonly OwnToken _token;

    internal EntraKeyRevoker(GraphChannel graph, EntraConnection connection) => (_graph, _token) = (graph, new OwnToken(connection));

    /// <inheritdoc/>
    public async Task<Answer<Done>> DeleteKeyAsync(string userId, string keyId) =>
        (await _graph.WriteAsync(
            _graph.Requests.Users[userId].Authentication.Fido2Methods[keyId].ToDeleteRequestInformation(),
            isSoAlready: refusal => refusal is TenantFailure.NotFound)).Select(_ => new Done());

    /// <inheritdoc/>
    public async Task<Answer<Done>> RevokeSessionsAsync(string userId) =>
        (await _graph.WriteAsync(_graph.Requests.Users[userId].RevokeSignInSessions.ToPostRequestInformation())).Select(_ => new Done());

    /// <inheritdoc/>
    public Task<Answer<TokenIdentity>> ReadIdentityAsync() => _token.ReadIdentityAsync();
}
