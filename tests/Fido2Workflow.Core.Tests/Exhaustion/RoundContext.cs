namespace Fido2Workflow.Core.Tests.Exhaustion;

/// <summary>
/// The port for one round of a wave. At every call somebody may decide something, every activity may answer in each of its
/// ways, and every wait ends as its choice says. What must never happen is looked for after each of them.
/// </summary>
internal sealed class RoundContext : WorkflowContext
{
    private readonly WaveWorkflow.State _begin;
    private readonly Choices _choices;
    private readonly ModelledTenant _tenant;
    private WaveStatus _status = new(WaveStage.Opening);
    private string? _judgedYes;
    private int _heard;

    public RoundContext(WaveWorkflow.State begin, World world, Choices choices)
    {
        (_begin, World, _choices) = (begin, world, choices);
        _tenant = new(choices, () => World, changed => World = changed);
    }

    public World World { get; private set; }

    public override string InstanceId => _begin.Key.InstanceId;

    public override string Version => "1";

    public override DateTimeOffset CurrentUtcDateTime => World.Now;

    public override bool IsReplaying => false;

    /// <summary>Runs the round.</summary>
    public async Task<Next<WaveWorkflow.State, WaveWorkflow.Outcome>> RunAsync()
    {
        var next = await WaveWorkflow.RunRoundAsync(this, _begin);
        if (next is Next<WaveWorkflow.State, WaveWorkflow.Outcome>.Completed completed) CheckEnd(completed.Output);
        if (next is Next<WaveWorkflow.State, WaveWorkflow.Outcome>.ContinuedAsNew goesOn) CheckKnown(goesOn.Input);
        return next;
    }

    public override Guid NewGuid() => throw new NotSupportedException("no workflow of ours needs an id");

    public override Task<TOutput> CallActivityAsync<TInput, TOutput>(Activity<TInput, TOutput> activity, TInput input)
    {
        if (activity.Name == WaveActivities.ReadOrders.Name) return Task.FromResult((TOutput)(object)ReadOrders((OrdersAsked)(object)input!));
        SomebodyMayDecide(activity.Name);
        return Task.FromResult((TOutput)Answer(activity.Name, input!));
    }

    public override Task CreateTimerAsync(DateTimeOffset fireAt)
    {
        Pass(fireAt);
        return Task.CompletedTask;
    }

    public override Task<bool> WaitForExternalEventAsync(string eventName, DateTimeOffset until)
    {
        Require(until > World.Now, "a wait ends before it begins");
        CheckTakenBackSoon(until);
        if (World.IsNudged)
        {
            World = World with { IsNudged = false };
            return Task.FromResult(true);
        }
        var isEvent = People.Wait(_status, _choices, World, until, out var after);
        World = after;
        return Task.FromResult(isEvent);
    }

    public override Task<TOutput> CallChildWorkflowAsync<TInput, TOutput>(Workflow<TInput, TOutput> workflow, TInput input, string instanceId) =>
        throw new NotSupportedException("a wave has no children");

    public override void SetCustomStatus<TStatus>(TStatus status) => _status = (WaveStatus)(object)status!;

    private object Answer(string activity, object input) => activity switch
    {
        "OpenWave" => _tenant.Open(),
        "SyncRoster" => _tenant.Sync((SyncAsked)input),
        "CheckEnrollment" => _tenant.Poll(),
        "SendReminders" or "Tell" => _tenant.Deliver(activity),
        "RehearseRollback" => _tenant.Rehearse(),
        "JudgeGates" => Judge(),
        "Promote" => Promote((PromotionAsked)input),
        "ConfirmPromotion" => _tenant.Confirm((PromotionAsked)input),
        "RollBack" => _tenant.RollBack(),
        "ReadWatch" => _tenant.Watch(),
        _ => throw new InvalidOperationException($"no model of {activity}"),
    };

    private Orders ReadOrders(OrdersAsked asked)
    {
        var decided = World.Stored;
        _heard = decided.Count;
        return new(
            true, Halt.Of(decided, asked.Key.Wave), Fence.Of(decided, asked.Key.Wave), Fence.RolledBackBy(decided, asked.Key.Wave),
            Approval.VoidedBy(decided, asked.Key.Wave), decided.Count, asked.Question is { } question ? Approval.Of(decided, Some.Plan, asked.Key.Wave, question) : null);
    }

    // An event lost is the rule's own case: the decision is stored, and nobody hears of it but by reading.
    private void SomebodyMayDecide(string before)
    {
        if (before == WaveActivities.Tell.Name || before == WaveActivities.SendReminders.Name) return;
        World = _choices.Pick($"before {before}", "nobody decides", "a pause", "a rollback", "a rollback whose event is lost", "an abort") switch
        {
            "a pause" => World.With(Decide.Pause()),
            "a rollback" => World.With(Decide.RollBack()),
            "a rollback whose event is lost" => World.With(Decide.RollBack(), isNudged: false),
            "an abort" => World.With(Decide.Abort()),
            _ => World,
        };
    }

    private GatesJudged Judge()
    {
        var judged = _tenant.Judge();
        _judgedYes = judged.Holds.Count == 0 ? judged.EvidenceDigest : null;
        return judged;
    }

    private Promotion Promote(PromotionAsked asked)
    {
        Require(_judgedYes == asked.Question.EvidenceDigest, "a promotion is asked for on evidence that this round did not judge yes");
        Require(Approval.Of([.. World.Stored.Take(_heard)], Some.Plan, asked.Key.Wave, asked.Question) is Approval.Given, "a promotion is asked for without an approval of that evidence");
        Require(Halt.Of(World.Stored.Take(_heard), asked.Key.Wave) is null, "a promotion is asked for while the wave is halted");
        var promotion = _tenant.Promote(asked);
        Require(World.Promoted.Distinct().Count() == World.Promoted.Count, "one approval promoted twice");
        return promotion;
    }

    // Whoever is enforced is watched, or is being found out about, or is being taken back.
    private void CheckKnown(WaveWorkflow.State state) => Require(
        !World.IsEnforced || World.ByHand || state.PromotedAt is not null || state.Sent is not null
        || Halt.Of(World.Stored, state.Key.Wave) is { Kind: not HaltKind.Paused },
        "the wave is enforced, and nobody looks");

    private void CheckEnd(WaveWorkflow.Outcome outcome)
    {
        var heard = World.Stored.Take(_heard).ToList();
        if (outcome.IsDone)
        {
            Require(World.IsEnforced, "a wave is done that is not enforced");
            Require(World.CleanLooks >= 3, "a wave is done without its clean hours");
            Require(Halt.Of(heard, _begin.Key.Wave) is null, "a wave is done while it is halted");
        }
        else Require(!World.IsEnforced, "an aborted wave is left enforced");
    }

    // A rollback that was heard of is carried out again and again until it is read back.
    private void CheckTakenBackSoon(DateTimeOffset until)
    {
        if (World.IsEnforced && Halt.Of(World.Stored.Take(_heard), _begin.Key.Wave) is { Kind: not HaltKind.Paused })
            Require(until <= World.Now + _begin.Figures.Poll, "a rollback waits");
    }

    private void Pass(DateTimeOffset until) => World = until > World.Now ? World with { Now = until } : World;

    private void Require(bool holds, string otherwise)
    {
        if (!holds) throw new NeverException(otherwise, _choices);
    }
}

/// <summary>What must never happen did.</summary>
internal sealed class NeverException(string what, Choices choices)
    : Exception($"{what}, after {string.Join("; ", choices.Made.Where(made => made.Chosen > 0).Select(made => $"{made.Site}: {made.Outcomes[made.Chosen]}"))}");
