using System.Net;
using System.Text.Json.Nodes;

namespace Fido2Workflow.TenantSimulator.Tests;

public sealed class MethodConfigurationTests
{
    private const string Pass = "policies/authenticationMethodsPolicy/authenticationMethodConfigurations/temporaryAccessPass";
    private const string PassType = "#microsoft.graph.temporaryAccessPassAuthenticationMethodConfiguration";

    [Theory]
    [InlineData("""{"state":"enabled"}""", "@odata.type")]
    [InlineData("""{"@odata.type":"#microsoft.graph.fido2AuthenticationMethodConfiguration","state":"enabled"}""", "@odata.type")]
    [InlineData($$$"""{"@odata.type":"{{{PassType}}}","state":"on"}""", "state")]
    [InlineData($$$"""{"@odata.type":"{{{PassType}}}","minimumLifetimeInMinutes":9}""", "minimumLifetimeInMinutes")]
    [InlineData($$$"""{"@odata.type":"{{{PassType}}}","maximumLifetimeInMinutes":43201}""", "maximumLifetimeInMinutes")]
    [InlineData($$$"""{"@odata.type":"{{{PassType}}}","minimumLifetimeInMinutes":500}""", "minimumLifetimeInMinutes")]
    [InlineData($$$"""{"@odata.type":"{{{PassType}}}","defaultLifetimeInMinutes":500}""", "defaultLifetimeInMinutes")]
    [InlineData($$$"""{"@odata.type":"{{{PassType}}}","defaultLength":7}""", "defaultLength")]
    [InlineData($$$"""{"@odata.type":"{{{PassType}}}","includeTargets":[{"id":"all_users"}]}""", "includeTargets")]
    public Task A_configuration_of_passes_that_cannot_be_is_refused(string body, string named) => RefusedAsync(Pass, body, named);

    [Theory]
    [InlineData($$$"""{"@odata.type":"{{{World.Fido2Type}}}","keyRestrictions":{"isEnforced":true,"enforcementType":"forbid","aaGuids":[]}}""", "enforcementType")]
    [InlineData($$$"""{"@odata.type":"{{{World.Fido2Type}}}","keyRestrictions":{"isEnforced":true,"enforcementType":"allow","aaGuids":["YubiKey"]}}""", "aaGuids")]
    [InlineData($$$"""{"@odata.type":"{{{World.Fido2Type}}}","passkeyProfiles":[{"id":"1"},{"id":"2"},{"id":"3"},{"id":"4"}]}""", "passkeyProfiles")]
    [InlineData($$$"""{"@odata.type":"{{{World.Fido2Type}}}","passkeyProfiles":[{"id":"1"}],"defaultPasskeyProfile":"2"}""", "defaultPasskeyProfile")]
    [InlineData($$$"""{"@odata.type":"{{{World.Fido2Type}}}","passkeyProfiles":[{"id":"1"}],"includeTargets":[{"id":"all_users","targetType":"group","allowedPasskeyProfiles":["2"]}]}""", "allowedPasskeyProfiles")]
    public Task A_configuration_of_keys_that_cannot_be_is_refused(string body, string named) => RefusedAsync(World.Fido2, body, named);

    [Fact]
    public async Task A_shorter_life_of_passes_counts_for_the_next_one()
    {
        await using var world = World.Open();
        await world.WriteAsync("PATCH", Pass, new JsonObject
        {
            ["@odata.type"] = PassType, ["minimumLifetimeInMinutes"] = 10, ["maximumLifetimeInMinutes"] = 20, ["defaultLifetimeInMinutes"] = 15,
        });
        var issued = await world.WriteAsync("POST", $"users/{World.Cleo}/authentication/temporaryAccessPassMethods", new JsonObject());
        Assert.Equal(15, (int)issued!["lifetimeInMinutes"]!);
        using var tooLong = await world.SendAsync("POST", $"users/{World.Cleo}/authentication/temporaryAccessPassMethods", new JsonObject { ["lifetimeInMinutes"] = 60 });
        Assert.Equal(HttpStatusCode.BadRequest, tooLong.StatusCode);
    }

    private static async Task RefusedAsync(string path, string body, string named)
    {
        await using var world = World.Open();
        using var refused = await world.SendAsync("PATCH", path, JsonNode.Parse(body));
        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        Assert.Contains(named, (string?)JsonNode.Parse(await refused.Content.ReadAsStringAsync())!["error"]!["message"], StringComparison.Ordinal);
        Assert.Equal(0, world.Tenant.WritesAccepted);
    }
}
