namespace Fido2Workflow.Core.Tests;

public class DrillGateTests
{
    private static readonly WaveFacts Drilled = With(Decide.Drill("bg-1"), Decide.Drill("bg-2"));

    private static WaveFacts With(params IReadOnlyList<Decision> decisions) =>
        (Facts.OfWave() with { Decisions = Decide.InOrder(decisions) }).WithDrillsSeen();

    // The second account's drill, with another log than the one that shows it.
    private static WaveFacts WithLog(Answer<SignInLog> log, params IReadOnlyList<Decision> decisions)
    {
        var facts = decisions.Count == 0 ? Drilled : With(decisions);
        return facts with { DrillSignIns = new Dictionary<string, Answer<SignInLog>>(facts.DrillSignIns) { ["2"] = log } };
    }

    [Fact]
    public void A_drill_of_each_account_that_the_log_shows_is_a_yes_with_word_and_sign_in_of_each_as_evidence()
    {
        var result = Drilled.Ask<DrillGate>();
        result.Says(Verdict.Yes, "drill");
        Assert.Equal(["drill of bg-1 by rita", "sign-in of bg-1 2026-11-09 09:51 UTC", "drill of bg-2 by rita", "sign-in of bg-2 2026-11-09 09:51 UTC"],
            result.Evidence.Select(evidence => evidence.What));
    }

    [Fact]
    public void An_account_without_a_drill_is_a_no_that_names_it()
    {
        var result = With(Decide.Drill("bg-1")).Ask<DrillGate>();
        result.Says(Verdict.No, "drill-missing");
        Assert.Equal(["bg-2"], result.Named);
    }

    [Fact]
    public void A_drill_that_has_run_out_counts_no_more() =>
        With(Decide.Drill("bg-1"), Decide.Drill("bg-2", daysAgo: 8, validFor: 7)).Ask<DrillGate>().Says(Verdict.No, "drill-missing");

    [Fact]
    public void A_drill_of_another_wave_does_not_count() =>
        With(Decide.Drill("bg-1"), Decide.Drill("bg-2", wave: 2)).Ask<DrillGate>().Says(Verdict.No, "drill-missing");

    [Fact]
    public void A_drill_dated_in_the_future_does_not_count() =>
        With(Decide.Drill("bg-1"), Decide.Drill("bg-2", daysAgo: -1)).Ask<DrillGate>().Says(Verdict.No, "drill-missing");

    [Fact]
    public void One_account_drilled_twice_is_not_two() =>
        With(Decide.Drill("bg-1"), Decide.Drill("bg-1")).Ask<DrillGate>().Says(Verdict.No, "drill-missing");

    [Theory]
    [InlineData(false, true)]
    [InlineData(true, false)]
    public void A_drill_without_both_portals_or_without_its_alert_is_a_no_though_the_log_shows_it(bool portals, bool alert) =>
        With(Decide.Drill("bg-1"), Decide.Drill("bg-2") with { BothPortalsReached = portals, AlertReceived = alert }).Ask<DrillGate>().Says(Verdict.No, "drill-incomplete");

    [Fact]
    public void A_later_drill_mends_an_earlier_one() =>
        With(Decide.Drill("bg-1"), Decide.Drill("bg-2") with { AlertReceived = false }, Decide.Drill("bg-2")).Ask<DrillGate>().Says(Verdict.Yes, "drill");

    [Fact]
    public void One_sign_in_is_no_drill_of_two_waves() =>
        With(Decide.Drill("bg-2", wave: 2, daysAgo: 1.001), Decide.Drill("bg-1"), Decide.Drill("bg-2")).Ask<DrillGate>().Says(Verdict.No, "drill-reused");

    [Fact]
    public void The_sign_in_that_verified_the_account_before_the_waves_began_may_be_a_drill_too() =>
        With(Decide.Drill("bg-2", wave: Decision.Prerequisites, daysAgo: 1.001), Decide.Drill("bg-1"), Decide.Drill("bg-2")).Ask<DrillGate>().Says(Verdict.Yes, "drill");

    [Fact]
    public void A_complete_log_without_the_sign_in_contradicts_the_word()
    {
        var result = WithLog(Facts.Log()).Ask<DrillGate>();
        result.Says(Verdict.No, "drill-contradicted");
        Assert.Equal(["bg-2"], result.Named);
    }

    [Fact]
    public void A_log_that_may_still_come_in_is_unknown_until_it_has()
    {
        var drill = Decide.Drill("bg-2", daysAgo: 0.01);
        var result = WithLog(Facts.Log(), Decide.Drill("bg-1"), drill).Ask<DrillGate>();
        result.Says(Verdict.Unknown, "drill-unknown");
        Assert.Equal(drill.SignedInAt.AddMinutes(30).AddHours(2), result.Until);
    }

    [Fact]
    public void A_log_that_cannot_be_read_is_unknown() => WithLog(Some.Failed<SignInLog>()).Ask<DrillGate>().Says(Verdict.Unknown, "drill-unknown");

    [Fact]
    public void A_log_that_was_not_read_is_unknown() =>
        (Drilled with { DrillSignIns = new Dictionary<string, Answer<SignInLog>>() }).Ask<DrillGate>().Says(Verdict.Unknown, "drill-unknown");
}

public class SupportGateTests
{
    private static GateResult With(params IReadOnlyList<Decision> decisions) =>
        (Facts.OfWave() with { Decisions = Decide.InOrder(decisions) }).Ask<SupportGate>();

    [Fact]
    public void An_open_channel_is_a_yes() => With(Decide.Support()).Says(Verdict.Yes, "support");

    [Fact]
    public void Nobodys_word_is_a_no() => With().Says(Verdict.No, "support-missing");

    [Fact]
    public void A_word_that_has_run_out_is_a_no() => With(Decide.Support(hoursAgo: 9, validFor: 8)).Says(Verdict.No, "support-missing");

    [Fact]
    public void A_word_ends_at_the_very_instant_it_names() => With(Decide.Support(hoursAgo: 8, validFor: 8)).Says(Verdict.No, "support-missing");

    [Fact]
    public void A_word_for_another_wave_is_a_no() => With(Decide.Support(wave: 2)).Says(Verdict.No, "support-missing");

    [Fact]
    public void A_short_word_does_not_take_a_longer_one_away() =>
        With(Decide.Support(), Decide.Support(hoursAgo: 0.5, validFor: 0.25)).Says(Verdict.Yes, "support");
}

public class WindowGateTests
{
    [Fact]
    public void Inside_the_window_is_a_yes() => Facts.OfWave().Ask<WindowGate>().Says(Verdict.Yes, "window");

    [Fact]
    public void Outside_is_a_no_that_says_when_it_opens()
    {
        var result = Facts.OfWave().Ask<WindowGate>(Some.At("2026-11-13 10:00"));
        result.Says(Verdict.No, "outside-window");
        Assert.Equal(Some.At("2026-11-16 09:30"), result.Until);
    }

    [Fact]
    public void No_window_in_a_year_is_a_no_that_says_so()
    {
        var calendar = Some.Plan.Calendar with { TimeZones = new Dictionary<string, string> { ["AU"] = "Australia/Sydney" } };
        var facts = Facts.OfWave().WithUser(Some.Person("ben") with { UsageLocation = "AU" }) with { Plan = Some.Plan with { Calendar = calendar } };
        var result = facts.Ask<WindowGate>();
        result.Says(Verdict.No, "no-window");
        Assert.Null(result.Until);
        Assert.Contains("Australia/Sydney and Europe/London", result.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void Accounts_that_could_not_be_read_are_unknown() =>
        (Facts.OfWave() with { Users = Some.Failed<IReadOnlyList<User>>() }).Ask<WindowGate>().Says(Verdict.Unknown, "window-unknown");
}
