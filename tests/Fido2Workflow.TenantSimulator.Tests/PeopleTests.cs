using System.Text.Json.Nodes;

namespace Fido2Workflow.TenantSimulator.Tests;

public sealed class PeopleTests
{
    private static async Task<List<JsonObject>> KeysOf(World world, string userId) => await world.ListAsync($"users/{userId}/authentication/fido2Methods");

    [Fact]
    public async Task Nobody_enrolls_before_they_are_asked()
    {
        await using var world = World.Open();
        world.Pass(TimeSpan.FromDays(14));
        Assert.Empty(await KeysOf(world, World.Ada));
    }

    [Fact]
    public async Task People_who_are_asked_register_within_their_working_days_and_no_others_do()
    {
        await using var world = World.Open();
        await world.OfferKeysAsync(World.Pilot);
        world.Pass(TimeSpan.FromDays(1));
        Assert.Empty(await KeysOf(world, World.Ada));
        world.Pass(TimeSpan.FromDays(8));
        foreach (var asked in (string[])[World.Ada, World.Ben])
        {
            var key = Assert.Single(await KeysOf(world, asked));
            Assert.Equal(World.YubiKey, (string?)key["aaGuid"]);
            Assert.Equal("attested", (string?)key["attestationLevel"]);
            var at = DateTimeOffset.Parse((string)key["createdDateTime"]!, System.Globalization.CultureInfo.InvariantCulture);
            Assert.InRange(at.Hour, 8, 17);
            Assert.NotEqual(DayOfWeek.Sunday, at.DayOfWeek);
        }

        Assert.Single(await KeysOf(world, World.Eve));
    }

    [Fact]
    public async Task Whoever_has_two_keys_registers_the_second_the_next_working_day_and_no_third()
    {
        using var files = TenantFiles.Copy().Edit("people.json", people => people["defaults"]!["keys"] = 2);
        await using var world = World.Open(files);
        await world.OfferKeysAsync(World.Pilot);
        world.Pass(TimeSpan.FromDays(14));
        var days = (await KeysOf(world, World.Ada)).Select(key => DateTimeOffset.Parse((string)key["createdDateTime"]!, System.Globalization.CultureInfo.InvariantCulture).Date).ToList();
        Assert.Equal(2, days.Count);
        Assert.InRange((days[1] - days[0]).Days, 1, 3);
    }

    [Fact]
    public async Task A_new_key_is_tried_within_the_hour_in_each_of_the_apps()
    {
        await using var world = World.Open();
        await world.OfferKeysAsync(World.Pilot);
        world.Pass(TimeSpan.FromDays(9));
        var key = Assert.Single(await KeysOf(world, World.Ada));
        var registered = DateTimeOffset.Parse((string)key["createdDateTime"]!, System.Globalization.CultureInfo.InvariantCulture);
        var rows = await world.SignInsAsync($"userId eq '{World.Ada}'");
        var tried = rows.Where(row => IsWithKey(row) && At(row) >= registered && At(row) <= registered.AddHours(1)).Select(row => (string)row["appId"]!).Distinct();
        Assert.Subset(tried.ToHashSet(), new HashSet<string> { "00000002-0000-0ff1-ce00-000000000000", "00000003-0000-0ff1-ce00-000000000000", "cc15fd57-2c6c-4117-a88c-83b1d56b4bbe" });

        static DateTimeOffset At(JsonObject row) => DateTimeOffset.Parse((string)row["createdDateTime"]!, System.Globalization.CultureInfo.InvariantCulture);
        static bool IsWithKey(JsonObject row) => row["authenticationDetails"]!.AsArray().Any(step => (string?)step!["authenticationMethod"] == "FIDO2 security key");
    }

    [Fact]
    public async Task Somebody_with_a_key_that_is_not_allowed_registers_an_allowed_one_too()
    {
        await using var world = World.Open();
        await world.OfferKeysAsync();
        world.Pass(TimeSpan.FromDays(9));
        Assert.Equal(2, (await KeysOf(world, World.Eve)).Count);
        Assert.Single(await KeysOf(world, World.Dan));
        Assert.Empty(await KeysOf(world, World.Fay));
        Assert.Empty(await KeysOf(world, World.Scanner));
    }

    [Fact]
    public async Task Somebody_without_a_method_registers_once_handed_a_pass_and_uses_it_up()
    {
        await using var world = World.Open();
        await world.OfferKeysAsync();
        world.Pass(TimeSpan.FromDays(9).Add(TimeSpan.FromHours(3)));
        Assert.Empty(await KeysOf(world, World.Cleo));

        var issued = await world.WriteAsync("POST", $"users/{World.Cleo}/authentication/temporaryAccessPassMethods", new JsonObject { ["lifetimeInMinutes"] = 60 });
        Assert.NotNull((string?)issued!["temporaryAccessPass"]);
        Assert.Equal("EnabledByPolicy", (string?)issued["methodUsabilityReason"]);
        world.Pass(TimeSpan.FromMinutes(20));

        Assert.Single(await KeysOf(world, World.Cleo));
        var pass = Assert.Single(await world.ListAsync($"users/{World.Cleo}/authentication/temporaryAccessPassMethods"));
        Assert.Null(pass["temporaryAccessPass"]);
        Assert.False((bool)pass["isUsable"]!);
        Assert.Equal("OneTimeUsed", (string?)pass["methodUsabilityReason"]);
    }

    [Fact]
    public async Task A_pass_that_runs_out_before_work_starts_enrolls_nobody()
    {
        await using var world = World.Open();
        await world.OfferKeysAsync();
        world.Pass(TimeSpan.FromHours(13)); // 20:00
        await world.WriteAsync("POST", $"users/{World.Cleo}/authentication/temporaryAccessPassMethods", new JsonObject());
        world.Pass(TimeSpan.FromDays(2));
        Assert.Empty(await KeysOf(world, World.Cleo));
        var pass = Assert.Single(await world.ListAsync($"users/{World.Cleo}/authentication/temporaryAccessPassMethods"));
        Assert.Equal("Expired", (string?)pass["methodUsabilityReason"]);
    }

    [Fact]
    public async Task A_model_that_is_not_allowed_is_registered_by_nobody()
    {
        using var files = TenantFiles.Copy().Edit("people.json", people => people["defaults"]!["key"]!["aaGuid"] = "99999999-0000-4000-8000-000000000000");
        await using var world = World.Open(files);
        await world.OfferKeysAsync();
        world.Pass(TimeSpan.FromDays(14));
        Assert.Empty(await KeysOf(world, World.Ada));
    }

    [Fact]
    public async Task With_passkey_profiles_a_targets_profile_decides_which_models_are_registered()
    {
        static JsonObject Profile(string id, string model) => new()
        {
            ["id"] = id,
            ["keyRestrictions"] = new JsonObject { ["isEnforced"] = true, ["enforcementType"] = "allow", ["aaGuids"] = new JsonArray(model) },
        };
        static JsonObject Target(string group, string profile) => new()
        {
            ["id"] = group, ["targetType"] = "group", ["allowedPasskeyProfiles"] = new JsonArray(profile),
        };
        const string Hardware = "00000000-0000-0000-0000-000000000001";
        const string Phones = "00000000-0000-0000-0000-000000000002";
        await using var world = World.Open();
        await world.WriteAsync("PATCH", World.Fido2, new JsonObject
        {
            ["@odata.type"] = World.Fido2Type,
            ["state"] = "enabled",
            ["passkeyProfiles"] = new JsonArray(Profile(Hardware, World.YubiKey), Profile(Phones, "de1e552d-db1d-4423-a619-566b625cdc84")),
            ["includeTargets"] = new JsonArray(Target(World.Pilot, Hardware), Target("all_users", Phones)),
        });
        world.Pass(TimeSpan.FromDays(9));
        Assert.Single(await KeysOf(world, World.Ada));
        Assert.Single(await KeysOf(world, World.Eve));
    }

    [Fact]
    public async Task Working_hours_are_those_of_a_persons_own_time_zone()
    {
        using var files = TenantFiles.Copy().Edit("people.json", people => people["people"]![World.Ben] = new JsonObject { ["timeZone"] = "America/New_York" });
        await using var world = World.Open(files);
        world.Pass(TimeSpan.FromDays(5));
        var minutes = (await world.ListAsync($"auditLogs/signIns?$filter=userId eq '{World.Ben}'"))
            .Select(row => DateTimeOffset.Parse((string)row["createdDateTime"]!, System.Globalization.CultureInfo.InvariantCulture).TimeOfDay);
        Assert.All(minutes, time => Assert.InRange(time, new(13, 26, 0), new(22, 31, 0)));
    }

    [Theory]
    [InlineData("""{"lifetimeInMinutes":30}""")]
    [InlineData("""{"isUsableOnce":false}""")]
    public async Task A_pass_outside_its_policy_is_refused(string asked)
    {
        await using var world = World.Open();
        using var refused = await world.SendAsync("POST", $"users/{World.Cleo}/authentication/temporaryAccessPassMethods", JsonNode.Parse(asked));
        Assert.Equal(System.Net.HttpStatusCode.BadRequest, refused.StatusCode);
    }

    [Fact]
    public async Task A_joiner_is_asked_when_somebody_adds_them_in_the_portal()
    {
        using var files = TenantFiles.Copy().Edit("people.json", people => people["later"] = new JsonArray(
            new JsonObject { ["at"] = "2027-01-12T09:00:00Z", ["do"] = "addMember", ["group"] = World.Pilot, ["user"] = World.Dora },
            new JsonObject { ["at"] = "2027-01-13T09:00:00Z", ["do"] = "enable", ["user"] = World.Dora }));
        await using var world = World.Open(files);
        await world.OfferKeysAsync(World.Pilot);
        world.Pass(TimeSpan.FromDays(10).Add(TimeSpan.FromHours(3)));
        Assert.True((bool)(await world.GetAsync($"users/{World.Dora}"))["accountEnabled"]!);
        Assert.Contains(await world.ListAsync($"groups/{World.Pilot}/members"), member => (string?)member["id"] == World.Dora);
        await world.WriteAsync("POST", $"users/{World.Dora}/authentication/temporaryAccessPassMethods", new JsonObject());
        world.Pass(TimeSpan.FromMinutes(20));
        Assert.Single(await KeysOf(world, World.Dora));
    }

    [Fact]
    public async Task People_sign_in_on_working_days_only_and_services_every_day()
    {
        await using var world = World.Open();
        world.Pass(TimeSpan.FromDays(7));
        var rows = await world.SignInsAsync("createdDateTime ge 2027-01-09T00:00:00Z and createdDateTime lt 2027-01-11T00:00:00Z");
        Assert.NotEmpty(rows);
        Assert.All(rows, row => Assert.Equal(World.Scanner, (string?)row["userId"]));
        Assert.All(rows, row => Assert.False((bool)row["isInteractive"]!));
    }

    [Fact]
    public async Task Nobody_signs_in_on_a_holiday_or_while_away()
    {
        using var files = TenantFiles.Copy().Edit("people.json", people =>
        {
            people["holidays"] = new JsonArray("2027-01-05");
            people["people"]![World.Ada] = new JsonObject { ["away"] = new JsonArray(new JsonObject { ["from"] = "2027-01-06", ["until"] = "2027-01-07" }) };
        });
        await using var world = World.Open(files);
        world.Pass(TimeSpan.FromDays(5));
        var rows = await world.SignInsAsync();
        Assert.DoesNotContain(rows, row => (string?)row["userId"] == World.Ben && ((string)row["createdDateTime"]!).StartsWith("2027-01-05", StringComparison.Ordinal));
        var daysOfAda = rows.Where(row => (string?)row["userId"] == World.Ada).Select(row => ((string)row["createdDateTime"]!)[..10]).Distinct().Order();
        Assert.Equal(["2027-01-04", "2027-01-08"], daysOfAda);
    }
}
