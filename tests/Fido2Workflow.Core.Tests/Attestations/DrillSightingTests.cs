using Fido2Workflow.Core.Attestations;

namespace Fido2Workflow.Core.Tests;

public class DrillSightingTests
{
    private static readonly AttestedDrill Drill = Decide.Drill("bg-1");
    private static readonly DateTimeOffset Complete = Drill.SignedInAt.AddMinutes(30).AddHours(2);

    private static DrillSighting Of(DateTimeOffset readAt, params IReadOnlyList<SignIn> rows)
    {
        var (from, to) = DrillSighting.SpanOf(Some.Plan, Drill, readAt);
        return DrillSighting.Of(Some.Plan, Drill, new Answer<SignInLog>.Given(new SignInLog(from, to, rows), readAt, "GET /auditLogs/signIns"));
    }

    private static SignIn Row(double minutesLater = 0, int? error = 0, string account = "bg-1", bool isInteractive = true) =>
        Facts.SignIn(account, Drill.SignedInAt.AddMinutes(minutesLater), error, isInteractive);

    [Theory]
    [InlineData(-30)]
    [InlineData(0)]
    [InlineData(30)]
    public void A_successful_sign_in_near_the_instant_that_was_named_confirms(double minutesLater) =>
        Assert.Equal(new DrillSighting.Confirmed(Drill.SignedInAt.AddMinutes(minutesLater)), Of(Complete, Row(minutesLater)));

    [Fact]
    public void It_confirms_as_soon_as_it_shows() => Assert.IsType<DrillSighting.Confirmed>(Of(Drill.SignedInAt.AddMinutes(5), Row()));

    [Fact]
    public void A_mistyped_PIN_before_the_success_takes_nothing_away() =>
        Assert.IsType<DrillSighting.Confirmed>(Of(Complete, Row(-1, error: 50126), Row()));

    [Fact]
    public void Before_the_log_has_come_in_nothing_is_contradicted()
    {
        Assert.Equal(new DrillSighting.NotYetVisible(Complete), Of(Complete.AddSeconds(-1)));
        Assert.Equal(new DrillSighting.NotYetVisible(Complete), Of(Complete.AddSeconds(-1), Row(error: 50126)));
    }

    [Theory]
    [InlineData(31, 0, "bg-1", true)]
    [InlineData(-31, 0, "bg-1", true)]
    [InlineData(0, 0, "bg-2", true)]
    [InlineData(0, 0, "bg-1", false)]
    public void Another_time_another_account_or_a_silent_refresh_confirms_nothing(double minutesLater, int error, string account, bool isInteractive) =>
        Assert.Contains("no sign-in", Assert.IsType<DrillSighting.Contradicted>(Of(Complete, Row(minutesLater, error, account, isInteractive))).Why, StringComparison.Ordinal);

    [Fact]
    public void A_complete_log_with_failures_alone_contradicts_and_says_which() =>
        Assert.Contains("50126, 53003", Assert.IsType<DrillSighting.Contradicted>(Of(Complete, Row(error: 53003), Row(1, error: 50126))).Why, StringComparison.Ordinal);

    [Fact]
    public void A_row_that_does_not_say_how_it_ended_is_no_contradiction() =>
        Assert.IsType<DrillSighting.Unreadable>(Of(Complete, Row(error: null)));

    [Fact]
    public void A_log_read_only_up_to_before_the_end_of_its_span_proves_nothing()
    {
        var cut = new SignInLog(Drill.SignedInAt.AddMinutes(-30), Drill.SignedInAt.AddMinutes(29), []);
        Assert.IsType<DrillSighting.NotYetVisible>(DrillSighting.Of(Some.Plan, Drill, new Answer<SignInLog>.Given(cut, Complete, "GET /x")));
    }

    [Fact]
    public void Nothing_is_asked_of_the_future() => Assert.Equal(Drill.SignedInAt.AddMinutes(3), DrillSighting.SpanOf(Some.Plan, Drill, Drill.SignedInAt.AddMinutes(3)).To);

    [Fact]
    public void Every_failure_to_read_is_told_as_one() =>
        Assert.All(Some.EveryFailure, failure => Assert.Equal(new DrillSighting.Unreadable(failure.Sentence), DrillSighting.Of(Some.Plan, Drill, Some.Failed<SignInLog>(failure))));
}
