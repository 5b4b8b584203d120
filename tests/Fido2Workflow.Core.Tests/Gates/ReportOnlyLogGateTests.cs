namespace Fido2Workflow.Core.Tests;

public class ReportOnlyLogGateTests
{
    private static GateResult With(params IReadOnlyList<SignIn> rows) => (Facts.OfWave() with { SignIns = Facts.Log(rows) }).Ask<ReportOnlyLogGate>();

    private static SignIn Good(string user) => Facts.Row(user, PolicyResult.ReportOnlySuccess);

    [Fact]
    public void Everyone_seen_and_nobody_failing_is_a_yes() => With(Good("ann"), Good("ben")).Says(Verdict.Yes, "report-only-log");

    [Fact]
    public void The_log_is_too_short_until_three_working_days_and_the_delay_have_passed()
    {
        var facts = Facts.OfWave() with { UnchangedSince = Some.At("2026-11-06 15:00") };
        var result = facts.Ask<ReportOnlyLogGate>(Some.At("2026-11-11 20:59"));
        result.Says(Verdict.No, "report-only-log-too-short");
        Assert.Equal(Some.At("2026-11-11 21:00"), result.Until);
        facts.Ask<ReportOnlyLogGate>(Some.At("2026-11-11 21:00")).Says(Verdict.Yes, "report-only-log");
    }

    [Fact]
    public void A_failure_is_a_no_that_names_the_person()
    {
        var result = With(Good("ann"), Good("ben"), Facts.Row("ben", PolicyResult.ReportOnlyFailure, 53003));
        result.Says(Verdict.No, "report-only-failure");
        Assert.Equal(["ben"], result.Named);
    }

    [Fact]
    public void An_interrupt_of_somebody_with_a_key_is_no_failure_and_counts_as_seen() =>
        With(Good("ann"), Facts.Row("ben", PolicyResult.ReportOnlyInterrupted, 50074)).Says(Verdict.Yes, "report-only-log");

    [Theory]
    [InlineData(EnrollmentStatus.NotRegistered, Verdict.No, "report-only-failure")]
    [InlineData(EnrollmentStatus.Error, Verdict.Unknown, "report-only-log-unknown")]
    public void An_interrupt_of_somebody_without_a_key_is_a_failure_and_unknown_where_the_keys_are(EnrollmentStatus status, Verdict verdict, string code) =>
        (Facts.OfWave().WithEnrollment("ben", status) with { SignIns = Facts.Log(Good("ann"), Facts.Row("ben", PolicyResult.ReportOnlyInterrupted)) })
            .Ask<ReportOnlyLogGate>().Says(verdict, code);

    [Fact]
    public void An_empty_log_is_no_evidence() => With().Says(Verdict.Unknown, "report-only-log-unknown");

    [Fact]
    public void A_log_of_other_people_is_as_good_as_empty() => With(Good("stranger")).Says(Verdict.Unknown, "report-only-log-unknown");

    [Fact]
    public void A_row_that_does_not_say_what_the_policy_would_do_is_unknown() =>
        With(Good("ann"), Good("ben"), Facts.Row("ben", PolicyResult.Unknown, hoursAgo: 2)).Says(Verdict.Unknown, "report-only-log-unknown");

    [Theory]
    [InlineData(PolicyResult.NotListed)]
    [InlineData(PolicyResult.ReportOnlyNotApplied)]
    public void A_sign_in_that_the_policy_did_not_judge_sees_nobody(PolicyResult result) =>
        With(Good("ann"), Facts.Row("ben", result)).Says(Verdict.No, "unseen");

    [Fact]
    public void In_a_small_wave_one_person_unseen_is_a_no() => With(Good("ann")).Says(Verdict.No, "unseen");

    [Fact]
    public void A_person_unseen_may_be_accepted_by_name() =>
        (Facts.OfWave() with { SignIns = Facts.Log(Good("ann")), Decisions = Decide.InOrder(Decide.Accept("ben")) })
            .Ask<ReportOnlyLogGate>().Says(Verdict.Yes, "report-only-log");

    [Fact]
    public void An_acceptance_for_another_wave_does_not_count() =>
        (Facts.OfWave() with { SignIns = Facts.Log(Good("ann")), Decisions = Decide.InOrder(Decide.Accept("ben", wave: 2)) })
            .Ask<ReportOnlyLogGate>().Says(Verdict.No, "unseen");

    [Theory]
    [InlineData(80, Verdict.Yes)]
    [InlineData(79, Verdict.No)]
    public void Of_a_large_wave_the_plans_share_must_be_seen(int seen, Verdict verdict)
    {
        var rows = Enumerable.Range(1, seen).Select(number => Good($"person-{number}")).ToList();
        Assert.Equal(verdict, (Facts.OfManyPeople(100) with { SignIns = Facts.Log(rows) }).Ask<ReportOnlyLogGate>().Verdict);
    }

    [Theory]
    [InlineData(50, 1, false)]
    [InlineData(50, 0, true)]
    [InlineData(51, 10, true)]
    [InlineData(51, 11, false)]
    public void Enough_is_all_of_a_small_wave_and_a_share_of_a_larger_one(int scope, int unseen, bool enough) =>
        Assert.Equal(enough, ReportOnlyLogGate.IsEnough(scope, unseen, new GateFigures()));

    [Fact]
    public void A_log_that_could_not_be_read_is_unknown() =>
        (Facts.OfWave() with { SignIns = Some.Failed<SignInLog>() }).Ask<ReportOnlyLogGate>().Says(Verdict.Unknown, "report-only-log-unknown");

    [Fact]
    public void A_scope_that_is_not_known_is_unknown() =>
        (Facts.OfWave() with { PolicyId = "policy-gone" }).Ask<ReportOnlyLogGate>().Says(Verdict.Unknown, "report-only-log-unknown");

    [Fact]
    public void Keys_that_could_not_be_read_are_unknown() =>
        (Facts.OfWave() with { Enrollment = Some.Failed<IReadOnlyDictionary<string, UserEnrollment>>() })
            .Ask<ReportOnlyLogGate>().Says(Verdict.Unknown, "report-only-log-unknown");
}
