using System.Globalization;

namespace Fido2Workflow.Core.Tests;

public class WatchTests
{
    private static readonly DateTimeOffset Promoted = Some.Now;
    private static readonly HashSet<string> Scope = ["ann", "ben"];
    private int _rows;

    private static DateTimeOffset At(double hours) => Promoted.AddHours(hours);

    private SignIn Row(
        string user, double hours, int? error = 0, PolicyResult result = PolicyResult.Success, string app = "outlook", string? device = "laptop",
        bool interactive = true, string? correlation = null) =>
        new($"row-{_rows++}", At(hours), interactive, user, app, app, device, "Browser", correlation, error, result, null);

    private SignIn Blocked(string user, double hours, string app = "outlook", string? device = "laptop", int? error = 53003) =>
        Row(user, hours, error, PolicyResult.Failure, app, device);

    /// <summary>Both people signed in right after the promotion, and the log of both kinds reaches as far as it can.</summary>
    private List<SignIn> Good(double now = 40) =>
    [
        Row("ann", -48, result: PolicyResult.ReportOnlySuccess), Row("ben", -48, result: PolicyResult.ReportOnlySuccess),
        Row("ann", 1), Row("ben", 1), Row("ann", now - 0.1), Row("ann", now - 0.1, interactive: false),
    ];

    private static WatchReport Judge(IEnumerable<SignIn> rows, double now = 40, Plan? plan = null) =>
        Watch.Judge(new(At(-14 * 24), At(now), [.. rows]), Promoted, Scope, At(now), plan ?? Patient);

    // The logs of these tests hold a few rows of two people: that is no gap here.
    private static readonly Plan Patient = Some.Plan with { Gates = new() { LogGap = TimeSpan.FromDays(30) } };

    [Fact]
    public void Clean_hours_count_from_the_propagation_to_where_the_log_is_complete()
    {
        var report = Judge(Good());
        Assert.Equal((At(2), At(33.9)), (report.ClockStart, report.CompleteUntil));
        Assert.Equal(31.9, report.Clean.TotalHours, 3);
        Assert.Empty(report.Failures);
        Assert.Empty(report.LockedOut);
        Assert.Empty(report.Unseen);
    }

    [Fact]
    public void The_clock_starts_at_the_first_enforced_row_where_that_is_later_than_the_propagation() =>
        Assert.Equal(At(5), Judge([Row("ann", 5), Row("ben", 6), Row("ann", 39, interactive: false)]).ClockStart);

    [Fact]
    public void No_enforced_row_starts_no_clock()
    {
        var report = Judge([Row("ann", 5, result: PolicyResult.NotApplied), Row("ann", 39, result: PolicyResult.NotListed, interactive: false)]);
        Assert.Equal((null, TimeSpan.Zero), (report.ClockStart, report.Clean));
    }

    [Fact]
    public void An_enforced_row_of_somebody_out_of_scope_starts_no_clock() => Assert.Null(Judge([Row("stranger", 5)]).ClockStart);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_log_of_one_kind_alone_is_never_complete(bool interactive)
    {
        var report = Judge(Good().Select(row => row with { IsInteractive = interactive }));
        Assert.Equal((null, TimeSpan.Zero), (report.CompleteUntil, report.Clean));
    }

    [Fact]
    public void The_log_is_complete_to_its_newest_row_and_not_to_the_wall_clock() => Assert.Equal(Judge(Good()).Clean, Judge(Good(), now: 200).Clean);

    [Fact]
    public void The_slower_kind_decides_how_far_the_log_is_complete() =>
        Assert.Equal(At(14), Judge([Row("ann", 1), Row("ann", 39), Row("ben", 20, interactive: false)]).CompleteUntil);

    [Fact]
    public void A_block_that_nothing_makes_good_is_a_failure_and_no_hour_is_clean()
    {
        var report = Judge([.. Good(), Blocked("ben", 20)]);
        Assert.Equal(["ben"], report.Failures);
        Assert.Equal(TimeSpan.Zero, report.Clean);
    }

    [Fact]
    public void A_block_made_good_within_four_hours_is_none()
    {
        var report = Judge([.. Good(), Blocked("ben", 20), Row("ben", 23.9)]);
        Assert.Empty(report.Failures);
        Assert.Equal(Judge(Good()).Clean, report.Clean);
    }

    [Fact]
    public void A_block_made_good_later_restarts_the_clock()
    {
        // Blocked on Wednesday at 06:00, which may be made good until 12:30.
        var report = Judge([.. Good(), Blocked("ben", 20), Row("ben", 27)]);
        Assert.Empty(report.Failures);
        Assert.Equal(6.9, report.Clean.TotalHours, 3);
    }

    [Fact]
    public void A_success_in_another_app_makes_nothing_good() =>
        Assert.Equal(["ben"], Judge([.. Good(), Blocked("ben", 20), Row("ben", 21, app: "teams")]).Failures);

    [Fact]
    public void A_success_on_another_device_makes_nothing_good() =>
        Assert.Equal(["ben"], Judge([.. Good().Where(row => row.UserId == "ann"), Blocked("ben", 20, device: "phone"), Row("ben", 21)]).Failures);

    [Fact]
    public void A_success_of_the_same_correlation_makes_it_good_whatever_device_it_shows() =>
        Assert.Empty(Judge([.. Good(), Blocked("ben", 20, device: "phone") with { CorrelationId = "one" }, Row("ben", 21, device: null, correlation: "one")]).Failures);

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    public void A_block_that_shows_no_device_is_made_good_on_any(string? device) =>
        Assert.Empty(Judge([.. Good(), Blocked("ben", 20, device: device), Row("ben", 21)]).Failures);

    [Fact]
    public void A_block_that_may_still_be_made_good_ends_the_clean_hours_where_it_stands()
    {
        var report = Judge([.. Good(), Blocked("ben", 30)]);
        Assert.Equal(28, report.Clean.TotalHours);
        Assert.Equal(["ben"], report.Pending);
        // Wednesday at 16:00: two hours of that day, and two of the next.
        Assert.Equal(Some.At("2026-11-12 10:30"), report.PendingUntil);
    }

    [Theory]
    [InlineData(53003)]
    [InlineData(50079)]
    [InlineData(999999)]
    public void A_block_that_does_not_say_whose_policy_it_was_counts_as_ours(int error) =>
        Assert.Equal(["ben"], Judge([.. Good(), Row("ben", 20, error, PolicyResult.Unknown)]).Failures);

    [Fact]
    public void A_success_that_does_not_say_what_our_policy_did_is_neither_failure_nor_seen()
    {
        var report = Judge([.. Good().Where(row => row.UserId == "ann"), Row("ben", 3, result: PolicyResult.Unknown)]);
        Assert.Empty(report.Failures);
        Assert.Equal(["ben"], report.Unseen);
    }

    [Fact]
    public void A_success_of_somebody_else_makes_nothing_good() =>
        Assert.Equal(["ben"], Judge([.. Good(), Blocked("ben", 20), Row("cat", 21)]).Failures);

    [Fact]
    public void A_block_before_the_promotion_is_not_ours() => Assert.Empty(Judge([.. Good(), Blocked("ben", -1)]).Failures);

    [Theory]
    [InlineData(50072)] // must enrol, and has no method
    [InlineData(50079)]
    [InlineData(53003)]
    [InlineData(53000)]
    [InlineData(999999)] // a code that is not in the table
    public void A_failure_of_our_policy_counts_by_its_code_and_an_unknown_code_counts(int? error) =>
        Assert.Equal(["ben"], Judge([.. Good(), Blocked("ben", 20, error: error)]).Failures);

    [Theory]
    [InlineData(135010)]
    [InlineData(135016)]
    [InlineData(500344)]
    public void A_refused_key_counts_whatever_the_policys_result(int error) =>
        Assert.Equal(["ben"], Judge([.. Good(), Row("ben", 20, error, PolicyResult.NotListed)]).Failures);

    [Theory]
    [InlineData(50074)]
    [InlineData(50076)]
    [InlineData(50078)]
    [InlineData(50125)]
    [InlineData(50158)]
    [InlineData(50140)]
    public void An_interrupt_is_no_failure_though_its_row_says_so(int error) => Assert.Empty(Judge([.. Good(), Blocked("ben", 20, error: error)]).Failures);

    [Theory]
    [InlineData(50126)] // wrong password
    [InlineData(50053)] // locked by too many of them
    [InlineData(50057)] // disabled
    [InlineData(500121)] // prompt not completed
    public void What_fails_before_any_policy_never_counts(int error)
    {
        var report = Judge([.. Good(), .. Enumerable.Range(1, 20).Select(hour => Blocked("ben", hour, error: error))]);
        Assert.Empty(report.Failures);
        Assert.Empty(report.LockedOut);
    }

    [Fact]
    public void Rows_that_come_twice_count_once()
    {
        var rows = Good();
        Assert.Equal(Judge(rows).Clean, Judge([.. rows, .. rows]).Clean);
        var blocked = Blocked("ben", 20);
        Assert.Equal(["ben"], Judge([.. rows, blocked, blocked]).Failures);
    }

    [Fact]
    public void Whoever_has_no_enforced_success_is_unseen() =>
        Assert.Equal(["ben"], Judge([.. Good().Where(row => row.UserId == "ann"), Row("ben", 3, 50074, PolicyResult.Failure)]).Unseen);

    [Fact]
    public void A_success_in_report_only_sees_nobody() => Assert.Equal(["ann", "ben"], Judge([Row("ann", 1, result: PolicyResult.ReportOnlySuccess)]).Unseen);

    [Fact]
    public void On_a_device_and_app_that_had_worked_an_hour_without_success_is_a_lockout() =>
        Assert.Equal(["ben"], Judge([.. Good(3), Blocked("ben", 1.5)], now: 3).LockedOut);

    [Fact]
    public void Within_the_first_hour_nobody_is_locked_out() => Assert.Empty(Judge([.. Good(3), Blocked("ben", 2.5)], now: 3).LockedOut);

    [Fact]
    public void A_success_since_is_no_lockout() => Assert.Empty(Judge([.. Good(3), Blocked("ben", 1.5), Row("ben", 1.6)], now: 3).LockedOut);

    [Theory]
    [InlineData("stolen-laptop", "outlook")]
    [InlineData("laptop", "powershell")]
    [InlineData("", "outlook")]
    [InlineData(null, "outlook")]
    public void A_device_or_app_that_had_not_worked_before_never_pulls_the_brake(string? device, string app) =>
        Assert.Empty(Judge([.. Good(3), Blocked("ben", 1.5, app, device)], now: 3).LockedOut);

    [Fact]
    public void An_attacker_who_signed_in_since_the_promotion_has_no_known_device() =>
        Assert.Empty(Judge([.. Good(3), Row("ben", 1.1, device: "new"), Blocked("ben", 1.5, device: "new")], now: 3).LockedOut);

    [Fact]
    public void The_plans_figures_decide()
    {
        var plan = Some.Plan with { Watch = new() { Propagation = TimeSpan.FromHours(10) }, Gates = Patient.Gates with { NonInteractiveDelay = TimeSpan.FromHours(1) } };
        var report = Judge(Good(), plan: plan);
        Assert.Equal((At(10), At(37.9)), (report.ClockStart, report.CompleteUntil));
    }
}

/// <summary>The same log read twice: what had not come in the first time never counted as clean, and never as a failure.</summary>
public class LateRowsTests
{
    private const string Block = "+1 10:00 ben outlook laptop blocked";
    private const string Success = "+1 10:20 ben outlook laptop ok";

    private static WatchReport ReadAt(string readAt, params string[] rows)
    {
        var script = new LogScript(string.Join('\n', rows.Prepend("+0 12:00 ben outlook laptop ok")), readAt);
        return Watch.Judge(script.Log(LogScript.Promoted, []), LogScript.Promoted, new HashSet<string> { "ben" }, script.ReadAt, Some.Plan);
    }

    [Fact]
    public void A_success_that_comes_in_late_makes_good_what_was_only_pending()
    {
        var early = ReadAt("+1 19:00", Block);
        Assert.Equal(["ben"], early.Pending);
        Assert.Equal(22, early.Clean.TotalHours);
        Assert.Empty(early.Failures);
        var late = ReadAt("+1 20:00", Block, Success);
        Assert.Empty(late.Pending);
        Assert.Equal(26, late.Clean.TotalHours);
    }

    [Fact]
    public void A_block_that_comes_in_late_falls_into_hours_that_were_not_counted_yet()
    {
        var early = ReadAt("+1 15:00");
        Assert.Equal(21, early.Clean.TotalHours);
        Assert.True(early.CompleteUntil < Some.At("2026-11-11 10:00"));
        Assert.Equal(["ben"], ReadAt("+1 16:00", Block).Pending);
    }
}

public class WatchOverSummerTimeTests
{
    private static readonly DateTimeOffset Promoted = Some.At("2027-03-24 10:00");

    // The clocks of London go forward on Sunday the 28th: Friday 17:00 leaves an hour at the desk, and Monday's opens at 07:30 UTC.
    [Theory]
    [InlineData("2027-03-29 10:30", 138)]
    [InlineData("2027-03-29 10:31", 19.5)]
    public void Four_working_hours_are_four_hours_at_the_desk(string success, double clean)
    {
        SignIn Row(string at, int code, PolicyResult result) => new($"{at}/{code}", Some.At(at), true, "ben", "outlook", null, "laptop", null, null, code, result, null);
        var rows = Facts.Elsewhere(Promoted, Some.At("2027-03-30 12:01"))
            .Append(Row("2027-03-24 11:00", 0, PolicyResult.Success)).Append(Row("2027-03-26 17:00", 53003, PolicyResult.Failure)).Append(Row(success, 0, PolicyResult.Success));
        var report = Watch.Judge(new(Promoted, Some.At("2027-03-30 12:00"), [.. rows]), Promoted, new HashSet<string> { "ben" }, Some.At("2027-03-30 12:00"), Some.Plan);
        Assert.Equal(clean, report.Clean.TotalHours, 1);
    }
}

public class SignInErrorsTests
{
    [Fact]
    public void Each_row_of_the_table_says_where_it_is_from() =>
        Assert.All(SignInErrors.Table, row => Assert.True(row.Meaning.Length > 0 && row.Source.StartsWith("Microsoft Learn: ", StringComparison.Ordinal)));

    [Theory]
    [InlineData("0 50097 50140 16000 51005 70016 81012 501314 50058 50089 50133 50173 700082 90025", SignInErrorClass.NotAnError)]
    [InlineData("50074 50076 50078 50125 50158 70043 70044", SignInErrorClass.Interrupt)]
    [InlineData("50072 50079", SignInErrorClass.NoMethod)]
    [InlineData("53003 53000 53001 53002 53004 53010", SignInErrorClass.BlockedByPolicy)]
    [InlineData("135016 135010 135011 135000 135002 135003 135018 135019 135020 1350001 500344", SignInErrorClass.Fido2)]
    [InlineData("50126 50053 50055 50057 75011 500121", SignInErrorClass.BeforePolicy)]
    [InlineData("130500 130501 130502 130503 130504 130505 130507", SignInErrorClass.PassRefused)]
    [InlineData("1 50073 53005", SignInErrorClass.Unknown)]
    public void Each_code_is_of_one_class(string codes, SignInErrorClass expected) =>
        Assert.All(codes.Split(' '), code => Assert.Equal(expected, SignInErrors.Classify(int.Parse(code, CultureInfo.InvariantCulture))));

    [Fact]
    public void A_row_that_names_no_code_is_unknown() => Assert.Equal(SignInErrorClass.Unknown, SignInErrors.Classify(null));
}
