using System.Text.Json.Nodes;
using Fido2Workflow.Core.Tenants;
using Fido2Workflow.Entra.Tests.Loopback;

namespace Fido2Workflow.Entra.Tests.Simulated;

public class WriterTests
{
    [Fact]
    public async Task A_group_is_created_filled_and_emptied()
    {
        await using var world = await World.OpenAsync();

        var group = (await world.DoAsync(() => world.Writer.CreateGroupAsync("Wave 1", "wave1", "The first."))).Value();
        (await world.DoAsync(() => world.Writer.AddMembersAsync(group, [World.Ada]))).Value();
        (await world.DoAsync(() => world.Writer.AddMembersAsync(group, [World.Ada, World.Ben, World.Cleo]))).Value();
        (await world.DoAsync(() => world.Writer.RemoveMemberAsync(group, World.Ada))).Value();
        (await world.DoAsync(() => world.Writer.RemoveMemberAsync(group, World.Ada))).Value();

        var found = Assert.Single((await world.DoAsync(() => world.Reader.FindGroupsAsync("wave1"))).Value());
        Assert.Equal(new Group(group, "Wave 1", "wave1", IsDynamic: false, SecurityEnabled: true), found);
        Assert.Equal([World.Ben, World.Cleo], (await world.DoAsync(() => world.Reader.ReadTransitiveUsersAsync(group))).Value().Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_member_of_a_dynamic_group_is_a_conflict()
    {
        await using var world = await World.OpenAsync();

        (await world.DoAsync(() => world.Writer.AddMembersAsync(World.Everyone, [World.Ada]))).FailedAs<TenantFailure.Conflict, Done>();
    }

    [Fact]
    public async Task A_member_of_a_group_that_is_not_there_is_not_found()
    {
        await using var world = await World.OpenAsync();

        (await world.DoAsync(() => world.Writer.AddMembersAsync(World.Nobody, [World.Ada]))).FailedAs<TenantFailure.NotFound, Done>();
    }

    [Fact]
    public async Task A_policy_is_created_and_nothing_but_its_state_changes()
    {
        await using var world = await World.OpenAsync();
        var body = JsonNode.Parse("""
            {"displayName":"Wave 1","state":"enabledForReportingButNotEnforced","sessionControls":null,
             "conditions":{"clientAppTypes":["all"],"applications":{"includeApplications":["Office365"]},"users":{}},
             "grantControls":{"operator":"OR","authenticationStrength":{"id":"00000000-0000-0000-0000-000000000004"}}}
            """)!.AsObject();
        body["conditions"]!["users"]!["includeGroups"] = new JsonArray(World.Pilot);

        var id = (await world.DoAsync(() => world.Writer.CreatePolicyAsync(body))).Value();
        var before = (await world.DoAsync(() => world.Reader.ReadPolicyAsync(id))).Value();
        (await world.DoAsync(() => world.Writer.SetPolicyStateAsync(id, ConditionalAccessPolicy.Enabled))).Value();
        var after = (await world.DoAsync(() => world.Reader.ReadPolicyAsync(id))).Value();

        Assert.Equal((ConditionalAccessPolicy.ReportOnly, ConditionalAccessPolicy.Enabled), (before.State, after.State));
        Assert.Equal(["modifiedDateTime", "state"], Changed(before, after));
    }

    [Fact]
    public async Task A_credential_that_may_only_read_is_denied_every_write()
    {
        await using var world = await World.OpenAsync();

        (await world.DoAsync(() => world.ReadOnlyWriter.CreateGroupAsync("Wave 1", "wave1", "The first."))).FailedAs<TenantFailure.Denied, string>();
        (await world.DoAsync(() => world.ReadOnlyWriter.AddMembersAsync(World.Pilot, [World.Ben]))).FailedAs<TenantFailure.Denied, Done>();
        (await world.DoAsync(() => world.ReadOnlyWriter.RemoveMemberAsync(World.Pilot, World.Ada))).FailedAs<TenantFailure.Denied, Done>();
        (await world.DoAsync(() => world.ReadOnlyWriter.UpdateMethodConfigurationAsync("Fido2", []))).FailedAs<TenantFailure.Denied, Done>();
        (await world.DoAsync(() => world.ReadOnlyWriter.CreatePolicyAsync([]))).FailedAs<TenantFailure.Denied, string>();
        (await world.DoAsync(() => world.ReadOnlyWriter.SetPolicyStateAsync(World.RequireKey, "enabled"))).FailedAs<TenantFailure.Denied, Done>();
        (await world.DoAsync(() => world.ReadOnlyWriter.ExcludeGroupsAsync(World.RequireKey, [World.Staff]))).FailedAs<TenantFailure.Denied, Done>();
        (await world.DoAsync(() => world.ReadOnlyWriter.UpdateMethodConfigurationAsync("Fido2", []))).FailedAs<TenantFailure.Denied, Done>();
        Assert.Equal(0, world.Tenant.WritesAccepted);
    }

    private static IEnumerable<string> Changed(ConditionalAccessPolicy before, ConditionalAccessPolicy after) => before.Body.EnumerateObject()
        .Where(property => property.Value.GetRawText() != after.Body.GetProperty(property.Name).GetRawText())
        .Select(property => property.Name)
        .Where(name => !name.StartsWith('@'))
        .Order(StringComparer.Ordinal);
}
