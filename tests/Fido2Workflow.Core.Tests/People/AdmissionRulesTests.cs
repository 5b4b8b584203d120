using System.Text.Json.Nodes;
using Fido2Workflow.Core.Admissions;
using Fido2Workflow.Core.People;

namespace Fido2Workflow.Core.Tests;

public class AdmissionRulesTests
{
    private static IReadOnlyList<string> CodesOf(PersonFacts facts, int wave = 1)
    {
        var refusals = AdmissionRules.Check(facts, wave);
        Assert.All(refusals, refusal =>
        {
            Assert.EndsWith(".", refusal.Sentence, StringComparison.Ordinal);
            Assert.NotEmpty(refusal.NextStep);
        });
        return [.. refusals.Select(refusal => refusal.Code)];
    }

    [Fact]
    public void A_newcomer_with_two_proven_keys_may_be_let_into_an_enforced_wave() => Assert.Empty(CodesOf(PersonOf.Newcomer()));

    public static TheoryData<string, PersonFacts> Refused()
    {
        var dora = PersonOf.Newcomer();
        return new()
        {
            { "account-break-glass", PersonOf.Newcomer("bg-1") },
            { "account-break-glass", dora.In(Some.BreakGlassGroup) },
            { "account-service", PersonOf.Newcomer("svc-backup") },
            { "account-service", dora.In(Some.ServiceAccountGroup) },
            { "account-guest", dora with { Person = dora.Person with { UserType = "Guest" } } },
            { "account-guest", dora with { Person = dora.Person with { UserPrincipalName = "dora_fabrikam.com#EXT#@contoso.com" } } },
            { "account-disabled", dora with { Person = dora.Person with { AccountEnabled = false } } },
            { "person-unknown", dora with { Person = dora.Person with { AccountEnabled = null } } },
            { "person-unknown", dora with { Person = dora.Person with { UserType = null } } },
            { "wave-not-enforced", dora.WithOurPolicy(body => body["state"] = ConditionalAccessPolicy.ReportOnly) },
            { "wave-not-enforced", dora.WithOurPolicy(body => body["displayName"] = "another") },
            { "wave-not-enforced", dora with { Decisions = Decide.InOrder(Decide.Start()) } },
            { "wave-halted", dora.Deciding(Decide.Pause()) },
            { "wave-halted", dora.Deciding(Decide.RollBack()) },
            { "wave-halted", dora.Deciding(Decide.Abort()) },
            { "policy-differs", dora.WithOurPolicy(body => body["conditions"]!["users"]!["excludeGroups"] = new JsonArray()) },
            { "person-unknown", dora.WithOurPolicy(body => body["conditions"]!["users"]!["includeGroups"] = new JsonArray(Some.EnforcementGroup, "group-staff")) },
            { "already-in-scope", dora.In("group-staff", Some.EnforcementGroup) },
            { "not-registered", dora.WithKeys(EnrollmentStatus.NotRegistered) },
            { "person-unknown", dora.WithKeys(EnrollmentStatus.Error, "the key does not say which model it is") },
            { "second-key-missing", dora with { Enrollment = Some.Given(Facts.Registered("dora") with { CompliantKeys = 1 }) } },
            { "person-unknown", dora with { Enrollment = Some.Given(Facts.Registered("dora") with { CompliantKeys = 1, UnjudgedKeys = 1 }) } },
            { "not-proven", dora.WithSignIns() },
            { "not-proven", dora.WithSignIns([.. Facts.KeyRows("dora").Skip(1)]) },
            { "not-proven", dora.WithSignIns([.. Facts.KeyRows("dora").Select(row => row with { UsedFido2 = false })]) },
            { "person-unknown", dora.WithSignIns([.. Facts.KeyRows("dora").Select(row => row with { UsedFido2 = null })]) },
            { "person-unknown", dora with { Enrollment = Some.Given(Facts.Registered("dora") with { Registered = null }) } },
        };
    }

    [Theory]
    [MemberData(nameof(Refused))]
    public void Whoever_lacks_one_thing_is_refused_for_that(string code, PersonFacts facts) => Assert.Equal([code], CodesOf(facts));

    [Fact]
    public void A_wave_that_is_enforced_under_two_names_is_nobodys_to_judge()
    {
        var twice = Some.Policy(Some.OurBody(state: ConditionalAccessPolicy.Enabled));
        Assert.Equal(["person-unknown"], CodesOf(PersonOf.Newcomer() with { Policies = Some.Given(Some.Each(twice, twice with { Id = "policy-twin" })) }));
    }

    [Fact]
    public void What_cannot_be_read_is_never_a_yes()
    {
        foreach (var failure in Some.EveryFailure)
        {
            Assert.Equal(["person-unknown"], CodesOf(PersonOf.Newcomer() with { Groups = Some.Failed<IReadOnlyList<string>>(failure) }));
            Assert.Equal(["person-unknown"], CodesOf(PersonOf.Newcomer() with { Policies = Some.Failed<IReadOnlyList<ConditionalAccessPolicy>>(failure) }));
            Assert.Equal(["person-unknown"], CodesOf(PersonOf.Newcomer() with { Enrollment = Some.Failed<UserEnrollment>(failure) }));
            Assert.Equal(["person-unknown"], CodesOf(PersonOf.Newcomer() with { SignIns = Some.Failed<SignInLog>(failure) }));
        }
    }

    [Fact]
    public void A_second_key_is_not_asked_where_it_was_waived_or_the_wave_asks_for_one()
    {
        var one = PersonOf.Newcomer() with { Enrollment = Some.Given(Facts.Registered("dora") with { CompliantKeys = 1 }) };
        Assert.Empty(CodesOf(one.Deciding(Decide.WaiveSecondKey("dora"))));
        Assert.Equal(["second-key-missing"], CodesOf(one.Deciding(Decide.WaiveSecondKey("ann"))));
        Assert.Empty(CodesOf(one with { Plan = Some.Plan with { Gates = new() { TwoKeysWaves = 0 } } }));
    }

    [Fact]
    public void Use_of_an_earlier_key_proves_nothing_of_this_one() =>
        Assert.Equal(["not-proven"], CodesOf(PersonOf.Newcomer() with { Enrollment = Some.Given(Facts.Registered("dora") with { Registered = Some.Now.AddHours(-1) }) }));

    [Fact]
    public void A_wave_that_was_rolled_back_and_resumed_and_is_enforced_again_lets_in() =>
        Assert.Empty(CodesOf(PersonOf.Newcomer().Deciding(Decide.RollBack(), Decide.Resume())));
}
