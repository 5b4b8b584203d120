using Fido2Workflow.Core.Tenants;
using Fido2Workflow.Entra.Tests.Loopback;

namespace Fido2Workflow.Entra.Tests;

public class DirectoryReadingTests
{
    [Fact]
    public async Task Users_are_read_with_all_that_is_judged_by()
    {
        await using var graph = await ScriptedGraph.StartAsync(Reply.Json("""
            {"value":[{"id":"1","userPrincipalName":"ada@contoso.com","displayName":"Ada","accountEnabled":false,"userType":"Member","usageLocation":"GB","onPremisesSyncEnabled":true}]}
            """));

        var user = Assert.Single((await graph.ReadAsync(reader => reader.ReadUsersAsync())).Value());

        Assert.Equal(new User("1", "ada@contoso.com", "Ada", false, "Member", "GB", true), user);
        Assert.Equal(
            "/v1.0/users?$select=id,userPrincipalName,displayName,accountEnabled,userType,usageLocation,onPremisesSyncEnabled,"
            + "passwordPolicies,givenName,surname,jobTitle,department,assignedLicenses,createdDateTime&$top=999",
            Assert.Single(graph.Requests).Target);
    }

    [Fact]
    public async Task What_the_tenant_does_not_say_of_a_user_stays_unknown()
    {
        await using var graph = await ScriptedGraph.StartAsync(Reply.Sample("users.list.response"));

        var users = (await graph.ReadAsync(reader => reader.ReadUsersAsync())).Value();

        Assert.Equal(["Adams@contoso.com", "admin@contoso.com"], users.Select(user => user.UserPrincipalName));
        Assert.All(users, user => Assert.Null(user.AccountEnabled));
    }

    [Fact]
    public async Task A_user_is_asked_for_by_name_whatever_the_name_holds()
    {
        await using var graph = await ScriptedGraph.StartAsync(Reply.Json("""{"id":"1","userPrincipalName":"o'hara_x.org#EXT#@contoso.com"}"""));

        var user = await graph.ReadAsync(reader => reader.ReadUserAsync("o'hara_x.org#EXT#@contoso.com"));

        Assert.Equal("1", user.Value().Id);
        Assert.StartsWith("/v1.0/users/o'hara_x.org#EXT#@contoso.com?$select=", Assert.Single(graph.Requests).Target, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""[]""", false)]
    [InlineData("""["DynamicMembership"]""", true)]
    public async Task A_group_says_whether_its_members_can_be_written(string types, bool isDynamic)
    {
        await using var graph = await ScriptedGraph.StartAsync(Reply.Json(
            $$"""{"id":"1","displayName":"Wave 1","mailNickname":"wave1","groupTypes":{{types}},"securityEnabled":true}"""));

        Assert.Equal(new Group("1", "Wave 1", "wave1", isDynamic, true), (await graph.ReadAsync(reader => reader.ReadGroupAsync("1"))).Value());
    }

    [Fact]
    public async Task Groups_are_found_by_a_nickname_that_cannot_end_the_filter()
    {
        await using var graph = await ScriptedGraph.StartAsync(Reply.Json("""{"value":[]}"""));

        Assert.Empty((await graph.ReadAsync(reader => reader.FindGroupsAsync("wave' or 1 eq 1"))).Value());

        Assert.Contains("$filter=mailNickname eq 'wave'' or 1 eq 1'", Assert.Single(graph.Requests).Target, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Members_are_told_apart_by_their_type()
    {
        await using var graph = await ScriptedGraph.StartAsync(Reply.Json("""
            {"value":[{"@odata.type":"#microsoft.graph.user","id":"1"},{"@odata.type":"#microsoft.graph.group","id":"2"},{"@odata.type":"#microsoft.graph.device","id":"3"}]}
            """));

        var members = (await graph.ReadAsync(reader => reader.ReadMembersAsync("1"))).Value();

        Assert.Equal(["1"], members.Users);
        Assert.Equal(["2", "3"], members.Others);
    }

    [Fact]
    public async Task A_member_of_no_type_is_not_taken_for_one()
    {
        await using var graph = await ScriptedGraph.StartAsync(Reply.Json("""{"value":[{"id":"1"}]}"""));

        var failure = (await graph.ReadAsync(reader => reader.ReadMembersAsync("1"))).FailedAs<TenantFailure.Unreadable, GroupMembers>();

        Assert.Equal("value[0].@odata.type is missing, expected a text", failure.Message);
    }

    [Fact]
    public async Task Transitive_members_are_read_as_the_documentation_shows_them()
    {
        await using var graph = await ScriptedGraph.StartAsync(Reply.Sample("groups-transitiveMembers.list.response"));

        Assert.Equal(["11111111-2222-3333-4444-555555555555"], (await graph.ReadAsync(reader => reader.ReadTransitiveUsersAsync("1"))).Value());
    }

    [Fact]
    public async Task Role_assignments_are_read_as_the_documentation_shows_them()
    {
        await using var graph = await ScriptedGraph.StartAsync(Reply.Sample("roleManagement-directory-roleAssignments.list.response"));

        var assignments = (await graph.ReadAsync(reader => reader.ReadRoleAssignmentsAsync())).Value();

        Assert.Equal(2, assignments.Count);
        Assert.Equal(new RoleAssignment("ace08ec9-aa11-4ada-9145-addf0398233e", "62e90394-69f5-4237-9190-012177145e10", "/"), assignments[0]);
    }

    [Fact]
    public async Task The_registration_report_keeps_names_it_does_not_know()
    {
        await using var graph = await ScriptedGraph.StartAsync(Reply.Sample("reports-authenticationMethods-userRegistrationDetails.list.response"));

        var rows = (await graph.ReadAsync(reader => reader.ReadRegistrationDetailsAsync())).Value();

        Assert.Equal([true, false, true], rows.Select(row => row.IsMfaRegistered));
        Assert.Equal(["mobilePhone", "microsoftAuthenticatorPush", "softwareOneTimePasscode"], rows[2].MethodsRegistered);
        Assert.Equal(new DateTimeOffset(2023, 3, 13, 19, 15, 41, TimeSpan.Zero).AddTicks(6195833), rows[0].LastUpdated);
    }
}
