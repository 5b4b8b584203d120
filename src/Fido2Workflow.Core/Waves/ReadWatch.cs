using Fido2Workflow.Core.Calendars;
using Fido2Workflow.Core.ConditionalAccess;
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

    /// <summary>The code of the hold that nobody can tell how the enforced wave stands.</summary>
    public const string Unknown = "watch" + Gate.UnknownSuffix;

    /// <summary>The code of the hold that this has lasted too long: its named people are to be told.</summary>
    public const string UnknownTooLong = "watch-unknown-too-long";

    /// <summary>The code of the hold while somebody is locked out of what had worked.</summary>
    public const string LockedOut = "locked-out";

    /// <summary>The code of the hold while people are blocked and nothing made it good in time.</summary>
    public const string Failure = "watch-failure";

    /// <summary>The code of the hold while people who were at work have not been heard of since.</summary>
    public const string Silent = "watch-silent";

    private static readonly TimeSpan VisibleWithin = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan LookAgainAfter = TimeSpan.FromMinutes(1);

    /// <summary>The activity.</summary>
    public async Task<WatchReading> RunAsync(ActivityContext context, WatchAsked asked)
    {
        var plan = await asked.Key.ReadPlanAsync(documents);
        var reading = await ReadAsync(context, plan, asked);
        return reading.IsKnown ? reading : reading with { Holds = await UnknownAsync(plan, asked, reading, context.Now) };
    }

    private async Task<WatchReading> ReadAsync(ActivityContext context, Plan plan, WatchAsked asked)
    {
        var policy = await reader.ReadPolicyAsync(asked.Objects.Policy);
        if (policy is not Answer<ConditionalAccessPolicy>.Given { Value: var live }) return Unread(policy, context.Now);
        // Right after a promotion a read may still show the policy as it was before it.
        if (live.State is ConditionalAccessPolicy.ReportOnly && context.Now - asked.PromotedAt < VisibleWithin)
            return new(false, 0, null, [new("promotion-not-visible", "The promotion was read back, and the tenant now shows the policy as it was before.", "Nothing to do: it is read again.", context.Now + LookAgainAfter)]);
        if (live.State is not ConditionalAccessPolicy.Enabled)
            return await BrakeAsync(context, asked, $"\"{live.DisplayName}\" was found {live.State ?? "in no state"} after its promotion");

        var hit = await ReadScopeAsync(asked, live);
        if (hit is not Answer<HashSet<string>>.Given { Value: var scope }) return Unread(hit, context.Now);
        var since = await reader.ReadSignInsAsync(asked.PromotedAt, context.Now, asked.Objects.Policy);
        if (since is not Answer<SignInLog>.Given { Value: var log }) return Unread(since, context.Now);

        var report = Watch.Judge(log, asked.PromotedAt, scope, context.Now, plan);
        if (report.NeedsHistory)
        {
            var before = await reader.ReadSignInsAsync(HistoryFrom(plan, asked.PromotedAt), asked.PromotedAt, asked.Objects.Policy);
            if (before is not Answer<SignInLog>.Given { Value: var history }) return Unread(before, context.Now);
            var users = await reader.ReadUsersAsync();
            if (users is not Answer<IReadOnlyList<User>>.Given { Value: var accounts }) return Unread(users, context.Now);
            var places = accounts.Where(user => scope.Contains(user.Id)).DistinctBy(user => user.Id).ToDictionary(user => user.Id, user => user.UsageLocation);
            report = Watch.Judge(new(history.From, log.To, [.. history.Rows, .. log.Rows]), asked.PromotedAt, scope, context.Now, plan, places);
        }
        return report.LockedOut.Count >= plan.Watch.BrakeAt
            ? await BrakeAsync(context, asked, $"{report.LockedOut.Count} people were locked out: {string.Join(", ", report.LockedOut.Take(5))}")
            : await ReadingAsync(context, plan, asked, report, scope.Count);
    }

    // Who is excluded, for a day or for good, is not hit and not waited for.
    private async Task<Answer<HashSet<string>>> ReadScopeAsync(WatchAsked asked, ConditionalAccessPolicy live)
    {
        var scope = (await reader.ReadTransitiveUsersAsync(asked.Objects.EnforcementGroup)).Select(members => members.ToHashSet());
        var users = PolicyUsers.Of(live.Body);
        foreach (var group in users.ExcludeGroups)
        {
            if (scope is not Answer<HashSet<string>>.Given { Value: var hit }) return scope;
            scope = (await reader.ReadTransitiveUsersAsync(group)).Select(excluded => hit.Except(excluded).ToHashSet());
        }
        return scope.Select(hit => hit.Except(users.ExcludeUsers).ToHashSet());
    }

    // The weeks before the promotion only matter once somebody fails or falls silent: they tell a known device from an
    // unfamiliar one, and who was at work.
    private static DateTimeOffset HistoryFrom(Plan plan, DateTimeOffset promoted)
    {
        var active = new WorkingCalendar(plan.Calendar).AddWorkingDays(promoted, -plan.Watch.ActiveOfDays) - TimeSpan.FromDays(1);
        return promoted - plan.Watch.KnownFor < active ? promoted - plan.Watch.KnownFor : active;
    }

    private async Task<WatchReading> ReadingAsync(ActivityContext context, Plan plan, WatchAsked asked, WatchReport report, int inScope)
    {
        // Who was vouched for before the promotion was vouched for in another log.
        var accepted = (await decisions.ReadAsync(asked.Key.Rollout)).Select(stored => stored.Decision)
            .OfType<AcceptedUnseen>().Where(decision => decision.Wave == asked.Key.Wave && decision.At >= asked.PromotedAt).Select(decision => decision.Person).ToHashSet();
        var (unseen, silent) = (report.Unseen.Where(person => !accepted.Contains(person)).ToList(), report.Silent.Where(person => !accepted.Contains(person)).ToList());
        var covered = ReportOnlyLogGate.IsEnough(inScope, unseen.Count, plan.Gates);
        var isClean = report.Clean >= plan.Watch.Clean;

        var holds = new List<Hold>();
        if (report.LockedOut.Count > 0)
            holds.Add(Hold.About(report.LockedOut, LockedOut, "Somebody cannot sign in on a device and app that had worked.", "Release that person, or roll the wave back."));
        if (report.Failures.Count > 0)
            holds.Add(Hold.About(report.Failures, Failure, $"{report.Failures.Count} people's sign-ins are blocked and not made good.", "Look at their sign-ins; the clean hours start again once they succeed."));
        if (report.Pending.Count > 0)
            holds.Add(Hold.About(report.Pending, "watch-pending", $"{report.Pending.Count} people's sign-ins are blocked, and may still be made good.", "Ask them whether they get in.",
                report.PendingUntil > context.Now ? report.PendingUntil : null));
        if (silent.Count > 0)
            holds.Add(Hold.About(silent, Silent, $"{silent.Count} people were at work before the promotion and have not got in since: they may be locked out.",
                "Call them. Accept each who is well by name; release whoever is locked out."));
        if (!report.IsKnown) holds.Add(Unbelievable(report));
        else if (LacksEvidence(plan, asked, report))
            holds.Add(new(Unknown, $"The log is complete to {report.CompleteUntil:yyyy-MM-dd HH:mm} UTC, and no sign-in of anybody in scope shows the policy enforced: that is no evidence.",
                "Check whom and which apps the policy is for, and that the log shows it."));
        if (isClean && !covered)
            holds.Add(Hold.About(unseen, "watch-unseen", $"The hours are clean, but {unseen.Count} of {inScope} have not signed in since.", "Wait until they do, or accept each of them by name."));
        return new(isClean && covered && holds.Count == 0, (int)Math.Floor(report.Clean.TotalHours), inScope, holds)
        {
            IsKnown = holds.All(hold => hold.Code != Unknown),
            FailedBeforePolicy = report.Noise,
            UnansweredPrompts = report.Unanswered.Count,
        };
    }

    // An empty log is no clean log.
    private static bool LacksEvidence(Plan plan, WatchAsked asked, WatchReport report) =>
        report.ClockStart is null
        && report.CompleteUntil >= new WorkingCalendar(plan.Calendar).AddWorkingTime(asked.PromotedAt + plan.Watch.Propagation, plan.Gates.LogGap);

    private static Hold Unbelievable(WatchReport report) => report.Gaps.FirstOrDefault(gap => gap.IsOpen) is { } gap
        ? new(Unknown, $"The log holds {gap.Sentence}.", "Check that the tenant's sign-in logs still come in, and how long they are kept.")
        : Hold.About(report.Unreadable, Unknown, $"The log does not say how {report.Unreadable.Count} people's sign-ins ended, or what the policy did.",
            "Grant the reader's identity Policy.Read.All: without it the log leaves policies out.");

    // Enforced, and nobody can tell: that is not left to whoever happens to look.
    private async Task<IReadOnlyList<Hold>> UnknownAsync(Plan plan, WatchAsked asked, WatchReading reading, DateTimeOffset now)
    {
        var since = asked.UnknownSince ?? now;
        var tooLong = since + plan.Watch.UnknownAtMost;
        if (now < tooLong) return [.. reading.Holds.Select(hold => hold.Code == Unknown ? hold with { Until = tooLong } : hold)];
        var operators = (await decisions.ReadAsync(asked.Key.Rollout)).Select(stored => stored.Decision)
            .OfType<WaveStarted>().Where(decision => decision.Wave == asked.Key.Wave).Select(decision => decision.By);
        return
        [
            .. reading.Holds,
            Hold.About([.. operators.Concat(plan.Approvers).Distinct()], UnknownTooLong,
                $"The wave is enforced, and since {since:yyyy-MM-dd HH:mm} UTC nobody can tell how it stands.",
                "Tell operator and approvers. Ask people whether they get in, mend what keeps the log from being read, or roll the wave back."),
        ];
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

    private static WatchReading Unread<T>(Answer<T> answer, DateTimeOffset now) => new(false, 0, null, [Hold.Of(answer, now)]) { IsKnown = false };
}
