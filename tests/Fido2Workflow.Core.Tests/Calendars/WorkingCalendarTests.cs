namespace Fido2Workflow.Core.Tests;

public class WorkingCalendarTests
{
    private static readonly CalendarPlan London = new() { TimeZone = "Europe/London" };

    [Theory]
    [InlineData("2026-11-03 10:00", "2026-11-06 10:00")] // Tuesday to Friday
    [InlineData("2026-11-05 10:00", "2026-11-10 10:00")] // Thursday over the weekend
    [InlineData("2026-11-07 10:00", "2026-11-11 10:00")] // a Saturday counts from Monday on
    public void Working_days_skip_the_weekend(string from, string to) =>
        Assert.Equal(Some.At(to), new WorkingCalendar(London).AddWorkingDays(Some.At(from), 3));

    [Fact]
    public void Holidays_are_no_working_days() =>
        Assert.Equal(Some.At("2026-11-09 10:00"), new WorkingCalendar(London with { Holidays = [new(2026, 11, 4)] }).AddWorkingDays(Some.At("2026-11-03 10:00"), 3));

    [Fact]
    public void Blackouts_are_working_days() =>
        Assert.Equal(Some.At("2026-11-06 10:00"), new WorkingCalendar(London with { Blackouts = [new(2026, 11, 4)] }).AddWorkingDays(Some.At("2026-11-03 10:00"), 3));

    [Fact]
    public void The_local_hour_stays_over_a_change_of_the_clock()
    {
        // London leaves summer time on 25 October 2026: 10:00 there is 09:00 UTC before and 10:00 UTC after.
        var calendar = new WorkingCalendar(London);
        Assert.Equal(Some.At("2026-10-26 10:00"), calendar.AddWorkingDays(Some.At("2026-10-23 09:00"), 1));
    }

    [Fact]
    public void The_day_is_counted_in_the_plans_zone_and_not_in_UTC() =>
        Assert.Equal(Some.At("2026-11-08 23:30"), new WorkingCalendar(new() { TimeZone = "Asia/Tokyo" }).AddWorkingDays(Some.At("2026-11-05 23:30"), 1));

    [Theory]
    [InlineData("Europe/London", "2026-11-10 10:00", "2026-11-10 14:00")]
    [InlineData("Europe/London", "2026-11-10 02:00", "2026-11-10 12:30")] // a night counts from when the desk opens
    [InlineData("Europe/London", "2026-11-10 17:00", "2026-11-11 11:30")] // an evening goes on the next morning
    [InlineData("Europe/London", "2026-11-13 17:00", "2026-11-16 11:30")] // a Friday on the Monday
    [InlineData("Europe/London", "2026-11-14 12:00", "2026-11-16 12:30")]
    [InlineData("America/New_York", "2026-11-10 10:00", "2026-11-10 17:30")]
    [InlineData("America/New_York", "2026-11-10 22:00", "2026-11-11 16:30")]
    [InlineData("Asia/Kolkata", "2026-11-10 12:00", "2026-11-11 06:30")]
    [InlineData("Europe/London", "2026-10-23 16:00", "2026-10-26 11:30")] // an hour of summer time, three of winter time
    [InlineData("Europe/London", "2027-03-25 17:00", "2027-03-26 11:30")]
    [InlineData("Europe/London", "2027-03-26 17:00", "2027-03-29 10:30")] // the clocks go forward on that weekend
    [InlineData("America/New_York", "2027-03-12 22:00", "2027-03-15 15:30")] // two weeks before London's
    public void Four_working_hours_are_counted_at_the_desk_of_the_zone(string zone, string from, string to) =>
        Assert.Equal(Some.At(to), new WorkingCalendar(London).AddWorkingTime(Some.At(from), TimeSpan.FromHours(4), TimeZoneInfo.FindSystemTimeZoneById(zone)));

    [Fact]
    public void Working_hours_skip_holidays_and_go_over_many_days()
    {
        var calendar = new WorkingCalendar(London with { Holidays = [new(2026, 11, 11)] });
        Assert.Equal(Some.At("2026-11-12 10:30"), calendar.AddWorkingTime(Some.At("2026-11-10 16:00"), TimeSpan.FromHours(4)));
        Assert.Equal(Some.At("2026-11-13 10:00"), calendar.AddWorkingTime(Some.At("2026-11-10 16:00"), TimeSpan.FromHours(13)));
    }

    [Fact]
    public void The_working_days_before_skip_weekends_and_holidays() =>
        Assert.Equal(
            [new(2026, 11, 9), new(2026, 11, 5), new DateOnly(2026, 11, 4)],
            new WorkingCalendar(London with { Holidays = [new(2026, 11, 6)] }).WorkingDaysBefore(Some.Now, 3, TimeZoneInfo.Utc));

    [Fact]
    public void A_time_skipped_in_spring_is_taken_an_hour_later() =>
        Assert.Equal(Some.At("2027-03-28 01:30"), WorkingCalendar.At(new(2027, 3, 28), new(1, 30), TimeZoneInfo.FindSystemTimeZoneById("Europe/London")));

    [Fact]
    public void A_zone_counts_where_it_holds_enough_people()
    {
        var calendar = new WorkingCalendar(London with { TimeZones = new Dictionary<string, string> { ["US"] = "America/New_York", ["JP"] = "Asia/Tokyo" } });
        string?[] people = [.. Enumerable.Repeat("GB", 94), .. Enumerable.Repeat("US", 5), "JP"];
        Assert.Equal(["America/New_York", "Europe/London"], calendar.ZonesOf(people, 0.05).Select(zone => zone.Id));
    }

    [Fact]
    public void Whoever_says_no_place_or_an_unknown_one_is_in_the_plans_zone() =>
        Assert.Equal(["Europe/London", "Europe/London"], new[] { null, "ZZ" }.Select(place => new WorkingCalendar(London).ZoneOf(place).Id));

    [Fact]
    public void Nobody_at_all_is_in_the_plans_zone() => Assert.Equal(["Europe/London"], new WorkingCalendar(London).ZonesOf([], 0.05).Select(zone => zone.Id));
}

public class WindowTests
{
    private static Window Of(CalendarPlan? calendar = null, PromotionWindow? window = null, params string[] zones) => new(
        window ?? new(), calendar ?? new() { TimeZone = "Europe/London" },
        [.. (zones is [] ? ["Europe/London"] : zones).Select(TimeZoneInfo.FindSystemTimeZoneById)]);

    [Theory]
    [InlineData("2026-11-09 09:30")] // Monday, the first minute
    [InlineData("2026-11-10 12:00")]
    [InlineData("2026-11-11 13:59")] // Wednesday, the last minute
    public void Monday_to_Wednesday_in_the_window_nothing_objects(string now) => Assert.Null(Of().Objection(Some.At(now)));

    [Theory]
    [InlineData("2026-11-09 09:29", "09:29")]
    [InlineData("2026-11-09 14:00", "14:00")]
    [InlineData("2026-11-12 10:00", "Thursday")]
    [InlineData("2026-11-14 10:00", "Saturday")]
    public void Outside_it_the_objection_says_why(string now, string why) => Assert.Contains(why, Of().Objection(Some.At(now)), StringComparison.Ordinal);

    [Fact]
    public void The_window_is_in_local_time_summer_and_winter()
    {
        Assert.Null(Of().Objection(Some.At("2026-07-07 08:30")));
        Assert.NotNull(Of().Objection(Some.At("2026-11-10 08:30")));
    }

    [Theory]
    [InlineData(10)] // the day itself
    [InlineData(11)] // the next day
    [InlineData(12)] // two days later
    public void No_holiday_within_two_days(int holiday) =>
        Assert.NotNull(Of(new() { TimeZone = "Europe/London", Holidays = [new(2026, 11, holiday)] }).Objection(Some.At("2026-11-10 10:00")));

    [Theory]
    [InlineData(10)]
    [InlineData(12)]
    public void No_blackout_within_two_days(int blackout) =>
        Assert.Contains("blackout", Of(new() { TimeZone = "Europe/London", Blackouts = [new(2026, 11, blackout)] }).Objection(Some.At("2026-11-10 10:00")), StringComparison.Ordinal);

    [Fact]
    public void A_holiday_three_days_later_is_no_objection() =>
        Assert.Null(Of(new() { TimeZone = "Europe/London", Holidays = [new(2026, 11, 13)] }).Objection(Some.At("2026-11-10 10:00")));

    [Fact]
    public void The_next_day_must_be_a_working_day() =>
        Assert.NotNull(Of(window: new() { Days = [DayOfWeek.Friday], QuietDays = 0 }).Objection(Some.At("2026-11-13 10:00")));

    [Fact]
    public void Four_desk_hours_must_follow()
    {
        var shortDay = new CalendarPlan { TimeZone = "Europe/London", DeskCloses = new(15, 0) };
        Assert.Null(Of(shortDay).Objection(Some.At("2026-11-10 11:00")));
        Assert.Contains("closes", Of(shortDay).Objection(Some.At("2026-11-10 11:01")), StringComparison.Ordinal);
    }

    [Fact]
    public void A_desk_that_has_closed_already_is_an_objection() =>
        Assert.Contains("closes", Of(new() { TimeZone = "Europe/London", DeskCloses = new(12, 0) }).Objection(Some.At("2026-11-10 13:00")), StringComparison.Ordinal);

    [Fact]
    public void A_desk_that_is_not_open_yet_is_an_objection() =>
        Assert.Contains("opens", Of(new() { TimeZone = "Europe/London", DeskOpens = new(11, 0) }).Objection(Some.At("2026-11-10 10:00")), StringComparison.Ordinal);

    [Fact]
    public void Several_zones_must_all_be_inside()
    {
        var window = Of(zones: ["Europe/London", "Europe/Athens"]);
        Assert.NotNull(window.Objection(Some.At("2026-11-10 13:00"))); // 15:00 in Athens
        Assert.Equal(Some.At("2026-11-11 09:30"), window.NextOpening(Some.At("2026-11-10 13:00")));
    }

    [Fact]
    public void Zones_too_far_apart_have_no_window_at_all() => Assert.Null(Of(zones: ["Australia/Sydney", "Europe/London"]).NextOpening(Some.Now));

    [Fact]
    public void Inside_the_window_the_next_opening_is_now() => Assert.Equal(Some.Now, Of().NextOpening(Some.Now));

    [Theory]
    [InlineData("2026-11-11 14:00")]
    [InlineData("2026-12-24 10:00")]
    [InlineData("2027-03-25 10:00")] // the clocks change before the next Monday
    [InlineData("2026-10-22 10:00")]
    public void At_the_next_opening_nothing_objects(string now)
    {
        var window = Of(new() { TimeZone = "Europe/London", Holidays = [new(2026, 12, 25), new(2026, 12, 28), new(2027, 1, 1)] }, zones: ["Europe/London", "Europe/Berlin"]);
        var opening = Assert.NotNull(window.NextOpening(Some.At(now)));
        Assert.True(opening > Some.At(now));
        Assert.Null(window.Objection(opening));
        Assert.NotNull(window.Objection(opening.AddMinutes(-1)));
    }
}
