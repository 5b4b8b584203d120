using System.Net;
using System.Text.Json.Nodes;

namespace Fido2Workflow.TenantSimulator.Tests;

public sealed class TenantSurfaceTests
{
    private const string GlobalAdministrator = "62e90394-69f5-4237-9190-012177145e10";

    [Fact]
    public async Task A_role_instance_says_how_and_until_when_it_is_held()
    {
        using var files = TenantFiles.Copy().Edit("roleAssignments.json", assignments =>
        {
            var activated = assignments["value"]![0]!.DeepClone();
            (activated["id"], activated["principalId"], activated["assignmentType"], activated["endDateTime"]) = ("ra-2", World.Ada, "Activated", "2027-01-04T15:00:00Z");
            assignments["value"]!.AsArray().Add(activated);
        });
        await using var world = World.Open(files);
        var instances = await world.ListAsync($"roleManagement/directory/roleAssignmentScheduleInstances?$filter=roleDefinitionId eq '{GlobalAdministrator}'");
        Assert.Equal([("Assigned", null), ("Activated", "2027-01-04T15:00:00Z")], instances.Select(each => ((string?)each["assignmentType"], (string?)each["endDateTime"])));
        Assert.DoesNotContain(await world.ListAsync("roleManagement/directory/roleAssignments"), assignment => assignment.ContainsKey("assignmentType"));
    }

    [Fact]
    public async Task A_role_that_may_be_activated_is_an_eligibility()
    {
        using var files = TenantFiles.Copy();
        await File.WriteAllTextAsync(files["roleEligibilities.json"], $$"""{"value":[{"id":"re-1","principalId":"{{World.Ada}}","roleDefinitionId":"{{GlobalAdministrator}}","directoryScopeId":"/"}]}""");
        await using var world = World.Open(files);
        var eligibility = Assert.Single(await world.ListAsync($"roleManagement/directory/roleEligibilityScheduleInstances?$filter=principalId eq '{World.Ada}'"));
        Assert.Equal(("Direct", null), ((string?)eligibility["memberType"], (string?)eligibility["endDateTime"]));
        Assert.Empty(await world.ListAsync($"roleManagement/directory/roleEligibilityScheduleInstances?$filter=principalId eq '{World.Ben}'"));
    }

    [Fact]
    public async Task A_folder_that_does_not_say_gives_managed_domains_a_p1_licence_and_no_eligibilities()
    {
        await using var world = World.Open();
        var domains = await world.ListAsync("domains");
        Assert.Equal(["contoso.example", "contoso.onmicrosoft.com"], domains.Select(domain => (string?)domain["id"]).Order());
        Assert.All(domains, domain => Assert.Equal("Managed", (string?)domain["authenticationType"]));
        Assert.Equal("contoso.onmicrosoft.com", (string?)Assert.Single(domains, domain => (bool)domain["isInitial"]!)["id"]);
        var sku = Assert.Single(await world.ListAsync("subscribedSkus"));
        Assert.Equal(("AAD_PREMIUM", "Enabled"), ((string?)sku["skuPartNumber"], (string?)sku["capabilityStatus"]));
        Assert.Empty(await world.ListAsync("roleManagement/directory/roleEligibilityScheduleInstances"));
    }

    [Fact]
    public async Task A_federated_domain_says_whose_multifactor_counts_and_a_managed_one_has_nothing_to_say()
    {
        using var files = TenantFiles.Copy();
        await File.WriteAllTextAsync(files["domains.json"], """
            {"value":[
              {"id":"contoso.onmicrosoft.com","authenticationType":"Managed","isInitial":true},
              {"id":"contoso.example","authenticationType":"Federated","isInitial":false,
               "federationConfiguration":[{"id":"f-1","federatedIdpMfaBehavior":"enforceMfaByFederatedIdp"}]}]}
            """);
        await using var world = World.Open(files);
        var federation = Assert.Single(await world.ListAsync("domains/contoso.example/federationConfiguration"));
        Assert.Equal("enforceMfaByFederatedIdp", (string?)federation["federatedIdpMfaBehavior"]);
        Assert.False((await world.GetAsync("domains/contoso.example")).ContainsKey("federationConfiguration"));
        using var managed = await world.SendAsync("GET", "domains/contoso.onmicrosoft.com/federationConfiguration");
        Assert.Equal(HttpStatusCode.NotFound, managed.StatusCode);
    }

    [Theory]
    [InlineData(World.Ada, "user")]
    [InlineData(World.Scanner, "shared")]
    public async Task A_mailbox_says_what_it_is_for(string userId, string purpose)
    {
        using var files = TenantFiles.Copy();
        await File.WriteAllTextAsync(files["mailboxes.json"], $$"""{"{{World.Ada}}":"user","{{World.Scanner}}":"shared","{{World.Ben}}":null}""");
        await using var world = World.Open(files);
        Assert.Equal(purpose, (string?)(await world.GetAsync($"users/{userId}/mailboxSettings/userPurpose"))["value"]);
        Assert.Equal(purpose, (string?)(await world.GetAsync($"users/{userId}/mailboxSettings"))["userPurpose"]);
    }

    [Fact]
    public async Task Without_an_address_there_is_no_mailbox()
    {
        using var files = TenantFiles.Copy().Edit("users.json", users => users["value"]![1]!["mail"] = "ben@contoso.example");
        await using var world = World.Open(files);
        using var missing = await world.SendAsync("GET", $"users/{World.Ada}/mailboxSettings/userPurpose");
        Assert.Equal(HttpStatusCode.NotFound, missing.StatusCode);
        Assert.Contains("MailboxNotEnabledForRESTAPI", await missing.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal("user", (string?)(await world.GetAsync($"users/{World.Ben}/mailboxSettings/userPurpose"))["value"]);
    }

    [Fact]
    public async Task What_is_selected_is_answered_where_the_folder_says_nothing_too()
    {
        await using var world = World.Open();
        var user = await world.GetAsync($"users/{World.Ada}?$select=id,passwordPolicies,givenName,surname,jobTitle,department,assignedLicenses,createdDateTime,onPremisesSyncEnabled");
        var group = await world.GetAsync($"groups/{World.Staff}?$select=id,membershipRule,isAssignableToRole,onPremisesSyncEnabled");
        Assert.All(["passwordPolicies", "givenName", "surname", "jobTitle", "department", "createdDateTime", "onPremisesSyncEnabled"], name =>
        {
            Assert.True(user.ContainsKey(name), name);
            Assert.Null(user[name]);
        });
        Assert.Empty(user["assignedLicenses"]!.AsArray());
        Assert.All(["membershipRule", "isAssignableToRole", "onPremisesSyncEnabled"], name => Assert.True(group.ContainsKey(name), name));
    }

    [Fact]
    public async Task The_method_policy_is_shown_whole_and_without_its_parts_where_the_folder_has_none()
    {
        await using var world = World.Open();
        var policy = await world.GetAsync("policies/authenticationMethodsPolicy");
        Assert.Contains(policy["authenticationMethodConfigurations"]!.AsArray(), configuration => (string?)configuration!["id"] == "Fido2");
        Assert.Equal("default", (string?)policy["systemCredentialPreferences"]!["state"]);
        Assert.NotNull(policy["registrationEnforcement"]!["authenticationMethodsRegistrationCampaign"]);
    }

    [Fact]
    public async Task Everybody_has_a_password_among_their_methods()
    {
        await using var world = World.Open();
        var types = (await world.ListAsync($"users/{World.Dan}/authentication/methods")).Select(method => (string?)method["@odata.type"]);
        Assert.Equal(
            ["#microsoft.graph.fido2AuthenticationMethod", "#microsoft.graph.microsoftAuthenticatorAuthenticationMethod", "#microsoft.graph.passwordAuthenticationMethod"],
            types.Order());
    }

    [Fact]
    public async Task A_condition_that_is_sent_takes_the_place_of_the_old_one_whole_and_the_others_stay()
    {
        await using var world = World.Open();
        var created = await world.WriteAsync("POST", World.Policies, World.RequireKey("enabled"));
        await world.WriteAsync("PATCH", $"{World.Policies}/{created!["id"]}", new JsonObject
        {
            ["conditions"] = new JsonObject { ["users"] = new JsonObject { ["includeGroups"] = new JsonArray(World.Pilot) } },
        });
        var patched = await world.GetAsync($"{World.Policies}/{created["id"]}");
        Assert.Equal([World.Pilot], patched["conditions"]!["users"]!["includeGroups"]!.AsArray().Select(id => (string?)id));
        Assert.Empty(patched["conditions"]!["users"]!["excludeGroups"]!.AsArray());
        Assert.True(JsonNode.DeepEquals(created["conditions"]!["applications"], patched["conditions"]!["applications"]));
        Assert.Equal("enabled", (string?)patched["state"]);
    }

    [Fact]
    public async Task The_log_shows_one_users_sign_ins_alone_and_in_a_span()
    {
        await using var world = World.Open();
        world.Pass(TimeSpan.FromDays(3));
        var ofAda = await world.SignInsAsync($"userId eq '{World.Ada}'");
        var ofOneDay = await world.SignInsAsync($"userId eq '{World.Ada}' and createdDateTime ge 2027-01-05T00:00:00Z and createdDateTime lt 2027-01-06T00:00:00Z");
        Assert.All(ofAda, row => Assert.Equal(World.Ada, (string?)row["userId"]));
        Assert.NotEmpty(ofOneDay);
        Assert.Equal(
            ofAda.Where(row => ((string)row["createdDateTime"]!).StartsWith("2027-01-05", StringComparison.Ordinal)).Select(row => (string?)row["id"]),
            ofOneDay.Select(row => (string?)row["id"]));
    }
}
