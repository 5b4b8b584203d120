namespace Fido2Workflow.Core.Tests.Prerequisites;

public class PermissionsGateTests
{
    [Theory]
    [InlineData("UserAuthMethod-Passkey.Read.All")]
    [InlineData("Policy.Read.All")]
    [InlineData("AuditLog.Read.All")]
    public void A_permission_that_is_lacking_is_a_no_that_names_the_grant(string permission)
    {
        var result = Holding([.. TenantFactsOf.EveryPermission.Where(held => held != permission && held is not "UserAuthenticationMethod.Read.All")]);
        result.Says(Verdict.No, "permission-missing");
        Assert.Contains(permission, result.Sentence, StringComparison.Ordinal);
        Assert.Contains(permission, result.NextStep, StringComparison.Ordinal);
    }

    [Fact]
    public void A_wider_permission_will_do() =>
        Holding([.. TenantFactsOf.EveryPermission.Except(["UserAuthMethod-Passkey.Read.All", "UserAuthMethod-TAP.Read.All", "Policy.Read.AuthenticationMethod"])]).Says(Verdict.Yes, "permissions");

    [Fact]
    public void No_permission_at_all_names_every_one()
    {
        var result = Holding();
        result.Says(Verdict.No, "permission-missing");
        Assert.All(TenantFactsOf.EveryPermission, permission => Assert.Contains(permission, result.NextStep, StringComparison.Ordinal));
    }

    private static GateResult Holding(params IReadOnlyList<string> permissions) =>
        (TenantFactsOf.Ready() with { Identity = Some.Given(new TokenIdentity("reader", "app", null, permissions)) }).Ask<PermissionsGate>();
}

public class LicenceGateTests
{
    [Theory]
    [InlineData("AAD_PREMIUM")]
    [InlineData("AAD_PREMIUM_P2")]
    public void Either_premium_plan_is_a_yes(string plan) =>
        (TenantFactsOf.Ready() with { ServicePlans = Some.Given(Some.Each(plan)) }).Ask<LicenceGate>().Says(Verdict.Yes, "licence");

    [Fact]
    public void Neither_is_a_no() =>
        (TenantFactsOf.Ready() with { ServicePlans = Some.Given(Some.Each("EXCHANGE_S_ENTERPRISE", "AAD_BASIC")) }).Ask<LicenceGate>().Says(Verdict.No, "licence-missing");
}

public class SignInLogGateTests
{
    [Fact]
    public void A_log_kept_for_less_than_the_report_only_days_is_a_no() =>
        (TenantFactsOf.Ready() with { Plan = Some.Plan with { Prerequisites = new() { LogKept = TimeSpan.FromDays(2) } } }).Ask<SignInLogGate>().Says(Verdict.No, "log-retention-too-short");

    [Fact]
    public void Rows_that_hide_what_policies_did_are_unknown() =>
        (TenantFactsOf.Ready() with { RecentSignIns = Facts.Log(Facts.Row("ann", PolicyResult.Unknown)) }).Ask<SignInLogGate>().Says(Verdict.Unknown, "sign-in-log-unknown");

    [Fact]
    public void A_log_that_nobody_signed_in_to_just_then_can_still_be_read() =>
        (TenantFactsOf.Ready() with { RecentSignIns = Facts.Log() }).Ask<SignInLogGate>().Says(Verdict.Yes, "sign-in-log");
}

public class FederatedDomainsGateTests
{
    private static GateResult With(string? type, string? behaviour) =>
        (TenantFactsOf.Ready() with { Domains = Some.Given(Some.Each(new Domain("contoso.com", false, type, behaviour))) }).Ask<FederatedDomainsGate>();

    [Fact]
    public void A_domain_that_enforces_its_own_is_a_no_that_names_it()
    {
        var result = With("Federated", "enforceMfaByFederatedIdp");
        result.Says(Verdict.No, "federated-domain-enforces");
        Assert.Contains("contoso.com", result.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void A_domain_whose_own_is_accepted_is_a_yes_that_names_it()
    {
        var result = With("Federated", "acceptIfMfaDoneByFederatedIdp");
        result.Says(Verdict.Yes, "federated-domains");
        Assert.Contains("contoso.com", result.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void A_domain_whose_own_is_rejected_is_a_yes() => With("Federated", "rejectMfaByFederatedIdp").Says(Verdict.Yes, "federated-domains");

    [Theory]
    [InlineData("Federated", null)]
    [InlineData("Federated", "behaviourOfTomorrow")]
    [InlineData(null, null)]
    public void A_domain_that_does_not_say_is_unknown(string? type, string? behaviour) => With(type, behaviour).Says(Verdict.Unknown, "federated-domains-unknown");
}
