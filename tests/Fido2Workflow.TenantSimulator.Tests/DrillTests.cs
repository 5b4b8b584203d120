using System.Text.Json.Nodes;

namespace Fido2Workflow.TenantSimulator.Tests;

public sealed class DrillTests
{
    [Fact]
    public async Task Somebody_who_takes_the_key_out_of_the_safe_is_seen_in_the_log_some_minutes_later()
    {
        await using var world = World.Open();
        await world.OfferKeysAsync();
        world.Pass(TimeSpan.FromHours(3));
        world.Tenant.SignIn("bg1@contoso.onmicrosoft.com");
        world.Tenant.SignIn(World.BreakGlass);
        Assert.Empty(await OfBreakGlass(world));
        world.Pass(TimeSpan.FromHours(2));
        var row = Assert.Single(await OfBreakGlass(world));
        Assert.Equal(("2027-01-04T10:00:00Z", "Azure Portal", 0), ((string?)row["createdDateTime"], (string?)row["appDisplayName"], (int)row["status"]!["errorCode"]!));
        Assert.Equal("FIDO2 security key", (string?)Assert.Single(row["authenticationDetails"]!.AsArray())!["authenticationMethod"]);
        Assert.True((bool)row["isInteractive"]!);
    }

    [Fact]
    public async Task It_has_happened_for_whoever_loads_the_tenant_again()
    {
        var state = Directory.CreateTempSubdirectory("drill");
        try
        {
            using var files = TenantFiles.Copy();
            await using (var before = World.Open(files, options => options with { StateFolder = state.FullName }))
                before.Tenant.SignIn(World.BreakGlass);
            using var again = TenantFiles.Copy();
            await using var after = World.Open(again, options => options with { StateFolder = state.FullName });
            after.Pass(TimeSpan.FromHours(2));
            Assert.Single(await OfBreakGlass(after));
        }
        finally
        {
            state.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task It_can_be_part_of_the_tenants_story()
    {
        using var files = TenantFiles.Copy().Edit("people.json", people => people["later"] = new JsonArray(
            new JsonObject { ["at"] = "2027-01-05T09:00:00Z", ["do"] = "signIn", ["user"] = World.BreakGlass }));
        await using var world = World.Open(files);
        world.Pass(TimeSpan.FromDays(2));
        Assert.Equal("2027-01-05T09:00:00Z", (string?)Assert.Single(await OfBreakGlass(world))["createdDateTime"]);
    }

    [Fact]
    public async Task No_application_can_do_it_and_nobody_as_somebody_who_is_not_there()
    {
        await using var world = World.Open();
        using var refused = await world.SendAsync("POST", "simulation/signIns", new JsonObject { ["userId"] = World.BreakGlass });
        Assert.Equal(System.Net.HttpStatusCode.Forbidden, refused.StatusCode);
        Assert.Throws<ArgumentException>(() => world.Tenant.SignIn("nobody"));
        Assert.Equal(0, world.Tenant.WritesAccepted);
    }

    private static Task<List<JsonObject>> OfBreakGlass(World world) => world.SignInsAsync($"userId eq '{World.BreakGlass}'");
}
