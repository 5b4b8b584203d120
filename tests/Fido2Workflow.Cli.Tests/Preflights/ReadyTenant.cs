using System.Text.Json.Nodes;
using Fido2Workflow.Api.Plans;
using Fido2Workflow.Cli.Tests.Rehearsals;
using Fido2Workflow.Core.ConditionalAccess;
using Fido2Workflow.Core.Decisions;
using Fido2Workflow.Core.Gates;
using Fido2Workflow.Core.Plans;
using Fido2Workflow.Core.Prerequisites;
using Fido2Workflow.Core.Waves;
using Fido2Workflow.Entra;
using Fido2Workflow.Local;
using Fido2Workflow.TenantSimulator;

namespace Fido2Workflow.Cli.Tests.Preflights;

/// <summary>
/// A copy of the six people's tenant in which everything is as it must be, up to their wave standing in report-only, over
/// real HTTP. Each test changes a file, a decision or the token before it is opened.
/// </summary>
internal sealed class ReadyTenant
{
    public const string BreakGlass1 = "b9000061-bfaf-48eb-870f-5b9467fc326c";
    public const string BreakGlass2 = "b9000062-8d85-4dfe-8cbc-65cae8427d43";
    public const string BreakGlassGroup = "60000061-28dd-49d7-addd-40c3f8ef6473";
    public const string ServiceAccountGroup = "60000062-456d-4eeb-944e-7588994c63d9";
    public const string Service = "5a000061-6258-4c13-8b2c-9cf7ff0533df";
    public const string Amara = "66000001-0848-4d96-bd5c-4909701daf82";
    public const string Esra = "66000005-c548-493d-8743-7c6af8eea0a8";
    public const string WaveGroup = "60000069-0000-4000-8000-000000000001";
    public const string WavePolicyId = "ca000069-0000-4000-8000-000000000001";

    private readonly Dictionary<string, JsonNode> _files = [];
    private readonly List<string> _without = [];
    private readonly List<string> _writerWithout = [];

    private ReadyTenant(Plan plan) => Plan = plan;

    public Plan Plan { get; set; }

    public List<Decision> Decisions { get; } = [];

    /// <summary>The token to read with, where it is not the reader's.</summary>
    public string? Token { get; set; }

    /// <summary>How long the tenant lives before it is asked.</summary>
    public TimeSpan After { get; set; }

    public static ReadyTenant Create()
    {
        var tenant = new ReadyTenant(PlanFile.Load(Path.Combine(Crashes.Tenants.SixPeople, "plan.yaml")));
        var people = tenant["users.json"]["value"]!.AsArray().Select(user => (string)user!["id"]!).Where(id => id.StartsWith('6')).ToList();
        foreach (var (person, i) in people.Select((person, i) => (person, i)))
            foreach (var key in new[] { $"key-{i}", $"spare-{i}" })
                tenant.Methods(person).Add(Method("fido2", key, ("aaGuid", "2fc0579f-8113-47ea-b116-bb5a8db9202a"), ("createdDateTime", "2026-12-01T08:00:00Z")));
        // Enough sign-ins in a week for everybody to have used their key in each app, though nobody asks for it yet.
        tenant["people.json"]["defaults"]!["signInsPerDay"] = 9;
        tenant["groups.json"]["value"]!.AsArray().Add(new JsonObject
        {
            ["id"] = WaveGroup, ["displayName"] = "wave 1", ["mailNickname"] = WavePolicy.GroupNickname(tenant.Plan, 1), ["securityEnabled"] = true, ["mailEnabled"] = false,
            ["groupTypes"] = new JsonArray(), ["createdDateTime"] = "2026-12-01T08:00:00Z",
            ["members"] = new JsonArray([.. people.Select(person => new JsonObject { ["@odata.type"] = "#microsoft.graph.user", ["id"] = person })]),
        });
        tenant.Fido2["includeTargets"]!.AsArray().Add(Target(WaveGroup));
        var policy = WavePolicy.Body(tenant.Plan, 1, WaveGroup);
        (policy["id"], policy["createdDateTime"]) = (WavePolicyId, "2026-12-01T08:00:00Z");
        tenant.Policies.Add(policy);
        foreach (var account in new[] { BreakGlass1, BreakGlass2 })
            tenant["people.json"]["later"]!.AsArray().Add(new JsonObject { ["at"] = "2027-01-08T09:00:00Z", ["do"] = "signIn", ["user"] = account });
        tenant.Decisions.AddRange(
        [
            .. new[] { BreakGlass1, BreakGlass2 }.SelectMany(account => new Decision[]
            {
                tenant.Attested(AttestationItem.CredentialsInSafe, account), tenant.Attested(AttestationItem.SignInAlert, account), tenant.Drilled(account, Decision.Prerequisites, Began.AddHours(-1)), tenant.Drilled(account, 1, WaveDrill),
            }),
            new ServiceAccountOwned { Id = "own", Rollout = tenant.Plan.Rollout, Wave = 0, By = Amara, At = Began, Account = Service, Owner = Esra, Reason = "nightly backup" },
            new ServiceAccountsReviewed { Id = "review", Rollout = tenant.Plan.Rollout, Wave = 0, By = Amara, At = Began, Accounts = [Service] },
            new PassTested { Id = "test", Rollout = tenant.Plan.Rollout, Wave = 0, By = Amara, At = Began, Person = Esra, Consumed = true },
            new AttestedSupport { Id = "support", Rollout = tenant.Plan.Rollout, Wave = 1, By = Amara, At = Began, Until = Began.AddDays(30) },
        ]);
        return tenant;
    }

    /// <summary>A file of the folder, to be changed.</summary>
    public JsonNode this[string file] =>
        _files.TryGetValue(file, out var node) ? node : _files[file] = JsonNode.Parse(File.ReadAllText(Path.Combine(Crashes.Tenants.SixPeople, file)))!;

    public JsonArray Policies => this["conditionalAccessPolicies.json"]["value"]!.AsArray();

    public JsonObject Fido2 => Configuration("Fido2");

    public JsonObject Passes => Configuration("TemporaryAccessPass");

    public JsonArray Methods(string user) => this["authenticationMethods.json"][user]!.AsArray();

    public JsonObject User(string id) => Find("users.json", id);

    public JsonObject Group(string id) => Find("groups.json", id);

    public void Add(string file, JsonNode node) => _files[file] = node;

    public void TakeFromToken(params string[] permissions) => _without.AddRange(permissions);

    public void TakeFromWritersToken(params string[] permissions) => _writerWithout.AddRange(permissions);

    public void Forget<TDecision>(Func<TDecision, bool>? which = null) where TDecision : Decision =>
        Decisions.RemoveAll(decision => decision is TDecision one && (which is null || which(one)));

    public static JsonObject Federated(string behaviour) => new()
    {
        ["value"] = new JsonArray(new JsonObject
        {
            ["id"] = "sixpeople.example", ["authenticationType"] = "Federated", ["isInitial"] = false, ["isDefault"] = true, ["isVerified"] = true,
            ["federationConfiguration"] = new JsonArray(new JsonObject { ["id"] = "federation-1", ["federatedIdpMfaBehavior"] = behaviour }),
        }),
    };

    public static JsonObject Target(string group) => new() { ["targetType"] = "group", ["id"] = group, ["isRegistrationRequired"] = false, ["allowedPasskeyProfiles"] = new JsonArray() };

    public static JsonObject Method(string type, string id, params (string Name, string Value)[] properties)
    {
        var method = new JsonObject { ["@odata.type"] = $"#microsoft.graph.{type}AuthenticationMethod", ["id"] = id };
        foreach (var (name, value) in properties) method[name] = value;
        return method;
    }

    /// <summary>Asks every prerequisite over HTTP.</summary>
    public Task<IReadOnlyList<GateResult>> AskTenantAsync() =>
        OpenAsync((reader, _, store, now) => new TenantFactsReader(reader, store).JudgeAsync(Plan, now));

    /// <summary>Asks every gate of the wave and of the moment over HTTP.</summary>
    public Task<IReadOnlyList<GateResult>> AskWaveAsync() => OpenAsync<IReadOnlyList<GateResult>>(async (reader, writer, store, now) =>
    {
        var rehearsal = await new RehearseRollback(writer).RunAsync(new($"{Plan.Rollout}.wave-1", now), new(Plan.Rollout, 1, ""));
        var facts = (await new WaveFactsReader(reader, store, new NoDocuments()).ReadAsync(Plan, new(Plan.Rollout, 1, ""), new(WaveGroup, WavePolicyId), Began, null, now)) with { Rollback = rehearsal };
        return [.. AllGates.OfTheWave.Concat(AllGates.OfTheMoment).Select(gate => gate.Judge(facts, now))];
    });

    // A Friday, when the wave has stood in report-only for four days.
    private static DateTimeOffset WaveDrill => Began.AddDays(4).AddHours(2);

    private static DateTimeOffset Began { get; } = SimulatedTenant.ReadNow(Crashes.Tenants.SixPeople, null);

    private JsonObject Configuration(string id) =>
        this["authenticationMethodsPolicy.json"]["authenticationMethodConfigurations"]!.AsArray().Single(each => (string?)each!["id"] == id)!.AsObject();

    private JsonObject Find(string file, string id) => this[file]["value"]!.AsArray().Single(each => (string?)each!["id"] == id)!.AsObject();

    private Attested Attested(AttestationItem item, string account) => new()
    {
        Id = $"{item}-{account}", Rollout = Plan.Rollout, Wave = Decision.Prerequisites, By = Amara, At = Began, Item = item, Account = account, Until = Began.AddDays(90),
    };

    private AttestedDrill Drilled(string account, int wave, DateTimeOffset at) => new()
    {
        Id = $"drill-{wave}-{account}", Rollout = Plan.Rollout, Wave = wave, By = Amara, At = at, Account = account, Until = at.AddDays(20),
        SignedInAt = at, BothPortalsReached = true, AlertReceived = true,
    };

    /// <summary>Brings it to life, and lets it live for as long as it was said to.</summary>
    public async Task<T> LiveAsync<T>(Func<SimulatedTenant, VirtualClock, Task<T>> use)
    {
        using var folder = new TemporaryFolder();
        foreach (var file in Directory.EnumerateFiles(Crashes.Tenants.SixPeople)) File.Copy(file, Path.Combine(folder.Path, Path.GetFileName(file)));
        foreach (var (name, node) in _files) File.WriteAllText(Path.Combine(folder.Path, name), node.ToJsonString());
        var clock = new VirtualClock(Began);
        await using var tenant = SimulatedTenant.Load(folder.Path, new() { Clock = clock });
        var passed = new TaskCompletionSource();
        clock.Schedule(Began + After, passed.SetResult);
        await clock.RunUntilAsync(passed.Task);
        return await use(tenant, clock);
    }

    private Task<T> OpenAsync<T>(Func<EntraTenantReader, EntraTenantWriter, IDecisionStore, DateTimeOffset, Task<T>> ask) => LiveAsync(async (tenant, clock) =>
    {
        using var transport = new SocketsHttpHandler();
        var token = Token ?? SimulatedToken.Reader(tenant.TenantId).Without(_without).Encode();
        var address = await tenant.ListenAsync();
        var reader = EntraClient.CreateReader(new EntraConnection(new SystemClock(), new StaticTokenCredential(token), transport, address));
        var writersToken = SimulatedToken.Writer(tenant.TenantId).Without(_writerWithout).Encode();
        var writer = EntraClient.CreateWriter(new EntraConnection(new SystemClock(), new StaticTokenCredential(writersToken), transport, address));
        var answer = await ask(reader, writer, new Stored(Decisions), clock.GetUtcNow());
        Assert.Equal(0, tenant.WritesAccepted);
        return answer;
    });

    private sealed class Stored(IReadOnlyList<Decision> decisions) : IDecisionStore
    {
        public Task<bool> AddAsync(Decision decision) => throw new NotSupportedException("asking decides nothing");

        public Task<IReadOnlyList<string>> ReadRolloutsAsync() => Task.FromResult<IReadOnlyList<string>>([]);

        public Task<IReadOnlyList<StoredDecision>> ReadAsync(string rollout) =>
            Task.FromResult<IReadOnlyList<StoredDecision>>([.. decisions.Select((decision, i) => new StoredDecision(i + 1, decision))]);
    }

    // A first wave has none before it, so nothing is read.
    private sealed class NoDocuments : IDocumentStore
    {
        public Task<string> SaveAsync(string content) => throw new NotSupportedException();

        public Task<string> ReadAsync(string digest) => throw new NotSupportedException();
    }
}
