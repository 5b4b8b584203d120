using System.Text.Json.Nodes;
using Fido2Workflow.Core.Tenants;
using Fido2Workflow.Entra.Tests.Loopback;

namespace Fido2Workflow.Entra.Tests;

public class WriterTests
{
    private static readonly Reply InAlready = Reply.Refusal(
        400, "Request_BadRequest", "One or more added object references already exist for the following modified properties: 'members'.");

    [Fact]
    public async Task A_groups_creation_says_that_it_is_assigned_and_for_security()
    {
        await using var graph = await ScriptedGraph.StartAsync(new Reply(201, """{"id":"42"}"""));

        var id = await graph.WriteAsync(writer => writer.CreateGroupAsync("Wave 1", "wave1", "The first."));

        Assert.Equal("42", id.Value());
        AssertRequest(graph.Requests[0], "POST", "/v1.0/groups",
            """{"@odata.type":"#microsoft.graph.group","displayName":"Wave 1","mailNickname":"wave1","description":"The first.","mailEnabled":false,"securityEnabled":true}""");
    }

    [Fact]
    public async Task Members_are_added_together()
    {
        await using var graph = await ScriptedGraph.StartAsync(new Reply(204));

        (await graph.WriteAsync(writer => writer.AddMembersAsync("g", ["ada", "bob"]))).Value();

        AssertRequest(Assert.Single(graph.Requests), "PATCH", "/v1.0/groups/g",
            $$"""{"members@odata.bind":["{{graph.Address}}v1.0/directoryObjects/ada","{{graph.Address}}v1.0/directoryObjects/bob"]}""");
    }

    [Fact]
    public async Task A_member_who_is_in_already_is_in()
    {
        await using var graph = await ScriptedGraph.StartAsync(InAlready);

        (await graph.WriteAsync(writer => writer.AddMembersAsync("g", ["ada"]))).Value();

        Assert.Single(graph.Requests);
    }

    [Fact]
    public async Task A_member_who_is_in_already_does_not_keep_the_others_out()
    {
        await using var graph = await ScriptedGraph.StartAsync(InAlready, new Reply(204), InAlready, new Reply(204));

        (await graph.WriteAsync(writer => writer.AddMembersAsync("g", ["ada", "bob", "cyd"]))).Value();

        Assert.Equal(["ada", "bob", "cyd"], graph.Requests.Skip(1).Select(request => ((string)JsonNode.Parse(request.Body)!["members@odata.bind"]![0]!).Split('/')[^1]));
    }

    [Fact]
    public async Task A_member_who_cannot_be_added_is_not_passed_over()
    {
        await using var graph = await ScriptedGraph.StartAsync(InAlready, Reply.Refusal(404, "Request_ResourceNotFound", "No such user."), new Reply(204));

        (await graph.WriteAsync(writer => writer.AddMembersAsync("g", ["ada", "bob"]))).FailedAs<TenantFailure.NotFound, Done>();

        Assert.Equal(2, graph.Requests.Count);
    }

    [Fact]
    public async Task Any_other_refusal_of_a_member_is_a_refusal()
    {
        await using var graph = await ScriptedGraph.StartAsync(Reply.Refusal(400, "Request_BadRequest", "Cannot update a dynamic group."));

        (await graph.WriteAsync(writer => writer.AddMembersAsync("g", ["ada"]))).FailedAs<TenantFailure.Conflict, Done>();
    }

    [Theory]
    [InlineData(204)]
    [InlineData(404)]
    public async Task A_member_is_removed_by_reference_and_one_who_is_gone_is_gone(int status)
    {
        await using var graph = await ScriptedGraph.StartAsync(new Reply(status));

        (await graph.WriteAsync(writer => writer.RemoveMemberAsync("g", "ada"))).Value();

        Assert.Equal(("DELETE", "/v1.0/groups/g/members/ada/$ref"), (graph.Requests[0].Method, graph.Requests[0].Target));
    }

    [Fact]
    public async Task A_policys_state_is_all_that_is_written_of_it()
    {
        await using var graph = await ScriptedGraph.StartAsync(new Reply(204));

        var written = await graph.WriteAsync(writer => writer.SetPolicyStateAsync("7", ConditionalAccessPolicy.ReportOnly));

        Assert.Equal("PATCH /v1.0/identity/conditionalAccess/policies/7", Assert.IsType<Answer<Done>.Given>(written).From);
        Assert.Equal("""{"state":"enabledForReportingButNotEnforced"}""", graph.Requests[0].Body);
    }

    [Fact]
    public async Task A_policy_is_created_from_the_body_as_it_is()
    {
        const string body = """{"displayName":"Wave 1","state":"enabledForReportingButNotEnforced","conditions":{"somethingNew":[1.50,null]}}""";
        await using var graph = await ScriptedGraph.StartAsync(Reply.Sample("identity-conditionalAccess-policies.create.response") with { Status = 201 });

        var id = await graph.WriteAsync(writer => writer.CreatePolicyAsync(JsonNode.Parse(body)!.AsObject()));

        Assert.Equal("7359d0e0-d8a9-4afa-8a93-e23e099d7be8", id.Value());
        AssertRequest(graph.Requests[0], "POST", "/v1.0/identity/conditionalAccess/policies", body);
    }

    [Fact]
    public async Task A_policy_that_does_not_fit_is_a_conflict_with_the_tenants_words()
    {
        await using var graph = await ScriptedGraph.StartAsync(Reply.Sample("identity-conditionalAccess-policies.patch.error.400") with { Status = 400 });

        var conflict = (await graph.WriteAsync(writer => writer.CreatePolicyAsync([]))).FailedAs<TenantFailure.Conflict, string>();

        Assert.Equal("BadRequest", conflict.Code);
        Assert.StartsWith("1007: Incoming ConditionalAccessPolicy object is null", conflict.Message, StringComparison.Ordinal);
    }

    private static void AssertRequest(ScriptedGraph.Request request, string method, string target, string body)
    {
        Assert.Equal((method, target), (request.Method, request.Target));
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(body), JsonNode.Parse(request.Body)), request.Body);
        Assert.StartsWith("application/json", request.Headers["Content-Type"], StringComparison.Ordinal);
    }
}
