using Fido2Workflow.Core.ConditionalAccess;
using Fido2Workflow.Core.Decisions;
using Fido2Workflow.Core.Gates;
using Fido2Workflow.Core.Tenants;
using Fido2Workflow.Core.Waves;
using Fido2Workflow.Entra;

namespace Fido2Workflow.Cli.Tests.Assess;

/// <summary>The gate that looks for service accounts nobody knows of, over HTTP: the finance group of Contoso holds one.</summary>
public sealed class ServiceAccountsGateTests
{
    private const string Finance = "60000004-a9fd-4121-9fe0-2ad0db7cb97f";
    private const string Invoices = "5a000007-2e0b-4b6c-9d53-7f1c8a90e3b1";
    private const string Meera = "e3744cd5-4b8d-4508-8b4b-c5c446b7f4a6";

    private static async Task<GateResult> AskAsync(AssessedTenant tenant, string policy, EntraTenantReader reader)
    {
        var facts = await new WaveFactsReader(reader, tenant.State.Decisions).ReadScopeAndSuspicionsAsync(AssessedTenant.Plan, 2, new WaveObjects(Finance, policy), tenant.Now);
        return new ServiceAccountsGate().Judge(facts, tenant.Now);
    }

    private static async Task<string> CreatePolicyAsync(AssessedTenant tenant) =>
        Assert.IsType<Answer<string>.Given>(await tenant.Writer().CreatePolicyAsync(WavePolicy.Body(AssessedTenant.Plan, 2, Finance))).Value;

    [Fact]
    public async Task A_shared_mailbox_in_scope_holds_the_wave_until_it_is_excluded()
    {
        await using var tenant = await AssessedTenant.OpenAsync();
        var policy = await CreatePolicyAsync(tenant);

        var held = await AskAsync(tenant, policy, tenant.ReaderWithout());
        Assert.Equal((Verdict.No, "service-account-suspected"), (held.Verdict, held.Code));
        Assert.Equal([Invoices], held.Named);
        Assert.Contains("invoices@contoso.com (its mailbox is of the kind shared, ", held.Sentence, StringComparison.Ordinal);

        await tenant.Writer().AddMembersAsync(AssessedTenant.Plan.Exclusions.ServiceAccountGroup, [Invoices]);
        Assert.Equal(Verdict.Yes, (await AskAsync(tenant, policy, tenant.ReaderWithout())).Verdict);
    }

    [Fact]
    public async Task Or_until_a_named_person_says_that_it_is_a_human()
    {
        await using var tenant = await AssessedTenant.OpenAsync();
        var policy = await CreatePolicyAsync(tenant);
        await tenant.State.Decisions.AddAsync(new VouchedHuman { Id = "vouch", Rollout = "contoso", Wave = 2, By = Meera, At = tenant.Now, Account = Invoices, Reason = "why" });

        Assert.Equal(Verdict.Yes, (await AskAsync(tenant, policy, tenant.ReaderWithout())).Verdict);
    }

    [Theory]
    [InlineData("AuditLog.Read.All")]
    [InlineData("RoleManagement.Read.Directory")]
    public async Task Without_the_permission_to_look_it_is_unknown(string permission)
    {
        await using var tenant = await AssessedTenant.OpenAsync(days: 1);
        var result = await AskAsync(tenant, await CreatePolicyAsync(tenant), tenant.ReaderWithout(permission));

        Assert.Equal((Verdict.Unknown, "service-accounts-unknown"), (result.Verdict, result.Code));
        Assert.Contains(permission, result.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_mailboxes_it_is_unknown_before_the_log_has_shown_enough()
    {
        await using var tenant = await AssessedTenant.OpenAsync(days: 1);
        var result = await AskAsync(tenant, await CreatePolicyAsync(tenant), tenant.ReaderWithout("MailboxSettings.Read"));

        Assert.Equal((Verdict.Unknown, "service-accounts-unknown"), (result.Verdict, result.Code));
        Assert.Equal([Invoices], result.Named);
    }
}
