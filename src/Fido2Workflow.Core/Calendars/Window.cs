using Fido2Workflow.Core.Plans;

namespace Fido2Workflow.Core.Calendars;

/// <summary>When a wave may be promoted: in the window of every zone that holds enough of its people.</summary>
public sealed class Window(PromotionWindow plan, CalendarPlan calendarPlan, IReadOnlyList<TimeZoneInfo> zones)
{
    private const int DaysSearched = 370;
    private readonly WorkingCalendar _calendar = new(calendarPlan);

    /// <summary>Why <paramref name="now"/> is no time to promote, or null where it is one.</summary>
    public string? Objection(DateTimeOffset now) => zones.Select(zone => Objection(now, zone)).FirstOrDefault(reason => reason is not null);

    /// <summary>The next instant from <paramref name="now"/> on at which there is no objection; null where a year holds none.</summary>
    public DateTimeOffset? NextOpening(DateTimeOffset now)
    {
        if (Objection(now) is null) return now;
        return zones
            .SelectMany(zone => Openings(now, zone))
            .Where(opening => opening > now && Objection(opening) is null)
            .Select(opening => (DateTimeOffset?)opening)
            .Min();
    }

    private IEnumerable<DateTimeOffset> Openings(DateTimeOffset now, TimeZoneInfo zone)
    {
        var today = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(now, zone).DateTime);
        var opens = plan.From > calendarPlan.DeskOpens ? plan.From : calendarPlan.DeskOpens;
        return Enumerable.Range(0, DaysSearched).Select(offset => WorkingCalendar.At(today.AddDays(offset), opens, zone));
    }

    private string? Objection(DateTimeOffset now, TimeZoneInfo zone)
    {
        var local = TimeZoneInfo.ConvertTime(now, zone).DateTime;
        var (day, time) = (DateOnly.FromDateTime(local), TimeOnly.FromDateTime(local));
        if (!plan.Days.Contains(day.DayOfWeek)) return $"it is {day.DayOfWeek} in {zone.Id}";
        if (!_calendar.IsWorkingDay(day)) return $"{day:yyyy-MM-dd} is no working day in {zone.Id}";
        if (time < plan.From || time >= plan.Until) return $"it is {time:HH:mm} in {zone.Id}, outside {plan.From:HH:mm} to {plan.Until:HH:mm}";
        if (time < calendarPlan.DeskOpens) return $"the support desk of {zone.Id} opens at {calendarPlan.DeskOpens:HH:mm}";
        // Spans, since times of day subtract around midnight.
        if (calendarPlan.DeskCloses.ToTimeSpan() - time.ToTimeSpan() < plan.DeskAfter) return $"the support desk of {zone.Id} closes at {calendarPlan.DeskCloses:HH:mm}, too soon after it";
        if (!_calendar.IsWorkingDay(day.AddDays(1))) return $"the day after {day:yyyy-MM-dd} is no working day";
        var disquiet = Enumerable.Range(0, plan.QuietDays + 1).Select(day.AddDays).FirstOrDefault(_calendar.IsHolidayOrBlackout);
        return disquiet == default ? null : $"{disquiet:yyyy-MM-dd} is a holiday or blackout";
    }
}
