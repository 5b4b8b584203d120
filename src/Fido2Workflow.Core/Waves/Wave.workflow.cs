using Fido2Workflow.Core.Durable;
using Fido2Workflow.Core.Gates;
using Fido2Workflow.Core.Notifications;
using Fido2Workflow.Core.Plans;
using Fido2Workflow.Core.Tenants;

namespace Fido2Workflow.Core.Waves;

/// <summary>
/// One wave: open, enroll, verify, approve, promote, watch, done. Each round reads the decisions and the tenant anew and
/// goes as far as they allow; whatever is not a yes holds the round where it is. An event is a nudge to start the next
/// round early, so one that is lost, early or told twice changes nothing.
/// </summary>
public sealed class WaveWorkflow
{
    /// <summary>The workflow.</summary>
    public static Workflow<State, Outcome> Definition { get; } = new("Wave");

    /// <summary>The one event: a decision was stored.</summary>
    public const string DecisionStored = "decision-stored";

    // A history grows with each round: so many, and it starts afresh.
    private const int RoundsPerHistory = 12;

    // A write must be visible within this, or it did not happen.
    private const int LooksForAWrite = 10;
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMinutes(1);

    /// <summary>What a wave carries from round to round.</summary>
    /// <param name="Objects">Its objects in the tenant; null until it is open.</param>
    /// <param name="Soak">What the report-only log is of, and since when.</param>
    /// <param name="MissingDocument">Those who had no key at the last poll.</param>
    /// <param name="News">When somebody last joined, left or registered, UTC; null until the wave is open.</param>
    /// <param name="Evidence">The document of what the gates last said, and of the keys they were asked by.</param>
    /// <param name="Asked">What the approvers were last asked about.</param>
    /// <param name="Sent">The last promotion that was sent; null once it is known to be taken back.</param>
    /// <param name="PromotedAt">When the policy was enforced, UTC; null while it is not.</param>
    /// <param name="WatchUnknownSince">Since when nobody can tell how the enforced wave stands, UTC; null while its log tells.</param>
    public sealed record State(
        WaveKey Key, Figures Figures, WaveObjects? Objects = null, Soak? Soak = null, string? MissingDocument = null, int Registered = 0,
        DateTimeOffset? News = null, string? Evidence = null, Asked? Asked = null, PromotionAsked? Sent = null, DateTimeOffset? PromotedAt = null,
        DateTimeOffset? WatchUnknownSince = null)
    {
        /// <summary>The last rehearsal of the rollback; null until there was one.</summary>
        public RollbackRehearsal? Rollback { get; init; }

        /// <summary>When people were first asked to enroll, UTC; null until they were.</summary>
        public DateTimeOffset? AskedToEnrollAt { get; init; }

        /// <summary>When those without a key are next reminded, UTC; null until somebody is without.</summary>
        public DateTimeOffset? RemindAt { get; init; }

        /// <summary>Whom the roster names and who is not counted; null until the roster was read.</summary>
        public IReadOnlyList<LeftOutPeople>? LeftOut { get; init; }

        /// <summary>What it last waited for.</summary>
        public Waiting? Waiting { get; init; }

        /// <summary>What people were told; null until they were told something.</summary>
        public Told? Told { get; init; }
    }

    /// <summary>What a wave waits for.</summary>
    /// <param name="On">Its stage and the codes of its holds.</param>
    /// <param name="Since">UTC.</param>
    public sealed record Waiting(string On, DateTimeOffset Since);

    /// <summary>The plan's figures that pace a wave.</summary>
    public sealed record Figures(TimeSpan Poll, TimeSpan PollAtMost, TimeSpan ApprovalTimeLimit, TimeSpan WatchEvery, TimeSpan RollbackRehearsedWithin, TimeSpan UnknownAtMost)
    {
        /// <summary>Those of a plan.</summary>
        public static Figures Of(Plan plan) =>
            new(plan.Enrollment.Poll, plan.Enrollment.PollAtMost, plan.Gates.ApprovalTimeLimit, plan.Watch.Every, plan.Gates.RollbackRehearsedWithin, plan.Watch.UnknownAtMost);

        /// <summary>
        /// The first poll after <paramref name="now"/>. Their instants are fixed by the last news, each wait half as long again
        /// as the one before: so a nudge between two of them, or one told twice, moves none.
        /// </summary>
        public DateTimeOffset NextPoll(DateTimeOffset lastNews, DateTimeOffset now)
        {
            var (next, wait) = (lastNews + Poll, Poll);
            while (next <= now)
            {
                wait = wait * 1.5 < PollAtMost ? wait * 1.5 : PollAtMost;
                next += wait;
            }
            return next;
        }
    }

    /// <summary>What is watched in report-only.</summary>
    /// <param name="Since">When it last changed, UTC.</param>
    public sealed record Soak(string Fingerprint, DateTimeOffset Since);

    /// <summary>What the approvers are asked about.</summary>
    /// <param name="Deadline">When the question expires, UTC.</param>
    /// <param name="VoidedBy">What voided earlier answers when it was asked: once the wave is halted or resumed, it is asked anew.</param>
    public sealed record Asked(Question Question, DateTimeOffset Deadline, long VoidedBy);

    /// <summary>How a wave ended.</summary>
    /// <param name="PromotedAt">UTC; null where it was aborted.</param>
    /// <param name="Evidence">The document of the evidence on which it was promoted; null where it was aborted.</param>
    public sealed record Outcome(bool IsDone, DateTimeOffset? PromotedAt, string? Evidence = null);

    /// <summary>Runs the wave.</summary>
    public static async Task<Next<State, Outcome>> RunAsync(WorkflowContext context, State state)
    {
        for (var round = 0; round < RoundsPerHistory; round++)
        {
            var next = await RunRoundAsync(context, state);
            if (next is not Next<State, Outcome>.ContinuedAsNew goesOn) return next;
            state = goesOn.Input;
        }
        return new Next<State, Outcome>.ContinuedAsNew(state);
    }

    /// <summary>One round: all that lies between two waits. What a round begins with is all that it knows of the rounds before.</summary>
    public static async Task<Next<State, Outcome>> RunRoundAsync(WorkflowContext context, State state)
    {
        var orders = await context.CallActivityAsync(WaveActivities.ReadOrders, new(state.Key, null));
        if (orders.Halt is { Kind: not HaltKind.Paused } || orders.RolledBackBy > state.Sent?.Fence)
        {
            (var isTakenBack, state) = await TakeBackAsync(context, state, orders.Halt);
            if (isTakenBack && orders.Halt is { Kind: HaltKind.Aborted }) return new Next<State, Outcome>.Completed(new(false, null));
            if (isTakenBack) state = state with { Sent = null, PromotedAt = null, WatchUnknownSince = null, Asked = null };
        }
        else if (state.PromotedAt is { } promotedAt)
        {
            (var isDone, state) = await WatchAsync(context, state, promotedAt, orders.Halt);
            if (isDone) return new Next<State, Outcome>.Completed(new(true, promotedAt, state.Sent?.EvidenceDocument));
        }
        else if (orders.Halt is not null && state.Sent is { } sent) state = await FindOutAsync(context, state, sent, new(WaveStage.Promoting));
        else if (orders.Halt is { } pause) state = await WaitAsync(context, state, WaveTexts.Halted(pause), context.CurrentUtcDateTime + state.Figures.PollAtMost);
        else if (state.Objects is null) state = await OpenAsync(context, state);
        else state = await EnrollVerifyPromoteAsync(context, state, state.Objects, orders);
        return new Next<State, Outcome>.ContinuedAsNew(state);
    }

    private static async Task<State> OpenAsync(WorkflowContext context, State state)
    {
        switch (await context.CallActivityAsync(WaveActivities.OpenWave, state.Key))
        {
            case Step<WaveObjects>.Taken opened:
                return state with { Objects = opened.Value };
            // What was made may not show yet, and would be made again: only time tells, and no nudge may shorten it.
            case Step<WaveObjects>.Held { Hold: { Until: { } until } failed } opened:
                var settled = context.CurrentUtcDateTime + (LooksForAWrite * BetweenLooks);
                var again = until > settled ? until : settled;
                state = await SayAsync(context, state, new(WaveStage.Opening) { Holds = [failed with { Until = again }, .. opened.Besides] });
                await context.CreateTimerAsync(again);
                break;
            case Step<WaveObjects>.Held held:
                return await HoldAsync(context, state, new(WaveStage.Opening) { Holds = held.Holds });
        }
        return state;
    }

    private static async Task<State> EnrollVerifyPromoteAsync(WorkflowContext context, State state, WaveObjects objects, Orders before)
    {
        (state, var synced) = await SyncAsync(context, state, objects);
        // Enforced, and a promotion of ours was lost from sight: it may be that one, shown late.
        if (synced is Step<RosterSynced>.Held { Hold.Code: SyncRoster.PromotedByHand or SyncRoster.NotReportOnly } && state.Sent is { } sent)
            return await FindOutAsync(context, state, sent, new(WaveStage.Promoting));
        if (synced is not Step<RosterSynced>.Taken { Value: var roster }) return await HoldAsync(context, state, WaveTexts.Held(WaveStage.Enrolling, synced));
        if (roster.Touched) return await HoldAsync(context, state, WaveTexts.NotVisible("The enforcement group is being changed by somebody else.", context.CurrentUtcDateTime + BetweenLooks));

        var polled = await context.CallActivityAsync(WaveActivities.CheckEnrollment, new(state.Key, objects, state.MissingDocument, state.AskedToEnrollAt!.Value));
        if (polled is not Step<EnrollmentProgress>.Taken { Value: var progress }) return await HoldAsync(context, state, WaveTexts.Held(WaveStage.Enrolling, polled));
        if (progress.InScope != roster.InScope)
            return await HoldAsync(context, state, WaveTexts.NotVisible($"The enforcement group holds {roster.InScope} people, and the tenant shows {progress.InScope}.", context.CurrentUtcDateTime + BetweenLooks));
        state = state with
        {
            MissingDocument = progress.MissingDocument,
            Registered = progress.Registered,
            News = progress.Registered == state.Registered ? state.News : context.CurrentUtcDateTime,
        };
        if (progress.Registered < progress.InScope) return await HoldAsync(context, await RemindAsync(context, state, progress), WaveTexts.Enrolling(progress));

        // Tried again long before it is stale: the promotion is judged by it some hours after this.
        if (state.Rollback is not { IsPermitted: true } last || context.CurrentUtcDateTime - last.At >= state.Figures.RollbackRehearsedWithin / 2)
            state = state with { Rollback = await context.CallActivityAsync(WaveActivities.RehearseRollback, state.Key) };
        var judged = await context.CallActivityAsync(WaveActivities.JudgeGates, new(state.Key, objects, state.Soak!.Since, state.Evidence, state.Rollback));
        state = state with { Evidence = judged.EvidenceDocument };
        var status = new WaveStatus(WaveStage.Verifying)
        {
            InScope = progress.InScope, Registered = progress.Registered, EvidenceDigest = judged.EvidenceDigest, EvidenceDocument = judged.EvidenceDocument,
        };
        if (judged.Holds.Count > 0) return await HoldAsync(context, state, status with { EvidenceDigest = null, Holds = judged.Holds });

        if (state.Asked?.Question.EvidenceDigest != judged.EvidenceDigest || state.Asked.VoidedBy != before.VoidedBy)
            state = state with { Asked = new(new(judged.EvidenceDigest, before.Last), context.CurrentUtcDateTime + state.Figures.ApprovalTimeLimit, before.VoidedBy) };
        status = status with { Question = state.Asked.Question };
        var orders = await context.CallActivityAsync(WaveActivities.ReadOrders, new(state.Key, state.Asked.Question));
        if (orders.Approval is not Approval.Given) return await HoldAsync(context, state, WaveTexts.AskApproval(status, state.Asked!, orders.Approval!, context.CurrentUtcDateTime));
        if (state.Asked!.Deadline <= context.CurrentUtcDateTime) return await HoldAsync(context, state, WaveTexts.Expired(status, state.Asked));

        var asked = new PromotionAsked(state.Key, objects, state.Soak!.Since, state.Soak.Fingerprint, state.Asked.Question, before.Fence, judged.EvidenceDocument);
        return await PromoteAsync(context, state, asked, status with { Stage = WaveStage.Promoting });
    }

    // What somebody else did to the group is known here before it is put right: a crash in between forgets nothing.
    private static async Task<(State State, Step<RosterSynced> Synced)> SyncAsync(WorkflowContext context, State state, WaveObjects objects)
    {
        for (var look = 1; ; look++)
        {
            var synced = await context.CallActivityAsync(WaveActivities.SyncRoster, new(state.Key, objects, state.Soak?.Fingerprint));
            if (synced is not Step<RosterSynced>.Taken { Value: var roster }) return (state, synced);
            var now = context.CurrentUtcDateTime;
            state = state with { LeftOut = roster.LeftOut, AskedToEnrollAt = state.AskedToEnrollAt ?? now };
            if (state.Soak?.Fingerprint != roster.Fingerprint) state = state with { Soak = new(roster.Fingerprint, now), News = now };
            if (!roster.Touched || look == 2) return (state, synced);
        }
    }

    // Nothing waits for a reminder: one that cannot be sent is left out.
    private static async Task<State> RemindAsync(WorkflowContext context, State state, EnrollmentProgress progress)
    {
        if (state.RemindAt is not { } due || due > context.CurrentUtcDateTime) return state with { RemindAt = state.RemindAt ?? progress.RemindAt };
        try
        {
            await context.CallActivityAsync(WaveActivities.SendReminders, new(state.Key, progress.MissingDocument, due));
        }
        catch (TaskFailedException)
        {
            // It is sent at the next instant of the schedule.
        }
        return state with { RemindAt = progress.RemindAt };
    }

    private static async Task<State> PromoteAsync(WorkflowContext context, State state, PromotionAsked asked, WaveStatus status)
    {
        var promotion = await context.CallActivityAsync(WaveActivities.Promote, asked);
        for (var look = 0; promotion is Promotion.Unconfirmed && look < LooksForAWrite; look++)
        {
            await context.CreateTimerAsync(context.CurrentUtcDateTime + BetweenLooks);
            promotion = await context.CallActivityAsync(WaveActivities.ConfirmPromotion, asked);
        }
        return await SettleAsync(context, state, asked, promotion, status);
    }

    private static async Task<State> FindOutAsync(WorkflowContext context, State state, PromotionAsked sent, WaveStatus status) =>
        await SettleAsync(context, state, sent, await context.CallActivityAsync(WaveActivities.ConfirmPromotion, sent), status);

    // What was sent is remembered until it is watched or read back: it is never left enforced with nobody looking.
    private static async Task<State> SettleAsync(WorkflowContext context, State state, PromotionAsked sent, Promotion promotion, WaveStatus status)
    {
        switch (promotion)
        {
            case Promotion.Enforced enforced:
                return await TellAsync(context, state with { Sent = sent, PromotedAt = enforced.At, Asked = null }, new(WaveStage.Watching) { PromotedAt = enforced.At });
            case Promotion.NotYet notYet:
                return await HoldAsync(context, state, status with { Holds = notYet.Holds });
            case Promotion.Reverted reverted:
                // One approval, one promotion: what was taken back is asked about anew.
                state = state with { Asked = null };
                state = await context.CallActivityAsync(WaveActivities.RollBack, new(state.Key, state.Objects!)) is Step<Done>.Held held
                    ? await HoldAsync(context, state with { Sent = sent }, status with { Holds = [reverted.Hold, held.Hold] })
                    : await HoldAsync(context, state with { Sent = null }, status with { Holds = [reverted.Hold] });
                return state;
            default:
                return await HoldAsync(context, state with { Sent = sent }, status with
                {
                    Holds = [new("promotion-not-visible", "The promotion was sent, and the tenant does not show it.", "Nothing to do: everything is read again.", context.CurrentUtcDateTime + BetweenLooks)],
                });
        }
    }

    // A pause keeps the wave from being done; it does not keep anybody from being watched over.
    private static async Task<(bool IsDone, State State)> WatchAsync(WorkflowContext context, State state, DateTimeOffset promotedAt, Halt? pause)
    {
        var reading = await context.CallActivityAsync(WaveActivities.ReadWatch, new(state.Key, state.Objects!, promotedAt, state.WatchUnknownSince));
        state = state with { WatchUnknownSince = reading.IsKnown ? null : state.WatchUnknownSince ?? context.CurrentUtcDateTime };
        var status = WaveTexts.Watching(reading, promotedAt, state.Sent);
        // The brake is pulled: the rollback that it stored waits for nothing.
        if (reading.Holds.Any(hold => hold.Code == ReadWatch.Brake)) return (false, state);
        if (reading.IsClean && pause is null)
        {
            // Whatever was decided while the log was read comes first: a wave that is done is not watched any more.
            var orders = await context.CallActivityAsync(WaveActivities.ReadOrders, new(state.Key, null));
            if (orders.Halt is not null || orders.RolledBackBy > state.Sent?.Fence) return (false, state);
            return (true, await SayAsync(context, state, status with { Stage = WaveStage.Done, WaitingFor = null }));
        }
        if (pause is not null && WaveTexts.Halted(pause) is var halted)
            status = status with { Stage = halted.Stage, Since = halted.Since, WaitingFor = halted.WaitingFor, Halt = pause, Holds = [.. halted.Holds, .. reading.Holds] };
        return (false, await WaitAsync(context, state, status, context.CurrentUtcDateTime + state.Figures.WatchEvery));
    }

    // The tenant first, then the word: a rollback is carried out again until it is read back. True once it is.
    private static async Task<(bool IsTakenBack, State State)> TakeBackAsync(WorkflowContext context, State state, Halt? halt)
    {
        var status = halt is null ? new(WaveStage.RolledBack) : WaveTexts.Halted(halt);
        if (state.Objects is { } objects && await context.CallActivityAsync(WaveActivities.RollBack, new(state.Key, objects)) is Step<Done>.Held held)
            return (false, await WaitAsync(context, state, status with { Holds = [held.Hold] }, context.CurrentUtcDateTime + state.Figures.Poll));
        return (true, halt switch
        {
            null => await TellAsync(context, state, status),
            { Kind: HaltKind.Aborted } => await SayAsync(context, state, status with { WaitingFor = null }),
            _ => await WaitAsync(context, state, status, context.CurrentUtcDateTime + state.Figures.PollAtMost),
        });
    }

    private static async Task<State> HoldAsync(WorkflowContext context, State state, WaveStatus status)
    {
        var now = context.CurrentUtcDateTime;
        var on = $"{status.Stage} {string.Join(' ', status.Holds.Select(hold => hold.Code))}";
        if (state.Waiting?.On != on) state = state with { Waiting = new(on, now) };
        var poll = state.Figures.NextPoll(state.News ?? now, now);
        var isEnrolling = status.Stage is WaveStage.Enrolling && state.RemindAt > now;
        return await WaitAsync(context, state, status with { LeftOut = state.LeftOut ?? [], Since = state.Waiting!.Since }, isEnrolling && state.RemindAt < poll ? state.RemindAt!.Value : poll);
    }

    // Whatever comes first: a decision, the time a hold names, or the next poll. A time that passed while the tenant was
    // read is due, though not again and again.
    private static async Task<State> WaitAsync(WorkflowContext context, State state, WaveStatus status, DateTimeOffset atLatest)
    {
        // Whom it waits for is always said: the person whom the first hold names who alone helps, or what answers itself.
        var first = status.Holds.OrderBy(hold => hold.Until is not null).FirstOrDefault();
        state = await SayAsync(context, state, status with { WaitingFor = status.WaitingFor ?? first?.NextStep, Until = status.Until ?? first?.Until });
        var now = context.CurrentUtcDateTime;
        var soonest = status.Holds.Select(hold => hold.Until).OfType<DateTimeOffset>()
            .Select(until => until > now ? until : now + BetweenLooks).Append(atLatest).Min();
        await context.WaitForExternalEventAsync(DecisionStored, soonest);
        return state;
    }

    private static Task<State> SayAsync(WorkflowContext context, State state, WaveStatus status)
    {
        context.SetCustomStatus(status);
        return TellAsync(context, state, status);
    }

    // Nothing waits for people to hear of it: what cannot be told now is told by the next status.
    private static async Task<State> TellAsync(WorkflowContext context, State state, WaveStatus status)
    {
        var (news, told) = Telling.Of(state.Key, state.Told ?? Told.Nothing, status, context.CurrentUtcDateTime, state.Figures);
        if (news.Count == 0) return state with { Told = told };
        try
        {
            await context.CallActivityAsync(WaveActivities.Tell, new(state.Key, news));
        }
        catch (TaskFailedException)
        {
            return state;
        }
        return state with { Told = told };
    }
}
