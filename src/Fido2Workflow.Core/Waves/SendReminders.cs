using Fido2Workflow.Core.Decisions;
using Fido2Workflow.Core.Durable;
using Fido2Workflow.Core.Notifications;

namespace Fido2Workflow.Core.Waves;

/// <summary>Reminds those who have no key. It cannot write to the tenant.</summary>
public sealed class SendReminders(INotifier notifier, IDocumentStore documents)
{
    /// <summary>The activity; answers how many were reminded.</summary>
    public async Task<int> RunAsync(ActivityContext context, RemindersAsked asked)
    {
        var plan = await asked.Key.ReadPlanAsync(documents);
        var poll = await EnrollmentPoll.ReadAsync(documents, asked.MissingDocument);
        return await notifier.SendAsync([.. poll.Missing.Select(person => new Notification.EnrollmentReminder
        {
            Id = $"{asked.Key.InstanceId}/reminder/{asked.Due.UtcDateTime:yyyyMMddTHHmmssZ}/{person}",
            Rollout = asked.Key.Rollout,
            Wave = asked.Key.Wave,
            At = asked.Due,
            Person = person,
        })], plan.Notifications ?? NotificationPlan.None);
    }
}
