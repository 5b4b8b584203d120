namespace Fido2Workflow.Core.Tests.Exhaustion;

/// <summary>
/// What the activities of a wave answer, and what they do to the world: a model of each that keeps the real one's promises
/// (it reads before it writes, it minds the fence) and fails in every way that the real one can.
/// </summary>
internal sealed class ModelledTenant(Choices choices, Func<World> read, Action<World> write)
{
    private static readonly WaveObjects Objects = new("group", "policy");
    private static readonly Hold Mend = new("gate-no", "A gate says no.", "Mend it.");
    private static readonly Hold Blind = new("tenant-unavailable", "The tenant does not answer.", "Nothing to do.");

    private World World
    {
        get => read();
        set => write(value);
    }

    private Hold Soon => Blind with { Until = World.Now.AddMinutes(10) };

    public Step<WaveObjects> Open() => choices.Pick("OpenWave", "opened", "a prerequisite says no", "a write is ambiguous") switch
    {
        "opened" => new Step<WaveObjects>.Taken(Objects),
        "a prerequisite says no" => new Step<WaveObjects>.Held(Mend),
        _ => new Step<WaveObjects>.Held(Soon),
    };

    public Step<RosterSynced> Sync(SyncAsked asked)
    {
        if (World.IsEnforced && !World.IsLate) return new Step<RosterSynced>.Held(new(World.ByHand ? SyncRoster.PromotedByHand : SyncRoster.NotReportOnly, "It is enforced.", "Roll it back."));
        switch (choices.Pick("SyncRoster", "as it was", "somebody joins", "touched by somebody else", "promoted by hand", "unread"))
        {
            case "as it was":
                return new Step<RosterSynced>.Taken(new(2, false, World.Fingerprint));
            case "somebody joins":
                World = World with { Fingerprint = World.Fingerprint + "'", Evidence = World.Evidence + "'" };
                return new Step<RosterSynced>.Taken(new(2, false, World.Fingerprint));
            case "touched by somebody else":
                var isNews = asked.Watched is not null && asked.Watched != "foreign";
                return new Step<RosterSynced>.Taken(new(2, isNews, isNews ? "foreign" : World.Fingerprint));
            case "promoted by hand":
                World = World with { IsEnforced = true, ByHand = true, IsLate = false };
                return new Step<RosterSynced>.Held(new(SyncRoster.PromotedByHand, "Somebody enforced it.", "Roll it back."));
            default:
                return new Step<RosterSynced>.Held(Soon);
        }
    }

    public Step<EnrollmentProgress> Poll() => choices.Pick("CheckEnrollment", "all registered", "one is missing", "a member does not show yet", "unread") switch
    {
        "all registered" => Registered(2, 2),
        "one is missing" => Registered(2, 1),
        "a member does not show yet" => Registered(1, 1),
        _ => new Step<EnrollmentProgress>.Held(Soon),
    };

    public int Deliver(string activity) => choices.Pick(activity, "delivered", "cannot be delivered") is "delivered"
        ? 1
        : throw new TaskFailedException(activity, new("IOException", "nobody listens"));

    public RollbackRehearsal Rehearse() => choices.Pick("RehearseRollback", "permitted", "no token") is "permitted"
        ? new(World.Now, Facts.Writer, null)
        : new(World.Now, null, new TenantFailure.Denied("NoToken", "no token") { Request = "token" });

    public GatesJudged Judge()
    {
        switch (choices.Pick("JudgeGates", "all yes", "a no", "an unknown", "yes, on other evidence"))
        {
            case "all yes":
                return new(World.Evidence, "document", []);
            case "a no":
                return new(World.Evidence, "document", [Mend]);
            case "an unknown":
                return new(World.Evidence, "document", [Soon]);
            default:
                World = World with { Evidence = World.Evidence + "'" };
                return new(World.Evidence, "document", []);
        }
    }

    public Promotion Promote(PromotionAsked asked)
    {
        if (World.IsEnforced && !World.IsLate) return Confirm(asked);
        if (!MayPromote(asked)) return new Promotion.NotYet([new("fence", "The fence rose.", "Resume it.")]);
        switch (choices.Pick("Promote", "enforced", "outside the window", "evidence stale", "the write fails", "ambiguous, and it was taken", "ambiguous, and it was lost",
            "crash after the write", "rolled back before it is read back", "edited before the write", "edited before the write, and the revert fails"))
        {
            case "enforced":
                Write(asked);
                return new Promotion.Enforced(World.Now);
            case "outside the window":
                return new Promotion.NotYet([new("window", "The window is closed.", "Nothing to do.", World.Now.AddHours(20))]);
            case "evidence stale":
                return new Promotion.NotYet([new("evidence-stale", "It took too long.", "Nothing to do.", World.Now.AddMinutes(1))]);
            case "the write fails":
                return new Promotion.NotYet([Soon]);
            case "ambiguous, and it was taken":
                Write(asked);
                World = World with { IsLate = true };
                return new Promotion.Unconfirmed();
            case "ambiguous, and it was lost":
                return new Promotion.Unconfirmed();
            case "crash after the write":
                Write(asked);
                return Promote(asked);
            case "rolled back before it is read back":
                World = World.With(Decide.RollBack());
                return new Promotion.Reverted(new("fence", "The fence rose.", "Resume it."));
            case "edited before the write":
                return new Promotion.Reverted(new("policy-changed", "Somebody changed it.", "Put it back."));
            default:
                Write(asked);
                return new Promotion.Reverted(Soon);
        }
    }

    public Promotion Confirm(PromotionAsked asked)
    {
        var outcome = choices.Pick("ConfirmPromotion", "read", "unread", "not visible yet");
        if (outcome is "unread") return new Promotion.Unconfirmed();
        if (outcome is "read") World = World with { IsLate = false };
        if (Fence.Of(World.Stored, asked.Key.Wave) != asked.Fence)
        {
            if (choices.Pick("ConfirmPromotion, reverting", "reverted", "the write fails") is not "reverted") return new Promotion.Reverted(Soon);
            PutBack();
            return new Promotion.Reverted(new("fence", "The fence rose.", "Resume it."));
        }
        return World is { IsEnforced: true, IsLate: false } ? new Promotion.Enforced(World.Now) : new Promotion.Unconfirmed();
    }

    public Step<Done> RollBack()
    {
        switch (choices.Pick("RollBack", "put back", "the write fails", "not visible yet"))
        {
            case "put back":
                PutBack();
                return new Step<Done>.Taken(new());
            case "not visible yet":
                PutBack();
                return new Step<Done>.Held(Soon);
            default:
                return new Step<Done>.Held(Soon);
        }
    }

    public WatchReading Watch()
    {
        if (!World.IsEnforced) return PullBrake();
        switch (choices.Pick("ReadWatch", "clean", "a failure", "silence", "unread", "the brake", "put back in the portal"))
        {
            case "clean":
                World = World with { CleanLooks = World.CleanLooks + 1 };
                return new(World.CleanLooks >= 3, 8 * World.CleanLooks, 2, []);
            case "a failure":
                World = World with { CleanLooks = 0 };
                return new(false, 0, 2, [new(ReadWatch.Failure, "Somebody is blocked.", "Look at it.")]);
            case "silence":
                return new(false, 24, 2, [new(ReadWatch.Silent, "Somebody is silent.", "Call them.")]);
            case "unread":
                return new(false, 0, null, [Soon]) { IsKnown = false };
            case "the brake":
                return PullBrake();
            default:
                World = World with { IsEnforced = false };
                return PullBrake();
        }
    }

    private bool MayPromote(PromotionAsked asked) =>
        Fence.Of(World.Stored, asked.Key.Wave) == asked.Fence && Approval.Of(World.Stored, Some.Plan, asked.Key.Wave, asked.Question) is Approval.Given;

    private void Write(PromotionAsked asked) => World = World with { IsEnforced = true, ByHand = false, IsLate = false, CleanLooks = 0, Promoted = World.Promoted.Add(asked.Question) };

    private void PutBack() => World = World with { IsEnforced = false, ByHand = false, IsLate = false };

    private WatchReading PullBrake()
    {
        World = World.With(Decide.RollBack() with { By = ReadWatch.Product }, isNudged: false);
        return new(false, 0, null, [new(ReadWatch.Brake, "It is rolled back.", "Find the cause.", World.Now)]);
    }

    private Step<EnrollmentProgress> Registered(int inScope, int registered) =>
        new Step<EnrollmentProgress>.Taken(new(inScope, registered, 0, 0, "sha256:missing", [], []) { RemindAt = registered < inScope ? World.Now.AddHours(1) : null });
}
