using Azure.Core;
using Azure.Identity;
using Fido2Workflow.Core.Tenants;
using Fido2Workflow.Entra.Tests.Loopback;
using Fido2Workflow.Local;

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

    [Theory]
    [InlineData("s3cret")]
    [InlineData("e30.s3cret!.e30")]
    [InlineData("e30.czNjcmV0.e30")]
    [InlineData("e30.e30.e30")]
    public async Task A_token_that_says_nothing_of_its_holder_is_unreadable_and_never_told(string token)
    {
        var identity = await EntraClient.CreateReader(Connection(new StaticTokenCredential(token))).ReadIdentityAsync();

        var failure = identity.FailedAs<TenantFailure.Unreadable, TokenIdentity>();
        Assert.DoesNotContain("s3cret", failure.Sentence, StringComparison.Ordinal);
        Assert.DoesNotContain("e30", failure.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_token_there_is_no_identity()
    {
        var identity = await EntraClient.CreateReader(Connection(new WithoutToken())).ReadIdentityAsync();

        Assert.Equal("No credential found.", identity.FailedAs<TenantFailure.Denied, TokenIdentity>().Message);
    }

    // {"oid":"1","azp":"2","tid":"3","scp":"User.Read.All Policy.Read.All"}
    [Fact]
    public async Task A_persons_token_of_the_second_version_says_what_they_may()
    {
        const string Token = "e30.eyJvaWQiOiIxIiwiYXpwIjoiMiIsInRpZCI6IjMiLCJzY3AiOiJVc2VyLlJlYWQuQWxsIFBvbGljeS5SZWFkLkFsbCJ9.c2lnbmVk";
        var identity = (await EntraClient.CreateReader(Connection(new StaticTokenCredential(Token))).ReadIdentityAsync()).Value();

        Assert.Equal(("1", "2", "3"), (identity.ObjectId, identity.ApplicationId, identity.TenantId));
        Assert.Equal(["User.Read.All", "Policy.Read.All"], identity.Permissions);
    }

    private static EntraConnection Connection(TokenCredential credential) =>
        new(new VirtualClock(ScriptedGraph.Start), credential, new SocketsHttpHandler(), new Uri("https://graph.microsoft.com/"));

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
