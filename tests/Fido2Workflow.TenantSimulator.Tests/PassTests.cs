using System.Text.Json.Nodes;

namespace Fido2Workflow.TenantSimulator.Tests;

public sealed class PassTests
{
    private static readonly string Passes = $"users/{World.Cleo}/authentication/temporaryAccessPassMethods";

    [Fact]
    public async Task A_new_pass_takes_the_place_of_the_one_before_and_its_code_is_shown_once()
    {
        await using var world = World.Open();
        var first = await world.WriteAsync("POST", Passes, new JsonObject());
        var second = await world.WriteAsync("POST", Passes, new JsonObject());
        var listed = Assert.Single(await world.ListAsync(Passes));
        Assert.Equal((string?)second!["id"], (string?)listed["id"]);
        Assert.Null(listed["temporaryAccessPass"]);
        Assert.NotEqual((string?)first!["temporaryAccessPass"], (string?)second["temporaryAccessPass"]);
        Assert.Equal(8, ((string)second["temporaryAccessPass"]!).Length);
    }

    [Fact]
    public async Task A_withdrawn_pass_is_gone()
    {
        await using var world = World.Open();
        var issued = await world.WriteAsync("POST", Passes, new JsonObject());
        await world.WriteAsync("DELETE", $"{Passes}/{issued!["id"]}");
        Assert.Empty(await world.ListAsync(Passes));
    }

    [Fact]
    public async Task Whoever_is_handed_a_pass_signs_in_with_it_soon_and_has_then_used_it()
    {
        await using var world = World.Open();
        world.Pass(TimeSpan.FromHours(3));
        await world.WriteAsync("POST", Passes, new JsonObject());
        world.Pass(TimeSpan.FromMinutes(20));
        Assert.Equal("OneTimeUsed", (string?)Assert.Single(await world.ListAsync(Passes))["methodUsabilityReason"]);
        world.Pass(TimeSpan.FromHours(2));
        var row = Assert.Single(await world.SignInsAsync($"userId eq '{World.Cleo}'"), SignedInWithPass);
        Assert.Equal(0, (int)row["status"]!["errorCode"]!);
    }

    [Fact]
    public async Task A_policy_on_every_app_that_no_pass_satisfies_keeps_its_holder_from_registering()
    {
        await using var world = World.Open();
        var onEverything = World.RequireKey("enabled");
        onEverything["conditions"]!["applications"]!["includeApplications"] = new JsonArray("All");
        await world.WriteAsync("POST", World.Policies, onEverything);
        await world.OfferKeysAsync();
        world.Pass(TimeSpan.FromHours(3));
        await world.WriteAsync("POST", Passes, new JsonObject());
        world.Pass(TimeSpan.FromHours(3));
        Assert.Empty(await world.ListAsync($"users/{World.Cleo}/authentication/fido2Methods"));
        Assert.NotEqual(0, (int)Assert.Single(await world.SignInsAsync($"userId eq '{World.Cleo}'"), SignedInWithPass)["status"]!["errorCode"]!);
    }

    [Theory]
    [InlineData("00000000-0000-0000-0000-000000000004", 0)]
    [InlineData("00000000-0000-0000-0000-000000000002", 1)]
    public async Task A_policy_on_registering_lets_a_pass_through_only_where_its_strength_holds_passes(string strength, int keys)
    {
        await using var world = World.Open();
        var onRegistering = World.RequireKey("enabled");
        onRegistering["conditions"]!["applications"] = new JsonObject { ["includeUserActions"] = new JsonArray("urn:user:registersecurityinfo") };
        onRegistering["grantControls"]!["authenticationStrength"]!["id"] = strength;
        await world.WriteAsync("POST", World.Policies, onRegistering);
        await world.OfferKeysAsync();
        world.Pass(TimeSpan.FromHours(3));
        await world.WriteAsync("POST", Passes, new JsonObject());
        world.Pass(TimeSpan.FromHours(3));
        Assert.Equal(keys, (await world.ListAsync($"users/{World.Cleo}/authentication/fido2Methods")).Count);
        Assert.Equal(0, (int)Assert.Single(await world.SignInsAsync($"userId eq '{World.Cleo}'"), SignedInWithPass)["status"]!["errorCode"]!);
    }

    private static bool SignedInWithPass(JsonObject row) =>
        row["authenticationDetails"]!.AsArray().Any(step => (string?)step!["authenticationMethod"] == "Temporary Access Pass");
}
