using System.Text.Json;
using Fido2Workflow.Cli.Tests.Preflights;
using Fido2Workflow.Cli.Tests.Rehearsals;
using Fido2Workflow.Core.ConditionalAccess;
using Fido2Workflow.Core.Decisions;
using Fido2Workflow.Core.Durable;
using Fido2Workflow.Core.Gates;
using Fido2Workflow.Core.Operations;
using Fido2Workflow.Core.Tenants;
using Fido2Workflow.Core.Waves;
using Fido2Workflow.Entra;
using Fido2Workflow.Local;
using Fido2Workflow.TenantSimulator;

namespace Fido2Workflow.Cli.Tests.Rollbacks;

/// <summary>
/// A wave of the six people about to be promoted, approved and with every gate at yes, that somebody rolls back meanwhile. Each
/// access of either to the policy and to the decisions asks for its turn.
/// </summary>
internal sealed class ContestedWave
{
    private static readonly WaveObjects Objects = new(ReadyTenant.WaveGroup, ReadyTenant.WavePolicyId);

    private readonly ReadyTenant _ready;
    private readonly SimulatedTenant _tenant;
    private readonly VirtualClock _clock;
    private readonly IDocumentStore _documents;
    private readonly WaveKey _key;
    private readonly EntraTenantReader _reader;
    private WaveEvidence? _evidence;
    private string _document = "";

    private ContestedWave(ReadyTenant ready, SimulatedTenant tenant, VirtualClock clock, IDocumentStore documents, string planDigest)
    {
        (_ready, _tenant, _clock, _documents) = (ready, tenant, clock, documents);
        _key = new(ready.Plan.Rollout, 1, planDigest);
        _reader = EntraClient.CreateReader(Connect(SimulatedToken.Reader, null));
    }

    /// <summary>Lets a test contest the wave, again and again: each attempt begins in report-only, approved.</summary>
    public static async Task UseAsync(Func<ContestedWave, Task> use)
    {
        var ready = ReadyTenant.Create();
        // A Monday morning, a week after the wave went into report-only.
        ready.After = TimeSpan.FromDays(7) + TimeSpan.FromHours(4);
        using var folder = new TemporaryFolder();
        using var state = StateFolder.Open(folder.Path);
        var plan = await state.Documents.SaveAsync(JsonSerializer.Serialize(ready.Plan, WorkflowJson.Options));
        await ready.LiveAsync(async (tenant, clock) =>
        {
            var wave = new ContestedWave(ready, tenant, clock, state.Documents, plan);
            await wave.JudgeAsync();
            await use(wave);
            return true;
        });
    }

    /// <summary>Begins an attempt.</summary>
    public async Task<Attempt> BeginAsync()
    {
        var policy = await PolicyAsync();
        Assert.Equal(ConditionalAccessPolicy.ReportOnly, policy.State);
        var members = ((Answer<GroupMembers>.Given)await _reader.ReadMembersAsync(Objects.EnforcementGroup)).Value;
        var store = new Store(_ready.Decisions);
        await store.AddAsync(new Approved { Id = "yes", Rollout = _key.Rollout, Wave = 1, By = _ready.Plan.Approvers[0], At = _clock.GetUtcNow(), EvidenceDigest = _evidence!.Digest });
        var asked = new PromotionAsked(_key, Objects, SimulatedTenant.ReadNow(Crashes.Tenants.SixPeople, null), Fingerprint.Of(policy, members.Users.Concat(members.Others)), new(_evidence.Digest, 0), 0, _document);
        return new(this, store, asked);
    }

    /// <summary>The policy as the tenant holds it.</summary>
    public async Task<ConditionalAccessPolicy> PolicyAsync() => ((Answer<ConditionalAccessPolicy>.Given)await _reader.ReadPolicyAsync(Objects.Policy)).Value;

    private async Task JudgeAsync()
    {
        var now = _clock.GetUtcNow();
        var writer = EntraClient.CreateWriter(Connect(SimulatedToken.Writer, null));
        var rehearsal = await new RehearseRollback(writer).RunAsync(new(_key.InstanceId, now), _key);
        var facts = await new WaveFactsReader(_reader, new Store(_ready.Decisions), _documents).ReadAsync(_ready.Plan, _key, Objects, SimulatedTenant.ReadNow(Crashes.Tenants.SixPeople, null), null, now) with { Rollback = rehearsal };
        _evidence = WaveEvidence.Judge(facts, _key.PlanDigest, now);
        Assert.True(_evidence.IsYes, string.Join(' ', _evidence.Holds.Select(hold => hold.Sentence)));
        _document = await _documents.SaveAsync(JsonSerializer.Serialize(_evidence, WorkflowJson.Options));
    }

    private EntraConnection Connect(Func<string, SimulatedToken> identity, Func<Task>? turn)
    {
        HttpMessageHandler way = turn is null ? _tenant.CreateHandler() : new TakingTurns(turn) { InnerHandler = _tenant.CreateHandler() };
        return new(_clock, new StaticTokenCredential(identity(_tenant.TenantId).Encode()), way, new Uri("http://localhost/"));
    }

    /// <summary>One promotion, and one rollback against it.</summary>
    internal sealed class Attempt(ContestedWave wave, Store decisions, PromotionAsked asked)
    {
        /// <summary>Promotes, as the activity does.</summary>
        public Task<Promotion> PromoteAsync(Func<Task> turn) => new Promote(
            EntraClient.CreateReader(wave.Connect(SimulatedToken.Reader, turn)), EntraClient.CreateWriter(wave.Connect(SimulatedToken.Writer, turn)), new StoreInTurns(decisions, turn), wave._documents, wave._clock)
            .RunAsync(new(asked.Key.InstanceId, wave._clock.GetUtcNow()), asked);

        /// <summary>Rolls back as the API does: the decision is stored and acknowledged, then the red handle is pulled.</summary>
        public async Task<Step<Done>> RollBackAsync(Func<Task> turn)
        {
            await new StoreInTurns(decisions, turn).AddAsync(new RolledBack { Id = "rollback", Rollout = asked.Key.Rollout, Wave = 1, By = ReadyTenant.Amara, At = wave._clock.GetUtcNow() });
            var (reader, writer) = (EntraClient.CreateReader(wave.Connect(SimulatedToken.Reader, turn)), EntraClient.CreateWriter(wave.Connect(SimulatedToken.Writer, turn)));
            return await new RedHandle(reader, new RollBack(reader, writer)).PullByNameAsync(WavePolicy.DisplayName(wave._ready.Plan, 1), wave._clock.GetUtcNow());
        }

        /// <summary>Whether the workflow's next look takes back whatever this promotion has done.</summary>
        public bool IsTakenBackNext => Fence.RolledBackBy(decisions.All, 1) > asked.Fence;

        /// <summary>Whether the rollback was stored when decisions were last read.</summary>
        public bool WasSeen => decisions.SeenRollback;
    }

    /// <summary>Decisions, with what was read of them last.</summary>
    internal sealed class Store(IReadOnlyList<Decision> decided) : IDecisionStore
    {
        public List<StoredDecision> All { get; } = [.. decided.Select((decision, i) => new StoredDecision(i + 1, decision))];

        public bool SeenRollback { get; private set; }

        public Task<bool> AddAsync(Decision decision)
        {
            All.Add(new(All.Count + 1, decision));
            return Task.FromResult(true);
        }

        public Task<IReadOnlyList<string>> ReadRolloutsAsync() => throw new NotSupportedException();

        public Task<IReadOnlyList<StoredDecision>> ReadAsync(string rollout)
        {
            SeenRollback = All.Exists(stored => stored.Decision is RolledBack);
            return Task.FromResult<IReadOnlyList<StoredDecision>>([.. All]);
        }
    }

    private sealed class StoreInTurns(Store store, Func<Task> turn) : IDecisionStore
    {
        public async Task<bool> AddAsync(Decision decision)
        {
            await turn();
            return await store.AddAsync(decision);
        }

        public Task<IReadOnlyList<string>> ReadRolloutsAsync() => store.ReadRolloutsAsync();

        public async Task<IReadOnlyList<StoredDecision>> ReadAsync(string rollout)
        {
            await turn();
            return await store.ReadAsync(rollout);
        }
    }

    // What else is read of the tenant is the same in every order.
    private sealed class TakingTurns(Func<Task> turn) : DelegatingHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            if (request.RequestUri!.AbsolutePath.EndsWith(ReadyTenant.WavePolicyId, StringComparison.Ordinal)) await turn();
            return await base.SendAsync(request, cancellationToken);
        }
    }
}
