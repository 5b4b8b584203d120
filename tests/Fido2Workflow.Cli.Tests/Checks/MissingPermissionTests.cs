using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Fido2Workflow.Cli.Checks;
using Fido2Workflow.Core.Plans;
using Fido2Workflow.Entra;
using Fido2Workflow.Local;
using Fido2Workflow.TenantSimulator;

namespace Fido2Workflow.Cli.Tests.Checks;

public class MissingPermissionTests
{
    [Theory]
    [InlineData("/users/warren", "User.Read.All")]
    [InlineData("/authenticationMethodConfigurations/fido2", "Policy.Read.AuthenticationMethod")]
    [InlineData("/authenticationStrengthPolicies", "Policy.Read.AuthenticationMethod")]
    [InlineData("/transitiveMembers", "GroupMember.Read.All")]
    [InlineData("/$batch", "UserAuthMethod-Passkey.Read.All")]
    public async Task Each_user_is_an_error_that_names_the_permission_to_grant(string denied, string permission)
    {
        var user = Assert.Single(await CheckAsync("reader", denied));

        Assert.Equal("ERROR", user.Status);
        Assert.Null(user.KeyCount);
        Assert.EndsWith($"grant the identity that asked the permission {permission}", user.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_token_of_the_tenant_nobody_is_sent_for_permissions()
    {
        var user = Assert.Single(await CheckAsync("stranger", "nothing"));

        Assert.Equal("ERROR", user.Status);
        Assert.EndsWith("sign in with an identity of this tenant", user.Reason, StringComparison.Ordinal);
    }

    private static async Task<IReadOnlyList<CheckedUser>> CheckAsync(string token, string denied)
    {
        await using var tenant = SimulatedTenant.Load(Contoso.Sample, new() { Clock = new VirtualClock(SimulatedTenant.ReadNow(Contoso.Sample, null)) });
        using var transport = new Denying(denied) { InnerHandler = new SocketsHttpHandler() };
        var reader = EntraClient.CreateReader(new EntraConnection(new SystemClock(), new StaticTokenCredential(token), transport, await tenant.ListenAsync()));
        return await new ListCheck(reader).RunAsync([Contoso.Warren], Plan.PhishingResistant);
    }

    /// <summary>Refuses some requests as Graph does an identity that lacks the permission; within a batch, each on its own.</summary>
    private sealed class Denying(string path) : DelegatingHandler
    {
        private static readonly JsonObject Refusal = new()
        {
            ["error"] = new JsonObject { ["code"] = "Authorization_RequestDenied", ["message"] = "Insufficient privileges to complete the operation." },
        };

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var response = await base.SendAsync(request, cancellationToken);
            if (!request.RequestUri!.AbsolutePath.Contains(path, StringComparison.OrdinalIgnoreCase)) return response;
            if (path != "/$batch") return Json(HttpStatusCode.Forbidden, Refusal);
            var batch = JsonNode.Parse(await response.Content.ReadAsStringAsync(cancellationToken))!;
            foreach (var answer in batch["responses"]!.AsArray()) (answer!["status"], answer["body"]) = (403, Refusal.DeepClone());
            return Json(HttpStatusCode.OK, batch);
        }

        private static HttpResponseMessage Json(HttpStatusCode status, JsonNode body) =>
            new(status) { Content = new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json") };
    }
}
