using System.Net;
using System.Text.Json.Nodes;

namespace Fido2Workflow.TenantSimulator.Tests;

public sealed class PermissionTests
{
    [Theory]
    [InlineData("users", "User.Read.All")]
    [InlineData($"users/{World.Ada}", "User.Read.All")]
    [InlineData("groups", "GroupMember.Read.All")]
    [InlineData($"groups/{World.Staff}/transitiveMembers", "GroupMember.Read.All")]
    [InlineData($"users/{World.Ada}/authentication/methods", "UserAuthenticationMethod.Read.All")]
    [InlineData($"users/{World.Ada}/authentication/fido2Methods", "UserAuthMethod-Passkey.Read.All", "UserAuthenticationMethod.Read.All")]
    [InlineData($"users/{World.Ada}/authentication/temporaryAccessPassMethods", "UserAuthMethod-TAP.Read.All", "UserAuthenticationMethod.Read.All")]
    [InlineData("policies/authenticationMethodsPolicy", "Policy.Read.AuthenticationMethod", "Policy.Read.All")]
    [InlineData(World.Fido2, "Policy.Read.AuthenticationMethod", "Policy.Read.All")]
    [InlineData("policies/authenticationStrengthPolicies", "Policy.Read.AuthenticationMethod", "Policy.Read.All")]
    [InlineData(World.Policies, "Policy.Read.All")]
    [InlineData("roleManagement/directory/roleAssignments", "RoleManagement.Read.Directory")]
    [InlineData("roleManagement/directory/roleAssignmentScheduleInstances", "RoleAssignmentSchedule.Read.Directory", "RoleManagement.Read.Directory")]
    [InlineData("roleManagement/directory/roleEligibilityScheduleInstances", "RoleEligibilitySchedule.Read.Directory", "RoleManagement.Read.Directory")]
    [InlineData("domains", "Domain.Read.All")]
    [InlineData("subscribedSkus", "LicenseAssignment.Read.All")]
    [InlineData("reports/authenticationMethods/userRegistrationDetails", "AuditLog.Read.All")]
    [InlineData("auditLogs/signIns", "AuditLog.Read.All")]
    public async Task A_read_needs_one_of_its_permissions_and_no_other(string path, params string[] permissions)
    {
        await using var world = World.Open();
        await RefusedAsync(world, path, world.Reader.Without(permissions));
        foreach (var permission in permissions)
        {
            using var let = await world.SendAsync("GET", path, token: world.Reader.Without(world.Reader.Roles).With(permission));
            Assert.Equal(HttpStatusCode.OK, let.StatusCode);
        }
    }

    [Theory]
    [InlineData("Policy.ReadWrite.ConditionalAccess")]
    [InlineData("Policy.Read.All")]
    [InlineData("Application.Read.All")]
    public async Task A_policy_is_written_with_all_three_permissions_only(string lacking)
    {
        await using var world = World.Open();
        using var refused = await world.SendAsync("POST", World.Policies, World.RequireKey("enabled"), world.Everything.Without(lacking));
        Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
        Assert.Equal(0, world.Tenant.WritesAccepted);
    }

    [Fact]
    public async Task A_batch_judges_each_of_its_requests()
    {
        await using var world = World.Open();
        using var response = await world.SendAsync("POST", "$batch", new JsonObject
        {
            ["requests"] = new JsonArray(
                new JsonObject { ["id"] = "1", ["method"] = "GET", ["url"] = $"/users/{World.Ada}" },
                new JsonObject { ["id"] = "2", ["method"] = "GET", ["url"] = $"/users/{World.Ada}/authentication/methods" }),
        }, world.Reader.Without("User.Read.All"));
        var answered = JsonNode.Parse(await response.Content.ReadAsStringAsync())!;
        Assert.Equal([200, 403], answered["responses"]!.AsArray().Select(each => (int)each!["status"]!));
    }

    [Fact]
    public async Task Somebody_who_may_not_know_of_policies_sees_sign_ins_without_them()
    {
        await using var world = World.Open();
        world.Pass(TimeSpan.FromDays(1));
        using var response = await world.SendAsync("GET", "auditLogs/signIns", token: world.Reader.Without("Policy.Read.All"), version: "beta");
        var blind = JsonNode.Parse(await response.Content.ReadAsStringAsync())!["value"]!.AsArray();
        Assert.NotEmpty(blind);
        Assert.All(blind, row => Assert.False(row!.AsObject().ContainsKey("appliedConditionalAccessPolicies")));
        Assert.All(await world.SignInsAsync(), row => Assert.True(row.ContainsKey("appliedConditionalAccessPolicies")));
    }

    [Fact]
    public async Task Members_of_a_group_that_can_hold_roles_are_changed_by_nobody_without_the_permission_for_roles()
    {
        using var files = TenantFiles.Copy().Edit("groups.json", groups => Group(groups, World.BreakGlassGroup)["isAssignableToRole"] = true);
        await using var world = World.Open(files);
        var reference = new JsonObject { ["@odata.id"] = $"https://graph.example/v1.0/directoryObjects/{World.Dan}" };
        var path = $"groups/{World.BreakGlassGroup}/members/$ref";
        using var refused = await world.SendAsync("POST", path, reference);
        using var accepted = await world.SendAsync("POST", path, reference, world.Everything.With("RoleManagement.ReadWrite.Directory"));
        Assert.Equal([HttpStatusCode.Forbidden, HttpStatusCode.NoContent], [refused.StatusCode, accepted.StatusCode]);
    }

    private static JsonNode Group(JsonNode groups, string id) => groups["value"]!.AsArray().Single(group => (string?)group!["id"] == id)!;

    private static async Task RefusedAsync(World world, string path, SimulatedToken token)
    {
        using var refused = await world.SendAsync("GET", path, token: token);
        Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
        Assert.Contains("Authorization_RequestDenied", await refused.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }
}
