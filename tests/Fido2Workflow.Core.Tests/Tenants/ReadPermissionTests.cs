namespace Fido2Workflow.Core.Tests;

public class ReadPermissionTests
{
    [Theory]
    [InlineData("GET /v1.0/users", "User.Read.All")]
    [InlineData("GET /v1.0/users/ann%40contoso.com", "User.Read.All")]
    [InlineData("GET /users/1/authentication/fido2Methods", "UserAuthMethod-Passkey.Read.All")]
    [InlineData("GET /users/1/authentication/methods", "UserAuthenticationMethod.Read.All")]
    [InlineData("GET /v1.0/users/1/authentication/temporaryAccessPassMethods", "UserAuthMethod-TAP.Read.All")]
    [InlineData("GET /users/1/mailboxSettings/userPurpose", "MailboxSettings.Read")]
    [InlineData("GET /v1.0/reports/authenticationMethods/userRegistrationDetails", "AuditLog.Read.All")]
    [InlineData("GET /v1.0/roleManagement/directory/roleAssignments", "RoleManagement.Read.Directory")]
    [InlineData("GET /v1.0/roleManagement/directory/roleAssignmentScheduleInstances", "RoleAssignmentSchedule.Read.Directory")]
    [InlineData("GET /v1.0/roleManagement/directory/roleEligibilityScheduleInstances", "RoleEligibilitySchedule.Read.Directory")]
    [InlineData("GET /v1.0/domains/contoso.com/federationConfiguration", "Domain.Read.All")]
    [InlineData("GET /v1.0/subscribedSkus", "LicenseAssignment.Read.All")]
    [InlineData("GET /v1.0/groups/1/transitiveMembers/graph.user", "GroupMember.Read.All")]
    [InlineData("GET /v1.0/policies/authenticationStrengthPolicies/4", "Policy.Read.AuthenticationMethod")]
    [InlineData("GET /v1.0/identity/conditionalAccess/policies", "Policy.Read.All")]
    [InlineData("GET /beta/auditLogs/signIns", "AuditLog.Read.All")]
    public void Each_read_names_the_least_permission_that_lets_it_through(string request, string permission) =>
        Assert.Contains($"grant the identity that asked the permission {permission}", new TenantFailure.Denied("Authorization_RequestDenied", "no") { Request = request }.Sentence, StringComparison.Ordinal);

    [Fact]
    public void A_write_names_none() =>
        Assert.EndsWith("(Authorization_RequestDenied: no)", new TenantFailure.Denied("Authorization_RequestDenied", "no") { Request = "PATCH /v1.0/users/1" }.Sentence, StringComparison.Ordinal);

    [Fact]
    public void An_identity_without_a_token_is_told_to_sign_in() =>
        Assert.EndsWith("; sign in with an identity of this tenant", new TenantFailure.Denied("NoToken", "no") { Request = "GET /v1.0/users" }.Sentence, StringComparison.Ordinal);
}
