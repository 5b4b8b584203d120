using Fido2Workflow.Core.Calendars;
using Fido2Workflow.Core.Plans;

namespace Fido2Workflow.Core.Waves;

/// <summary>When those who have no key are reminded: every few working days since they were asked, at the plan's time of day.</summary>
public static class Reminders
{
    /// <summary>The first reminder after an instant, UTC.</summary>
    /// <param name="since">When people were first asked to enroll, UTC.</param>
    public static DateTimeOffset Next(Plan plan, DateTimeOffset since, DateTimeOffset after)
    {
        var calendar = new WorkingCalendar(plan.Calendar);
        for (var day = since; ;)
        {
            day = calendar.AddWorkingDays(day, plan.Enrollment.RemindEvery);
            if (calendar.OnThatDay(day, plan.Enrollment.RemindAt) is var due && due > after) return due;
        }
    }
}
