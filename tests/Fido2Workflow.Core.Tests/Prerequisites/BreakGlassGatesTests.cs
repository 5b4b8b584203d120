namespace Fido2Workflow.Core.Tests.Prerequisites;

public class BreakGlassAccountsGateTests
{
    private static TenantFacts Ready => TenantFactsOf.Ready();

    public static TheoryData<string> Faults => [.. Faulty.Keys];

    private static readonly Dictionary<string, Func<User, User>> Faulty = new()
    {
        ["is synced from on-premises"] = user => user with { OnPremisesSyncEnabled = true },
        ["is not under .onmicrosoft.com"] = user => user with { UserPrincipalName = "bg-2@contoso.com" },
        ["is disabled"] = user => user with { AccountEnabled = false },
        ["has a password that expires"] = user => user with { PasswordPolicies = "DisableStrongPassword" },
    };

    [Theory]
    [MemberData(nameof(Faults))]
    public void An_account_that_something_else_can_switch_off_is_a_no_that_says_why(string fault)
    {
        var result = Ready.WithUser(Faulty[fault](TenantFactsOf.BreakGlass("bg-2"))).Ask<BreakGlassAccountsGate>();
        result.Says(Verdict.No, "break-glass-account-unsafe");
        Assert.Equal(["bg-2"], result.Named);
        Assert.Contains($"bg-2@contoso{(fault.Contains("onmicrosoft", StringComparison.Ordinal) ? "" : ".onmicrosoft")}.com {fault}", result.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void An_id_that_no_account_has_is_a_no()
    {
        var result = (Ready with { Users = Some.Given(Some.Each(TenantFactsOf.BreakGlass("bg-1"))) }).Ask<BreakGlassAccountsGate>();
        result.Says(Verdict.No, "break-glass-account-missing");
        Assert.Equal(["bg-2"], result.Named);
    }

    [Fact]
    public void One_account_named_twice_is_not_two() =>
        (Ready with { Plan = Some.Plan with { Exclusions = Some.Exclusions with { BreakGlassAccounts = ["bg-1", "bg-1"] } } }).Ask<BreakGlassAccountsGate>().Says(Verdict.No, "break-glass-too-few");

    [Fact]
    public void An_account_that_does_not_say_whether_it_is_enabled_is_unknown() =>
        Ready.WithUser(TenantFactsOf.BreakGlass("bg-2") with { AccountEnabled = null }).Ask<BreakGlassAccountsGate>().Says(Verdict.Unknown, "break-glass-accounts-unknown");

    [Fact]
    public void No_licence_is_asked_for() =>
        Ready.WithUser(TenantFactsOf.BreakGlass("bg-2") with { IsLicensed = false }).Ask<BreakGlassAccountsGate>().Says(Verdict.Yes, "break-glass-accounts");
}

public class BreakGlassRoleGateTests
{
    private static GateResult With(params RoleAssignmentInstance[] second) =>
        (TenantFactsOf.Ready() with { RoleAssignments = Some.Given(Some.Each([TenantFactsOf.Role("bg-1"), .. second])) }).Ask<BreakGlassRoleGate>();

    public static TheoryData<string> Ways => [.. Insufficient.Keys];

    private static readonly Dictionary<string, RoleAssignmentInstance> Insufficient = new()
    {
        ["activated"] = TenantFactsOf.Role("bg-2") with { AssignmentType = "Activated", EndsAt = Some.Now.AddHours(8) },
        ["through a group"] = TenantFactsOf.Role("bg-2") with { MemberType = "Group" },
        ["until"] = TenantFactsOf.Role("bg-2") with { EndsAt = Some.Now.AddYears(1) },
        ["part of the tenant"] = TenantFactsOf.Role("bg-2") with { DirectoryScopeId = "/administrativeUnits/1" },
        ["no active assignment"] = TenantFactsOf.Role("bg-2") with { RoleDefinitionId = "f28a1f50-f6e7-4571-818b-6a12f2af6b6c" },
    };

    [Theory]
    [MemberData(nameof(Ways))]
    public void Any_other_way_of_holding_the_role_is_a_no_that_says_which(string way)
    {
        var result = With(Insufficient[way]);
        result.Says(Verdict.No, "break-glass-role-missing");
        Assert.Equal(["bg-2"], result.Named);
        Assert.Contains(way, result.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void Eligible_and_nothing_else_is_no_active_assignment() => With().Says(Verdict.No, "break-glass-role-missing");

    [Fact]
    public void One_assignment_that_stands_is_enough_beside_one_that_does_not() =>
        With(TenantFactsOf.Role("bg-2") with { EndsAt = Some.Now.AddHours(8) }, TenantFactsOf.Role("bg-2")).Says(Verdict.Yes, "break-glass-role");

    [Fact]
    public void An_assignment_that_does_not_say_how_it_is_held_is_unknown() =>
        With(TenantFactsOf.Role("bg-2") with { AssignmentType = null }).Says(Verdict.Unknown, "break-glass-role-unknown");
}

public class BreakGlassMethodsGateTests
{
    [Theory]
    [InlineData("microsoftAuthenticatorAuthenticationMethod")]
    [InlineData("phoneAuthenticationMethod")]
    public void A_method_on_a_phone_is_a_no_that_names_the_account(string type)
    {
        var result = TenantFactsOf.Ready().WithMethods("bg-2", TenantFactsOf.Methods(type)).Ask<BreakGlassMethodsGate>();
        result.Says(Verdict.No, "break-glass-phone-method");
        Assert.Equal(["bg-2"], result.Named);
    }

    [Fact]
    public void A_phone_that_is_known_is_a_no_though_the_other_account_could_not_be_read() =>
        TenantFactsOf.Ready().WithMethods("bg-1", Some.Failed<IReadOnlyList<AuthenticationMethod>>()).WithMethods("bg-2", TenantFactsOf.Methods("phoneAuthenticationMethod"))
            .Ask<BreakGlassMethodsGate>().Says(Verdict.No, "break-glass-phone-method");
}

public class BreakGlassKeyGateTests
{
    private static TenantFacts Holding(Fido2Key? key) =>
        TenantFactsOf.Ready() with { Keys = TenantFactsOf.Keys(("bg-1", Some.Key("key-1")), ("bg-2", key)) };

    [Fact]
    public void An_account_without_a_key_is_a_no_that_names_it()
    {
        var result = Holding(null).Ask<BreakGlassKeyGate>();
        result.Says(Verdict.No, "break-glass-key-missing");
        Assert.Equal(["bg-2"], result.Named);
    }

    [Fact]
    public void A_key_of_a_model_that_is_not_allowed_is_a_no() =>
        Holding(Some.Key("key-2", "00000000-0000-0000-0000-00000000beef")).Ask<BreakGlassKeyGate>().Says(Verdict.No, "break-glass-key-missing");

    [Fact]
    public void A_certificate_takes_the_place_of_a_key() =>
        Holding(null).WithMethods("bg-2", TenantFactsOf.Methods("x509CertificateAuthenticationMethod")).Ask<BreakGlassKeyGate>().Says(Verdict.Yes, "break-glass-key");

    [Fact]
    public void Keys_that_could_not_be_read_are_unknown()
    {
        var keys = new Dictionary<string, Answer<IReadOnlyList<Fido2Key>>> { ["bg-1"] = Some.Given(Some.Each(Some.Key("key-1"))), ["bg-2"] = Some.Failed<IReadOnlyList<Fido2Key>>() };
        (TenantFactsOf.Ready() with { Keys = Some.Given<IReadOnlyDictionary<string, Answer<IReadOnlyList<Fido2Key>>>>(keys) })
            .Ask<BreakGlassKeyGate>().Says(Verdict.Unknown, "break-glass-key-unknown");
    }
}

public class BreakGlassWordsTests
{
    [Theory]
    [InlineData(AttestationItem.CredentialsInSafe, "break-glass-credentials-unattested")]
    [InlineData(AttestationItem.SignInAlert, "break-glass-alert-unattested")]
    public void A_word_that_is_missing_or_has_run_out_is_a_no_that_names_the_account(AttestationItem item, string code)
    {
        foreach (var second in new[] { Decide.Attest(item, "bg-1"), Decide.Attest(item, "bg-2", daysAgo: 91, validFor: 90), Decide.Attest(item, "bg-2", daysAgo: -1) })
        {
            var result = Ask(item, TenantFactsOf.Ready().Deciding(Decide.Attest(item, "bg-1"), second));
            result.Says(Verdict.No, code);
            Assert.Equal(["bg-2"], result.Named);
        }
    }

    [Fact]
    public void The_evidence_names_who_vouched()
    {
        var result = TenantFactsOf.Ready().Ask<BreakGlassCredentialsGate>();
        Assert.Equal(2, result.Evidence.Count);
        Assert.All(result.Evidence, evidence => Assert.Contains("rita", evidence.What, StringComparison.Ordinal));
    }

    private static GateResult Ask(AttestationItem item, TenantFacts facts) =>
        item is AttestationItem.SignInAlert ? facts.Ask<BreakGlassAlertGate>() : facts.Ask<BreakGlassCredentialsGate>();
}

public class BreakGlassVerifiedGateTests
{
    private static TenantFacts Drilled(params IReadOnlyList<Decision> drills) => TenantFactsOf.Ready().Deciding(drills);

    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    public void A_drill_of_any_wave_within_the_month_is_a_yes(int wave) =>
        Drilled(Decide.Drill("bg-1", wave, daysAgo: 30), Decide.Drill("bg-2", wave)).Ask<BreakGlassVerifiedGate>().Says(Verdict.Yes, "break-glass-verified");

    [Fact]
    public void A_drill_of_longer_ago_is_a_no_that_names_the_account()
    {
        var result = Drilled(Decide.Drill("bg-1"), Decide.Drill("bg-2", daysAgo: 32, validFor: 90)).Ask<BreakGlassVerifiedGate>();
        result.Says(Verdict.No, "break-glass-unverified");
        Assert.Equal(["bg-2"], result.Named);
    }

    [Fact]
    public void A_sign_in_that_the_log_shows_takes_the_place_of_a_drill() =>
        Drilled(Decide.Drill("bg-1")).WithSignIns("bg-2", Facts.Log(Facts.Row("bg-2", PolicyResult.NotApplied))).Ask<BreakGlassVerifiedGate>().Says(Verdict.Yes, "break-glass-verified");

    [Fact]
    public void An_attempt_that_failed_does_not() =>
        Drilled(Decide.Drill("bg-1")).WithSignIns("bg-2", Facts.Log(Facts.Row("bg-2", PolicyResult.NotApplied, error: 50126))).Ask<BreakGlassVerifiedGate>().Says(Verdict.No, "break-glass-unverified");

    [Fact]
    public void Without_a_drill_a_log_that_could_not_be_read_is_unknown() =>
        Drilled(Decide.Drill("bg-1")).WithSignIns("bg-2", Some.Failed<SignInLog>()).Ask<BreakGlassVerifiedGate>().Says(Verdict.Unknown, "break-glass-verified-unknown");
}

public class BreakGlassIncidentsGateTests
{
    private static TenantFacts SignedIn(double daysAgo, int error = 0) =>
        TenantFactsOf.Ready().WithSignIns("bg-2", Facts.Log(Facts.Row("bg-2", PolicyResult.NotApplied, error, hoursAgo: daysAgo * 24)));

    [Fact]
    public void A_sign_in_of_a_drill_is_a_yes() => SignedIn(1).Ask<BreakGlassIncidentsGate>().Says(Verdict.Yes, "break-glass-incidents");

    [Fact]
    public void A_sign_in_outside_a_drill_is_a_no_that_names_the_account()
    {
        var result = SignedIn(5).Ask<BreakGlassIncidentsGate>();
        result.Says(Verdict.No, "break-glass-incident");
        Assert.Equal(["bg-2"], result.Named);
    }

    [Fact]
    public void Attempts_that_failed_are_noise() => SignedIn(5, error: 50126).Ask<BreakGlassIncidentsGate>().Says(Verdict.Yes, "break-glass-incidents");

    [Fact]
    public void An_incident_that_was_looked_into_holds_no_more_and_a_later_one_does()
    {
        var looked = SignedIn(5).DecidingToo(Decide.Attest(AttestationItem.IncidentLookedInto, "bg-2", daysAgo: 4));
        looked.Ask<BreakGlassIncidentsGate>().Says(Verdict.Yes, "break-glass-incidents");
        looked.WithSignIns("bg-2", Facts.Log(Facts.Row("bg-2", PolicyResult.NotApplied, hoursAgo: 72))).Ask<BreakGlassIncidentsGate>().Says(Verdict.No, "break-glass-incident");
    }

    [Fact]
    public void A_drill_of_one_account_does_not_explain_a_sign_in_of_the_other() =>
        SignedIn(1).Deciding(Decide.Drill("bg-1")).Ask<BreakGlassIncidentsGate>().Says(Verdict.No, "break-glass-incident");
}

public class BreakGlassGroupGateTests
{
    private static TenantFacts Ready => TenantFactsOf.Ready();

    private static readonly Group Group = new(Some.BreakGlassGroup, "BG-CA-Exclusion", "bg", false, true);

    [Fact]
    public void A_dynamic_group_is_a_no() => Ready.WithGroup(Group with { IsDynamic = true }).Ask<BreakGlassGroupGate>().Says(Verdict.No, "break-glass-group-unfit");

    [Fact]
    public void A_group_synced_from_on_premises_is_a_no() => Ready.WithGroup(Group with { OnPremisesSyncEnabled = true }).Ask<BreakGlassGroupGate>().Says(Verdict.No, "break-glass-group-unfit");

    [Fact]
    public void A_group_that_is_gone_is_a_no() =>
        Ready.WithGroup(Some.BreakGlassGroup, Some.Failed<Group>(new TenantFailure.NotFound { Request = "GET /groups/x" })).Ask<BreakGlassGroupGate>().Says(Verdict.No, "break-glass-group-unfit");

    [Fact]
    public void The_service_accounts_group_is_a_no() =>
        (Ready with { Plan = Some.Plan with { Exclusions = Some.Exclusions with { ServiceAccountGroup = Some.BreakGlassGroup } } }).Ask<BreakGlassGroupGate>().Says(Verdict.No, "break-glass-group-shared");

    [Fact]
    public void An_account_that_is_missing_is_a_no_that_names_it()
    {
        var result = Holding(["bg-1"], []);
        result.Says(Verdict.No, "break-glass-not-in-group");
        Assert.Equal(["bg-2"], result.Named);
    }

    [Fact]
    public void A_group_within_it_is_a_no() => Holding(["bg-1", "bg-2"], ["group-nested"]).Says(Verdict.No, "break-glass-group-nested");

    [Fact]
    public void Accounts_that_are_in_it_only_through_a_nested_group_are_missing() => Holding([], ["group-nested"]).Says(Verdict.No, "break-glass-not-in-group");

    [Fact]
    public void A_stranger_in_it_is_a_no_that_names_them()
    {
        var result = Holding(["bg-1", "bg-2", "ann"], []);
        result.Says(Verdict.No, "break-glass-group-holds-others");
        Assert.Equal(["ann"], result.Named);
    }

    private static GateResult Holding(IReadOnlyList<string> users, IReadOnlyList<string> others) =>
        (Ready with { BreakGlassMembers = Some.Given(new GroupMembers(users, others)) }).Ask<BreakGlassGroupGate>();
}

public class BreakGlassExcludedGateTests
{
    private static string Policy(string users, string state = "enabled") =>
        $$"""{ "displayName": "Somebody's", "state": "{{state}}", "conditions": { "users": {{users}} }, "grantControls": { "operator": "OR", "builtInControls": ["mfa"] } }""";

    [Theory]
    [InlineData("enabled")]
    [InlineData("enabledForReportingButNotEnforced")]
    public void A_policy_without_the_exclusion_is_a_no_that_names_it(string state)
    {
        var result = TenantFactsOf.Ready().WithPolicies(Policy("""{ "includeUsers": ["All"] }""", state)).Ask<BreakGlassExcludedGate>();
        result.Says(Verdict.No, "break-glass-exclusion-missing");
        Assert.Equal(["policy-1"], result.Named);
    }

    [Fact]
    public void A_group_that_holds_the_break_glass_group_does_not_take_its_place() =>
        TenantFactsOf.Ready().WithUsers("group-around", Some.Given(Some.Each("bg-1", "bg-2")))
            .WithPolicies(Policy("""{ "includeUsers": ["All"], "excludeGroups": ["group-around"] }""")).Ask<BreakGlassExcludedGate>().Says(Verdict.No, "break-glass-exclusion-missing");

    [Fact]
    public void Every_policy_excluding_it_is_a_yes() =>
        TenantFactsOf.Ready().WithPolicies(Policy($$"""{ "includeUsers": ["All"], "excludeGroups": ["{{Some.BreakGlassGroup}}"] }"""), Policy("""{ "includeUsers": ["All"] }""", "disabled"))
            .Ask<BreakGlassExcludedGate>().Says(Verdict.Yes, "break-glass-excluded");

    [Fact]
    public void A_policy_that_names_its_users_twice_is_unknown()
    {
        var body = Some.Json(Policy($$"""{ "includeUsers": ["All"], "excludeGroups": ["{{Some.BreakGlassGroup}}"] }"""));
        (TenantFactsOf.Ready() with { Policies = Some.Given(Some.Each(new ConditionalAccessPolicy("policy-1", body, ["conditions.users.excludeGroups"]))) })
            .Ask<BreakGlassExcludedGate>().Says(Verdict.Unknown, "break-glass-excluded-unknown");
    }
}
