using Fido2Workflow.Core.Decisions;
using Fido2Workflow.Core.Durable;
using Fido2Workflow.Core.Gates;
using Fido2Workflow.Core.Plans;
using Fido2Workflow.Core.SignIns;
using Fido2Workflow.Core.Tenants;

namespace Fido2Workflow.Core.Waves;

/// <summary>
/// Reads the log of an enforced wave. It holds a reader and cannot write to the tenant: where the brake must be pulled it
/// stores a rollback under the product's own name, which the workflow then carries out like anybody's.
/// </summary>
public sealed class ReadWatch(ITenantReader reader, IDecisionStore decisions, IDocumentStore documents)
{
    /// <summary>Who decides where no person does.</summary>
    public const string Product = "fido2workflow";

    /// <summary>The code of the hold that says the brake was pulled: the rollback is stored and waits for nothing.</summary>
    public const string Brake = "brake";

    private static readonly TimeSpan VisibleWithin = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan LookAgainAfter = TimeSpan.FromMinutes(1);

    // A device and app count as known where they had succeeded in the two weeks before.
    private static readonly TimeSpan KnownFor = TimeSpan.FromDays(14);

    /// <summary>The activity.</summary>
    public async Task<WatchReading> RunAsync(ActivityContext context, WatchAsked asked)
    {
        var plan = await asked.Key.ReadPlanAsync(documents);
        var policy = await reader.ReadPolicyAsync(asked.Objects.Policy);
        if (policy is not Answer<ConditionalAccessPolicy>.Given { Value: var live }) return Unread(policy, context.Now);
        // Right after a promotion a read may still show the policy as it was before it.
        if (live.State is ConditionalAccessPolicy.ReportOnly && context.Now - asked.PromotedAt < VisibleWithin)
            return new(false, 0, null, [new("promotion-not-visible", "The promotion was read back, and the tenant now shows the policy as it was before.", "Nothing to do: it is read again.", context.Now + LookAgainAfter)]);
        if (live.State is not ConditionalAccessPolicy.Enabled)
            return await BrakeAsync(context, asked, $"\"{live.DisplayName}\" was found {live.State ?? "in no state"} after its promotion");

        var members = await reader.ReadTransitiveUsersAsync(asked.Objects.EnforcementGroup);
        if (members is not Answer<IReadOnlyList<string>>.Given { Value: var scope }) return Unread(members, context.Now);
        var log = await ReadLogAsync(asked, scope, context.Now);
        if (log is not Answer<SignInLog>.Given { Value: var rows }) return Unread(log, context.Now);

        var report = Watch.Judge(rows, asked.PromotedAt, scope.ToHashSet(), context.Now, plan);
        if (report.LockedOut.Count >= plan.Watch.BrakeAt)
            return await BrakeAsync(context, asked, $"{report.LockedOut.Count} people were locked out: {string.Join(", ", report.LockedOut.Take(5))}");
        return await ReadingAsync(plan, asked, report, scope);
    }

    // The weeks before the promotion only matter once somebody fails: they tell a known device from an unfamiliar one.
    private async Task<Answer<SignInLog>> ReadLogAsync(WatchAsked asked, IReadOnlyList<string> scope, DateTimeOffset now)
    {
        var since = await reader.ReadSignInsAsync(asked.PromotedAt, now, asked.Objects.Policy);
        if (since is not Answer<SignInLog>.Given { Value: var log } || !log.Rows.Any(row => Watch.IsFailure(row) && scope.Contains(row.UserId))) return since;
        var before = await reader.ReadSignInsAsync(asked.PromotedAt - KnownFor, asked.PromotedAt, asked.Objects.Policy);
        return before.Select(known => new SignInLog(known.From, log.To, [.. known.Rows, .. log.Rows]));
    }

    private async Task<WatchReading> ReadingAsync(Plan plan, WatchAsked asked, WatchReport report, IReadOnlyList<string> scope)
    {
        // Who was vouched for before the promotion was vouched for in another log.
        var accepted = (await decisions.ReadAsync(asked.Key.Rollout)).Select(stored => stored.Decision)
            .OfType<AcceptedUnseen>().Where(decision => decision.Wave == asked.Key.Wave && decision.At >= asked.PromotedAt).Select(decision => decision.Person);
        var unseen = report.Unseen.Except(accepted).ToList();
        var covered = ReportOnlyLogGate.IsEnough(scope.Count, unseen.Count, plan.Gates);
        var isClean = report.Clean >= plan.Watch.Clean;

        var holds = new List<Hold>();
        if (report.LockedOut.Count > 0)
            holds.Add(new("locked-out", "Somebody cannot sign in on a device and app that had worked.", "Release that person, or roll the wave back.", report.LockedOut, report.LockedOut.Count, null));
        if (report.Failures.Count > 0)
            holds.Add(new("watch-failure", $"{report.Failures.Count} people's sign-ins are blocked and not made good.", "Look at their sign-ins; the clean hours start again once they succeed.", [.. report.Failures.Take(10)], report.Failures.Count, null));
        if (isClean && !covered)
            holds.Add(new("watch-unseen", $"The hours are clean, but {unseen.Count} of {scope.Count} have not signed in since.", "Wait until they do, or accept each of them by name.", [.. unseen.Take(10)], unseen.Count, null));
        return new(isClean && covered && holds.Count == 0, (int)Math.Floor(report.Clean.TotalHours), scope.Count, holds);
    }

    // One rollback for one promotion, however often this runs.
    private async Task<WatchReading> BrakeAsync(ActivityContext context, WatchAsked asked, string reason)
    {
        await decisions.AddAsync(new RolledBack
        {
            Id = $"{asked.Key.InstanceId}/brake/{asked.PromotedAt:yyyyMMddTHHmmssZ}",
            Rollout = asked.Key.Rollout, Wave = asked.Key.Wave, By = Product, At = context.Now, Reason = reason,
        });
        return new(false, 0, null, [new(Brake, $"The wave is rolled back: {reason}.", "Find the cause, then resume the wave.", context.Now)]);
    }

    private static WatchReading Unread<T>(Answer<T> answer, DateTimeOffset now) => new(false, 0, null, [Hold.Of(answer, now)]);
}
