using System.Text.Json.Nodes;
using Fido2Workflow.Core.Tenants;
using Fido2Workflow.Entra.Tests.Loopback;

namespace Fido2Workflow.Entra.Tests;

public class Fido2TargetTests
{
    [Fact]
    public async Task A_target_is_added_and_everything_else_is_written_back_as_it_was()
    {
        await using var graph = await ScriptedGraph.StartAsync(Reply.Json("""
            {"@odata.context":"x","@odata.type":"#microsoft.graph.fido2AuthenticationMethodConfiguration","id":"Fido2","state":"enabled",
             "includeTargets@odata.context":"y","excludeTargets":[{"id":"e","targetType":"group"}],"somethingNew":{"deep":[1.50]},
             "keyRestrictions":{"isEnforced":true,"enforcementType":"allow","aaGuids":["DE1E552D-db1d-4423-a619-566b625cdc84","b"]},
             "includeTargets":[{"id":"pilot","targetType":"group","isRegistrationRequired":true,"new":1}],"passkeyProfiles":[],"defaultPasskeyProfile":null}
            """), new Reply(204));

        (await graph.WriteAsync(writer => writer.AddFido2TargetAsync("wave1"))).Value();

        Assert.Equal(["GET", "PATCH"], graph.Requests.Select(request => request.Method));
        AssertWritten(graph, """
            {"@odata.type":"#microsoft.graph.fido2AuthenticationMethodConfiguration","id":"Fido2","state":"enabled",
             "excludeTargets":[{"id":"e","targetType":"group"}],"somethingNew":{"deep":[1.50]},
             "keyRestrictions":{"isEnforced":true,"enforcementType":"allow","aaGuids":["DE1E552D-db1d-4423-a619-566b625cdc84","b"]},
             "includeTargets":[{"id":"pilot","targetType":"group","isRegistrationRequired":true,"new":1},{"id":"wave1","targetType":"group","isRegistrationRequired":false}],
             "passkeyProfiles":[],"defaultPasskeyProfile":null}
            """);
    }

    [Theory]
    [InlineData("\"b\"", "b")]
    [InlineData("null", "00000000-0000-0000-0000-000000000001")]
    public async Task A_target_may_use_the_default_profile_where_profiles_are_in_use(string named, string profile)
    {
        await using var graph = await ScriptedGraph.StartAsync(Configuration(named, "00000000-0000-0000-0000-000000000001", "b"), new Reply(204));

        (await graph.WriteAsync(writer => writer.AddFido2TargetAsync("wave1"))).Value();

        var target = JsonNode.Parse(graph.Requests[1].Body)!["includeTargets"]![0]!;
        Assert.Equal([profile], target["allowedPasskeyProfiles"]!.AsArray().Select(id => (string)id!));
    }

    [Fact]
    public async Task Where_no_profile_is_the_default_nothing_is_written()
    {
        await using var graph = await ScriptedGraph.StartAsync(Configuration("null", "a", "b"));

        (await graph.WriteAsync(writer => writer.AddFido2TargetAsync("wave1"))).FailedAs<TenantFailure.Unreadable, Done>();

        Assert.Single(graph.Requests);
    }

    [Theory]
    [InlineData("WAVE1")]
    [InlineData(Fido2Policy.AllUsers)]
    public async Task A_group_that_is_targeted_already_is_not_written(string target)
    {
        await using var graph = await ScriptedGraph.StartAsync(Reply.Json($$"""{"includeTargets":[{"id":"{{target}}"}]}"""));

        (await graph.WriteAsync(writer => writer.AddFido2TargetAsync("wave1"))).Value();

        Assert.Single(graph.Requests);
    }

    [Theory]
    [InlineData("""{"state":"enabled"}""", "includeTargets is missing, expected an array")]
    [InlineData("""{"includeTargets":[],"keyRestrictions":{"aaGuids":[],"aaGuids":[]}}""", "keyRestrictions.aaGuids is there twice, expected one of them")]
    public async Task A_configuration_that_is_not_understood_is_not_written(string configuration, string message)
    {
        await using var graph = await ScriptedGraph.StartAsync(Reply.Json(configuration));

        Assert.Equal(message, (await graph.WriteAsync(writer => writer.AddFido2TargetAsync("wave1"))).FailedAs<TenantFailure.Unreadable, Done>().Message);
        Assert.Single(graph.Requests);
    }

    private static Reply Configuration(string defaultProfile, params string[] profiles) => Reply.Json(
        $$"""{"defaultPasskeyProfile":{{defaultProfile}},"includeTargets":[],"passkeyProfiles":[{{string.Join(',', profiles.Select(id => $$"""{"id":"{{id}}"}"""))}}]}""");

    private static void AssertWritten(ScriptedGraph graph, string body) =>
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(body), JsonNode.Parse(graph.Requests[^1].Body)), graph.Requests[^1].Body);
}
