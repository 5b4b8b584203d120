using System.Text.Json.Nodes;
using Fido2Workflow.Core.Tenants;
using Fido2Workflow.Entra.Tests.Loopback;

namespace Fido2Workflow.Entra.Tests.Simulated;

public class PolicyWritingTests
{
    [Fact]
    public async Task Groups_are_excluded_from_a_policy_and_the_rest_of_it_stays()
    {
        await using var world = await World.OpenAsync();
        var before = (await world.DoAsync(() => world.Reader.ReadPolicyAsync(World.RequireKey))).Value();

        (await world.DoAsync(() => world.Writer.ExcludeGroupsAsync(World.RequireKey, [World.Pilot, World.Staff]))).Value();
        (await world.DoAsync(() => world.Writer.ExcludeGroupsAsync(World.RequireKey, [World.Staff.ToUpperInvariant()]))).Value();

        var after = (await world.DoAsync(() => world.Reader.ReadPolicyAsync(World.RequireKey))).Value();
        Assert.Equal(1, world.Tenant.WritesAccepted);
        var expected = JsonNode.Parse(before.Body.GetProperty("conditions").GetRawText())!;
        expected["users"]!["excludeGroups"] = new JsonArray("00000000-0000-4000-9000-000000000001", World.Pilot, World.Staff);
        Assert.True(JsonNode.DeepEquals(expected, Said(after.Body.GetProperty("conditions").GetRawText())), after.Body.GetRawText());
        Assert.Equal(before.State, after.State);
    }

    [Fact]
    public async Task A_policy_that_is_not_there_is_not_found()
    {
        await using var world = await World.OpenAsync();

        (await world.DoAsync(() => world.Writer.ExcludeGroupsAsync(World.Nobody, [World.Pilot]))).FailedAs<TenantFailure.NotFound, Done>();
    }

    [Fact]
    public async Task A_configuration_is_written_back_with_what_was_read_and_more()
    {
        await using var world = await World.OpenAsync();
        var policy = (await world.DoAsync(world.Reader.ReadAuthenticationMethodsPolicyAsync)).Value();
        var body = JsonObject.Create(policy.Configuration("TemporaryAccessPass")!.Value)!;
        body["maximumLifetimeInMinutes"] = 600;
        body["includeTargets@odata.context"] = "what an answer says";

        (await world.DoAsync(() => world.Writer.UpdateMethodConfigurationAsync("TemporaryAccessPass", body))).Value();

        var passes = (await world.DoAsync(world.Reader.ReadTemporaryAccessPassPolicyAsync)).Value();
        Assert.Equal((600, 60), (passes.MaximumLifetimeInMinutes, passes.DefaultLifetimeInMinutes));
        Assert.Equal(["all_users"], passes.IncludeTargets);
        var after = (await world.DoAsync(world.Reader.ReadAuthenticationMethodsPolicyAsync)).Value().Configuration("TemporaryAccessPass")!.Value;
        Assert.False(after.TryGetProperty("includeTargets@odata.context", out _));
    }

    [Fact]
    public async Task A_body_without_its_type_is_given_it()
    {
        await using var world = await World.OpenAsync();

        (await world.DoAsync(() => world.Writer.UpdateMethodConfigurationAsync("Fido2", new JsonObject { ["isAttestationEnforced"] = false }))).Value();

        Assert.False((await world.DoAsync(world.Reader.ReadFido2PolicyAsync)).Value().IsAttestationEnforced);
    }

    [Fact]
    public async Task A_configuration_that_cannot_be_is_a_conflict()
    {
        await using var world = await World.OpenAsync();

        var refused = await world.DoAsync(() => world.Writer.UpdateMethodConfigurationAsync("TemporaryAccessPass", new JsonObject { ["maximumLifetimeInMinutes"] = 5 }));

        Assert.Contains("maximumLifetimeInMinutes", refused.FailedAs<TenantFailure.Conflict, Done>().Message, StringComparison.Ordinal);
    }

    // Graph says null of what nobody wrote.
    private static JsonNode Said(string conditions)
    {
        var said = JsonNode.Parse(conditions)!;
        var users = said["users"]!.AsObject();
        foreach (var unsaid in users.Where(list => list.Value is null).Select(list => list.Key).ToList())
            users.Remove(unsaid);
        return said;
    }
}
