using Azure.Core;
using Azure.Identity;
using Fido2Workflow.Core.Tenants;
using Fido2Workflow.Entra.Tests.Loopback;

namespace Fido2Workflow.Entra.Tests;

public class CredentialTests
{
    [Fact]
    public async Task A_token_is_asked_for_the_host_it_is_sent_to()
    {
        await using var graph = await ScriptedGraph.StartAsync(Reply.Json("""{"value":[]}"""));
        var credential = new OnlyFor();

        await VirtualTime.RunAsync(graph.Clock, transport =>
            EntraClient.CreateReader(new(graph.Clock, credential, transport, graph.Address)).ReadUsersAsync());

        Assert.Equal(["http://127.0.0.1/.default"], credential.Scopes);
    }

    [Fact]
    public async Task Without_a_token_nothing_is_sent_and_the_credentials_first_words_are_told()
    {
        await using var graph = await ScriptedGraph.StartAsync(new Reply(204));

        var read = await VirtualTime.RunAsync(graph.Clock, transport =>
            EntraClient.CreateReader(new(graph.Clock, new WithoutToken(), transport, graph.Address)).ReadUsersAsync());
        var written = await VirtualTime.RunAsync(graph.Clock, transport =>
            EntraClient.CreateWriter(new(graph.Clock, new WithoutToken(), transport, graph.Address)).SetPolicyStateAsync("1", "enabled"));

        Assert.Equal("No credential found.", read.FailedAs<TenantFailure.Denied, IReadOnlyList<User>>().Message);
        Assert.Equal("No credential found.", written.FailedAs<TenantFailure.Denied, Done>().Message);
        Assert.Empty(graph.Requests);
    }

    private sealed class OnlyFor : TokenCredential
    {
        public string[] Scopes { get; private set; } = [];

        public override AccessToken GetToken(TokenRequestContext requestContext, CancellationToken cancellationToken)
        {
            Scopes = requestContext.Scopes;
            return new("reader", DateTimeOffset.MaxValue);
        }

        public override ValueTask<AccessToken> GetTokenAsync(TokenRequestContext requestContext, CancellationToken cancellationToken) =>
            new(GetToken(requestContext, cancellationToken));
    }

    private sealed class WithoutToken : TokenCredential
    {
        public override AccessToken GetToken(TokenRequestContext requestContext, CancellationToken cancellationToken) =>
            throw new CredentialUnavailableException("No credential found.\n- one of many details\n- and another");

        public override ValueTask<AccessToken> GetTokenAsync(TokenRequestContext requestContext, CancellationToken cancellationToken) =>
            throw new CredentialUnavailableException("No credential found.\n- one of many details\n- and another");
    }
}
