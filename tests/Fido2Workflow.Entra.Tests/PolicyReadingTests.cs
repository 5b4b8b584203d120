using Fido2Workflow.Core.Tenants;
using Fido2Workflow.Entra.Tests.Loopback;

namespace Fido2Workflow.Entra.Tests;

public class PolicyReadingTests
{
    [Fact]
    public async Task A_policy_keeps_what_no_model_knows()
    {
        await using var graph = await ScriptedGraph.StartAsync(Reply.Json("""
            {"value":[{"id":"1","displayName":"Risk","state":"enabled","grantControls":{"builtInControls":["mfa","riskRemediation"]},"conditions":{"agents":{"all":true}}}]}
            """));

        var policy = Assert.Single((await graph.ReadAsync(reader => reader.ReadPoliciesAsync())).Value());

        Assert.Equal(["mfa", "riskRemediation"], policy.Body.GetProperty("grantControls").GetProperty("builtInControls").EnumerateArray().Select(control => control.GetString()));
        Assert.True(policy.Body.GetProperty("conditions").GetProperty("agents").GetProperty("all").GetBoolean());
        Assert.Empty(policy.DuplicateProperties);
    }

    [Fact]
    public async Task A_policy_that_says_a_thing_twice_is_reported()
    {
        await using var graph = await ScriptedGraph.StartAsync(Reply.Json("""
            {"id":"1","state":"enabled","conditions":{"users":{"excludeGroups":["a"],"excludeGroups":[]},"list":[{"x":1,"x":2}]},"state":"disabled"}
            """));

        var policy = (await graph.ReadAsync(reader => reader.ReadPolicyAsync("1"))).Value();

        Assert.Equal(["conditions.users.excludeGroups", "conditions.list[0].x", "state"], policy.DuplicateProperties);
    }

    [Fact]
    public async Task A_policy_without_an_id_is_unreadable()
    {
        await using var graph = await ScriptedGraph.StartAsync(Reply.Json("""{"value":[{"state":"enabled"}]}"""));

        (await graph.ReadAsync(reader => reader.ReadPoliciesAsync())).FailedAs<TenantFailure.Unreadable, IReadOnlyList<ConditionalAccessPolicy>>();
    }
}
