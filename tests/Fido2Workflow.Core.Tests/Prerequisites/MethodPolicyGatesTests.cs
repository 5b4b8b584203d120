namespace Fido2Workflow.Core.Tests.Prerequisites;

public class Fido2EnabledGateTests
{
    [Fact]
    public void Off_is_a_no() => TenantFactsOf.Ready().WithFido2(policy => policy with { IsEnabled = false }).Ask<Fido2EnabledGate>().Says(Verdict.No, "fido2-disabled");

    [Fact]
    public void Closed_to_people_is_a_no() =>
        TenantFactsOf.Ready().WithFido2(policy => policy with { IsSelfServiceRegistrationAllowed = false }).Ask<Fido2EnabledGate>().Says(Verdict.No, "fido2-self-service-off");

    [Fact]
    public void A_state_that_is_not_said_is_unknown()
    {
        TenantFactsOf.Ready().WithFido2(policy => policy with { IsEnabled = null }).Ask<Fido2EnabledGate>().Says(Verdict.Unknown, "fido2-enabled-unknown");
        TenantFactsOf.Ready().WithFido2(policy => policy with { IsSelfServiceRegistrationAllowed = null }).Ask<Fido2EnabledGate>().Says(Verdict.Unknown, "fido2-enabled-unknown");
    }
}

public class Fido2TargetsGateTests
{
    private static TenantFacts Ready => TenantFactsOf.Ready();

    private static readonly string Wave = Some.OurBody().ToJsonString();

    [Fact]
    public void The_group_of_a_wave_that_is_open_must_be_a_target()
    {
        var result = Ready.WithPolicies(Wave).Ask<Fido2TargetsGate>();
        result.Says(Verdict.No, "fido2-wave-not-targeted");
        Assert.Equal([Some.EnforcementGroup], result.Named);
        Ready.WithPolicies(Wave).WithFido2(policy => policy with { IncludeTargets = [.. policy.IncludeTargets, new(Some.EnforcementGroup, [])] }).Ask<Fido2TargetsGate>().Says(Verdict.Yes, "fido2-targets");
    }

    [Fact]
    public void All_users_are_everybody() =>
        Ready.WithPolicies(Wave).WithFido2(policy => policy with { IncludeTargets = [new(Fido2Policy.AllUsers, [])] }).Ask<Fido2TargetsGate>().Says(Verdict.Yes, "fido2-targets");

    [Fact]
    public void A_break_glass_account_that_is_not_targeted_is_a_no_that_names_it()
    {
        var result = Ready.WithFido2(policy => policy with { IncludeTargets = [new(TenantFactsOf.KeyHolders, [])] }).Ask<Fido2TargetsGate>();
        result.Says(Verdict.No, "fido2-break-glass-not-targeted");
        Assert.Equal(["bg-1", "bg-2"], result.Named);
    }

    [Fact]
    public void Somebody_who_holds_a_key_and_is_not_targeted_is_a_no_that_names_them()
    {
        var result = Ready.WithUsers(TenantFactsOf.KeyHolders, Some.Given(Some.Each<string>())).Ask<Fido2TargetsGate>();
        result.Says(Verdict.No, "fido2-holder-not-targeted");
        Assert.Equal(["ann"], result.Named);
    }

    [Fact]
    public void An_exclusion_beats_every_inclusion() =>
        Ready.WithUsers("group-out", Some.Given(Some.Each("bg-2"))).WithFido2(policy => policy with { ExcludeTargets = ["group-out"], IncludeTargets = [new(Fido2Policy.AllUsers, [])] })
            .Ask<Fido2TargetsGate>().Says(Verdict.No, "fido2-break-glass-not-targeted");

    [Fact]
    public void Somebody_outside_whose_keys_could_not_be_read_is_unknown()
    {
        var keys = new Dictionary<string, Answer<IReadOnlyList<Fido2Key>>>
        {
            ["bg-1"] = Some.Given(Some.Each(Some.Key("1"))), ["bg-2"] = Some.Given(Some.Each(Some.Key("2"))), ["ben"] = Some.Failed<IReadOnlyList<Fido2Key>>(),
        };
        (Ready with { Keys = Some.Given<IReadOnlyDictionary<string, Answer<IReadOnlyList<Fido2Key>>>>(keys) }).Ask<Fido2TargetsGate>().Says(Verdict.Unknown, "fido2-targets-unknown");
    }
}

public class KeyModelsGateTests
{
    private const string Other = "2fc0579f-8113-47ea-b116-bb5a8db9202a";

    private static GateResult With(KeyRestrictions? restrictions, bool? attestation = true) =>
        TenantFactsOf.Ready().WithFido2(policy => policy with { KeyRestrictions = restrictions, IsAttestationEnforced = attestation }).Ask<KeyModelsGate>();

    [Fact]
    public void An_open_list_is_a_no()
    {
        With(null).Says(Verdict.No, "key-models-open");
        With(new(false, "allow", [Some.Model])).Says(Verdict.No, "key-models-open");
        With(new(true, "block", [Other])).Says(Verdict.No, "key-models-open");
    }

    [Fact]
    public void A_list_that_lacks_a_model_or_has_one_besides_is_a_no_that_says_which()
    {
        var result = With(new(true, "allow", [Other]));
        result.Says(Verdict.No, "key-models-differ");
        Assert.Contains($"it lacks {Some.Model}; it has {Other} besides", result.Sentence, StringComparison.Ordinal);
        With(new(true, "allow", [Some.Model, Other])).Says(Verdict.No, "key-models-differ");
    }

    [Fact]
    public void Models_are_compared_without_case() => With(new(true, "allow", [Some.Model.ToUpperInvariant()])).Says(Verdict.Yes, "key-models");

    [Fact]
    public void Without_attestation_is_a_no() => With(new(true, "allow", [Some.Model]), attestation: false).Says(Verdict.No, "attestation-off");

    [Fact]
    public void What_the_policy_does_not_say_is_unknown()
    {
        With(new(null, "allow", [Some.Model])).Says(Verdict.Unknown, "key-models-unknown");
        With(new(true, "kindOfTomorrow", [Some.Model])).Says(Verdict.Unknown, "key-models-unknown");
        With(new(true, "allow", [Some.Model]), attestation: null).Says(Verdict.Unknown, "key-models-unknown");
    }

    private static GateResult WithProfiles(params PasskeyProfile[] profiles) => TenantFactsOf.Ready().WithFido2(policy => policy with
    {
        KeyRestrictions = null, IsAttestationEnforced = null, PasskeyProfiles = profiles,
        IncludeTargets = [new(Some.BreakGlassGroup, ["profile-1"]), new(TenantFactsOf.KeyHolders, [])], DefaultPasskeyProfile = "profile-2",
    }).Ask<KeyModelsGate>();

    private static PasskeyProfile Profile(string id, string attestation = "registrationOnly", params IReadOnlyList<string> models) =>
        new(id, id, new(true, "allow", models)) { AttestationEnforcement = attestation };

    [Fact]
    public void Where_there_are_profiles_those_that_targets_may_use_decide_together() =>
        WithProfiles(Profile("profile-1", models: Some.Model), Profile("profile-2", models: Some.Model), Profile("profile-3", "disabled", Other)).Says(Verdict.Yes, "key-models");

    [Fact]
    public void One_profile_without_attestation_is_a_no() =>
        WithProfiles(Profile("profile-1", models: Some.Model), Profile("profile-2", "disabled", Some.Model)).Says(Verdict.No, "attestation-off");

    [Fact]
    public void One_open_profile_is_a_no() =>
        WithProfiles(Profile("profile-1", models: Some.Model), Profile("profile-2") with { KeyRestrictions = null }).Says(Verdict.No, "key-models-open");

    private static GateResult WithTwoModels(IReadOnlyList<Fido2Target> targets, bool isWaveOpen = true)
    {
        var facts = TenantFactsOf.Ready().WithFido2(policy => policy with
        {
            KeyRestrictions = null, PasskeyProfiles = [Profile("narrow", models: Some.Model), Profile("other", models: Other), Profile("both", models: [Some.Model, Other])], IncludeTargets = targets,
        });
        facts = facts with { Plan = Some.Plan with { KeyModels = new() { Allowed = [Some.Model, Other] } } };
        return (isWaveOpen ? facts.WithPolicies(Some.OurBody().ToJsonString()) : facts).Ask<KeyModelsGate>();
    }

    [Fact]
    public void An_open_wave_under_a_narrower_profile_is_a_no_whatever_others_may_use()
    {
        var result = WithTwoModels([new(Some.EnforcementGroup, ["narrow"]), new(TenantFactsOf.KeyHolders, ["both"])]);
        result.Says(Verdict.No, "key-models-narrow");
        Assert.Equal([Some.EnforcementGroup], result.Named);
        WithTwoModels([new(Some.EnforcementGroup, []), new(TenantFactsOf.KeyHolders, ["both"])]).Says(Verdict.No, "key-models-narrow");
        WithTwoModels([new(Fido2Policy.AllUsers, ["narrow"]), new(TenantFactsOf.KeyHolders, ["both"])], isWaveOpen: false).Says(Verdict.No, "key-models-narrow");
    }

    [Fact]
    public void Profiles_that_together_let_through_the_plans_models_are_a_yes_and_what_is_open_to_everybody_counts()
    {
        WithTwoModels([new(Some.EnforcementGroup, ["narrow", "other"])]).Says(Verdict.Yes, "key-models");
        WithTwoModels([new(Some.EnforcementGroup, ["narrow"]), new(Fido2Policy.AllUsers, ["both"])]).Says(Verdict.Yes, "key-models");
        WithTwoModels([new(Some.EnforcementGroup, ["both"]), new(TenantFactsOf.KeyHolders, ["narrow"])]).Says(Verdict.Yes, "key-models");
    }

    [Fact]
    public void Where_there_are_profiles_and_the_waves_policies_cannot_be_read_nobody_knows() =>
        (TenantFactsOf.Ready().WithFido2(policy => policy with { PasskeyProfiles = [Profile("one", models: Some.Model)], IncludeTargets = [new(Fido2Policy.AllUsers, ["one"])] })
            with { Policies = Some.Failed<IReadOnlyList<ConditionalAccessPolicy>>() }).Ask<KeyModelsGate>().Says(Verdict.Unknown, "key-models-unknown");

    [Fact]
    public void Profiles_that_no_target_may_use_are_a_no() => WithProfiles(Profile("profile-3", models: Some.Model)).Says(Verdict.No, "key-models-no-profile");

    [Fact]
    public void A_list_left_open_by_the_plan_is_a_yes_that_says_why()
    {
        var any = TenantFactsOf.Ready() with { Plan = Some.Plan with { KeyModels = new() { AnyModel = "people bring their own" } } };
        any.Ask<KeyModelsGate>().Says(Verdict.No, "key-models-differ");
        var result = any.WithFido2(policy => policy with { KeyRestrictions = null }).Ask<KeyModelsGate>();
        result.Says(Verdict.Yes, "key-models");
        Assert.Contains("people bring their own", result.Sentence, StringComparison.Ordinal);
    }
}

public class DisallowedKeysGateTests
{
    [Fact]
    public void Whose_key_will_not_work_is_named_and_holds_nobody_up()
    {
        var result = (TenantFactsOf.Ready() with
        {
            Keys = TenantFactsOf.Keys(("bg-1", Some.Key("key-1")), ("ann", Some.Key("key-3", "ee041bce-25e5-4cdb-8f86-897fd6418464"))),
        }).Ask<DisallowedKeysGate>();
        result.Says(Verdict.Yes, "keys-that-will-not-work");
        Assert.Equal(["ann"], result.Named);
        Assert.Contains("ann@contoso.com", result.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void Who_holds_a_key_that_works_and_one_that_does_not_is_named_too()
    {
        var result = (TenantFactsOf.Ready() with
        {
            Keys = TenantFactsOf.KeysOfEach(("ann", [Some.Key("key-3"), Some.Key("key-4", "ee041bce-25e5-4cdb-8f86-897fd6418464")])),
        }).Ask<DisallowedKeysGate>();
        result.Says(Verdict.Yes, "keys-that-will-not-work");
        Assert.Equal(["ann"], result.Named);
        Assert.Contains("another key works", result.Sentence, StringComparison.Ordinal);
        Assert.DoesNotContain("must register another", result.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void A_key_that_does_not_say_its_model_is_unknown_beside_one_that_works_too() =>
        (TenantFactsOf.Ready() with { Keys = TenantFactsOf.KeysOfEach(("ann", [Some.Key("key-3"), Some.Key("key-4", null)])) })
            .Ask<DisallowedKeysGate>().Says(Verdict.Unknown, "keys-that-will-not-work-unknown");

    [Fact]
    public void A_key_that_does_not_say_its_model_is_unknown() =>
        (TenantFactsOf.Ready() with { Keys = TenantFactsOf.Keys(("ann", Some.Key("key-3", null))) }).Ask<DisallowedKeysGate>().Says(Verdict.Unknown, "keys-that-will-not-work-unknown");
}

public class TemporaryAccessPassGateTests
{
    private static GateResult With(Func<TemporaryAccessPassPolicy, TemporaryAccessPassPolicy> change) => TenantFactsOf.Ready().WithPasses(change).Ask<TemporaryAccessPassGate>();

    [Fact]
    public void Off_is_a_no() => With(policy => policy with { IsEnabled = false }).Says(Verdict.No, "pass-disabled");

    [Fact]
    public void More_than_once_is_a_no() => With(policy => policy with { IsUsableOnce = false }).Says(Verdict.No, "pass-not-one-time");

    [Theory]
    [InlineData(10, 480)]
    [InlineData(60, 481)]
    public void A_lifetime_outside_the_plan_is_a_no(int shortest, int longest) =>
        With(policy => policy with { MinimumLifetimeInMinutes = shortest, MaximumLifetimeInMinutes = longest }).Says(Verdict.No, "pass-lifetime");

    [Fact]
    public void A_lifetime_within_the_plan_is_a_yes() =>
        With(policy => policy with { MinimumLifetimeInMinutes = 120, MaximumLifetimeInMinutes = 240 }).Says(Verdict.Yes, "temporary-access-pass");

    [Fact]
    public void A_policy_over_nobody_is_a_no() => With(policy => policy with { IncludeTargets = [] }).Says(Verdict.No, "pass-untargeted");

    [Fact]
    public void What_the_policy_does_not_say_is_unknown()
    {
        With(policy => policy with { IsEnabled = null }).Says(Verdict.Unknown, "temporary-access-pass-unknown");
        With(policy => policy with { IsUsableOnce = null }).Says(Verdict.Unknown, "temporary-access-pass-unknown");
        With(policy => policy with { MaximumLifetimeInMinutes = null }).Says(Verdict.Unknown, "temporary-access-pass-unknown");
    }
}

public class TemporaryAccessPassTestedGateTests
{
    [Fact]
    public void No_test_is_a_no() => TenantFactsOf.Ready().Deciding().Ask<TemporaryAccessPassTestedGate>().Says(Verdict.No, "pass-untested");

    [Fact]
    public void The_last_test_counts()
    {
        TenantFactsOf.Ready().Deciding(Decide.TestPass(), Decide.TestPass(consumed: false)).Ask<TemporaryAccessPassTestedGate>().Says(Verdict.No, "pass-test-failed");
        TenantFactsOf.Ready().Deciding(Decide.TestPass(consumed: false), Decide.TestPass()).Ask<TemporaryAccessPassTestedGate>().Says(Verdict.Yes, "temporary-access-pass-tested");
    }

    [Fact]
    public void A_test_under_a_policy_that_is_off_by_now_is_a_no() =>
        TenantFactsOf.Ready().WithPasses(policy => policy with { IsEnabled = false }).Ask<TemporaryAccessPassTestedGate>().Says(Verdict.No, "pass-untested");
}

public class ReleaseGroupGateTests
{
    [Fact]
    public void A_dynamic_group_is_a_no() =>
        TenantFactsOf.Ready().WithGroup(new Group(Some.ReleaseGroup, "Release", "release", true, true)).Ask<ReleaseGroupGate>().Says(Verdict.No, "release-group-unfit");

    [Fact]
    public void No_group_is_a_no() =>
        TenantFactsOf.Ready().WithGroup(Some.ReleaseGroup, Some.Failed<Group>(new TenantFailure.NotFound { Request = "GET /groups/x" })).Ask<ReleaseGroupGate>().Says(Verdict.No, "release-group-unfit");

    [Fact]
    public void A_group_that_excludes_for_good_is_a_no() =>
        (TenantFactsOf.Ready() with { Plan = Some.Plan with { Exclusions = Some.Exclusions with { ReleaseGroup = Some.BreakGlassGroup } } }).Ask<ReleaseGroupGate>().Says(Verdict.No, "release-group-shared");
}
