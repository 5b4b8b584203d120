using System.Text.Json;

namespace Fido2Workflow.Core.Tests.Auditing;

/// <summary>What is stored of a rollout, in the order in which a test lets it happen, a minute apart.</summary>
internal sealed class RecordedRollout : IStatusHistory
{
    private readonly List<RecordedStatus> _statuses = [];
    private readonly MemoryDecisions _decisions = new();
    private readonly MemoryDocuments _documents = new();
    private readonly Dictionary<string, WaveEvidence> _evidence = [];
    private readonly List<Action<RecordedRollout>> _order = [];
    private DateTimeOffset _now = Some.Now;
    private int _last;

    public string Name { get; init; } = Some.Plan.Rollout;

    /// <summary>
    /// A wave that is held by a gate, approved, promoted, rolled back and promoted again, watched and done, as the workflow
    /// says it: with every status twice, since counts move on.
    /// </summary>
    public static RecordedRollout Whole(string name = "contoso")
    {
        var rollout = new RecordedRollout { Name = name };
        var plan = rollout._documents.Save(Some.Plan);
        var (no, yes) = (rollout.Evidence(plan, isYes: false), rollout.Evidence(plan, isYes: true));
        var promoted = rollout._now.AddHours(5);
        return rollout.Decided(Decide.Create(plan))
            .Said(new RolloutWorkflow.Status(0, 1, [new(RolloutWorkflow.WaveToStart, "Wave 1 waits.", "Start the wave.")]))
            .Decided(Decide.Start()).Decided(Decide.IssuePass("ann"))
            .Said(new RolloutWorkflow.Status(0, 1, []))
            .Said(new WaveStatus(WaveStage.Enrolling) { InScope = 2, Registered = 0, Holds = [Hold.About(["ann", "ben"], "not-registered", "2 of 2 have no key.", "Help them.")] })
            .Said(new WaveStatus(WaveStage.Enrolling) { InScope = 2, Registered = 1, Holds = [Hold.About(["ben"], "not-registered", "1 of 2 has no key.", "Help them.")] })
            .Said(new WaveStatus(WaveStage.Verifying) { InScope = 2, Registered = 2, EvidenceDocument = no, Holds = [new("drill-missing", "No drill.", "Drill.")] })
            .Decided(Decide.Drill("bg-1")).Decided(Decide.Drill("bg-2"))
            .Said(Asked(yes))
            .Decided(Decide.Approve("olga", Digest(yes)))
            .Said(new WaveStatus(WaveStage.Watching) { PromotedAt = promoted, EvidenceDigest = Digest(yes), EvidenceDocument = yes, CleanHours = 0 })
            .Said(new WaveStatus(WaveStage.Watching) { PromotedAt = promoted, EvidenceDigest = Digest(yes), EvidenceDocument = yes, CleanHours = 3, Holds = [Hold.About(["ann"], "watch-failure", "ann is blocked.", "Look.")] })
            .Decided(Decide.RollBack())
            .Said(new WaveStatus(WaveStage.RolledBack) { Holds = [new("tenant-unavailable", "It does not answer.", "Nothing to do.")] })
            .Said(new WaveStatus(WaveStage.RolledBack) { Holds = [new("rolledback", "RolledBack by rita.", "Resume.")] })
            .Decided(Decide.Resume())
            .Said(Asked(yes))
            .Decided(Decide.Approve("pete", Digest(yes)))
            .Said(new WaveStatus(WaveStage.Watching) { PromotedAt = promoted.AddDays(1), EvidenceDigest = Digest(yes), EvidenceDocument = yes, CleanHours = 2 })
            .Said(new WaveStatus(WaveStage.Done) { PromotedAt = promoted.AddDays(1), EvidenceDigest = Digest(yes), EvidenceDocument = yes, CleanHours = 24 })
            .Ended(1).Said(new RolloutWorkflow.Status(1, 2, []));

        string Digest(string document) => rollout._evidence[document].Digest;
        WaveStatus Asked(string document) => new(WaveStage.Approval)
        {
            InScope = 2, Registered = 2, EvidenceDigest = Digest(document), EvidenceDocument = document, Holds = [new("approval-awaited", "0 of 1 have approved.", "Look.")],
        };
    }

    /// <summary>How many things are stored.</summary>
    public int Count => _order.Count;

    /// <summary>The same rollout as it stood when only so many things were stored.</summary>
    public RecordedRollout Up(int to)
    {
        var earlier = new RecordedRollout { Name = Name };
        foreach (var document in _evidence.Keys) earlier._documents.SaveAsync(_documents.ReadAsync(document).Result);
        earlier._documents.Save(Some.Plan);
        foreach (var store in _order.Take(to)) earlier.Store(store);
        return earlier;
    }

    public Task<EvidenceFile> ReadAsync() => new EvidenceReader(_decisions, this, _documents).ReadAsync(Name);

    Task<IReadOnlyList<RecordedStatus>> IStatusHistory.ReadAsync(string rollout) => Task.FromResult<IReadOnlyList<RecordedStatus>>(_statuses);

    public RecordedRollout Decided(Decision decision) => Store(rollout =>
    {
        rollout._last++;
        rollout._decisions.Add(decision with { Rollout = rollout.Name });
    });

    public RecordedRollout Said(WaveStatus status, int wave = 1) => Said($"{Name}.wave-{wave}", RuntimeStatus.Running, WorkflowJson.Write(status));

    private RecordedRollout Said(RolloutWorkflow.Status status) => Said(Name, RuntimeStatus.Running, WorkflowJson.Write(status));

    private RecordedRollout Ended(int wave) => Said($"{Name}.wave-{wave}", RuntimeStatus.Completed, null);

    private RecordedRollout Said(string instance, RuntimeStatus runtime, JsonElement? status) => Store(rollout =>
        rollout._statuses.Add(new(rollout._last, new(instance, rollout._now, runtime, status))));

    private RecordedRollout Store(Action<RecordedRollout> store)
    {
        _order.Add(store);
        store(this);
        _now = _now.AddMinutes(1);
        return this;
    }

    private string Evidence(string plan, bool isYes)
    {
        var evidence = WaveEvidence.Judge(isYes ? Facts.OfWave() : Facts.OfWave() with { Decisions = [] }, plan, _now) with { Rollout = Name };
        var document = _documents.SaveAsync(JsonSerializer.Serialize(evidence, WorkflowJson.Options)).Result;
        _evidence[document] = evidence;
        return document;
    }
}
