using System.Diagnostics;
using System.Text.Json.Nodes;
using Xunit.Abstractions;

namespace Fido2Workflow.TenantSimulator.Tests;

public sealed class LoadTests(ITestOutputHelper output)
{
    private const int People = 400;
    private const int Policies = 64;

    /// <summary>Generous against the few seconds it takes, so that a busy machine does not fail it; it catches a lost cache.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task Four_hundred_people_and_seventy_days_are_played_in_seconds()
    {
        using var files = Crowd();
        await using var world = World.Open(files);
        var watch = Stopwatch.StartNew();
        await world.OfferKeysAsync();
        for (var day = 0; day < 70; day++)
        {
            world.Pass(TimeSpan.FromDays(1));
            await world.GetAsync("users?$top=1");
        }

        var report = world.Tenant.Report();
        var (played, megabytes) = (watch.Elapsed, GC.GetTotalMemory(forceFullCollection: true) / 1_000_000);
        var lastWeek = await world.SignInsAsync("createdDateTime ge 2027-03-08T00:00:00Z");
        output.WriteLine($"{report.SignIns} rows in {played.TotalSeconds:0.00} s, {lastWeek.Count} of them read in {(watch.Elapsed - played).TotalSeconds:0.00} s, {megabytes} MB");
        Assert.InRange(report.SignIns, 100_000, 250_000);
        Assert.True(played < Patience, $"{played}");
    }

    private static TenantFiles Crowd() => TenantFiles.Copy()
        .Edit("users.json", users =>
        {
            foreach (var number in Enumerable.Range(100, People))
                users["value"]!.AsArray().Add(new JsonObject
                {
                    ["id"] = Id(number), ["displayName"] = $"Person {number}", ["userPrincipalName"] = $"p{number}@contoso.example",
                    ["accountEnabled"] = true, ["userType"] = "Member",
                });
        })
        .Edit("authenticationMethods.json", methods =>
        {
            foreach (var number in Enumerable.Range(100, People))
                methods[Id(number)] = new JsonArray(new JsonObject { ["@odata.type"] = "#microsoft.graph.microsoftAuthenticatorAuthenticationMethod", ["id"] = "app" });
        })
        .Edit("groups.json", groups =>
        {
            foreach (var number in Enumerable.Range(100, People))
                groups["value"]![2]!["members"]!.AsArray().Add(new JsonObject { ["@odata.type"] = "#microsoft.graph.user", ["id"] = Id(number) });
        })
        .Edit("conditionalAccessPolicies.json", policies =>
        {
            foreach (var number in Enumerable.Range(0, Policies - 3))
            {
                var policy = World.RequireKey(number % 4 == 0 ? "disabled" : "enabledForReportingButNotEnforced");
                policy["id"] = $"30000000-0000-4000-8000-0000000000{number:00}";
                policies["value"]!.AsArray().Add(policy);
            }
        });

    private static string Id(int number) => $"00000000-0000-4000-8000-000000000{number:000}";
}
