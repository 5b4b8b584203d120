using System.Text.Json.Nodes;

namespace Fido2Workflow.Core.Tests;

public class EffectiveScopeTests
{
    private static IReadOnlyList<string> Scope(WaveFacts facts) => Assert.IsType<Answer<IReadOnlyList<string>>.Given>(facts.EffectiveScope).Value;

    private static TenantFailure Failure(WaveFacts facts) => Assert.IsType<Answer<IReadOnlyList<string>>.Failed>(facts.EffectiveScope).Failure;

    private static JsonObject Users(JsonNode body) => body["conditions"]!["users"]!.AsObject();

    [Fact]
    public void It_holds_the_members_of_the_included_group_in_order() => Assert.Equal(["ann", "ben"], Scope(Facts.OfWave("ben", "ann")));

    [Fact]
    public void Whoever_is_in_an_excluded_group_is_out() =>
        Assert.Equal(["ann"], Scope(Facts.OfWave().WithGroup(Some.ReleaseGroup, "ben")));

    [Fact]
    public void An_excluded_user_is_out() =>
        Assert.Equal(["ann"], Scope(Facts.OfWave().WithOurPolicy(body => Users(body)["excludeUsers"] = new JsonArray("ben"))));

    [Fact]
    public void A_user_named_by_id_is_in()
    {
        const string named = "22222222-2222-2222-2222-222222222222";
        Assert.Equal([named, "ann", "ben"], Scope(Facts.OfWave().WithOurPolicy(body => Users(body)["includeUsers"] = new JsonArray(named))));
    }

    [Theory]
    [InlineData("includeUsers", "\"All\"")]
    [InlineData("includeUsers", "\"GuestsOrExternalUsers\"")]
    [InlineData("includeRoles", "\"62e90394-69f5-4237-9190-012177145e10\"")]
    public void Inclusions_of_another_kind_make_the_scope_unknown(string property, string word) =>
        Assert.IsType<TenantFailure.Unreadable>(Failure(Facts.OfWave().WithOurPolicy(body => Users(body)[property] = new JsonArray(JsonNode.Parse(word)))));

    [Fact]
    public void An_inclusion_that_is_not_known_makes_the_scope_unknown() =>
        Assert.IsType<TenantFailure.Unreadable>(Failure(Facts.OfWave().WithOurPolicy(body => Users(body)["includeAgents"] = new JsonArray("All"))));

    [Fact]
    public void An_excluded_group_that_could_not_be_read_makes_the_scope_unknown() =>
        Assert.IsType<TenantFailure.Unavailable>(Failure(Facts.OfWave().WithGroup(Some.ReleaseGroup, Some.Failed<IReadOnlyList<string>>())));

    [Fact]
    public void A_group_nobody_read_makes_the_scope_unknown() =>
        Assert.IsType<TenantFailure.NotFound>(Failure(Facts.OfWave().WithOurPolicy(body => Users(body)["includeGroups"]!.AsArray().Add("group-new"))));

    [Fact]
    public void A_policy_that_is_gone_makes_the_scope_unknown() =>
        Assert.IsType<TenantFailure.NotFound>(Failure(Facts.OfWave() with { PolicyId = "policy-gone" }));
}

public class BreakGlassOutOfScopeGateTests
{
    [Fact]
    public void No_break_glass_account_in_scope_is_a_yes() =>
        Facts.OfWave().Ask<BreakGlassOutOfScopeGate>().Says(Verdict.Yes, "break-glass-out-of-scope");

    [Fact]
    public void One_in_scope_is_a_no_that_names_it()
    {
        var result = Facts.OfWave().WithGroup(Some.EnforcementGroup, "ann", "bg-2").WithGroup(Some.BreakGlassGroup, "bg-1").Ask<BreakGlassOutOfScopeGate>();
        result.Says(Verdict.No, "break-glass-in-scope");
        Assert.Equal(["bg-2"], result.Named);
    }

    [Fact]
    public void A_scope_that_is_not_known_is_unknown() =>
        Facts.OfWave().WithGroup(Some.EnforcementGroup, Some.Failed<IReadOnlyList<string>>())
            .Ask<BreakGlassOutOfScopeGate>().Says(Verdict.Unknown, "break-glass-out-of-scope-unknown");
}

public class CompliantKeyInScopeGateTests
{
    [Fact]
    public void Everyone_in_scope_with_a_key_is_a_yes() =>
        Facts.OfWave().Ask<CompliantKeyInScopeGate>().Says(Verdict.Yes, "compliant-key-in-scope");

    [Fact]
    public void Somebody_in_scope_but_not_on_the_roster_needs_a_key_too()
    {
        var result = Facts.OfWave().WithGroup(Some.EnforcementGroup, "ann", "ben", "stranger").Ask<CompliantKeyInScopeGate>();
        result.Says(Verdict.No, "in-scope-without-key");
        Assert.Equal(["stranger"], result.Named);
    }

    [Theory]
    [InlineData(EnrollmentStatus.NotRegistered, Verdict.No, "in-scope-without-key")]
    [InlineData(EnrollmentStatus.Error, Verdict.Unknown, "compliant-key-in-scope-unknown")]
    public void A_person_in_scope_who_is_not_registered_is_never_a_yes(EnrollmentStatus status, Verdict verdict, string code) =>
        Facts.OfWave().WithEnrollment("ben", status).Ask<CompliantKeyInScopeGate>().Says(verdict, code);

    [Fact]
    public void A_person_on_the_roster_whom_an_exclusion_takes_out_is_a_no() =>
        Facts.OfWave().WithGroup(Some.ReleaseGroup, "ben").Ask<CompliantKeyInScopeGate>().Says(Verdict.No, "on-roster-out-of-scope");

    [Fact]
    public void A_scope_that_is_not_known_is_unknown() =>
        Facts.OfWave().WithGroup(Some.ReleaseGroup, Some.Failed<IReadOnlyList<string>>())
            .Ask<CompliantKeyInScopeGate>().Says(Verdict.Unknown, "compliant-key-in-scope-unknown");

    [Fact]
    public void Keys_that_could_not_be_read_are_unknown() =>
        (Facts.OfWave() with { Enrollment = Some.Failed<IReadOnlyDictionary<string, UserEnrollment>>() })
            .Ask<CompliantKeyInScopeGate>().Says(Verdict.Unknown, "compliant-key-in-scope-unknown");
}

public class OnlyPeopleInScopeGateTests
{
    [Fact]
    public void Members_alone_are_a_yes() => Facts.OfWave().Ask<OnlyPeopleInScopeGate>().Says(Verdict.Yes, "only-people-in-scope");

    [Fact]
    public void A_guest_in_scope_is_a_no() =>
        Facts.OfWave().WithUser(Some.Person("ben") with { UserType = "Guest" }).Ask<OnlyPeopleInScopeGate>().Says(Verdict.No, "guest-in-scope");

    [Fact]
    public void An_account_the_plan_lists_as_a_service_account_is_a_no() =>
        Facts.OfWave("ann", "svc-backup").WithGroup(Some.ServiceAccountGroup, "svc-other")
            .Ask<OnlyPeopleInScopeGate>().Says(Verdict.No, "service-account-in-scope");

    [Fact]
    public void An_account_that_says_neither_member_nor_guest_is_unknown() =>
        Facts.OfWave().WithUser(Some.Person("ben") with { UserType = null }).Ask<OnlyPeopleInScopeGate>().Says(Verdict.Unknown, "only-people-in-scope-unknown");

    [Fact]
    public void Somebody_in_scope_who_is_no_account_is_unknown() =>
        Facts.OfWave().WithGroup(Some.EnforcementGroup, "ann", "ghost").Ask<OnlyPeopleInScopeGate>().Says(Verdict.Unknown, "only-people-in-scope-unknown");

    [Fact]
    public void Accounts_that_could_not_be_read_are_unknown() =>
        (Facts.OfWave() with { Users = Some.Failed<IReadOnlyList<User>>() }).Ask<OnlyPeopleInScopeGate>().Says(Verdict.Unknown, "only-people-in-scope-unknown");

    [Fact]
    public void A_scope_that_is_not_known_is_unknown() =>
        (Facts.OfWave() with { PolicyId = "policy-gone" }).Ask<OnlyPeopleInScopeGate>().Says(Verdict.Unknown, "only-people-in-scope-unknown");
}
