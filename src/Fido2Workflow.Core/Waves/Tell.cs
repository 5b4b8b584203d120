using Fido2Workflow.Core.Decisions;
using Fido2Workflow.Core.Durable;
using Fido2Workflow.Core.Notifications;

namespace Fido2Workflow.Core.Waves;

/// <summary>Tells people what a wave has to tell, each with those whom it asks. It cannot write to the tenant.</summary>
public sealed class Tell(INotifier notifier, IDecisionStore decisions, IDocumentStore documents)
{
    /// <summary>The activity; answers how many had not been told before.</summary>
    public async Task<int> RunAsync(ActivityContext context, TellAsked asked)
    {
        var plan = await asked.Key.ReadPlanAsync(documents);
        var decided = await decisions.ReadAsync(asked.Key.Rollout);
        return await notifier.SendAsync([.. asked.News.Select(news => Addressees.Address(news, plan, decided))], plan.Notifications ?? NotificationPlan.None);
    }
}
