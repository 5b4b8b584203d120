using System.Globalization;
using System.Text.Json.Nodes;

namespace Fido2Workflow.TenantSimulator.Tests;

public sealed class SignInTests
{
    private const string ReportOnlyKeyPolicy = "20000000-0000-4000-8000-000000000002";

    private static string? Result(JsonObject row, string policyId) =>
        (string?)row["appliedConditionalAccessPolicies"]!.AsArray().FirstOrDefault(policy => (string?)policy!["id"] == policyId)?["result"];

    private static int ErrorCode(JsonObject row) => (int)row["status"]!["errorCode"]!;

    private static List<string?> Methods(JsonObject row) =>
        [.. row["authenticationDetails"]!.AsArray().Select(step => (string?)step!["authenticationMethod"])];

    [Fact]
    public async Task Report_only_a_key_policy_asks_for_user_action_where_no_key_was_used_and_succeeds_where_one_was()
    {
        await using var world = World.Open();
        await world.OfferKeysAsync();
        world.Pass(TimeSpan.FromDays(5));
        var rows = (await world.SignInsAsync($"userId eq '{World.Dan}'"))
            .Where(row => (bool)row["isInteractive"]! && ErrorCode(row) == 0).ToList();
        Assert.Contains(rows, row => Methods(row).Contains("FIDO2 security key"));
        Assert.Contains(rows, row => !Methods(row).Contains("FIDO2 security key"));
        Assert.All(rows, row => Assert.Equal(
            Methods(row).Contains("FIDO2 security key") ? "reportOnlySuccess" : "reportOnlyInterrupted", Result(row, ReportOnlyKeyPolicy)));
        Assert.All(rows, row => Assert.Equal("notEnabled", Result(row, "20000000-0000-4000-8000-000000000003")));
        Assert.All(rows, row => Assert.Equal("reportOnlyNotApplied", Result(row, "20000000-0000-4000-8000-000000000001")));
    }

    [Fact]
    public async Task A_legacy_client_fails_a_report_only_block()
    {
        await using var world = World.Open();
        world.Pass(TimeSpan.FromDays(2));
        var rows = await world.SignInsAsync($"userId eq '{World.Scanner}'");
        Assert.NotEmpty(rows);
        Assert.All(rows, row => Assert.Equal("reportOnlyFailure", Result(row, "20000000-0000-4000-8000-000000000001")));
    }

    [Fact]
    public async Task Without_the_header_report_only_results_are_hidden()
    {
        await using var world = World.Open();
        world.Pass(TimeSpan.FromDays(1));
        var rows = (await world.ListAsync("auditLogs/signIns", unknownMembers: false)).Where(row => ErrorCode(row) == 0).ToList();
        Assert.NotEmpty(rows);
        Assert.All(rows, row => Assert.Equal("unknownFutureValue", Result(row, ReportOnlyKeyPolicy)));
    }

    [Fact]
    public async Task The_first_version_shows_interactive_rows_only_and_no_beta_properties()
    {
        await using var world = World.Open();
        world.Pass(TimeSpan.FromDays(2));
        var rows = await world.ListAsync("auditLogs/signIns");
        Assert.NotEmpty(rows);
        Assert.All(rows, row => Assert.True((bool)row["isInteractive"]!));
        Assert.All(rows, row => Assert.False(row.ContainsKey("signInEventTypes")));
    }

    [Fact]
    public async Task The_log_comes_newest_first_in_pages_that_hold_still_while_time_passes()
    {
        await using var world = World.Open();
        world.Pass(TimeSpan.FromDays(5));
        var whole = await world.ListAsync("auditLogs/signIns");
        var first = await world.GetAsync("auditLogs/signIns?$top=10");
        world.Pass(TimeSpan.FromDays(1));
        var rest = await world.ListAsync((string)first["@odata.nextLink"]!);
        var paged = first["value"]!.AsArray().Select(row => (string?)row!["id"]).Concat(rest.Select(row => (string?)row["id"]));
        Assert.Equal(whole.Select(row => (string?)row["id"]), paged);
        var times = whole.Select(row => DateTimeOffset.Parse((string)row["createdDateTime"]!, CultureInfo.InvariantCulture)).ToList();
        Assert.Equal(times.OrderDescending(), times);
    }

    [Fact]
    public async Task A_row_shows_up_some_time_after_it_happened()
    {
        await using var world = World.Open();
        world.Pass(TimeSpan.FromHours(7));
        var seen = (await world.SignInsAsync()).Count;
        Assert.True(seen < world.Tenant.Report().SignIns);
        Assert.All(await world.SignInsAsync(), row => Assert.True(
            DateTimeOffset.Parse((string)row["createdDateTime"]!, CultureInfo.InvariantCulture) <= world.Clock.GetUtcNow().AddMinutes(-2)));
    }

    [Fact]
    public async Task A_wrong_password_fails_before_any_policy_is_looked_at()
    {
        await using var world = World.Open();
        world.Pass(TimeSpan.FromDays(12));
        var mistypes = (await world.ListAsync("auditLogs/signIns?$filter=status/errorCode eq 50126")).ToList();
        Assert.NotEmpty(mistypes);
        Assert.All(mistypes, row => Assert.Empty(row["appliedConditionalAccessPolicies"]!.AsArray()));
        Assert.All(mistypes, row => Assert.Equal("notApplied", (string?)row["conditionalAccessStatus"]));
        Assert.DoesNotContain(mistypes, row => (string?)row["userId"] == World.Scanner);
    }

    [Fact]
    public async Task An_interrupted_sign_in_is_completed_under_the_same_correlation()
    {
        await using var world = World.Open();
        await world.OfferKeysAsync();
        await world.WriteAsync("POST", World.Policies, World.RequireKey("enabled"));
        world.Pass(TimeSpan.FromDays(8));
        var rows = await world.SignInsAsync($"userId eq '{World.Dan}'");
        var interrupts = rows.Where(row => ErrorCode(row) == 50074).ToList();
        Assert.NotEmpty(interrupts);
        Assert.All(interrupts, interrupt => Assert.Contains(
            rows, row => (string?)row["correlationId"] == (string?)interrupt["correlationId"] && ErrorCode(row) == 0));
    }

    [Fact]
    public async Task Enforced_a_key_holder_uses_the_key_and_the_others_are_blocked_and_counted_once()
    {
        await using var world = World.Open();
        await world.OfferKeysAsync();
        world.Pass(TimeSpan.FromDays(1));
        var created = await world.WriteAsync("POST", World.Policies, World.RequireKey("enabledForReportingButNotEnforced"));
        Assert.Empty(world.Tenant.Report().LockedOut);
        await world.WriteAsync("PATCH", $"{World.Policies}/{created!["id"]}", new JsonObject { ["state"] = "enabled" });
        world.Pass(TimeSpan.FromDays(1));

        var report = world.Tenant.Report();
        Assert.Contains(report.LockedOut, account => account.UserId == World.Fay);
        Assert.DoesNotContain(report.LockedOut, account => account.UserId is World.Dan or World.Scanner or World.BreakGlass);
        Assert.Equal(report.LockedOut.Count, report.LockedOut.Select(account => account.UserId).Distinct().Count());
        Assert.All(report.LockedOut, account => Assert.Equal((string?)created["id"], account.PolicyId));

        var enforced = await world.SignInsAsync("createdDateTime ge 2027-01-05T07:00:00Z");
        var ofDan = enforced.Where(row => (string?)row["userId"] == World.Dan && (bool)row["isInteractive"]! && ErrorCode(row) == 0).ToList();
        Assert.All(ofDan, row => Assert.Contains("FIDO2 security key", Methods(row)));
        Assert.All(ofDan, row => Assert.Equal("success", Result(row, (string)created["id"]!)));
        var blocked = enforced.Where(row => ErrorCode(row) == 53003).ToList();
        Assert.NotEmpty(blocked);
        Assert.All(blocked, row => Assert.Equal("failure", Result(row, (string)created["id"]!)));
        Assert.Contains(enforced, row => (string?)row["userId"] == World.Cleo && ErrorCode(row) == 50072);
    }

    [Fact]
    public async Task Policies_over_roles_guests_apps_and_clients_apply_to_those_alone()
    {
        using var files = TenantFiles.Copy()
            .Edit("users.json", users => users["value"]![4]!["userPrincipalName"] = "eve_partner.example#EXT#@contoso.onmicrosoft.com")
            .Edit("roleAssignments.json", roles => roles["value"]!.AsArray().Add(new JsonObject
            {
                ["id"] = "ra-2", ["principalId"] = World.Pilot, ["roleDefinitionId"] = "194ae4cb-b126-40b2-bd5b-6091b380977d",
            }));
        await using var world = World.Open(files);
        async Task<string> Create(Action<JsonNode> change)
        {
            var policy = World.RequireKey("enabledForReportingButNotEnforced");
            policy["conditions"]!["users"] = new JsonObject { ["includeUsers"] = new JsonArray("All") };
            change(policy["conditions"]!);
            return (string)(await world.WriteAsync("POST", World.Policies, policy))!["id"]!;
        }

        var ofRole = await Create(conditions => conditions["users"] = new JsonObject { ["includeRoles"] = new JsonArray("194ae4cb-b126-40b2-bd5b-6091b380977d") });
        var ofGuests = await Create(conditions => conditions["users"] = new JsonObject { ["includeUsers"] = new JsonArray("GuestsOrExternalUsers") });
        var ofExchange = await Create(conditions => conditions["applications"] = new JsonObject { ["includeApplications"] = new JsonArray(World.Exchange) });
        var ofLegacy = await Create(conditions => conditions["clientAppTypes"] = new JsonArray("other"));
        var ofMac = await Create(conditions => conditions["platforms"] = new JsonObject { ["includePlatforms"] = new JsonArray("macOS") });
        var untrusted = await Create(conditions => conditions["locations"] = new JsonObject { ["includeLocations"] = new JsonArray("All"), ["excludeLocations"] = new JsonArray("AllTrusted") });
        var atRisk = await Create(conditions => conditions["signInRiskLevels"] = new JsonArray("high"));
        var ofUnmanaged = await Create(conditions => conditions["devices"] = new JsonObject
        {
            ["deviceFilter"] = new JsonObject { ["mode"] = "exclude", ["rule"] = "device.isCompliant -eq True -or device.trustType -eq \"ServerAD\"" },
        });
        world.Pass(TimeSpan.FromDays(2));
        var rows = (await world.SignInsAsync()).Where(row => ErrorCode(row) == 0).ToList();

        IEnumerable<string?> Met(string policy, string property) =>
            rows.Where(row => Result(row, policy) != "reportOnlyNotApplied").Select(row => (string?)row[property]).Distinct().Order();
        Assert.Equal([World.Ada, World.Ben], Met(ofRole, "userId"));
        Assert.Equal([World.Eve], Met(ofGuests, "userId"));
        Assert.Equal([World.Exchange], Met(ofExchange, "appId"));
        Assert.Equal(["Other clients"], Met(ofLegacy, "clientAppUsed"));
        Assert.All([ofMac, untrusted, atRisk, ofUnmanaged], policy => Assert.Empty(Met(policy, "userId")));
    }

    [Fact]
    public async Task After_a_rollback_people_get_in_again()
    {
        await using var world = World.Open();
        var created = await world.WriteAsync("POST", World.Policies, World.RequireKey("enabled"));
        world.Pass(TimeSpan.FromDays(2));
        await world.WriteAsync("PATCH", $"{World.Policies}/{created!["id"]}", new JsonObject { ["state"] = "enabledForReportingButNotEnforced" });
        var rolledBack = world.Clock.GetUtcNow();
        world.Pass(TimeSpan.FromDays(3));
        var rows = await world.SignInsAsync($"createdDateTime gt {rolledBack:yyyy-MM-dd'T'HH:mm:ss'Z'}");
        Assert.NotEmpty(rows);
        Assert.DoesNotContain(rows, row => ErrorCode(row) is 53003 or 50072);
    }

    [Fact]
    public async Task A_condition_nobody_knows_makes_a_policy_unknown_and_it_blocks_nobody()
    {
        await using var world = World.Open();
        var policy = World.RequireKey("enabled");
        policy["conditions"]!["moonPhase"] = new JsonObject { ["include"] = "full" };
        var created = await world.WriteAsync("POST", World.Policies, policy);
        world.Pass(TimeSpan.FromDays(2));
        var rows = (await world.SignInsAsync()).Where(row => ErrorCode(row) == 0).ToList();
        Assert.NotEmpty(rows);
        Assert.All(rows, row => Assert.Equal("unknownFutureValue", Result(row, (string)created!["id"]!)));
        Assert.Empty(world.Tenant.Report().LockedOut);
    }

    [Fact]
    public async Task A_strength_of_certain_models_is_met_by_those_alone()
    {
        const string Strength = "40000000-0000-4000-8000-000000000001";
        using var files = TenantFiles.Copy().Edit("authenticationStrengthPolicies.json", strengths => strengths["value"]!.AsArray().Add(new JsonObject
        {
            ["id"] = Strength, ["displayName"] = "Another model", ["policyType"] = "custom", ["allowedCombinations"] = new JsonArray("fido2"),
            ["combinationConfigurations"] = new JsonArray(new JsonObject
            {
                ["@odata.type"] = "#microsoft.graph.fido2CombinationConfiguration",
                ["appliesToCombinations"] = new JsonArray("fido2"), ["allowedAAGUIDs"] = new JsonArray("de1e552d-db1d-4423-a619-566b625cdc84"),
            }),
        }));
        await using var world = World.Open(files);
        await world.OfferKeysAsync();
        var policy = World.RequireKey("enabled");
        policy["grantControls"]!["authenticationStrength"]!["id"] = Strength;
        await world.WriteAsync("POST", World.Policies, policy);
        world.Pass(TimeSpan.FromDays(2));
        Assert.Contains(world.Tenant.Report().LockedOut, account => account.UserId == World.Dan);
    }

    [Fact]
    public async Task The_naive_order_locks_people_and_services_out()
    {
        await using var world = World.Open();
        var report = await NaiveOrder.RunAsync(world.Tenant, [World.BreakGlassGroup], time =>
        {
            world.Pass(time);
            return Task.CompletedTask;
        });
        Assert.Contains(report.LockedOut, account => account.IsService);
        Assert.Contains(report.LockedOut, account => account.UserId == World.Ada);
        Assert.DoesNotContain(report.LockedOut, account => account.UserId == World.BreakGlass);
    }

    [Fact]
    public async Task A_certificate_satisfies_a_strength_that_no_phish_gets_past()
    {
        using var files = TenantFiles.Copy().Edit("authenticationMethods.json", methods => methods[World.Cleo] = new JsonArray(new JsonObject
        {
            ["@odata.type"] = "#microsoft.graph.x509CertificateAuthenticationMethod", ["id"] = "certificate",
        }));
        await using var world = World.Open(files);
        await world.WriteAsync("POST", World.Policies, World.RequireKey("enabled"));
        world.Pass(TimeSpan.FromDays(3));
        var rows = (await world.SignInsAsync($"userId eq '{World.Cleo}'")).Where(row => (bool)row["isInteractive"]! && ErrorCode(row) == 0).ToList();
        Assert.NotEmpty(rows);
        Assert.All(rows, row => Assert.Contains("X.509 Certificate", Methods(row)));
    }
}
