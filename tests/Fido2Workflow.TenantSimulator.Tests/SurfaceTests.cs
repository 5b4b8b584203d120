using System.Net;
using System.Text.Json.Nodes;

namespace Fido2Workflow.TenantSimulator.Tests;

public sealed class SurfaceTests
{
    [Fact]
    public async Task A_reader_token_cannot_write()
    {
        await using var world = World.Open();
        using var refused = await world.SendAsync("POST", World.Policies, World.RequireKey("enabled"), world.Reader);
        Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
        Assert.Contains("Authorization_RequestDenied", await refused.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(0, world.Tenant.WritesAccepted);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("somebody")]
    [InlineData("e30.e30.")]
    [InlineData("e30.%%%.")]
    public async Task Without_a_token_the_tenant_knows_nobody_gets_in(string? token)
    {
        await using var world = World.Open();
        using var http = new HttpClient(world.Tenant.CreateHandler());
        using var request = new HttpRequestMessage(HttpMethod.Get, "https://graph.example/v1.0/users");
        if (token is not null) request.Headers.Authorization = new("Bearer", token);
        using var refused = await http.SendAsync(request);
        Assert.Equal(HttpStatusCode.Unauthorized, refused.StatusCode);
        Assert.Contains("InvalidAuthenticationToken", await refused.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_token_of_another_tenant_lets_nobody_in()
    {
        await using var world = World.Open();
        using var refused = await world.SendAsync("GET", "users", token: SimulatedToken.Reader("00000000-0000-4000-8000-00000000ffff"));
        Assert.Equal(HttpStatusCode.Unauthorized, refused.StatusCode);
    }

    [Fact]
    public async Task Kestrel_and_the_handler_answer_alike()
    {
        await using var world = World.Open();
        var address = await world.Tenant.ListenAsync();
        using var http = new HttpClient { DefaultRequestHeaders = { Authorization = new("Bearer", world.Reader.Encode()) } };
        var overSocket = JsonNode.Parse(await http.GetStringAsync(new Uri(address, $"v1.0/users/{World.Ada}")))!;
        var inProcess = await world.GetAsync($"users/{World.Ada}");
        overSocket["@odata.context"] = inProcess["@odata.context"]!.DeepClone();
        Assert.True(JsonNode.DeepEquals(inProcess, overSocket));
    }

    [Fact]
    public async Task Pages_link_to_the_next_one_with_the_callers_own_host_and_options()
    {
        await using var world = World.Open();
        var first = await world.GetAsync("users?$top=4&$select=id,userPrincipalName&$filter=accountEnabled eq true");
        Assert.StartsWith("https://graph.example/v1.0/users?", (string?)first["@odata.nextLink"], StringComparison.Ordinal);
        var all = await world.ListAsync("users?$top=4&$select=id,userPrincipalName&$filter=accountEnabled eq true");
        Assert.Equal(8, all.Select(user => (string?)user["id"]).Distinct().Count());
        Assert.All(all, user => Assert.Equal(["id", "userPrincipalName"], user.Select(property => property.Key)));
    }

    [Fact]
    public async Task A_user_is_found_by_id_and_by_name_and_keeps_what_the_folder_says_of_it()
    {
        await using var world = World.Open();
        var byName = await world.GetAsync("users/ADA@contoso.example");
        Assert.Equal(World.Ada, (string?)byName["id"]);
        Assert.Equal("kept", (string?)byName["jobTitle@odata.note"]);
    }

    [Theory]
    [InlineData("users?$filter=city eq 'London'", "city eq 'London'")]
    [InlineData("users?$filter=endsWith(mail,'x')", "endsWith(mail,'x')")]
    [InlineData("auditLogs/signIns?$filter=appliedConditionalAccessPolicies/any(p: p eq 'x')", "appliedConditionalAccessPolicies")]
    [InlineData("auditLogs/signIns?$filter=createdDateTime ge yesterday", "yesterday")]
    public async Task An_unsupported_filter_is_refused_by_name(string path, string named)
    {
        await using var world = World.Open();
        using var refused = await world.SendAsync("GET", path);
        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        Assert.Contains(named, (string?)JsonNode.Parse(await refused.Content.ReadAsStringAsync())!["error"]!["message"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_not_there_is_answered_with_graphs_error_shape()
    {
        await using var world = World.Open();
        using var missing = await world.SendAsync("GET", "organization");
        var error = JsonNode.Parse(await missing.Content.ReadAsStringAsync())!["error"]!;
        Assert.Equal(HttpStatusCode.NotFound, missing.StatusCode);
        Assert.NotNull(error["code"]);
        Assert.NotNull(error["innerError"]!["request-id"]);
    }

    [Fact]
    public async Task Members_of_nested_groups_are_transitive_members()
    {
        await using var world = World.Open();
        var users = await world.ListAsync($"groups/{World.Staff}/transitiveMembers/microsoft.graph.user?$select=id");
        Assert.Equal(6, users.Count);
        Assert.Equal(5, (await world.ListAsync($"groups/{World.Staff}/members")).Count);
        var checkedGroups = await world.WriteAsync("POST", $"users/{World.Ada}/checkMemberGroups", new JsonObject
        {
            ["groupIds"] = new JsonArray(World.Staff, World.BreakGlassGroup),
        });
        Assert.Equal([World.Staff], checkedGroups!["value"]!.AsArray().Select(id => (string?)id));
    }

    [Fact]
    public async Task A_member_is_added_once_and_removed_once()
    {
        await using var world = World.Open();
        var reference = new JsonObject { ["@odata.id"] = $"https://graph.example/v1.0/directoryObjects/{World.Dan}" };
        using var added = await world.SendAsync("POST", $"groups/{World.Pilot}/members/$ref", reference);
        using var again = await world.SendAsync("POST", $"groups/{World.Pilot}/members/$ref", reference);
        using var removed = await world.SendAsync("DELETE", $"groups/{World.Pilot}/members/{World.Dan}/$ref");
        using var gone = await world.SendAsync("DELETE", $"groups/{World.Pilot}/members/{World.Dan}/$ref");
        Assert.Equal(
            [HttpStatusCode.NoContent, HttpStatusCode.BadRequest, HttpStatusCode.NoContent, HttpStatusCode.NotFound],
            [added.StatusCode, again.StatusCode, removed.StatusCode, gone.StatusCode]);
        Assert.Contains("already exist", await again.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_group_is_created_and_found_by_its_nickname()
    {
        await using var world = World.Open();
        var created = await world.WriteAsync("POST", "groups", new JsonObject
        {
            ["displayName"] = "Wave 1", ["mailNickname"] = "wave1", ["mailEnabled"] = false, ["securityEnabled"] = true,
            ["members@odata.bind"] = new JsonArray($"https://graph.example/v1.0/users/{World.Ada}"),
        });
        var found = Assert.Single(await world.ListAsync("groups?$filter=mailNickname eq 'wave1'"));
        Assert.Equal((string?)created!["id"], (string?)found["id"]);
        Assert.Single(await world.ListAsync($"groups/{found["id"]}/members"));
    }

    [Fact]
    public async Task Lists_of_a_method_configuration_are_replaced_and_the_rest_is_kept()
    {
        await using var world = World.Open();
        await world.OfferKeysAsync(World.Pilot);
        await world.OfferKeysAsync(World.Staff);
        var fido2 = await world.GetAsync(World.Fido2.Replace("fido2", "FIDO2", StringComparison.Ordinal));
        Assert.Equal(World.Staff, (string?)Assert.Single(fido2["includeTargets"]!.AsArray())!["id"]);
        Assert.Equal(World.YubiKey, (string?)fido2["keyRestrictions"]!["aaGuids"]![0]);
    }

    [Fact]
    public async Task A_created_policy_is_completed_as_graph_does()
    {
        await using var world = World.Open();
        var created = await world.WriteAsync("POST", World.Policies, World.RequireKey("enabledForReportingButNotEnforced"));
        Assert.Null(created!["modifiedDateTime"]);
        Assert.Empty(created["conditions"]!["users"]!["includeRoles"]!.AsArray());
        Assert.Equal("Phishing resistant MFA", (string?)created["grantControls"]!["authenticationStrength"]!["displayName"]);

        world.Pass(TimeSpan.FromMinutes(5));
        await world.WriteAsync("PATCH", $"{World.Policies}/{created["id"]}", new JsonObject { ["state"] = "enabled" });
        var patched = await world.GetAsync($"{World.Policies}/{created["id"]}");
        Assert.Equal("2027-01-04T07:05:00Z", (string?)patched["modifiedDateTime"]);
        Assert.True(JsonNode.DeepEquals(created["conditions"], patched["conditions"]));
    }

    [Fact]
    public async Task A_policy_with_a_strength_that_does_not_exist_is_refused()
    {
        await using var world = World.Open();
        var policy = World.RequireKey("enabled");
        policy["grantControls"]!["authenticationStrength"]!["id"] = "00000000-0000-0000-0000-0000000000ff";
        using var refused = await world.SendAsync("POST", World.Policies, policy);
        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
    }

    [Fact]
    public async Task A_batch_answers_each_request_for_itself_and_in_no_promised_order()
    {
        await using var world = World.Open();
        var batch = await world.WriteAsync("POST", "$batch", new JsonObject
        {
            ["requests"] = new JsonArray(
                new JsonObject { ["id"] = "1", ["method"] = "GET", ["url"] = $"/users/{World.Dan}/authentication/fido2Methods" },
                new JsonObject { ["id"] = "2", ["method"] = "GET", ["url"] = "/users/nobody" }),
        });
        var responses = batch!["responses"]!.AsArray();
        Assert.Equal(["2", "1"], responses.Select(response => (string?)response!["id"]));
        Assert.Equal([404, 200], responses.Select(response => (int)response!["status"]!));
        Assert.Equal("dan-key", (string?)responses[1]!["body"]!["value"]![0]!["id"]);
    }

    [Fact]
    public async Task A_reader_cannot_write_inside_a_batch_either()
    {
        await using var world = World.Open();
        using var response = await world.SendAsync("POST", "$batch", new JsonObject
        {
            ["requests"] = new JsonArray(new JsonObject
            {
                ["id"] = "1", ["method"] = "DELETE", ["url"] = $"/groups/{World.Pilot}/members/{World.Ada}/$ref",
            }),
        }, world.Reader);
        var answered = JsonNode.Parse(await response.Content.ReadAsStringAsync())!;
        Assert.Equal(403, (int)answered["responses"]![0]!["status"]!);
    }

    [Fact]
    public async Task Role_assignments_are_filtered_and_expanded()
    {
        await using var world = World.Open();
        const string GlobalAdministrator = "62e90394-69f5-4237-9190-012177145e10";
        var filter = $"$filter=principalId eq '{World.BreakGlass}' and roleDefinitionId eq '{GlobalAdministrator}'";
        var assignment = Assert.Single(await world.ListAsync($"roleManagement/directory/roleAssignments?{filter}&$expand=principal"));
        Assert.Equal("bg1@contoso.onmicrosoft.com", (string?)assignment["principal"]!["userPrincipalName"]);
        var instance = Assert.Single(await world.ListAsync($"roleManagement/directory/roleAssignmentScheduleInstances?{filter}"));
        Assert.Equal("Assigned", (string?)instance["assignmentType"]);
        Assert.Null(instance["endDateTime"]);
    }

    [Fact]
    public async Task The_registration_report_leaves_out_the_disabled_and_learns_hours_late()
    {
        await using var world = World.Open();
        var report = await world.ListAsync("reports/authenticationMethods/userRegistrationDetails");
        Assert.DoesNotContain(report, row => (string?)row["id"] == World.Dora);
        Assert.Contains(await world.ListAsync("reports/authenticationMethods/userRegistrationDetails?$filter=isMfaRegistered eq false"), row => (string?)row["id"] == World.Cleo);

        await world.WriteAsync("DELETE", $"users/{World.BreakGlass}/authentication/fido2Methods/bg-key");
        Assert.Contains("passKeyDeviceBound", await MethodsOf(world, World.BreakGlass));
        world.Pass(TimeSpan.FromHours(3));
        Assert.DoesNotContain("passKeyDeviceBound", await MethodsOf(world, World.BreakGlass));
    }

    private static async Task<IEnumerable<string?>> MethodsOf(World world, string userId) =>
        (await world.GetAsync($"reports/authenticationMethods/userRegistrationDetails/{userId}"))["methodsRegistered"]!.AsArray().Select(word => (string?)word);
}
