using Fido2Workflow.Core.Plans;

namespace Fido2Workflow.Core.Calendars;

/// <summary>Working days and zones of a plan. Pure arithmetic: instants go in as UTC and come out as UTC.</summary>
public sealed class WorkingCalendar(CalendarPlan plan)
{
    private readonly TimeZoneInfo _zone = TimeZoneInfo.FindSystemTimeZoneById(plan.TimeZone);

    /// <summary>Whether people work on that day.</summary>
    public bool IsWorkingDay(DateOnly day) => plan.WorkingDays.Contains(day.DayOfWeek) && !plan.Holidays.Contains(day);

    /// <summary>Whether nothing should be enforced on that day or just before it.</summary>
    public bool IsHolidayOrBlackout(DateOnly day) => plan.Holidays.Contains(day) || plan.Blackouts.Contains(day);

    /// <summary>The instant that many working days later, or earlier where negative, at the same local time of the plan's zone.</summary>
    public DateTimeOffset AddWorkingDays(DateTimeOffset from, int days) => AddWorkingDays(from, days, _zone);

    /// <summary>The instant that many working days later, or earlier where negative, at the same local time of that zone.</summary>
    public DateTimeOffset AddWorkingDays(DateTimeOffset from, int days, TimeZoneInfo zone)
    {
        var local = TimeZoneInfo.ConvertTime(from, zone);
        var day = DateOnly.FromDateTime(local.DateTime);
        for (var left = Math.Abs(days); left > 0;)
        {
            day = day.AddDays(Math.Sign(days));
            if (IsWorkingDay(day)) left--;
        }
        return At(day, TimeOnly.FromDateTime(local.DateTime), zone);
    }

    /// <summary>
    /// When so much time at the desk has passed since <paramref name="from"/>, in that zone; the plan's own where none is
    /// given. UTC. Nights, weekends and holidays do not count.
    /// </summary>
    public DateTimeOffset AddWorkingTime(DateTimeOffset from, TimeSpan span, TimeZoneInfo? zone = null)
    {
        zone ??= _zone;
        var day = LocalDay(from, zone);
        for (var left = span; ; day = day.AddDays(1))
        {
            if (!IsWorkingDay(day)) continue;
            var (opens, closes) = (At(day, plan.DeskOpens, zone), At(day, plan.DeskCloses, zone));
            var start = from > opens ? from : opens;
            if (start >= closes) continue;
            if (closes - start >= left) return start + left;
            left -= closes - start;
        }
    }

    /// <summary>The last so many working days before the day of that instant in that zone, latest first.</summary>
    public IReadOnlyList<DateOnly> WorkingDaysBefore(DateTimeOffset instant, int days, TimeZoneInfo zone)
    {
        var found = new List<DateOnly>(days);
        for (var day = LocalDay(instant, zone).AddDays(-1); found.Count < days; day = day.AddDays(-1))
            if (IsWorkingDay(day)) found.Add(day);
        return found;
    }

    /// <summary>The day it is at that instant in that zone.</summary>
    public static DateOnly LocalDay(DateTimeOffset instant, TimeZoneInfo zone) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(instant, zone).DateTime);

    /// <summary>That instant where somebody is at the desk then, in the plan's zone; otherwise when the desk next opens. UTC.</summary>
    public DateTimeOffset AtTheDesk(DateTimeOffset instant)
    {
        var local = TimeZoneInfo.ConvertTime(instant, _zone).DateTime;
        var (day, time) = (DateOnly.FromDateTime(local), TimeOnly.FromDateTime(local));
        if (IsWorkingDay(day) && time >= plan.DeskOpens && time < plan.DeskCloses) return instant;
        if (time >= plan.DeskOpens) day = day.AddDays(1);
        while (!IsWorkingDay(day)) day = day.AddDays(1);
        return At(day, plan.DeskOpens, _zone);
    }

    /// <summary>That time on the day that it is then, in the plan's zone. UTC.</summary>
    public DateTimeOffset OnThatDay(DateTimeOffset instant, TimeOnly time) =>
        At(DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(instant, _zone).DateTime), time, _zone);

    /// <summary>The zone of a person by usage location.</summary>
    public TimeZoneInfo ZoneOf(string? usageLocation) =>
        usageLocation is not null && plan.TimeZones.TryGetValue(usageLocation, out var zone)
            ? TimeZoneInfo.FindSystemTimeZoneById(zone)
            : _zone;

    /// <summary>The zones that hold at least that share of these people; the plan's own where none does.</summary>
    public IReadOnlyList<TimeZoneInfo> ZonesOf(IReadOnlyCollection<string?> usageLocations, double share)
    {
        var zones = usageLocations
            .Select(ZoneOf)
            .GroupBy(zone => zone.Id)
            .Where(zone => zone.Count() >= share * usageLocations.Count)
            .OrderBy(zone => zone.Key, StringComparer.Ordinal)
            .Select(zone => zone.First())
            .ToList();
        return zones.Count > 0 ? zones : [_zone];
    }

    /// <summary>Local day and time of a zone as an instant, UTC. A time skipped in spring is taken an hour later.</summary>
    public static DateTimeOffset At(DateOnly day, TimeOnly time, TimeZoneInfo zone)
    {
        var local = day.ToDateTime(time);
        if (zone.IsInvalidTime(local)) local = local.AddHours(1);
        return new DateTimeOffset(local, zone.GetUtcOffset(local)).ToUniversalTime();
    }
}
