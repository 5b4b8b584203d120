using System.Text.Json.Nodes;

namespace Fido2Workflow.TenantSimulator.Tests;

/// <summary>Policies as tenants really deploy them: a folder of published ones, named by FIDO2_PUBLIC_POLICIES.</summary>
public sealed class PublicPolicyTests
{
    private const int Own = 3;

    private static string PublicPolicies
    {
        get
        {
            var folder = Environment.GetEnvironmentVariable("FIDO2_PUBLIC_POLICIES");
            Skip.If(string.IsNullOrEmpty(folder), "FIDO2_PUBLIC_POLICIES does not name a folder of published policies.");
            return folder!;
        }
    }

    private static TenantFiles WithPlaceholders()
    {
        var files = TenantFiles.Copy();
        File.WriteAllText(files["policies.placeholders.json"], new JsonObject
        {
            ["<RING>"] = "Ring 1",
            ["<ExclusionTempGroup>"] = World.BreakGlassGroup,
            ["<ExclusionPermGroup>"] = World.BreakGlassGroup,
            ["<EmergencyAccessAccountsGroup>"] = World.BreakGlassGroup,
            ["<SynchronizationServiceAccountsGroup>"] = World.BreakGlassGroup,
            ["<AdministratorGroup>"] = World.Pilot,
            ["<AADP2Group>"] = World.Staff,
        }.ToJsonString());
        return files;
    }

    [SkippableFact]
    public async Task Each_is_loaded_served_and_evaluated_at_every_sign_in()
    {
        var folder = PublicPolicies;
        var published = Directory.EnumerateFiles(folder, "*.json", SearchOption.AllDirectories).Count();
        using var files = WithPlaceholders();
        await using var world = World.Open(files, options => options with { PolicyFolder = folder });

        var served = await world.ListAsync(World.Policies);
        Assert.Equal(published + Own, served.Count);
        Assert.DoesNotContain(served, policy => policy.ToJsonString().Contains("<RING>", StringComparison.Ordinal));

        world.Pass(TimeSpan.FromDays(2));
        var rows = (await world.SignInsAsync()).Where(row => (int)row["status"]!["errorCode"]! != 50126).ToList();
        Assert.NotEmpty(rows);
        Assert.All(rows, row => Assert.Equal(
            served.Select(policy => (string?)policy["id"]).Order(),
            row["appliedConditionalAccessPolicies"]!.AsArray().Select(policy => (string?)policy!["id"]).Order()));
        Assert.All(rows, row => Assert.DoesNotContain(
            row["appliedConditionalAccessPolicies"]!.AsArray(), policy => (string?)policy!["result"] == "unknownFutureValue"));
    }

    [SkippableFact]
    public void A_placeholder_left_unfilled_is_bad_input()
    {
        var folder = PublicPolicies;
        using var files = WithPlaceholders().Edit("policies.placeholders.json", values => values.AsObject().Remove("<AADP2Group>"));
        var named = Assert.Throws<TenantFolderException>(() => World.Open(files, options => options with { PolicyFolder = folder }));
        Assert.Contains("licensed users", named.File, StringComparison.Ordinal);
        Assert.StartsWith("$.conditions.users.includeGroups[", named.PropertyPath, StringComparison.Ordinal);
        Assert.Contains("<AADP2Group>", named.Found, StringComparison.Ordinal);
    }
}
