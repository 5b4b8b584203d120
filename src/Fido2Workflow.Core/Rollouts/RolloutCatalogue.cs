using System.Collections.Concurrent;
using Fido2Workflow.Core.Admissions;
using Fido2Workflow.Core.Decisions;
using Fido2Workflow.Core.Durable;
using Fido2Workflow.Core.Gates;
using Fido2Workflow.Core.Notifications;
using Fido2Workflow.Core.Operations;
using Fido2Workflow.Core.People;
using Fido2Workflow.Core.Releases;
using Fido2Workflow.Core.Sweeps;
using Fido2Workflow.Core.Tenants;
using Fido2Workflow.Core.Waves;

namespace Fido2Workflow.Core.Rollouts;

/// <summary>Every workflow and activity of a rollout, listed once for all hosts.</summary>
public static class RolloutCatalogue
{
    /// <summary>The version that new instances start with. A workflow that changes so that an old history no longer fits gets a new one.</summary>
    public const string Version = "1";

    /// <summary>The catalogue over these ports. Only what opens, syncs, promotes, rolls back, releases and admits, and what rehearses a rollback, is handed the writer.</summary>
    /// <param name="readers">The reader of the tenant of that id.</param>
    /// <param name="writers">The writer of the tenant of that id.</param>
    public static Catalogue Create(
        Func<string, ITenantReader> readers, Func<string, ITenantWriter> writers, IDecisionStore decisions, IDocumentStore documents, IStatusHistory statuses,
        INotifier notifier, RolloutClock clock)
    {
        var signIns = new ConcurrentDictionary<string, SignInMemory>();
        return new Catalogue { CurrentVersion = Version }
            .Add(RolloutWorkflow.Definition, Version, RolloutWorkflow.RunAsync)
            .Add(WaveWorkflow.Definition, Version, WaveWorkflow.RunAsync)
            .Add(RollbackWorkflow.Definition, Version, RollbackWorkflow.RunAsync)
            .Add(PeopleWorkflow.Definition, Version, PeopleWorkflow.RunAsync)
            .Add(WaveActivities.ReadOrders, new ReadOrders(decisions, documents).RunAsync)
            .Add(WaveActivities.OpenWave, InTenant<WaveKey, Step<WaveObjects>>(key => key, tenant => new OpenWave(readers(tenant), writers(tenant), decisions, documents).RunAsync))
            .Add(WaveActivities.SyncRoster, InTenant<SyncAsked, Step<RosterSynced>>(asked => asked.Key, tenant => new SyncRoster(readers(tenant), writers(tenant), decisions, documents).RunAsync))
            .Add(WaveActivities.FindRemainder, InTenant<WaveKey, Step<Remainder>>(key => key, tenant => new FindRemainder(readers(tenant), decisions, documents).RunAsync))
            .Add(WaveActivities.SendReminders, new SendReminders(notifier, documents).RunAsync)
            .Add(WaveActivities.Tell, new Tell(notifier, decisions, documents).RunAsync)
            .Add(WaveActivities.CheckEnrollment, InTenant<EnrollmentAsked, Step<EnrollmentProgress>>(asked => asked.Key, tenant => new CheckEnrollment(readers(tenant), decisions, documents).RunAsync))
            .Add(WaveActivities.RehearseRollback, InTenant<WaveKey, RollbackRehearsal>(key => key, tenant => new RehearseRollback(writers(tenant)).RunAsync))
            .Add(WaveActivities.JudgeGates, InTenant<GatesAsked, GatesJudged>(asked => asked.Key, tenant => new JudgeGates(readers(tenant), signIns.GetOrAdd(tenant, _ => new()), decisions, documents).RunAsync))
            .Add(WaveActivities.Promote, InTenant<PromotionAsked, Promotion>(asked => asked.Key, tenant => PromoteIn(tenant).RunAsync))
            .Add(WaveActivities.ConfirmPromotion, InTenant<PromotionAsked, Promotion>(asked => asked.Key, tenant => PromoteIn(tenant).ConfirmAsync))
            .Add(WaveActivities.RollBack, InTenant<WaveInTenant, Step<Done>>(wave => wave.Key, tenant => new RollBack(readers(tenant), writers(tenant)).RunAsync))
            .Add(WaveActivities.PullRedHandle, InTenant<WaveKey, Step<Done>>(key => key, tenant => new RedHandle(readers(tenant), new RollBack(readers(tenant), writers(tenant))).RunAsync))
            .Add(WaveActivities.ReadWatch, InTenant<WatchAsked, WatchReading>(asked => asked.Key, tenant => new ReadWatch(readers(tenant), decisions, documents).RunAsync))
            .Add(PeopleActivities.KeepReleases, InTenant<PeopleAsked, PeopleKept>(asked => asked.Key, tenant => new KeepReleases(readers(tenant), writers(tenant), decisions, documents).RunAsync))
            .Add(PeopleActivities.CarryOutAdmissions, InTenant<PeopleAsked, PeopleKept>(asked => asked.Key, tenant => new CarryOutAdmissions(readers(tenant), writers(tenant), decisions, documents).RunAsync))
            .Add(SweepWorkflow.Definition, Version, SweepWorkflow.RunAsync)
            .Add(SweepActivities.Sweep, InTenant<SweepAsked, SweepDone>(asked => asked.Key, tenant => new RunSweep(readers(tenant), decisions, documents, statuses).RunAsync))
            .Add(SweepActivities.TellFindings, new TellFindings(notifier, decisions, documents).RunAsync);

        Promote PromoteIn(string tenant) => new(readers(tenant), writers(tenant), decisions, documents, clock);

        // A host may run the rollouts of several tenants: each activity works in the one that its plan names.
        Func<ActivityContext, TInput, Task<TOutput>> InTenant<TInput, TOutput>(Func<TInput, WaveKey> keyOf, Func<string, Func<ActivityContext, TInput, Task<TOutput>>> activity) =>
            async (context, input) => await activity((await keyOf(input).ReadPlanAsync(documents)).Tenant)(context, input);
    }
}
