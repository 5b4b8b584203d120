using System.Text.Json.Nodes;
using Fido2Workflow.Core.Tenants;
using Fido2Workflow.Entra.Reading;
using Fido2Workflow.Entra.Requests;

namespace Fido2Workflow.Entra;

/// <summary>Issues Temporary Access Passes through Microsoft Graph v1.0, each asked for once: asked again, it would be another one.</summary>
public sealed class EntraPassIssuer : IPassIssuer
{
    private readonly GraphChannel _graph;
    private readonly OwnToken _token;

    internal EntraPassIssuer(GraphChannel graph, EntraConnection connection) => (_graph, _token) = (graph, new OwnToken(connection));

    /// <inheritdoc/>
    public async Task<Answer<IssuedPass>> IssueAsync(string userId, TimeSpan lifetime, bool isUsableOnce) =>
        (await _graph.WriteAsync(_graph.Requests.Users[userId].Authentication.TemporaryAccessPassMethods.ToPostRequestInformation(new()).WithJson(new JsonObject
        {
            ["lifetimeInMinutes"] = (int)lifetime.TotalMinutes,
            ["isUsableOnce"] = isUsableOnce,
        })))
        .Understand(AuthenticationMethodReading.IssuedPass);

    /// <inheritdoc/>
    public Task<Answer<TokenIdentity>> ReadIdentityAsync() => _token.ReadIdentityAsync();
}
