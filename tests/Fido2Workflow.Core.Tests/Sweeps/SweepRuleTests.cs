using Fido2Workflow.Core.Preparation;

namespace Fido2Workflow.Core.Tests.Sweeps;

public class SweepRuleTests
{
    private static readonly SweepFacts Clean = Swept.Clean();

    [Fact]
    public void Where_all_is_as_it_was_promoted_nothing_is_found() => Assert.Empty(Clean.Find());

    [Theory]
    [InlineData(EnrollmentStatus.NotRegistered, "lockout-waiting", false)]
    [InlineData(EnrollmentStatus.Error, "lockout-waiting-unknown", true)]
    public void Somebody_whom_an_enforced_policy_hits_without_a_key_is_a_lockout_waiting_and_one_who_cannot_be_read_is_unknown(EnrollmentStatus status, string code, bool isUnknown)
    {
        var found = WithAnn(status).FindOne();
        Assert.Equal((code, Severity.Critical, isUnknown, 1), (found.Code, found.Severity, found.IsUnknown, found.Wave));
        Assert.Equal(["ann"], found.Named);
        Assert.Contains("ann@contoso.com", found.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void A_disabled_account_cannot_be_locked_out() =>
        Assert.Empty(WithAnn(EnrollmentStatus.NotRegistered).With(tenant => tenant.WithUser(Some.Person("ann") with { AccountEnabled = false })).Find());

    [Fact]
    public void In_report_only_nobody_without_a_key_is_locked_out() => Assert.Empty((WithAnn(EnrollmentStatus.NotRegistered) with { Waves = Some.Given(Some.Each(Swept.Wave1(ConditionalAccessPolicy.ReportOnly) with { Told = null })) })
        .With(tenant => tenant.With(Some.Policy(Some.OurBody()))).Find());

    [Fact]
    public void A_policy_that_is_enforced_though_nobody_approved_it_was_promoted_by_hand() =>
        Assert.Equal(("promoted-by-hand", Severity.Critical), Kind(Clean.With(tenant => tenant with { Decided = Decide.InOrder([.. TenantFactsOf.Words, Decide.Start()]) }).FindOne()));

    [Fact]
    public void So_was_one_that_was_rolled_back_before_and_one_whose_approval_came_from_somebody_who_may_not()
    {
        Assert.Equal("promoted-by-hand", Clean.Decided(Decide.RollBack(), Decide.Resume()).FindOne().Code);
        var unpromoted = Clean.With(Swept.Wave1() with { Told = new(WaveStage.Approval) });
        Assert.Empty(unpromoted.Find());
        Assert.Equal("promoted-by-hand", unpromoted.With(tenant => tenant with { Decided = Decide.InOrder([.. TenantFactsOf.Words, Decide.Approve("mallory")]) }).FindOne().Code);
    }

    [Fact]
    public void A_pause_while_it_is_watched_makes_no_promotion_by_hand_of_ours() => Assert.Empty(Clean.Decided(Decide.Pause(), Decide.Resume()).Find());

    [Fact]
    public void Approved_again_after_a_rollback_it_is_ours_again() => Assert.Empty(Clean.Decided(Decide.RollBack(), Decide.Resume(), Decide.Approve("pete", "digest-b")).Find());

    [Fact]
    public void The_policy_over_all_users_is_nobodys_to_enforce()
    {
        var body = AllUsersPolicy.Body(Some.Plan);
        body["state"] = ConditionalAccessPolicy.Enabled;
        Assert.Contains("promoted-by-hand", Clean.With(tenant => tenant.With(Some.Policy(Some.OurBody(state: ConditionalAccessPolicy.Enabled)), Some.Policy(body, "policy-all"))).Find().Select(found => found.Code));
    }

    [Theory]
    [InlineData(ConditionalAccessPolicy.ReportOnly)]
    [InlineData(ConditionalAccessPolicy.Disabled)]
    public void A_wave_that_was_promoted_and_is_no_longer_enforced_protects_nobody(string state)
    {
        var found = Clean.With(Swept.Wave1(state)).With(tenant => tenant.With(Some.Policy(Some.OurBody(state: state)))).FindOne();
        Assert.Equal(("enforced-policy-off", Severity.High), Kind(found));
        Assert.Contains(state, found.Sentence, StringComparison.Ordinal);
        Assert.Empty(Clean.With(Swept.Wave1(state)).With(tenant => tenant.With(Some.Policy(Some.OurBody(state: state)))).Decided(Decide.RollBack()).Find());
    }

    [Fact]
    public void Nor_does_one_whose_policy_is_gone() =>
        Assert.Equal("enforced-policy-off", Clean.With(Swept.Wave1() with { Policy = new OwnPolicy.Missing() }).With(tenant => tenant.With()).FindOne().Code);

    [Fact]
    public void An_exclusion_taken_out_of_our_policy_is_a_drift_and_of_the_break_glass_group_an_alarm_besides()
    {
        var body = Some.OurBody(state: ConditionalAccessPolicy.Enabled);
        body["conditions"]!["users"]!["excludeGroups"]!.AsArray().RemoveAt(0);
        var found = Clean.With(Swept.Wave1() with { Policy = new OwnPolicy.Found(Some.Policy(body)) }).With(tenant => tenant.With(Some.Policy(body))).Find();
        Assert.Equal(["break-glass-exclusion-missing", "policy-drifted"], found.Select(each => each.Code));
        Assert.Contains("excludeGroups", found[1].Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void A_new_policy_without_the_break_glass_exclusion_is_found() => Assert.Equal(("break-glass-exclusion-missing", Severity.Critical), Kind(Clean.With(tenant => tenant.With(
        Some.Policy(Some.OurBody(state: ConditionalAccessPolicy.Enabled)),
        new("policy-new", Some.Json("""{ "displayName": "Block legacy", "state": "enabled", "conditions": { "users": { "includeUsers": ["All"] } } }"""), []))).FindOne()));

    [Fact]
    public void An_enforcement_group_that_is_gone_or_another_one_is_a_drift()
    {
        Assert.Equal("policy-drifted", Clean.With(Swept.Wave1() with { Group = Some.Given<OwnObject>(new OwnObject.Missing()) }).FindOne().Code);
        Assert.Equal("policy-drifted", Clean.With(Swept.Wave1() with { Group = Some.Given<OwnObject>(new OwnObject.There("group-other")) }).FindOne().Code);
    }

    [Fact]
    public void Whoever_joined_the_roster_of_an_enforced_wave_waits_to_be_admitted_but_for_who_is_released()
    {
        var joined = Clean.With(Swept.Wave1() with { Roster = Some.Given(new Placed(["ann", "ben"], [], [])) });
        var found = joined.FindOne();
        Assert.Equal(("joiners-waiting", Severity.Medium), Kind(found));
        Assert.Equal(["ben"], found.Named);
        Assert.Empty(joined.With(tenant => tenant.WithUsers(Some.ReleaseGroup, Some.Given(Some.Each("ben")))).Find());
    }

    [Fact]
    public void A_model_just_disallowed_is_told_with_who_holds_it()
    {
        var found = Clean.With(tenant => tenant.WithFido2(fido2 => fido2 with { IncludeTargets = [new(Fido2Policy.AllUsers, [])], KeyRestrictions = new(true, "allow", ["00000000-0000-0000-0000-000000000001"]) })).Find();
        var useless = Assert.Single(found, each => each.Code == "key-will-not-work");
        Assert.Equal(["ann", "bg-1", "bg-2"], useless.Named);
        Assert.Contains("not on the allow-list", useless.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void A_spare_that_does_not_work_is_told_too()
    {
        var spare = Some.Given<IReadOnlyList<Fido2Key>>([Some.Key("key-3"), Some.Key("key-4", "00000000-0000-0000-0000-000000000009")]);
        var found = Clean.With(tenant => tenant with { Keys = tenant.Keys.Select(IReadOnlyDictionary<string, Answer<IReadOnlyList<Fido2Key>>> (keys) => new Dictionary<string, Answer<IReadOnlyList<Fido2Key>>>(keys) { ["ann"] = spare }) }).FindOne();
        Assert.Equal("key-will-not-work", found.Code);
        Assert.Contains("ann@contoso.com (a spare)", found.Sentence, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(8, null)]
    [InlineData(7, "ends")]
    [InlineData(-1, "ended")]
    public void A_deferral_is_told_when_it_ends_within_a_week_or_has_ended(double days, string? word)
    {
        var found = Clean.Decided(Decide.Defer("ben", 1) with { Until = Some.Now.AddDays(days) }).Find();
        if (word is null) Assert.Empty(found);
        else Assert.Contains($" {word} ", Assert.Single(found).Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void Whoever_was_deferred_and_is_in_an_enforced_wave_by_now_is_not_told_of() => Assert.Empty(Clean.Decided(Decide.Defer("ann", 1) with { Until = Some.Now }).Find());

    [Fact]
    public void A_prerequisite_that_no_longer_says_yes_is_found_with_its_own_code_and_fix()
    {
        var found = Clean.With(tenant => tenant with { Decided = Decide.InOrder([.. tenant.Decisions.Where(decision => decision is not (AttestedDrill or ServiceAccountsReviewed))]) }).Find();
        Assert.Equal([("break-glass-unverified", "fido2 drill"), ("service-account-review-missing", "fido2 service-account review")], found.Select(each => (each.Code, each.MendedAt)).Order());
        Assert.All(found, each => Assert.Equal(Severity.Medium, each.Severity));
    }

    [Fact]
    public void A_break_glass_account_signed_in_with_outside_a_drill_is_an_incident() => Assert.Equal(("break-glass-incident", Severity.Critical),
        Kind(Clean.With(tenant => tenant.WithSignIns("bg-1", Facts.Log(Facts.SignIn("bg-1", Some.Now.AddDays(-3))))).FindOne()));

    [Fact]
    public void Where_policies_cannot_be_read_every_rule_that_needs_them_says_that_it_does_not_know()
    {
        var blind = Clean.With(tenant => tenant with { Policies = Some.Failed<IReadOnlyList<ConditionalAccessPolicy>>() }) with { Waves = Some.Failed<IReadOnlyList<SweptWave>>() };
        var found = blind.Find();
        Assert.All(found, each => Assert.True(each.IsUnknown, each.Code));
        Assert.Superset(
            new HashSet<string> { "lockout-waiting", "promoted-by-hand", "enforced-policy-off", "policy-drifted", "joiners-waiting", "break-glass-excluded" }, found.Select(each => each.Rule).ToHashSet());
    }

    [Fact]
    public void Where_one_thing_of_a_wave_cannot_be_read_that_is_said_and_whose_permission_is_missing_is_named()
    {
        var denied = new TenantFailure.Denied("Forbidden", "no") { Request = "GET /x" };
        Assert.Equal(["lockout-waiting-unknown"], Clean.With(Swept.Wave1() with { Scope = Some.Failed<IReadOnlyList<string>>() }).Find().Select(found => found.Code));
        Assert.Equal(["joiners-waiting-unknown"], Clean.With(Swept.Wave1() with { Roster = Some.Failed<Placed>() }).Find().Select(found => found.Code));
        Assert.Equal(["policy-drifted-unknown"], Clean.With(Swept.Wave1() with { Group = Some.Failed<OwnObject>() }).Find().Select(found => found.Code));
        var found = (Clean with { Enrollment = Some.Failed<IReadOnlyDictionary<string, UserEnrollment>>(denied) }).FindOne();
        Assert.Equal(("lockout-waiting-unknown", "Grant the reader's identity the permission that this request needs."), (found.Code, found.NextStep));
    }

    private static (string, Severity) Kind(Finding finding) => (finding.Code, finding.Severity);

    private static SweepFacts WithAnn(EnrollmentStatus status) => Clean with
    {
        Enrollment = Some.Given<IReadOnlyDictionary<string, UserEnrollment>>(new Dictionary<string, UserEnrollment> { ["ann"] = new("ann", status, "why", [], null) }),
    };
}
