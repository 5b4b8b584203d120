namespace Fido2Workflow.Core.Tests;

/// <summary>
/// A wave whose tenant always answers well and whose decisions are real: by default it opens, everybody is registered,
/// every gate says yes, the promotion is seen at once and the watch is clean at its third look.
/// </summary>
internal sealed class WaveScript
{
    public static readonly WaveObjects Objects = new(Some.EnforcementGroup, Some.PolicyId);
    public static readonly Hold Trouble = new("trouble", "Something is wrong.", "Mend it.");
    private readonly MemoryDocuments _documents = new();
    private int _looks;

    public WaveScript(int wave = 1)
    {
        Key = new("contoso", wave, _documents.Save(Some.Plan));
        Rehearse = () => new(Context.CurrentUtcDateTime, Facts.Writer, null);
        Promote = _ => new Promotion.Enforced(Context.CurrentUtcDateTime);
        Confirm = _ => new Promotion.Enforced(Context.CurrentUtcDateTime);
        Watch = () => new(++_looks >= 3, _looks * 8, 2, []);
        Context.Run(WaveActivities.ReadOrders, new ReadOrders(Decisions, _documents).RunAsync);
        Context.Script(WaveActivities.OpenWave, _ => Open());
        Context.Script(WaveActivities.SyncRoster, _ => Sync());
        Context.Script(WaveActivities.CheckEnrollment, _ => Poll());
        Context.Script(WaveActivities.SendReminders, asked => Remind(asked));
        Context.Script(WaveActivities.Tell, asked => Tell(asked));
        Context.Script(WaveActivities.RehearseRollback, _ => Rehearse());
        Context.Script(WaveActivities.JudgeGates, _ => Judge());
        Context.Script(WaveActivities.Promote, asked => Promote(asked));
        Context.Script(WaveActivities.ConfirmPromotion, asked => Confirm(asked));
        Context.Script(WaveActivities.RollBack, _ => RollBack());
        Context.Script(WaveActivities.ReadWatch, asked =>
        {
            WatchesAsked.Add(asked);
            return Watch();
        });
    }

    public WaveKey Key { get; }

    public MemoryDecisions Decisions { get; } = new();

    public ScriptedContext Context { get; } = new(Some.Now);

    public Func<Step<WaveObjects>> Open { get; set; } = () => new Step<WaveObjects>.Taken(Objects);

    public Func<Step<RosterSynced>> Sync { get; set; } = () => new Step<RosterSynced>.Taken(new(2, false, "fingerprint"));

    public Func<Step<EnrollmentProgress>> Poll { get; set; } = () => new Step<EnrollmentProgress>.Taken(new(2, 2, 0, 0, "sha256:missing", [], []));

    public Func<RemindersAsked, int> Remind { get; set; } = _ => 0;

    public Func<TellAsked, int> Tell { get; set; } = asked => asked.News.Count;

    public Func<RollbackRehearsal> Rehearse { get; set; }

    public Func<GatesJudged> Judge { get; set; } = () => new("digest-a", "sha256:evidence", []);

    public Func<PromotionAsked, Promotion> Promote { get; set; }

    public Func<PromotionAsked, Promotion> Confirm { get; set; }

    public Func<Step<Done>> RollBack { get; set; } = () => new Step<Done>.Taken(new());

    public Func<WatchReading> Watch { get; set; }

    public List<WatchAsked> WatchesAsked { get; } = [];

    /// <summary>The last status.</summary>
    public WaveStatus Status => WorkflowJson.Read<WaveStatus>(Context.Statuses[^1]);

    public IReadOnlyList<WaveStage> Stages => [.. Context.Statuses.Select(status => WorkflowJson.Read<WaveStatus>(status).Stage)];

    /// <summary>What was called in the tenant, in order, each run of the same call once.</summary>
    public IReadOnlyList<string> Calls
    {
        get
        {
            string[] aside = [WaveActivities.ReadOrders.Name, WaveActivities.RehearseRollback.Name, WaveActivities.Tell.Name, "Wait", "Timer", "ContinueAsNew"];
            var calls = new List<string>();
            foreach (var call in Context.Trace.Where(call => !aside.Contains(call)))
                if (calls.LastOrDefault() != call) calls.Add(call);
            return calls;
        }
    }

    public int Count(string call) => Context.Trace.Count(each => each == call);

    /// <summary>The first time that the wave waits in this stage, somebody decides.</summary>
    public WaveScript In(WaveStage stage, params Decision[] decisions)
    {
        Context.WhenItWaits<WaveStatus>(status => status.Stage == stage, () => Array.ForEach(decisions, Decisions.Add));
        return this;
    }

    /// <summary>The first time that the wave waits for this reason, somebody decides.</summary>
    public WaveScript At(string hold, params Decision[] decisions)
    {
        Context.WhenItWaits<WaveStatus>(status => status.Holds.Any(each => each.Code == hold), () => Array.ForEach(decisions, Decisions.Add));
        return this;
    }

    public Task<WaveWorkflow.Outcome?> RunAsync() =>
        Context.RunAsync<WaveWorkflow.State, WaveWorkflow.Outcome>(WaveWorkflow.RunAsync, new(Key, WaveWorkflow.Figures.Of(Some.Plan)));
}
