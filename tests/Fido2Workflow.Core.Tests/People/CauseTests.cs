using Fido2Workflow.Core.Causes;
using Fido2Workflow.Core.People;

namespace Fido2Workflow.Core.Tests;

public class CauseTests
{
    private static SignIn Row(int? error, PolicyResult result = PolicyResult.NotListed, double hoursAgo = 1, string app = "outlook", string? device = "laptop", string? failed = null, bool interactive = true) =>
        new($"row-{error}-{result}-{hoursAgo}-{app}-{device}", Some.Now.AddHours(-hoursAgo), interactive, "ann", app, app, device, "Browser", null, error, result, null) { FailedPolicy = failed };

    private static Cause Of(params IReadOnlyList<SignIn> rows) => Told(CauseRules.Of(PersonOf.Hit().WithSignIns(rows)));

    private static Cause Told(Cause cause)
    {
        Assert.EndsWith(".", cause.Sentence, StringComparison.Ordinal);
        Assert.Contains("ann", cause.Sentence, StringComparison.Ordinal);
        return cause;
    }

    public static TheoryData<string, bool?, SignIn> OneRow => new()
    {
        { "our-policy", true, Row(53003, PolicyResult.Failure) },
        { "our-policy", true, Row(50072, PolicyResult.Failure) },
        { "our-policy", true, Row(50079, PolicyResult.Failure, interactive: false) },
        { "unanswered", true, Row(50074, PolicyResult.Failure) },
        { "key-refused", true, Row(135010) },
        { "key-refused", true, Row(135016, PolicyResult.Success) },
        { "another-policy", false, Row(53003, PolicyResult.Success, failed: "Require compliant device") },
        { "another-policy", false, Row(53000, PolicyResult.NotListed) },
        { "another-policy", false, Row(50072, PolicyResult.NotApplied) },
        { "cause-unknown", null, Row(53003, PolicyResult.Unknown) },
        { "cause-unknown", null, Row(999_999, PolicyResult.NotApplied) },
        { "another-policy", false, Row(999_999, PolicyResult.NotApplied, failed: "Odd") },
        { "our-policy", true, Row(999_999, PolicyResult.Failure) },
        { "cause-unknown", null, Row(null) },
        { "before-policy", false, Row(50126) },
        { "before-policy", false, Row(50053) },
        { "before-policy", false, Row(500121) },
        { "before-policy", false, Row(130505) },
        { "nothing-failed", false, Row(0, PolicyResult.Success) },
        { "nothing-failed", false, Row(50140, PolicyResult.Success) },
    };

    [Theory]
    [MemberData(nameof(OneRow))]
    public void The_cause_follows_from_the_code_and_our_policys_result_together(string code, bool? isOurs, SignIn row)
    {
        var cause = Of(row);
        Assert.Equal((code, isOurs), (cause.Code, cause.IsOurs));
    }

    [Theory]
    [InlineData(135016, "the FIDO2 policy does not let them use a key")]
    [InlineData(135010, "the key is not one that is registered for them")]
    [InlineData(500344, "a FIDO2 key was refused")]
    [InlineData(50126, "the user name or password was wrong")]
    [InlineData(130504, "the Temporary Access Pass has expired")]
    public void A_code_is_told_in_words(int code, string words) => Assert.Contains(words, Of(Row(code)).Sentence, StringComparison.Ordinal);

    [Fact]
    public void Another_policy_is_named() => Assert.Contains("\"Require compliant device\"", Of(Row(53003, failed: "Require compliant device")).Sentence, StringComparison.Ordinal);

    [Fact]
    public void What_was_made_good_since_is_no_cause() =>
        Assert.Equal("nothing-failed", Of(Row(53003, PolicyResult.Failure, hoursAgo: 3), Row(0, PolicyResult.Success, hoursAgo: 2)).Code);

    [Fact]
    public void A_success_elsewhere_makes_nothing_good() =>
        Assert.Equal("our-policy", Of(Row(53003, PolicyResult.Failure, hoursAgo: 3), Row(0, PolicyResult.Success, app: "teams"), Row(0, PolicyResult.Success, device: "phone")).Code);

    [Fact]
    public void Wrong_passwords_which_anybody_can_type_hide_no_block() =>
        Assert.Equal("our-policy", Of([Row(53003, PolicyResult.Failure, hoursAgo: 3), .. Enumerable.Range(1, 5).Select(i => Row(50126, hoursAgo: i * 0.1))]).Code);

    [Fact]
    public void Of_two_blocks_the_later_one_is_told() =>
        Assert.Equal("another-policy", Of(Row(53003, PolicyResult.Failure, hoursAgo: 3), Row(53003, failed: "Block legacy", app: "imap")).Code);

    [Fact]
    public void A_prompt_that_was_answered_is_nothing() =>
        Assert.Equal("nothing-failed", Of(Row(50074, PolicyResult.Failure, hoursAgo: 1), Row(0, PolicyResult.Success, hoursAgo: 0.9)).Code);

    [Fact]
    public void A_disabled_account_needs_no_log() =>
        Assert.Equal("account-disabled", Told(CauseRules.Of(PersonOf.Hit() with { Person = Some.Person("ann") with { AccountEnabled = false } })).Code);

    [Fact]
    public void A_log_that_is_empty_or_unread_says_nothing()
    {
        Assert.Equal("cause-unknown", Of().Code);
        foreach (var failure in Some.EveryFailure)
            Assert.Equal("cause-unknown", Told(CauseRules.Of(PersonOf.Hit() with { SignIns = Some.Failed<SignInLog>(failure) })).Code);
    }

    [Fact]
    public void Where_it_cannot_be_read_who_hits_them_a_block_may_be_anybodys()
    {
        var blind = PersonOf.Hit().WithSignIns(Row(53003)) with { Policies = Some.Failed<IReadOnlyList<ConditionalAccessPolicy>>() };
        Assert.Equal("cause-unknown", CauseRules.Of(blind).Code);
        Assert.Equal("key-refused", CauseRules.Of(blind.WithSignIns(Row(135010))).Code);
    }

    [Fact]
    public void A_key_refused_to_somebody_whom_no_wave_hits_is_not_the_rollouts_doing() =>
        Assert.Equal(false, Told(CauseRules.Of(PersonOf.Newcomer("ann").WithSignIns(Row(135010)))).IsOurs);

    private static IReadOnlyList<Remedy> Remedies(PersonFacts facts) => RemedyRules.Of(facts, CauseRules.Of(facts), Some.Now);

    private static IReadOnlyList<string> Codes(PersonFacts facts) => [.. Remedies(facts).Select(remedy => remedy.Obstacle is null ? remedy.Code : $"({remedy.Code})")];

    private static readonly PersonFacts Blocked = PersonOf.Hit().WithSignIns(Row(53003, PolicyResult.Failure));

    [Fact]
    public void A_spare_helps_at_once_a_release_within_minutes_and_a_rollback_comes_last()
    {
        var remedies = Remedies(Blocked);
        Assert.Equal(["key", "release", "roll-back"], remedies.Select(remedy => remedy.Code));
        Assert.Equal((TimeSpan.Zero, TimeSpan.FromMinutes(5), TimeSpan.FromHours(2)), (remedies[0].Most, remedies[1].Least, remedies[1].Most));
    }

    [Fact]
    public void Without_a_key_it_is_a_release_and_a_new_key() =>
        Assert.Equal(["release", "new-key", "roll-back"], Codes(Blocked.WithKeys(EnrollmentStatus.NotRegistered)));

    [Fact]
    public void The_key_that_was_refused_is_no_spare()
    {
        var refused = PersonOf.Hit().WithSignIns(Row(135010));
        Assert.Equal(["key", "release", "roll-back"], Codes(refused));
        Assert.Equal(["release", "roll-back"], Codes(refused with { Enrollment = Some.Given(Facts.Registered("ann") with { CompliantKeys = 1 }) }));
    }

    [Fact]
    public void A_release_that_would_be_refused_is_shown_last_with_why()
    {
        Assert.Equal(["key", "roll-back", "(release)"], Codes(Blocked.WithOthers()));
        Assert.Contains("a password alone would let them in", Remedies(Blocked.WithOthers())[^1].Obstacle!, StringComparison.Ordinal);
        Assert.Equal(["key", "roll-back", "(release)"], Codes(Blocked.Deciding(Decide.LoseKey("ann", "key-1"))));
        Assert.Equal(["key", "roll-back", "(release)"], Codes(Blocked.Deciding(Decide.Release("ann"))));
    }

    [Fact]
    public void What_is_not_the_rollouts_doing_is_not_mended_by_it()
    {
        Assert.Equal(["account"], Codes(PersonOf.Hit().WithSignIns(Row(50126))));
        Assert.Equal(["other-policy"], Codes(PersonOf.Hit().WithSignIns(Row(53003, failed: "Block legacy"))));
        Assert.Equal(["ask"], Codes(PersonOf.Hit().WithSignIns(Row(0, PolicyResult.Success))));
    }

    [Fact]
    public void Where_nobody_can_tell_it_is_asked_first()
    {
        Assert.Equal(["ask", "release", "roll-back"], Codes(PersonOf.Hit().WithSignIns(Row(53003, PolicyResult.Unknown))));
        Assert.Equal(["ask"], Codes(PersonOf.Newcomer("ann").WithSignIns(Row(999_999))));
    }

    [Fact]
    public void The_report_shows_the_last_sign_ins_in_words_and_until_when_somebody_is_released()
    {
        var report = WhyReport.Of(PersonOf.Hit().Deciding(Decide.Release("ann")).WithSignIns([.. Enumerable.Range(1, 12).Select(i => Row(i == 1 ? 53003 : 0, PolicyResult.Success, hoursAgo: i))]), Some.Now);
        Assert.Equal((10, "a conditional access policy blocked it", "success"), (report.SignIns.Count, report.SignIns[0].Words, report.SignIns[1].Words));
        Assert.Equal((1, Some.Now.AddHours(24), EnrollmentStatus.Registered), (report.Wave, report.ReleasedUntil!.Value, report.Keys));
    }
}
