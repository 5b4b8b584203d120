namespace Fido2Workflow.Core.Tests;

public class RemindersTests
{
    private sealed class Told : INotifier
    {
        public List<Notification> All { get; } = [];

        public Task<int> SendAsync(IReadOnlyList<Notification> notifications, NotificationPlan plan)
        {
            All.AddRange(notifications);
            return Task.FromResult(notifications.Count);
        }
    }

    [Fact]
    public void They_come_every_third_working_day_at_ten()
    {
        // A Tuesday: three working days later it is Friday, and three more Wednesday.
        var first = Reminders.Next(Some.Plan, Some.Now, Some.Now);
        Assert.Equal(Some.At("2026-11-13 10:00"), first);
        Assert.Equal(Some.At("2026-11-18 10:00"), Reminders.Next(Some.Plan, Some.Now, first));
        Assert.Equal(Some.At("2026-11-18 10:00"), Reminders.Next(Some.Plan, Some.Now, Some.At("2026-11-16 08:00")));
    }

    [Fact]
    public void The_time_of_day_is_that_of_the_plans_zone()
    {
        var plan = Some.Plan with { Calendar = new() { TimeZone = "America/New_York" }, Enrollment = new() { RemindEvery = 1, RemindAt = new(9, 0) } };
        Assert.Equal(Some.At("2026-11-11 14:00"), Reminders.Next(plan, Some.Now, Some.Now));
    }

    [Fact]
    public async Task Each_of_the_missing_is_told_under_an_id_of_person_and_instant()
    {
        var (documents, notifier) = (new MemoryDocuments(), new Told());
        var poll = await documents.SaveAsync(System.Text.Json.JsonSerializer.Serialize(new EnrollmentPoll(["ann", "ben", "cat"], ["ann", "cat"]), WorkflowJson.Options));
        var asked = new RemindersAsked(new("contoso", 2, documents.Save(Some.Plan)), poll, Some.Now);
        Assert.Equal(2, await new SendReminders(notifier, documents).RunAsync(new("contoso.wave-2", Some.Now), asked));
        await new SendReminders(notifier, documents).RunAsync(new("contoso.wave-2", Some.Now.AddMinutes(9)), asked);
        Assert.Equal(["contoso.wave-2/reminder/20261110T100000Z/ann", "contoso.wave-2/reminder/20261110T100000Z/cat"], notifier.All.Select(each => each.Id).Distinct());
    }
}
