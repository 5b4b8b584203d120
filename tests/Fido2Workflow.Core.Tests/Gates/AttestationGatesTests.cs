namespace Fido2Workflow.Core.Tests;

public class DrillGateTests
{
    private static GateResult With(params IReadOnlyList<Decision> decisions) =>
        (Facts.OfWave() with { Decisions = Decide.InOrder(decisions) }).Ask<DrillGate>();

    [Fact]
    public void A_drill_of_each_account_for_this_wave_is_a_yes_with_each_as_evidence()
    {
        var result = With(Decide.Drill("bg-1"), Decide.Drill("bg-2"));
        result.Says(Verdict.Yes, "drill");
        Assert.Equal(2, result.Evidence.Count);
    }

    [Fact]
    public void An_account_without_a_drill_is_a_no_that_names_it()
    {
        var result = With(Decide.Drill("bg-1"));
        result.Says(Verdict.No, "drill-missing");
        Assert.Equal(["bg-2"], result.Named);
    }

    [Fact]
    public void A_drill_that_has_run_out_counts_no_more() =>
        With(Decide.Drill("bg-1"), Decide.Drill("bg-2", daysAgo: 8, validFor: 7)).Says(Verdict.No, "drill-missing");

    [Fact]
    public void A_drill_of_another_wave_does_not_count() =>
        With(Decide.Drill("bg-1"), Decide.Drill("bg-2", wave: 2)).Says(Verdict.No, "drill-missing");

    [Fact]
    public void A_drill_dated_in_the_future_does_not_count() =>
        With(Decide.Drill("bg-1"), Decide.Drill("bg-2", daysAgo: -1)).Says(Verdict.No, "drill-missing");

    [Fact]
    public void One_account_drilled_twice_is_not_two() =>
        With(Decide.Drill("bg-1"), Decide.Drill("bg-1")).Says(Verdict.No, "drill-missing");
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
