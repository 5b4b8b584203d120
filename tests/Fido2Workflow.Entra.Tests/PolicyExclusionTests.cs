using System.Text.Json.Nodes;
using Fido2Workflow.Core.Tenants;
using Fido2Workflow.Entra.Tests.Loopback;

namespace Fido2Workflow.Entra.Tests;

public class PolicyExclusionTests
{
    [Fact]
    public async Task Nothing_but_the_users_are_written_and_of_them_all_that_was_read()
    {
        await using var graph = await ScriptedGraph.StartAsync(Reply.Json("""
            {"@odata.context":"x","id":"1","state":"enabled","conditions":{"applications":{"includeApplications":["All"]},"somethingNew":1,
             "users":{"includeUsers":["All"],"excludeGroups":["old"],"includeGuestsOrExternalUsers":null,"excludeGroups@odata.context":"y","new":[1.50],
              "excludeGuestsOrExternalUsers":{"guestOrExternalUserTypes":"internalGuest","externalTenants":{"@odata.type":"#microsoft.graph.conditionalAccessAllExternalTenants"}}}}}
            """), new Reply(204));

        (await graph.WriteAsync(writer => writer.ExcludeGroupsAsync("1", ["OLD", "a", "b", "A"]))).Value();

        Assert.Equal(("PATCH", "/v1.0/identity/conditionalAccess/policies/1"), (graph.Requests[1].Method, graph.Requests[1].Target));
        Assert.True(JsonNode.DeepEquals(
            JsonNode.Parse("""
                {"conditions":{"users":{"includeUsers":["All"],"excludeGroups":["old","a","b"],"includeGuestsOrExternalUsers":null,"new":[1.50],
                 "excludeGuestsOrExternalUsers":{"guestOrExternalUserTypes":"internalGuest","externalTenants":{"@odata.type":"#microsoft.graph.conditionalAccessAllExternalTenants"}}}}}
                """),
            JsonNode.Parse(graph.Requests[1].Body)), graph.Requests[1].Body);
    }

    [Theory]
    [InlineData("""{"id":"1"}""", "conditions.users is missing, expected an object")]
    [InlineData("""{"id":"1","conditions":{"users":null}}""", "conditions.users is missing, expected an object")]
    [InlineData("""{"id":"1","conditions":{"users":{"excludeGroups":"a"}}}""", "excludeGroups is a text, expected an array")]
    [InlineData("""{"id":"1","conditions":{"users":{"excludeUsers":[],"excludeUsers":["x"]}}}""", "conditions.users.excludeUsers is there twice, expected one of them")]
    public async Task A_policy_that_is_not_understood_is_not_written(string policy, string message)
    {
        await using var graph = await ScriptedGraph.StartAsync(Reply.Json(policy));

        Assert.Equal(message, (await graph.WriteAsync(writer => writer.ExcludeGroupsAsync("1", ["a"]))).FailedAs<TenantFailure.Unreadable, Done>().Message);
        Assert.Single(graph.Requests);
    }

    [Fact]
    public async Task A_write_whose_answer_is_lost_may_have_happened()
    {
        await using var graph = await ScriptedGraph.StartAsync(Reply.Json("""{"id":"1","conditions":{"users":{"excludeGroups":[]}}}"""), Reply.Broken());

        (await graph.WriteAsync(writer => writer.ExcludeGroupsAsync("1", ["a"]))).FailedAs<TenantFailure.Ambiguous, Done>();
        Assert.Equal(2, graph.Requests.Count);
    }
}
