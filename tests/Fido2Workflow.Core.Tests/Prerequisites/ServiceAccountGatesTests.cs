namespace Fido2Workflow.Core.Tests.Prerequisites;

public class ServiceAccountGroupGateTests
{
    private static TenantFacts Holding(params IReadOnlyList<string> accounts) => TenantFactsOf.Ready().WithUsers(Some.ServiceAccountGroup, Some.Given(accounts));

    private static Plan Knowing(params IReadOnlyList<string> accounts) => Some.Plan with { Exclusions = Some.Exclusions with { ServiceAccounts = accounts } };

    [Fact]
    public void An_account_that_the_plan_knows_and_the_group_lacks_is_a_no_that_names_it()
    {
        var result = (Holding("svc-backup") with { Plan = Knowing("svc-backup", "svc-scanner") }).Ask<ServiceAccountGroupGate>();
        result.Says(Verdict.No, "service-account-not-excluded");
        Assert.Equal(["svc-scanner"], result.Named);
    }

    [Fact]
    public void An_empty_group_is_a_no() => (Holding() with { Plan = Knowing() }).Ask<ServiceAccountGroupGate>().Says(Verdict.No, "service-account-group-empty");

    [Fact]
    public void An_empty_group_is_a_yes_where_somebody_vouches_that_there_are_none() =>
        (Holding() with { Plan = Knowing() }).DecidingToo(Decide.Attest(AttestationItem.NoServiceAccounts)).Ask<ServiceAccountGroupGate>().Says(Verdict.Yes, "service-account-group");

    [Fact]
    public void A_dynamic_group_is_a_no() =>
        TenantFactsOf.Ready().WithGroup(new Group(Some.ServiceAccountGroup, "SA", "sa", true, true)).Ask<ServiceAccountGroupGate>().Says(Verdict.No, "service-account-group-unfit");
}

public class ServiceAccountOwnersGateTests
{
    [Fact]
    public void An_account_without_an_owner_is_a_no_that_names_it()
    {
        var result = TenantFactsOf.Ready().WithUsers(Some.ServiceAccountGroup, Some.Given(Some.Each("svc-backup", "svc-scanner"))).Ask<ServiceAccountOwnersGate>();
        result.Says(Verdict.No, "service-account-ownerless");
        Assert.Equal(["svc-scanner"], result.Named);
    }

    [Fact]
    public void An_owner_without_a_reason_is_none() =>
        TenantFactsOf.Ready().DecidingToo(Decide.Own("svc-backup") with { Reason = " " }).Ask<ServiceAccountOwnersGate>().Says(Verdict.No, "service-account-ownerless");

    [Fact]
    public void An_account_does_not_answer_for_itself()
    {
        var result = TenantFactsOf.Ready().DecidingToo(Decide.Own("svc-backup", "svc-backup")).Ask<ServiceAccountOwnersGate>();
        result.Says(Verdict.No, "service-account-ownerless");
        Assert.Equal(["svc-backup"], result.Named);
    }

    [Fact]
    public void An_owner_who_has_left_is_a_no() =>
        TenantFactsOf.Ready().WithUser(Some.Person("olga") with { AccountEnabled = false }).Ask<ServiceAccountOwnersGate>().Says(Verdict.No, "service-account-owner-gone");

    [Fact]
    public void The_last_word_counts() =>
        TenantFactsOf.Ready().WithUser(Some.Person("olga") with { AccountEnabled = false }).DecidingToo(Decide.Own("svc-backup", "ann")).Ask<ServiceAccountOwnersGate>().Says(Verdict.Yes, "service-account-owners");
}

public class ServiceAccountReviewGateTests
{
    private static TenantFacts Reviewed(params IReadOnlyList<Decision> decisions) => TenantFactsOf.Ready().Deciding(decisions);

    [Fact]
    public void No_review_is_a_no() => Reviewed().Ask<ServiceAccountReviewGate>().Says(Verdict.No, "service-account-review-missing");

    [Fact]
    public void A_review_of_more_than_a_quarter_ago_is_a_no() =>
        Reviewed(Decide.Review("svc-backup") with { At = Some.Now.AddDays(-93) }).Ask<ServiceAccountReviewGate>().Says(Verdict.No, "service-account-review-overdue");

    [Fact]
    public void A_member_who_joined_since_voids_the_review()
    {
        var result = Reviewed(Decide.Review("svc-backup")).WithUsers(Some.ServiceAccountGroup, Some.Given(Some.Each("svc-backup", "svc-scanner"))).Ask<ServiceAccountReviewGate>();
        result.Says(Verdict.No, "service-account-review-void");
        Assert.Equal(["svc-scanner"], result.Named);
    }

    [Fact]
    public void A_member_who_left_does_not() => Reviewed(Decide.Review("svc-backup", "svc-scanner")).Ask<ServiceAccountReviewGate>().Says(Verdict.Yes, "service-account-review");
}

public class OutsidersGateTests
{
    private static string Ours(string users, string state = ConditionalAccessPolicy.ReportOnly) =>
        $$"""{ "displayName": "FIDO2 rollout contoso: all users", "state": "{{state}}", "conditions": { "users": {{users}} } }""";

    private static TenantFacts Tenant => (TenantFactsOf.Ready() with
    {
        RoleAssignments = Some.Given(Some.Each(new RoleAssignmentInstance("sync", DirectoryRoles.DirectorySynchronizationAccounts, "/", "Assigned", "Direct", null))),
    }).WithUser(Some.Person("guest") with { UserType = "Guest" }).WithUser(Some.Person("sync"));

    private const string EveryGuest = """{ "guestOrExternalUserTypes": "internalGuest,b2bCollaborationGuest,b2bCollaborationMember,b2bDirectConnectUser,otherExternalUser,serviceProvider" }""";

    [Theory]
    [InlineData("""{ "includeUsers": ["All"] }""", "guest", "sync")]
    [InlineData("""{ "includeUsers": ["All"], "excludeUsers": ["sync"] }""", "guest")]
    [InlineData("""{ "includeUsers": ["All"], "excludeGuestsOrExternalUsers": """ + EveryGuest + " }", "sync")]
    [InlineData("""{ "includeUsers": ["All"], "excludeUsers": ["sync"], "excludeGuestsOrExternalUsers": { "guestOrExternalUserTypes": "b2bCollaborationGuest" } }""", "guest")]
    [InlineData("""{ "includeGroups": ["group-mixed"] }""", "guest")]
    [InlineData("""{ "includeUsers": ["sync"] }""", "sync")]
    public void A_policy_of_ours_that_hits_one_is_a_no_that_names_them(string users, params string[] named)
    {
        var result = Tenant.WithUsers("group-mixed", Some.Given(Some.Each("ann", "guest"))).WithPolicies(Ours(users)).Ask<OutsidersGate>();
        result.Says(Verdict.No, "outsiders-in-scope");
        Assert.Equal(named, result.Named);
    }

    [Theory]
    [InlineData("""{ "includeUsers": ["All"], "excludeUsers": ["GuestsOrExternalUsers"], "excludeRoles": ["d29b2b05-8046-44ba-8758-1e26182fcf32"] }""")]
    [InlineData("""{ "includeUsers": ["All"], "excludeRoles": ["d29b2b05-8046-44ba-8758-1e26182fcf32"], "excludeGuestsOrExternalUsers": """ + EveryGuest + " }")]
    [InlineData("""{ "includeUsers": ["All"], "excludeGroups": ["group-mixed"] }""")]
    public void A_policy_of_ours_that_leaves_them_out_is_a_yes(string users) =>
        Tenant.WithUsers("group-mixed", Some.Given(Some.Each("guest", "sync"))).WithPolicies(Ours(users)).Ask<OutsidersGate>().Says(Verdict.Yes, "guests-and-sync-accounts");

    [Fact]
    public void Other_peoples_policies_and_ours_that_are_off_are_not_asked() =>
        Tenant.WithPolicies(Ours("""{ "includeUsers": ["All"] }""", "disabled"), """{ "displayName": "Somebody's", "state": "enabled", "conditions": { "users": { "includeUsers": ["All"] } } }""")
            .Ask<OutsidersGate>().Says(Verdict.Yes, "guests-and-sync-accounts");

    [Fact]
    public void A_group_of_ours_that_could_not_be_read_is_unknown() =>
        Tenant.WithPolicies(Ours("""{ "includeGroups": ["group-unread"] }""")).Ask<OutsidersGate>().Says(Verdict.Unknown, "guests-and-sync-accounts-unknown");
}
