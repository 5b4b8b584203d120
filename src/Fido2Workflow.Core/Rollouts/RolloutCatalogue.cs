using Fido2Workflow.Core.Decisions;
using Fido2Workflow.Core.Durable;
using Fido2Workflow.Core.Notifications;
using Fido2Workflow.Core.Tenants;
using Fido2Workflow.Core.Waves;

namespace Fido2Workflow.Core.Rollouts;

/// <summary>Every workflow and activity of a rollout, listed once for all hosts.</summary>
public static class RolloutCatalogue
{
    /// <summary>The version that new instances start with. A workflow that changes so that an old history no longer fits gets a new one.</summary>
    public const string Version = "1";

    /// <summary>The catalogue over these ports. Only what opens, syncs, promotes and rolls back, and what rehearses that, is handed the writer.</summary>
    public static Catalogue Create(
        ITenantReader reader, ITenantWriter writer, IDecisionStore decisions, IDocumentStore documents, INotifier notifier, RolloutClock clock)
    {
        var promote = new Promote(reader, writer, decisions, documents, clock);
        return new Catalogue { CurrentVersion = Version }
            .Add(RolloutWorkflow.Definition, Version, RolloutWorkflow.RunAsync)
            .Add(WaveWorkflow.Definition, Version, WaveWorkflow.RunAsync)
            .Add(WaveActivities.ReadOrders, new ReadOrders(decisions, documents).RunAsync)
            .Add(WaveActivities.OpenWave, new OpenWave(reader, writer, decisions, documents).RunAsync)
            .Add(WaveActivities.SyncRoster, new SyncRoster(reader, writer, decisions, documents).RunAsync)
            .Add(WaveActivities.FindRemainder, new FindRemainder(reader, decisions, documents).RunAsync)
            .Add(WaveActivities.SendReminders, new SendReminders(notifier, documents).RunAsync)
            .Add(WaveActivities.CheckEnrollment, new CheckEnrollment(reader, decisions, documents).RunAsync)
            .Add(WaveActivities.RehearseRollback, new RehearseRollback(writer).RunAsync)
            .Add(WaveActivities.JudgeGates, new JudgeGates(reader, decisions, documents).RunAsync)
            .Add(WaveActivities.Promote, promote.RunAsync)
            .Add(WaveActivities.ConfirmPromotion, promote.ConfirmAsync)
            .Add(WaveActivities.RollBack, new RollBack(reader, writer).RunAsync)
            .Add(WaveActivities.ReadWatch, new ReadWatch(reader, decisions, documents).RunAsync);
    }
}
