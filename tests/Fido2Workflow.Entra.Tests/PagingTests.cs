using Fido2Workflow.Core.Tenants;
using Fido2Workflow.Entra.Tests.Loopback;

namespace Fido2Workflow.Entra.Tests;

public class PagingTests
{
    private static readonly Reply FirstPage = Reply.Json(
        """{"@odata.nextLink":"{address}/v1.0/groups/1/transitiveMembers/graph.user?$skiptoken=abc","value":[{"id":"a"},{"id":"b"}]}""");

    [Fact]
    public async Task A_collection_is_read_to_its_last_page()
    {
        await using var graph = await ScriptedGraph.StartAsync(FirstPage, Reply.Json("""{"value":[{"id":"c"}]}"""));

        var users = await graph.ReadAsync(reader => reader.ReadTransitiveUsersAsync("1"));

        Assert.Equal(["a", "b", "c"], users.Value());
        Assert.Equal("/v1.0/groups/1/transitiveMembers/graph.user?$select=id&$top=999", graph.Requests[0].Target);
        Assert.Equal("/v1.0/groups/1/transitiveMembers/graph.user?$skiptoken=abc", graph.Requests[1].Target);
    }

    [Fact]
    public async Task A_page_that_fails_fails_the_whole_collection()
    {
        await using var graph = await ScriptedGraph.StartAsync(FirstPage, Reply.Refusal(404, "Request_ResourceNotFound", "Gone."));

        var failure = (await graph.ReadAsync(reader => reader.ReadTransitiveUsersAsync("1"))).FailedAs<TenantFailure.NotFound, IReadOnlyList<string>>();

        Assert.Equal("GET /v1.0/groups/1/transitiveMembers/graph.user", failure.Request);
    }

    [Fact]
    public async Task A_page_that_is_throttled_is_asked_again_and_the_others_are_not()
    {
        await using var graph = await ScriptedGraph.StartAsync(FirstPage, new Reply(429).With("Retry-After", "5"), Reply.Json("""{"value":[{"id":"c"}]}"""));

        var users = await graph.ReadAsync(reader => reader.ReadTransitiveUsersAsync("1"));

        var given = Assert.IsType<Answer<IReadOnlyList<string>>.Given>(users);
        Assert.Equal(3, given.Value.Count);
        Assert.Equal(3, graph.Requests.Count);
        Assert.Equal(ScriptedGraph.Start, given.At);
    }

    [Fact]
    public async Task A_next_link_to_another_host_is_not_followed_with_our_token()
    {
        await using var graph = await ScriptedGraph.StartAsync(Reply.Json("""{"@odata.nextLink":"http://example.org/v1.0/next","value":[]}"""));

        var failure = (await graph.ReadAsync(reader => reader.ReadTransitiveUsersAsync("1"))).FailedAs<TenantFailure.Unreadable, IReadOnlyList<string>>();

        Assert.Equal("@odata.nextLink is a link to somewhere else, expected a link to 127.0.0.1", failure.Message);
    }

    [Theory]
    [InlineData("""{}""", "value is missing, expected an array")]
    [InlineData("""{"value":null}""", "value is missing, expected an array")]
    [InlineData("""{"value":{}}""", "value is an object, expected an array")]
    [InlineData("""{"value":[{"id":"a"},{}]}""", "value[1].id is missing, expected a text")]
    [InlineData("""{"value":[{"id":7}]}""", "value[0].id is a number, expected a text")]
    [InlineData("""{"value":[{"id":"\ud800"}]}""", "value[0].id is a text of broken characters, expected a text")]
    [InlineData("""{"value":["a"]}""", "value[0] is a text, expected an object")]
    [InlineData("""{"value":[{"id":"a"}],"@odata.nextLink":7}""", "@odata.nextLink is a number, expected a text")]
    [InlineData("""[]""", "the answer is an array, expected an object")]
    public async Task An_answer_of_another_shape_is_unreadable_and_names_the_property(string body, string message)
    {
        await using var graph = await ScriptedGraph.StartAsync(Reply.Json(body));

        var failure = (await graph.ReadAsync(reader => reader.ReadTransitiveUsersAsync("1"))).FailedAs<TenantFailure.Unreadable, IReadOnlyList<string>>();

        Assert.Equal(message, failure.Message);
    }

    [Fact]
    public async Task Every_page_asks_for_the_words_the_tenant_would_hide()
    {
        await using var graph = await ScriptedGraph.StartAsync(FirstPage, Reply.Json("""{"value":[]}"""));

        await graph.ReadAsync(reader => reader.ReadTransitiveUsersAsync("1"));

        Assert.All(graph.Requests, request => Assert.Equal("include-unknown-enum-members", request.Headers["Prefer"]));
    }
}
