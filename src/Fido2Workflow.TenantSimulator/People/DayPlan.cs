namespace Fido2Workflow.TenantSimulator.People;

/// <summary>Spreads an account's day by hash: the same day in every run.</summary>
internal sealed class DayPlan(int seed)
{
    private const int MinutesOfDay = 24 * 60;

    /// <summary>The events of one local day, from <paramref name="from"/> on.</summary>
    public IEnumerable<(DateTimeOffset At, TenantEvent What)> Of(Account account, DateOnly date, DateTimeOffset from) =>
        (account.Behaviour.Kind == AccountKind.Service ? ServiceDay(account, date) : WorkingDay(account, date))
            .Where(planned => planned.At > from);

    /// <summary>An instant in the working hours of a day, drawn by hash.</summary>
    public DateTimeOffset AtWork(Account account, DateOnly date, string what)
    {
        var calendar = account.Behaviour.Calendar;
        return calendar.At(date, calendar.Start).AddSeconds(Draw(account, date, what).Below(calendar.MinutesPerDay * 60));
    }

    private IEnumerable<(DateTimeOffset At, TenantEvent What)> WorkingDay(Account account, DateOnly date)
    {
        var behaviour = account.Behaviour;
        if (!behaviour.Calendar.IsWorkingDay(date) || behaviour.Apps.Count == 0) yield break;

        var start = behaviour.Calendar.At(date, behaviour.Calendar.Start);
        foreach (var (at, app) in Spread(account, date, "signIn", behaviour.SignInsPerDay, start, behaviour.Calendar.MinutesPerDay))
        {
            var draw = Draw(account, date, "mistype").And(at.UtcTicks);
            if (draw.Chance(behaviour.MistypesPerHundred))
                yield return (at.AddSeconds(-draw.And("before").Between(60, 240)), new TenantEvent.Mistypes(account, app));
            yield return (at, new TenantEvent.SignsIn(account, app));
        }

        foreach (var (at, app) in Spread(account, date, "refresh", behaviour.SilentRefreshesPerDay, start, behaviour.Calendar.MinutesPerDay))
            yield return (at, new TenantEvent.Refreshes(account, app));
    }

    private IEnumerable<(DateTimeOffset At, TenantEvent What)> ServiceDay(Account account, DateOnly date)
    {
        var behaviour = account.Behaviour;
        if (behaviour.Calendar.IsAway(date) || behaviour.Apps.Count == 0) return [];
        return Spread(account, date, "refresh", behaviour.SignInsPerDay, behaviour.Calendar.At(date, TimeOnly.MinValue), MinutesOfDay)
            .Select(slot => (slot.At, What: (TenantEvent)new TenantEvent.Refreshes(account, slot.App)));
    }

    /// <summary>So many instants of a day in order, each with the next app of the account's list.</summary>
    private IEnumerable<(DateTimeOffset At, App App)> Spread(
        Account account, DateOnly date, string what, int count, DateTimeOffset start, int minutes)
    {
        var draw = Draw(account, date, what);
        var apps = account.Behaviour.Apps;
        return Enumerable.Range(0, count)
            .Select(index => draw.And(index).Below(minutes * 60))
            .Order()
            .Select((second, index) => (start.AddSeconds(second), apps[(int)(((long)date.DayNumber * count + index) % apps.Count)]));
    }

    private StableHash Draw(Account account, DateOnly date, string what) =>
        StableHash.Seeded(seed).And(account.UserId).And(what).And(date.DayNumber);
}
