namespace Fido2Workflow.TenantSimulator.People;

/// <summary>When one person works, in their own time zone. Instants are UTC.</summary>
internal sealed record WorkCalendar(
    TimeZoneInfo Zone,
    TimeOnly Start,
    TimeOnly End,
    IReadOnlySet<DateOnly> Holidays,
    IReadOnlyList<Absence> Away)
{
    public bool IsWorkingDay(DateOnly date) =>
        date.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday) && !Holidays.Contains(date) && !IsAway(date);

    public bool IsAway(DateOnly date) => Away.Any(absence => absence.From <= date && date <= absence.Until);

    public DateOnly LocalDate(DateTimeOffset instant) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(instant, Zone).DateTime);

    public DateTimeOffset At(DateOnly date, TimeOnly time)
    {
        var local = date.ToDateTime(time);
        if (Zone.IsInvalidTime(local)) local = local.AddHours(1); // the hour that clocks skip in spring
        return new DateTimeOffset(local, Zone.GetUtcOffset(local)).ToUniversalTime();
    }

    public int MinutesPerDay => (int)(End - Start).TotalMinutes;

    /// <summary>The working day that many working days after <paramref name="date"/>; 0 gives the date itself or the next working day.</summary>
    public DateOnly WorkingDay(DateOnly date, int later)
    {
        for (; !IsWorkingDay(date); date = date.AddDays(1)) { }
        for (; later > 0; later--)
        {
            do date = date.AddDays(1);
            while (!IsWorkingDay(date));
        }

        return date;
    }

    /// <summary>The instant itself in working hours, else the next start of work.</summary>
    public DateTimeOffset NextAtWork(DateTimeOffset instant)
    {
        var day = WorkingDay(LocalDate(instant), 0);
        if (instant < At(day, Start)) return At(day, Start);
        return instant < At(day, End) ? instant : At(WorkingDay(day, 1), Start);
    }
}

/// <summary>Days not worked, both ends included.</summary>
internal sealed record Absence(DateOnly From, DateOnly Until);
