using System.Text.Json.Nodes;
using Fido2Workflow.Core.People;
using Fido2Workflow.Core.Releases;

namespace Fido2Workflow.Core.Tests;

public class ReleaseRulesTests
{
    private static readonly ReleaseOrder Order = new("order-1", "rita", 1, "key left at home", "badge seen");

    private static IReadOnlyList<string> CodesOf(PersonFacts facts, ReleaseOrder? order = null) => Codes(ReleaseRules.Check(facts, order ?? Order, Some.Now));

    private static IReadOnlyList<string> EndCodesOf(PersonFacts facts) => Codes(ReleaseRules.CheckEnd(facts, Some.Now));

    private static IReadOnlyList<string> Codes(IReadOnlyList<PersonRefusal> refusals)
    {
        Assert.All(refusals, refusal =>
        {
            Assert.EndsWith(".", refusal.Sentence, StringComparison.Ordinal);
            Assert.NotEmpty(refusal.NextStep);
        });
        return [.. refusals.Select(refusal => refusal.Code)];
    }

    [Fact]
    public void Whoever_an_enforced_wave_hits_may_be_released_after_an_identity_check() => Assert.Empty(CodesOf(PersonOf.Hit()));

    [Fact]
    public void A_key_is_not_asked_of_whoever_is_released() => Assert.Empty(CodesOf(PersonOf.Hit().WithKeys(EnrollmentStatus.NotRegistered)));

    public static TheoryData<string, PersonFacts> Refused()
    {
        var ann = PersonOf.Hit();
        return new()
        {
            { "account-guest", ann with { Person = ann.Person with { UserType = "Guest" } } },
            { "account-disabled", ann with { Person = ann.Person with { AccountEnabled = false } } },
            { "not-in-scope", ann.In("group-staff") },
            { "wave-not-enforced", ann.WithOurPolicy(body => body["state"] = ConditionalAccessPolicy.ReportOnly) },
            { "person-unknown", ann.WithOurPolicy(body => body["conditions"]!["users"]!["includeUsers"] = new JsonArray("All")) },
            { "release-group-not-excluded", ann.WithOurPolicy(body => body["conditions"]!["users"]!["excludeGroups"] = new JsonArray(Some.BreakGlassGroup)) },
            { "not-in-scope", ann.WithOurPolicy(body => body["conditions"]!["users"]!["excludeUsers"] = new JsonArray("ann")) },
            { "not-covered-by-mfa", ann.WithOthers() },
            { "not-covered-by-mfa", ann.WithOthers(PersonOf.RequireMfa.Replace("\"enabled\"", "\"disabled\"", StringComparison.Ordinal)) },
            { "person-unknown", ann with { Groups = Some.Failed<IReadOnlyList<string>>() } },
            { "lost-key-still-works", ann.Deciding(Decide.LoseKey("ann", "key-1")) },
        };
    }

    [Theory]
    [MemberData(nameof(Refused))]
    public void What_stands_against_a_release_is_named(string code, PersonFacts facts) => Assert.Equal([code], CodesOf(facts));

    [Fact]
    public void A_break_glass_or_service_account_is_not_released()
    {
        Assert.Contains("account-break-glass", CodesOf(PersonOf.Hit("bg-1")));
        Assert.Contains("account-service", CodesOf(PersonOf.Hit("svc-backup")));
    }

    [Fact]
    public void Where_the_policies_cannot_be_read_nobody_is_released() =>
        Assert.All(CodesOf(PersonOf.Hit() with { Policies = Some.Failed<IReadOnlyList<ConditionalAccessPolicy>>() }), code => Assert.Equal("person-unknown", code));

    [Fact]
    public void The_identity_is_checked_lately_and_by_somebody_else()
    {
        var silent = Order with { IdentityCheck = " " };
        Assert.Equal(["identity-not-checked"], CodesOf(PersonOf.Hit(), silent));
        Assert.Equal(["identity-not-checked"], CodesOf(PersonOf.Hit().Deciding(Decide.CheckIdentity("ben")), silent));
        Assert.Equal(["identity-not-checked"], CodesOf(PersonOf.Hit().Deciding(Decide.CheckIdentity("ann") with { At = Some.Now.AddMinutes(-60) }), silent));
        Assert.Equal(["identity-not-checked"], CodesOf(PersonOf.Hit().Deciding(Decide.CheckIdentity("ann") with { By = "ann" }), silent));
        Assert.Empty(CodesOf(PersonOf.Hit().Deciding(Decide.CheckIdentity("ann") with { At = Some.Now.AddMinutes(-59) }), silent));
    }

    [Fact]
    public void Nobody_releases_themselves_without_a_reason_or_for_longer_than_a_day()
    {
        Assert.Equal(["own-case"], CodesOf(PersonOf.Hit(), Order with { By = "ann" }));
        Assert.Equal(["reason-missing"], CodesOf(PersonOf.Hit(), Order with { Reason = " " }));
        Assert.Equal(["until-out-of-range"], CodesOf(PersonOf.Hit(), Order with { For = TimeSpan.FromHours(24.1) }));
        Assert.Equal(["until-out-of-range"], CodesOf(PersonOf.Hit(), Order with { For = TimeSpan.Zero }));
        Assert.Empty(CodesOf(PersonOf.Hit(), Order with { For = TimeSpan.FromHours(24) }));
    }

    [Fact]
    public void Whoever_is_released_may_be_released_again() =>
        Assert.Empty(CodesOf(PersonOf.Hit().In("group-staff", Some.EnforcementGroup, Some.ReleaseGroup).Deciding(Decide.Release("ann"))));

    [Fact]
    public void A_release_ends_early_only_for_whoever_can_sign_in_without_it()
    {
        var released = PersonOf.Hit().Deciding(Decide.Release("ann"));
        Assert.Empty(EndCodesOf(released));
        Assert.Equal(["end-locks-out"], EndCodesOf(released.WithKeys(EnrollmentStatus.NotRegistered)));
        Assert.Equal(["person-unknown"], EndCodesOf(released.WithKeys(EnrollmentStatus.Error)));
        Assert.Equal(["person-unknown"], EndCodesOf(released with { Enrollment = Some.Failed<UserEnrollment>() }));
    }

    [Fact]
    public void What_is_over_or_never_was_cannot_be_ended()
    {
        Assert.Equal(["not-released"], EndCodesOf(PersonOf.Hit()));
        Assert.Equal(["not-released"], EndCodesOf(PersonOf.Hit().Deciding(Decide.Release("ben"))));
        Assert.Equal(["not-released"], EndCodesOf(PersonOf.Hit().Deciding(Decide.Release("ann", hoursAgo: 24))));
        Assert.Equal(["not-released"], EndCodesOf(PersonOf.Hit().Deciding(Decide.Release("ann"), Decide.EndRelease("ann"))));
    }

    [Fact]
    public void A_release_lasts_a_day_at_most_whatever_was_stored()
    {
        var release = Assert.Single(Release.Of(Decide.InOrder(Decide.Release("ann", hours: 100))));
        Assert.Equal((Some.Now.AddHours(24), true, false), (release.Until, release.IsLive(Some.Now.AddHours(23.9)), release.IsLive(Some.Now.AddHours(24))));
    }

    [Fact]
    public void A_later_release_takes_the_place_of_one_that_was_ended()
    {
        var release = Assert.Single(Release.Of(Decide.InOrder(Decide.Release("ann", hours: 2), Decide.EndRelease("ann"), Decide.Release("ann", hours: 8))));
        Assert.Equal(("3", Some.Now.AddHours(8), true), (release.Id, release.Until, release.IsLive(Some.Now)));
    }
}
