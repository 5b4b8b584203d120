using Fido2Workflow.Core.Tenants;
using Fido2Workflow.Entra.Tests.Loopback;

namespace Fido2Workflow.Entra.Tests.Simulated;

/// <summary>What is read of a tenant before anything is changed in it: yes, failures, and what is not said.</summary>
public class PrerequisiteReadingTests
{
    private const string GlobalAdministrator = "62e90394-69f5-4237-9190-012177145e10";

    [Fact]
    public async Task Roles_say_how_they_are_held_and_until_when()
    {
        await using var world = await World.OpenAsync(files: ("roleAssignments.json", $$"""
            {"value":[
              {"id":"1","principalId":"{{World.Emergency}}","roleDefinitionId":"{{GlobalAdministrator}}","directoryScopeId":"/"},
              {"id":"2","principalId":"{{World.Ada}}","roleDefinitionId":"{{GlobalAdministrator}}","directoryScopeId":"/",
               "assignmentType":"Activated","memberType":"Group","endDateTime":"2027-01-04T15:00:00Z"}]}
            """));

        var instances = (await world.DoAsync(world.Reader.ReadRoleAssignmentInstancesAsync)).Value();

        Assert.Equal(
            [
                new(World.Emergency, GlobalAdministrator, "/", "Assigned", "Direct", null),
                new(World.Ada, GlobalAdministrator, "/", "Activated", "Group", new DateTimeOffset(2027, 1, 4, 15, 0, 0, TimeSpan.Zero)),
            ],
            instances);
    }

    [Fact]
    public async Task Roles_that_may_be_activated_are_read()
    {
        await using var world = await World.OpenAsync(files: ("roleEligibilities.json", $$"""
            {"value":[{"id":"1","principalId":"{{World.Ben}}","roleDefinitionId":"{{GlobalAdministrator}}","directoryScopeId":"/"}]}
            """));

        var eligibility = Assert.Single((await world.DoAsync(world.Reader.ReadRoleEligibilitiesAsync)).Value());

        Assert.Equal(new RoleEligibility(World.Ben, GlobalAdministrator, "/", null), eligibility);
    }

    [Fact]
    public async Task All_methods_of_each_user_are_read()
    {
        await using var world = await World.OpenAsync();

        var methods = await world.DoAsync(() => world.Reader.ReadAuthenticationMethodsAsync([World.Ada, World.Cleo, World.Nobody]));

        Assert.Equal(
            ["fido2AuthenticationMethod", "microsoftAuthenticatorAuthenticationMethod", "passwordAuthenticationMethod"],
            methods[World.Ada].Value().Select(method => method.Type).Order(StringComparer.Ordinal));
        Assert.Equal(["passwordAuthenticationMethod"], methods[World.Cleo].Value().Select(method => method.Type));
        methods[World.Nobody].FailedAs<TenantFailure.NotFound, IReadOnlyList<AuthenticationMethod>>();
    }

    [Fact]
    public async Task The_method_policy_is_read_whole()
    {
        await using var world = await World.OpenAsync();

        var policy = (await world.DoAsync(world.Reader.ReadAuthenticationMethodsPolicyAsync)).Value();

        Assert.Equal("enabled", policy.Configuration("fido2")!.Value.GetProperty("state").GetString());
        Assert.Null(policy.Configuration("qrCodePin"));
        Assert.Equal("default", policy.Body.GetProperty("systemCredentialPreferences").GetProperty("state").GetString());
    }

    [Fact]
    public async Task Domains_are_read_with_whose_multifactor_counts()
    {
        await using var world = await World.OpenAsync(files: ("domains.json", """
            {"value":[
              {"id":"contoso.onmicrosoft.com","isInitial":true,"authenticationType":"Managed"},
              {"id":"contoso.example","isInitial":false,"authenticationType":"Federated","federationConfiguration":[{"id":"1","federatedIdpMfaBehavior":"enforceMfaByFederatedIdp"}]},
              {"id":"fabrikam.example","isInitial":false,"authenticationType":"Federated","federationConfiguration":[]}]}
            """));

        var domains = (await world.DoAsync(world.Reader.ReadDomainsAsync)).Value();

        Assert.Equal(
            [
                new("contoso.example", false, "Federated", "enforceMfaByFederatedIdp"),
                new("contoso.onmicrosoft.com", true, "Managed", null),
                new("fabrikam.example", false, "Federated", null),
            ],
            domains);
    }

    [Fact]
    public async Task Service_plans_are_those_that_may_be_used()
    {
        await using var world = await World.OpenAsync(files: ("subscribedSkus.json", """
            {"value":[
              {"id":"1","capabilityStatus":"Enabled","servicePlans":[
                {"servicePlanName":"AAD_PREMIUM","provisioningStatus":"Success"},{"servicePlanName":"EXCHANGE_S_STANDARD","provisioningStatus":"Disabled"}]},
              {"id":"2","capabilityStatus":"Warning","servicePlans":[{"servicePlanName":"aad_premium","provisioningStatus":"Success"}]},
              {"id":"3","capabilityStatus":"Suspended","servicePlans":[{"servicePlanName":"AAD_PREMIUM_P2","provisioningStatus":"Success"}]}]}
            """));

        Assert.Equal(["AAD_PREMIUM"], (await world.DoAsync(world.Reader.ReadServicePlansAsync)).Value());
    }

    [Fact]
    public async Task Mailboxes_say_what_they_are_for_and_where_there_is_none()
    {
        await using var world = await World.OpenAsync(files: ("mailboxes.json", $$"""{"{{World.Ada}}":"user","{{World.Ben}}":"shared"}"""));

        var purposes = await world.DoAsync(() => world.Reader.ReadMailboxPurposesAsync([World.Ada, World.Ben, World.Emergency, World.Nobody]));

        Assert.Equal(("user", "shared", null), (purposes[World.Ada].Value(), purposes[World.Ben].Value(), purposes[World.Emergency].Value()));
        purposes[World.Nobody].FailedAs<TenantFailure.NotFound, string?>();
    }

    [Fact]
    public async Task One_users_sign_ins_of_a_span_are_read()
    {
        await using var world = await World.OpenAsync();
        var start = world.Clock.GetUtcNow();

        var log = (await world.DoAsync(async () =>
        {
            await world.Clock.SleepAsync(TimeSpan.FromDays(2), CancellationToken.None);
            return await world.Reader.ReadSignInsOfAsync(World.Ada, start, start.AddDays(1));
        })).Value();

        Assert.All(log.Rows, row => Assert.Equal((World.Ada, PolicyResult.NotListed), (row.UserId, row.PolicyResult)));
        Assert.All(log.Rows, row => Assert.InRange(row.At, start, start.AddDays(1).AddTicks(-1)));
        Assert.Contains(log.Rows, row => row.IsInteractive);
        Assert.Contains(log.Rows, row => !row.IsInteractive);
    }

    [Fact]
    public async Task To_whoever_may_not_read_policies_a_sign_in_says_nothing_of_them()
    {
        await using var world = await World.OpenAsync();
        var start = world.Clock.GetUtcNow();

        var log = (await world.DoAsync(async () =>
        {
            await world.Clock.SleepAsync(TimeSpan.FromDays(2), CancellationToken.None);
            return await world.ReaderWithout("Policy.Read.All").ReadSignInsAsync(start, start.AddDays(1), World.RequireKey);
        })).Value();

        Assert.NotEmpty(log.Rows);
        Assert.All(log.Rows, row => Assert.Equal(PolicyResult.Unknown, row.PolicyResult));
    }

    [Fact]
    public async Task What_more_is_known_of_users_and_groups_is_read()
    {
        await using var world = await World.OpenAsync(null, ("users.json", """
            {"value":[
              {"id":"1","userPrincipalName":"ada@contoso.example","accountEnabled":true,"givenName":"Ada","surname":"Lovelace","jobTitle":"Analyst","department":"Engines",
               "passwordPolicies":"DisablePasswordExpiration","assignedLicenses":[{"skuId":"s"}],"createdDateTime":"2020-02-03T04:05:06Z"},
              {"id":"2","userPrincipalName":"svc@contoso.example","accountEnabled":true}]}
            """),
            ("authenticationMethods.json", "{}"), ("people.json", "{}"));

        var ada = (await world.DoAsync(() => world.Reader.ReadUserAsync("1"))).Value();
        var service = (await world.DoAsync(() => world.Reader.ReadUserAsync("2"))).Value();
        var group = (await world.DoAsync(() => world.Reader.ReadGroupAsync(World.Everyone))).Value();

        Assert.Equal(
            ("Ada", "Lovelace", "Analyst", "Engines", "DisablePasswordExpiration", true, new DateTimeOffset(2020, 2, 3, 4, 5, 6, TimeSpan.Zero)),
            (ada.GivenName, ada.Surname, ada.JobTitle, ada.Department, ada.PasswordPolicies, ada.IsLicensed, ada.Created));
        Assert.Equal((null, false), (service.GivenName, service.IsLicensed));
        Assert.Equal("user.accountEnabled -eq true", group.MembershipRule);
    }

    [Theory]
    [InlineData("RoleAssignmentSchedule.Read.Directory", "RoleManagement.Read.Directory")]
    [InlineData("RoleEligibilitySchedule.Read.Directory", "RoleManagement.Read.Directory")]
    [InlineData("UserAuthenticationMethod.Read.All")]
    [InlineData("Policy.Read.AuthenticationMethod", "Policy.Read.All")]
    [InlineData("UserAuthMethod-TAP.Read.All", "UserAuthenticationMethod.Read.All")]
    [InlineData("Domain.Read.All")]
    [InlineData("LicenseAssignment.Read.All")]
    [InlineData("MailboxSettings.Read")]
    [InlineData("AuditLog.Read.All")]
    public async Task Without_the_permission_the_refusal_names_it(string permission, params string[] widerOnes)
    {
        await using var world = await World.OpenAsync();
        var reader = world.ReaderWithout([permission, .. widerOnes]);

        var failure = await world.DoAsync(() => FailureOfAsync(reader, permission));

        Assert.IsType<TenantFailure.Denied>(failure);
        Assert.EndsWith($"grant the identity that asked the permission {permission}", failure.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_reader_says_whose_token_it_uses_and_what_that_may()
    {
        await using var world = await World.OpenAsync();

        var identity = (await world.DoAsync(world.Reader.ReadIdentityAsync)).Value();

        Assert.Equal(world.Tenant.TenantId, identity.TenantId);
        Assert.Contains("UserAuthMethod-Passkey.Read.All", identity.Permissions);
        Assert.DoesNotContain("Policy.ReadWrite.ConditionalAccess", identity.Permissions);
        var writer = (await world.DoAsync(world.Writer.ReadIdentityAsync)).Value();
        Assert.Contains("Policy.ReadWrite.ConditionalAccess", writer.Permissions);
        Assert.NotEqual(identity.ObjectId, writer.ObjectId);
        Assert.Equal(["UserAuthMethod-TAP.ReadWrite.All"], (await world.DoAsync(world.Issuer.ReadIdentityAsync)).Value().Permissions);
    }

    private static async Task<TenantFailure> FailureOfAsync(EntraTenantReader reader, string permission) => permission switch
    {
        "RoleAssignmentSchedule.Read.Directory" => (await reader.ReadRoleAssignmentInstancesAsync()).Failure(),
        "RoleEligibilitySchedule.Read.Directory" => (await reader.ReadRoleEligibilitiesAsync()).Failure(),
        "UserAuthenticationMethod.Read.All" => (await reader.ReadAuthenticationMethodsAsync([World.Ada]))[World.Ada].Failure(),
        "Policy.Read.AuthenticationMethod" => (await reader.ReadAuthenticationMethodsPolicyAsync()).Failure(),
        "UserAuthMethod-TAP.Read.All" => (await reader.ReadPassesAsync(World.Ada)).Failure(),
        "Domain.Read.All" => (await reader.ReadDomainsAsync()).Failure(),
        "LicenseAssignment.Read.All" => (await reader.ReadServicePlansAsync()).Failure(),
        "MailboxSettings.Read" => (await reader.ReadMailboxPurposesAsync([World.Ada]))[World.Ada].Failure(),
        _ => (await reader.ReadSignInsOfAsync(World.Ada, DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddDays(1))).Failure(),
    };
}
