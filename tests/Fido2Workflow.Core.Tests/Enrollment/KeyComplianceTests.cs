namespace Fido2Workflow.Core.Tests;

public class KeyComplianceTests
{
    private static readonly AuthenticationStrength PhishingResistant = new("4", "Phishing-resistant", ["windowsHelloForBusiness", "fido2", "x509CertificateMultiFactor"], null);
    private static readonly KeyRestrictions Allowing = new(true, "allow", [Some.Model]);
    private static readonly KeyRestrictions AllowingOthers = new(true, "allow", ["00000000-0000-0000-0000-00000000000a"]);
    private static readonly Fido2Policy ForAll = new(true, [new(Fido2Policy.AllUsers, [])], [], null, []);

    private static KeyVerdict Judge(Fido2Policy policy, AuthenticationStrength? strength = null, string? model = Some.Model, params string[] memberOf) =>
        new KeyCompliance(policy, strength ?? PhishingResistant).Judge(Some.Key("key", model), memberOf.ToHashSet());

    private static void Complies(KeyVerdict verdict) => Assert.IsType<KeyVerdict.Compliant>(verdict);

    private static void Fails(KeyVerdict verdict, string why) => Assert.Contains(why, Assert.IsType<KeyVerdict.NotCompliant>(verdict).Reason, StringComparison.Ordinal);

    private static void IsUnknown(KeyVerdict verdict) => Assert.IsType<KeyVerdict.Unknown>(verdict);

    [Fact]
    public void Any_model_complies_where_nothing_restricts_it() => Complies(Judge(ForAll));

    [Fact]
    public void Nothing_complies_where_the_policy_is_off() => Fails(Judge(ForAll with { IsEnabled = false }), "off");

    [Fact]
    public void A_policy_that_does_not_say_whether_it_is_on_is_unknown() => IsUnknown(Judge(ForAll with { IsEnabled = null }));

    [Fact]
    public void An_owner_who_is_not_targeted_hears_of_a_wrong_model_too()
    {
        var policy = ForAll with { IncludeTargets = [new("group-a", [])] };
        Assert.Equal(new KeyVerdict.NotCompliant("the FIDO2 policy does not target its owner"), Judge(policy with { KeyRestrictions = Allowing }));
        Fails(Judge(policy with { KeyRestrictions = AllowingOthers }), "the FIDO2 policy does not target its owner; model ");
    }

    [Fact]
    public void An_allow_list_lets_its_models_through_and_no_other()
    {
        Complies(Judge(ForAll with { KeyRestrictions = Allowing }));
        Fails(Judge(ForAll with { KeyRestrictions = AllowingOthers }), "allow-list");
    }

    [Fact]
    public void A_block_list_stops_its_models_and_no_other()
    {
        Fails(Judge(ForAll with { KeyRestrictions = Allowing with { EnforcementType = "block" } }), "block-list");
        Complies(Judge(ForAll with { KeyRestrictions = AllowingOthers with { EnforcementType = "block" } }));
    }

    [Fact]
    public void Models_are_compared_whatever_their_case() => Complies(Judge(ForAll with { KeyRestrictions = Allowing }, model: Some.Model.ToUpperInvariant()));

    [Fact]
    public void Restrictions_that_are_not_enforced_restrict_nothing() => Complies(Judge(ForAll with { KeyRestrictions = AllowingOthers with { IsEnforced = false } }));

    [Theory]
    [InlineData(null, "allow")]
    [InlineData(true, "permit")]
    [InlineData(true, null)]
    public void Restrictions_in_unknown_words_are_unknown_and_never_compliant(bool? enforced, string? kind) =>
        IsUnknown(Judge(ForAll with { KeyRestrictions = new(enforced, kind, [Some.Model]) }));

    [Fact]
    public void A_key_that_does_not_name_its_model_is_unknown_under_restrictions_alone()
    {
        IsUnknown(Judge(ForAll with { KeyRestrictions = Allowing }, model: null));
        Complies(Judge(ForAll, model: null));
    }

    [Fact]
    public void Its_owner_must_be_targeted()
    {
        var policy = ForAll with { IncludeTargets = [new("group-a", [])] };
        Complies(Judge(policy, memberOf: "group-a"));
        Fails(Judge(policy, memberOf: "group-b"), "does not target");
    }

    [Fact]
    public void An_excluded_group_beats_an_included_one() =>
        Fails(Judge(ForAll with { IncludeTargets = [new("group-a", [])], ExcludeTargets = ["group-x"] }, memberOf: ["group-a", "group-x"]), "excludes");

    [Fact]
    public void Of_several_profiles_any_one_that_allows_it_is_enough() => Complies(Judge(Profiled(["strict", "open"])));

    [Fact]
    public void A_profile_of_another_group_does_not_help() => Fails(Judge(Profiled(["strict"])), "allow-list");

    [Fact]
    public void Profiles_of_each_group_its_owner_is_in_count_together()
    {
        var policy = Profiled(["strict"]) with { IncludeTargets = [new("group-a", ["strict"]), new("group-b", ["open"])] };
        Complies(Judge(policy, memberOf: ["group-a", "group-b"]));
        Fails(Judge(policy, memberOf: "group-a"), "allow-list");
    }

    [Fact]
    public void Where_profiles_exist_the_older_restrictions_decide_nothing() =>
        Complies(Judge(Profiled(["open"]) with { KeyRestrictions = AllowingOthers }));

    [Fact]
    public void No_open_profile_is_not_compliant() => Fails(Judge(Profiled([])), "no passkey profile");

    [Fact]
    public void A_profile_in_unknown_words_is_unknown_unless_another_allows_it()
    {
        IsUnknown(Judge(Profiled(["odd", "strict"])));
        Complies(Judge(Profiled(["odd", "open"])));
    }

    [Fact]
    public void A_strength_without_fido2_takes_no_key() => Fails(Judge(ForAll, PhishingResistant with { AllowedCombinations = ["password,sms"] }), "takes no FIDO2 key");

    [Fact]
    public void A_strength_may_take_some_models_alone()
    {
        Complies(Judge(ForAll, PhishingResistant with { AllowedAaGuids = [Some.Model] }));
        Fails(Judge(ForAll, PhishingResistant with { AllowedAaGuids = [] }), "does not take model");
        IsUnknown(Judge(ForAll, PhishingResistant with { AllowedAaGuids = [Some.Model] }, model: null));
    }

    [Fact]
    public void A_clear_no_of_the_strength_outweighs_unknown_restrictions() =>
        Fails(Judge(ForAll with { KeyRestrictions = Allowing with { EnforcementType = "permit" } }, PhishingResistant with { AllowedAaGuids = [] }), "does not take model");

    private static Fido2Policy Profiled(string[] open) => ForAll with
    {
        IncludeTargets = [new(Fido2Policy.AllUsers, open)],
        PasskeyProfiles =
        [
            new("strict", "Strict", AllowingOthers), new("open", "Open", null), new("odd", "Odd", new(true, "permit", [])),
        ],
    };
}

public class UserEnrollmentTests
{
    private static readonly KeyCompliance Compliance = new(
        new(true, [new(Fido2Policy.AllUsers, [])], [], new(true, "allow", [Some.Model]), []), new("4", null, ["fido2"], null));

    private static UserEnrollment Of(params IReadOnlyList<Fido2Key> keys) => UserEnrollment.Of("ann", Some.Given(keys), Judge);

    private static KeyVerdict Judge(Fido2Key key) => Compliance.Judge(key, new HashSet<string>());

    [Fact]
    public void One_compliant_key_is_enough_and_dates_from_the_earliest()
    {
        var early = Some.Key("early") with { Created = Some.Now.AddDays(-90) };
        var enrollment = Of(Some.Key("late"), early, Some.Key("wrong", "00000000-0000-0000-0000-00000000000a"));
        Assert.Equal((EnrollmentStatus.Registered, (string?)null, early.Created, 3), (enrollment.Status, enrollment.Reason, enrollment.Registered, enrollment.Keys.Count));
    }

    [Fact]
    public void No_key_is_not_registered() => Assert.Equal((EnrollmentStatus.NotRegistered, "no key"), (Of().Status, Of().Reason));

    [Fact]
    public void A_key_of_a_model_that_is_not_allowed_is_not_registered_and_says_why()
    {
        var enrollment = Of(Some.Key("wrong", "00000000-0000-0000-0000-00000000000a"));
        Assert.Equal(EnrollmentStatus.NotRegistered, enrollment.Status);
        Assert.Contains("allow-list", enrollment.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void A_key_nobody_can_judge_is_an_error_and_not_a_registration() => Assert.Equal(EnrollmentStatus.Error, Of(Some.Key("nameless", null)).Status);

    [Fact]
    public void Keys_that_could_not_be_read_are_an_error_however_the_tenant_failed()
    {
        foreach (var failure in Some.EveryFailure)
        {
            var enrollment = UserEnrollment.Of("ann", Some.Failed<IReadOnlyList<Fido2Key>>(failure), Judge);
            Assert.Equal((EnrollmentStatus.Error, failure.Sentence), (enrollment.Status, enrollment.Reason));
        }
    }
}
