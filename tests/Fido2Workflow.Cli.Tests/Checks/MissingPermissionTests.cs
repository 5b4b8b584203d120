using Fido2Workflow.Cli.Checks;
using Fido2Workflow.Core.Plans;
using Fido2Workflow.Entra;
using Fido2Workflow.Local;
using Fido2Workflow.TenantSimulator;

namespace Fido2Workflow.Cli.Tests.Checks;

public class MissingPermissionTests
{
    [Theory]
    [InlineData("User.Read.All")]
    [InlineData("Policy.Read.AuthenticationMethod", "Policy.Read.All")]
    [InlineData("GroupMember.Read.All")]
    [InlineData("UserAuthMethod-Passkey.Read.All", "UserAuthenticationMethod.Read.All")]
    public async Task Each_user_is_an_error_that_names_the_permission_to_grant(string permission, params string[] widerOnes)
    {
        var user = Assert.Single(await CheckAsync(tenantId => SimulatedToken.Reader(tenantId).Without([permission, .. widerOnes])));

        Assert.Equal("ERROR", user.Status);
        Assert.Null(user.KeyCount);
        Assert.EndsWith($"grant the identity that asked the permission {permission}", user.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_token_of_the_tenant_nobody_is_sent_for_permissions()
    {
        var user = Assert.Single(await CheckAsync(_ => SimulatedToken.Reader("00000000-0000-4000-8000-00000000ffff")));

        Assert.Equal("ERROR", user.Status);
        Assert.EndsWith("sign in with an identity of this tenant", user.Reason, StringComparison.Ordinal);
    }

    private static async Task<IReadOnlyList<CheckedUser>> CheckAsync(Func<string, SimulatedToken> identity)
    {
        await using var tenant = SimulatedTenant.Load(Contoso.Sample, new() { Clock = new VirtualClock(SimulatedTenant.ReadNow(Contoso.Sample, null)) });
        using var transport = new SocketsHttpHandler();
        var reader = EntraClient.CreateReader(new EntraConnection(
            new SystemClock(), new StaticTokenCredential(identity(tenant.TenantId).Encode()), transport, await tenant.ListenAsync()));
        return await new ListCheck(reader).RunAsync([Contoso.Warren], Plan.PhishingResistant);
    }
}
