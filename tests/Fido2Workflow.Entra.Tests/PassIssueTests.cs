using System.Text.Json.Nodes;
using Fido2Workflow.Core.Tenants;
using Fido2Workflow.Entra.Tests.Loopback;

namespace Fido2Workflow.Entra.Tests;

public class PassIssueTests
{
    [Fact]
    public async Task A_pass_is_asked_for_once_with_its_life_and_its_use()
    {
        await using var graph = await ScriptedGraph.StartAsync(Reply.Sample("users-authentication-temporaryAccessPassMethods.create.response") with { Status = 201 });

        var issued = (await IssueAsync(graph)).Value();

        var request = Assert.Single(graph.Requests);
        Assert.Equal(("POST", "/v1.0/users/ada/authentication/temporaryAccessPassMethods"), (request.Method, request.Target));
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse("""{"lifetimeInMinutes":60,"isUsableOnce":true}"""), JsonNode.Parse(request.Body)), request.Body);
        Assert.NotEmpty(issued.RevealCode());
    }

    [Fact]
    public async Task An_answer_that_is_not_understood_is_told_without_the_code_in_it()
    {
        await using var graph = await ScriptedGraph.StartAsync(new Reply(201, """{"temporaryAccessPass":"s3cret!!","lifetimeInMinutes":"long","id":"1"}"""));

        Assert.DoesNotContain("s3cret", (await IssueAsync(graph)).FailedAs<TenantFailure.Unreadable, IssuedPass>().Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_pass_without_a_code_is_none()
    {
        await using var graph = await ScriptedGraph.StartAsync(new Reply(201, """{"id":"1","temporaryAccessPass":null}"""));

        Assert.Equal("temporaryAccessPass is missing, expected a text", (await IssueAsync(graph)).FailedAs<TenantFailure.Unreadable, IssuedPass>().Message);
    }

    [Theory]
    [InlineData(503)]
    [InlineData(500)]
    public async Task It_is_never_asked_again_since_it_may_have_been_issued(int status)
    {
        await using var graph = await ScriptedGraph.StartAsync(new Reply(status));

        (await IssueAsync(graph)).FailedAs<TenantFailure.Ambiguous, IssuedPass>();
        Assert.Single(graph.Requests);
    }

    [Fact]
    public async Task An_identity_without_the_permission_is_denied()
    {
        await using var graph = await ScriptedGraph.StartAsync(Reply.Refusal(403, "Authorization_RequestDenied", "Insufficient privileges."));

        Assert.Equal("Authorization_RequestDenied", (await IssueAsync(graph)).FailedAs<TenantFailure.Denied, IssuedPass>().Code);
    }

    private static Task<Answer<IssuedPass>> IssueAsync(ScriptedGraph graph) => VirtualTime.RunAsync(graph.Clock, transport =>
        EntraClient.CreatePassIssuer(new(graph.Clock, new StaticTokenCredential("issuer"), transport, graph.Address))
            .IssueAsync("ada", TimeSpan.FromHours(1), isUsableOnce: true));
}
