using System.Globalization;
using System.Text.Json.Nodes;
using Fido2Workflow.Core.Decisions;
using Fido2Workflow.Core.Gates;

namespace Fido2Workflow.Cli.Tests.Preflights;

/// <summary>Every prerequisite as a yes, a no and an unknown, read from the simulated tenant over HTTP.</summary>
public class PrerequisitesOverHttpTests
{
    private static readonly string[] ReadingKeys = ["UserAuthMethod-Passkey.Read.All", "UserAuthenticationMethod.Read.All"];
    private static readonly string[] ReadingMethodPolicies = ["Policy.Read.AuthenticationMethod", "Policy.Read.All"];
    private static readonly string[] ReadingRoles = ["RoleAssignmentSchedule.Read.Directory", "RoleManagement.Read.Directory"];

    private static readonly Dictionary<string, (string Code, Action<ReadyTenant> Change)> No = new()
    {
        ["permissions"] = ("permission-missing", tenant => tenant.TakeFromToken("MailboxSettings.Read")),
        ["licence"] = ("licence-missing", tenant => tenant.Add("subscribedSkus.json", Skus("EXCHANGE_S_ENTERPRISE"))),
        ["sign-in-log"] = ("log-retention-too-short", tenant => tenant.Plan = tenant.Plan with { Prerequisites = new() { LogKept = TimeSpan.FromDays(2) } }),
        ["break-glass-accounts"] = ("break-glass-account-unsafe", tenant => tenant.User(ReadyTenant.BreakGlass2)["onPremisesSyncEnabled"] = true),
        ["break-glass-role"] = ("break-glass-role-missing", tenant => tenant["roleAssignments.json"]["value"]![1]!["endDateTime"] = "2027-06-01T00:00:00Z"),
        ["break-glass-methods"] = ("break-glass-phone-method", tenant => tenant.Methods(ReadyTenant.BreakGlass2).Add(ReadyTenant.Method("phone", "phone-1", ("phoneNumber", "+44 1"), ("phoneType", "mobile")))),
        ["break-glass-key"] = ("break-glass-key-missing", tenant => tenant.Methods(ReadyTenant.BreakGlass2).RemoveAt(1)),
        ["break-glass-credentials"] = ("break-glass-credentials-unattested", tenant => tenant.Forget<Attested>(word => word is { Item: AttestationItem.CredentialsInSafe, Account: ReadyTenant.BreakGlass2 })),
        ["break-glass-alert"] = ("break-glass-alert-unattested", tenant => tenant.Forget<Attested>(word => word is { Item: AttestationItem.SignInAlert, Account: ReadyTenant.BreakGlass2 })),
        ["break-glass-verified"] = ("break-glass-unverified", tenant => tenant.Forget<AttestedDrill>(drill => drill.Account == ReadyTenant.BreakGlass2)),
        ["break-glass-incidents"] = ("break-glass-incident", SignInWithBreakGlassOnTheThirdDay),
        ["break-glass-group"] = ("break-glass-group-holds-others", tenant => tenant.Group(ReadyTenant.BreakGlassGroup)["members"]!.AsArray().Add(Member(ReadyTenant.Amara))),
        ["break-glass-excluded"] = ("break-glass-exclusion-missing", tenant => Users(tenant, 0)["excludeGroups"]!.AsArray().RemoveAt(0)),
        ["service-account-group"] = ("service-account-not-excluded", tenant => tenant.Group(ReadyTenant.ServiceAccountGroup)["members"]!.AsArray().Clear()),
        ["service-account-owners"] = ("service-account-ownerless", tenant => tenant.Forget<ServiceAccountOwned>()),
        ["service-account-review"] = ("service-account-review-missing", tenant => tenant.Forget<ServiceAccountsReviewed>()),
        ["guests-and-sync-accounts"] = ("outsiders-in-scope", tenant =>
        {
            tenant.User(ReadyTenant.Esra)["userType"] = "Guest";
        }),
        ["fido2-enabled"] = ("fido2-disabled", tenant => tenant.Fido2["state"] = "disabled"),
        ["fido2-targets"] = ("fido2-break-glass-not-targeted", tenant => tenant.Fido2["includeTargets"]!.AsArray().RemoveAt(0)),
        ["key-models"] = ("attestation-off", tenant => tenant.Fido2["isAttestationEnforced"] = false),
        ["temporary-access-pass"] = ("pass-not-one-time", tenant => tenant.Passes["isUsableOnce"] = false),
        ["temporary-access-pass-tested"] = ("pass-untested", tenant => tenant.Forget<PassTested>()),
        ["federated-domains"] = ("federated-domain-enforces", tenant => tenant.Add("domains.json", ReadyTenant.Federated("enforceMfaByFederatedIdp"))),
        ["registration-open"] = ("registration-deadlock", tenant => tenant.Policies[0]!["grantControls"] = new JsonObject
        {
            ["operator"] = "OR", ["builtInControls"] = new JsonArray(), ["authenticationStrength"] = new JsonObject { ["id"] = "00000000-0000-0000-0000-000000000004" },
        }),
        ["release-group"] = ("release-group-unfit", tenant => tenant.Group("60000063-5f0e-4b8c-9a54-2f6f6c1f3a07")["groupTypes"] = new JsonArray("DynamicMembership")),
    };

    private static readonly Dictionary<string, Action<ReadyTenant>> Unknown = new()
    {
        ["permissions"] = tenant => tenant.Token = "no-token-of-ours",
        ["licence"] = tenant => tenant.TakeFromToken("LicenseAssignment.Read.All"),
        ["sign-in-log"] = tenant => tenant.TakeFromToken("AuditLog.Read.All"),
        ["break-glass-accounts"] = tenant => tenant.TakeFromToken("User.Read.All"),
        ["break-glass-role"] = tenant => tenant.TakeFromToken(ReadingRoles),
        ["break-glass-methods"] = tenant => tenant.TakeFromToken("UserAuthenticationMethod.Read.All"),
        ["break-glass-key"] = tenant => tenant.TakeFromToken(ReadingKeys),
        ["break-glass-credentials"] = tenant => tenant.TakeFromToken("User.Read.All"),
        ["break-glass-alert"] = tenant => tenant.TakeFromToken("User.Read.All"),
        ["break-glass-verified"] = tenant =>
        {
            tenant.Forget<AttestedDrill>();
            tenant.TakeFromToken("AuditLog.Read.All");
        },
        ["break-glass-incidents"] = tenant => tenant.TakeFromToken("AuditLog.Read.All"),
        ["break-glass-group"] = tenant => tenant.TakeFromToken("GroupMember.Read.All"),
        ["break-glass-excluded"] = tenant => tenant.TakeFromToken("Policy.Read.All"),
        ["service-account-group"] = tenant => tenant.TakeFromToken("GroupMember.Read.All"),
        ["service-account-owners"] = tenant => tenant.TakeFromToken("GroupMember.Read.All"),
        ["service-account-review"] = tenant => tenant.TakeFromToken("GroupMember.Read.All"),
        ["guests-and-sync-accounts"] = tenant => tenant.TakeFromToken(ReadingRoles),
        ["fido2-enabled"] = tenant => tenant.TakeFromToken(ReadingMethodPolicies),
        ["fido2-targets"] = tenant => tenant.TakeFromToken("GroupMember.Read.All"),
        ["key-models"] = tenant => tenant.TakeFromToken(ReadingMethodPolicies),
        ["keys-that-will-not-work"] = tenant => tenant.TakeFromToken(ReadingKeys),
        ["temporary-access-pass"] = tenant => tenant.TakeFromToken(ReadingMethodPolicies),
        ["temporary-access-pass-tested"] = tenant => tenant.TakeFromToken(ReadingMethodPolicies),
        ["federated-domains"] = tenant => tenant.TakeFromToken("Domain.Read.All"),
        ["registration-open"] = tenant => tenant.TakeFromToken("Policy.Read.All"),
        ["release-group"] = tenant => tenant.TakeFromToken("GroupMember.Read.All"),
    };

    /// <summary>The gates that can say no.</summary>
    public static TheoryData<string> Refusing => [.. No.Keys];

    /// <summary>The gates that can be unknown.</summary>
    public static TheoryData<string> NotKnowing => [.. Unknown.Keys];

    [Fact]
    public async Task Every_prerequisite_says_yes_of_a_tenant_that_is_ready()
    {
        var results = await ReadyTenant.Create().AskTenantAsync();
        Assert.Equal(AllGates.OfTheTenant.Select(gate => (gate.Name, Verdict.Yes, "")), results.Select(result => (result.Gate, result.Verdict, result.Verdict is Verdict.Yes ? "" : result.Sentence)));
    }

    [Fact]
    public void Every_prerequisite_is_in_both_tables()
    {
        var gates = AllGates.OfTheTenant.Select(gate => gate.Name).Order().ToList();
        // To know whose key will not work is all that is asked: there is no no.
        Assert.Equal(gates, No.Keys.Append("keys-that-will-not-work").Order());
        Assert.Equal(gates, Unknown.Keys.Order());
    }

    [Theory]
    [MemberData(nameof(Refusing))]
    public async Task A_tenant_in_which_one_thing_is_wrong_gets_a_no_from_the_gate_that_asks_for_it(string gate)
    {
        var (code, change) = No[gate];
        var result = await AskAsync(gate, change);
        Assert.Equal((Verdict.No, code), (result.Verdict, result.Code));
        Assert.False(string.IsNullOrEmpty(result.NextStep));
        Assert.NotNull(result.MendedAt);
    }

    [Theory]
    [MemberData(nameof(NotKnowing))]
    public async Task A_token_that_lacks_a_permission_makes_it_unknown_and_never_a_yes(string gate)
    {
        var result = await AskAsync(gate, Unknown[gate]);
        Assert.Equal((Verdict.Unknown, $"{gate}-unknown"), (result.Verdict, result.Code));
        Assert.False(string.IsNullOrEmpty(result.NextStep));
    }

    [Fact]
    public async Task Whose_key_will_not_work_is_named()
    {
        var result = await AskAsync("keys-that-will-not-work", tenant =>
        {
            foreach (var key in tenant.Methods(ReadyTenant.Amara).TakeLast(2)) key!["aaGuid"] = "ee041bce-25e5-4cdb-8f86-897fd6418464";
        });
        Assert.Equal((Verdict.Yes, ReadyTenant.Amara), (result.Verdict, Assert.Single(result.Named)));
    }

    [Fact]
    public async Task A_drill_that_the_log_shows_is_no_incident()
    {
        var result = await AskAsync("break-glass-incidents", tenant =>
        {
            SignInWithBreakGlassOnTheThirdDay(tenant);
            var drill = tenant.Decisions.OfType<AttestedDrill>().First(drill => drill.Account == ReadyTenant.BreakGlass2);
            tenant.Decisions.Add(drill with { Id = "drill-later", SignedInAt = DateTimeOffset.Parse("2027-01-06T09:10:00Z", CultureInfo.InvariantCulture) });
        });
        Assert.Equal(Verdict.Yes, result.Verdict);
    }

    private static async Task<GateResult> AskAsync(string gate, Action<ReadyTenant> change)
    {
        var tenant = ReadyTenant.Create();
        change(tenant);
        return (await tenant.AskTenantAsync()).Single(result => result.Gate == gate);
    }

    private static void SignInWithBreakGlassOnTheThirdDay(ReadyTenant tenant)
    {
        tenant["people.json"]["later"]!.AsArray().Add(new JsonObject { ["at"] = "2027-01-06T09:00:00Z", ["do"] = "signIn", ["user"] = ReadyTenant.BreakGlass2 });
        tenant.After = TimeSpan.FromDays(3);
    }

    private static JsonObject Users(ReadyTenant tenant, int policy) => tenant.Policies[policy]!["conditions"]!["users"]!.AsObject();

    private static JsonObject Member(string user) => new() { ["@odata.type"] = "#microsoft.graph.user", ["id"] = user };

    private static JsonObject Skus(string servicePlan) => new()
    {
        ["value"] = new JsonArray(new JsonObject
        {
            ["id"] = "sku-1", ["capabilityStatus"] = "Enabled", ["skuPartNumber"] = "EXCHANGE",
            ["servicePlans"] = new JsonArray(new JsonObject { ["servicePlanName"] = servicePlan, ["provisioningStatus"] = "Success", ["appliesTo"] = "User" }),
        }),
    };
}
