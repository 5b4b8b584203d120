using Fido2Workflow.Core.ConditionalAccess;
using Fido2Workflow.Core.Decisions;
using Fido2Workflow.Core.Durable;
using Fido2Workflow.Core.Gates;
using Fido2Workflow.Core.Plans;
using Fido2Workflow.Core.Tenants;
using Fido2Workflow.Core.Waves;
using Fido2Workflow.Entra.Tests.Loopback;

namespace Fido2Workflow.Entra.Tests.Simulated;

/// <summary>Keys tried, keys held twice and the rollback rehearsed, as a tenant tells them over HTTP: a yes, a no and an unknown of each.</summary>
public class WaveGatesTests
{
    // Ada holds a key that counts, and is asked for a second one where the test says so.
    private static (string, string) People(int keys, int signInsPerDay = 12) => ("people.json", $$"""
        {
          "defaults": { "enrolls": "never", "signInsPerDay": 0, "silentRefreshesPerDay": 0 },
          "people": { "{{World.Ada}}": { "enrolls": { "afterWorkingDays": 0, "spreadWorkingDays": 0 }, "keys": {{keys}}, "signInsPerDay": {{signInsPerDay}}, "mistypesPerHundred": 0 } }
        }
        """);

    [Fact]
    public async Task A_key_used_in_all_three_apps_is_proven()
    {
        await using var world = await World.OpenAsync(files: People(keys: 1));
        var wave = await Wave.OpenAsync(world);
        await PassAsync(world, TimeSpan.FromDays(3));
        Says(Verdict.Yes, "proven", await wave.AskAsync<ProvenGate>(world.Reader));
    }

    [Fact]
    public async Task A_key_used_in_one_app_alone_is_not()
    {
        await using var world = await World.OpenAsync(files: People(keys: 1, signInsPerDay: 1));
        var wave = await Wave.OpenAsync(world);
        await PassAsync(world, TimeSpan.FromHours(12));
        var result = await wave.AskAsync<ProvenGate>(world.Reader);
        Says(Verdict.No, "not-proven", result);
        Assert.Equal([World.Ada], result.Named);
    }

    [Fact]
    public async Task Without_a_sign_in_or_without_the_permission_to_read_them_nobody_knows()
    {
        await using var world = await World.OpenAsync(files: People(keys: 1, signInsPerDay: 0));
        var wave = await Wave.OpenAsync(world);
        await PassAsync(world, TimeSpan.FromDays(3));
        Says(Verdict.Unknown, "proven-unknown", await wave.AskAsync<ProvenGate>(world.Reader));
        Says(Verdict.Unknown, "proven-unknown", await wave.AskAsync<ProvenGate>(world.ReaderWithout("AuditLog.Read.All")));
    }

    [Fact]
    public async Task Two_keys_are_counted_one_is_not_enough_and_what_cannot_be_read_is_unknown()
    {
        await using var world = await World.OpenAsync(files: People(keys: 2));
        var wave = await Wave.OpenAsync(world);
        Says(Verdict.No, "second-key-missing", await wave.AskAsync<TwoKeysGate>(world.Reader));
        Says(Verdict.Unknown, "two-keys-unknown", await wave.AskAsync<TwoKeysGate>(world.ReaderWithout("UserAuthMethod-Passkey.Read.All", "UserAuthenticationMethod.Read.All")));
        await PassAsync(world, TimeSpan.FromDays(2));
        Says(Verdict.Yes, "two-keys", await wave.AskAsync<TwoKeysGate>(world.Reader));
    }

    [Fact]
    public async Task The_writers_token_is_rehearsed_one_without_the_permission_is_a_no_and_without_a_scope_nobody_knows()
    {
        await using var world = await World.OpenAsync(files: People(keys: 1));
        var wave = await Wave.OpenAsync(world);
        Says(Verdict.Yes, "rollback-rehearsed", await wave.AskAsync<RollbackRehearsedGate>(world.Reader, await wave.RehearseAsync(world.Writer)));
        Says(Verdict.No, "rollback-not-permitted", await wave.AskAsync<RollbackRehearsedGate>(world.Reader, await wave.RehearseAsync(world.ReadOnlyWriter)));
        Says(Verdict.Unknown, "rollback-rehearsed-unknown", await wave.AskAsync<RollbackRehearsedGate>(world.ReaderWithout("Policy.Read.All"), await wave.RehearseAsync(world.Writer)));
    }

    private static Task<bool> PassAsync(World world, TimeSpan span) => world.DoAsync(async () =>
    {
        await world.Clock.SleepAsync(span, CancellationToken.None);
        return true;
    });

    private static void Says(Verdict verdict, string code, GateResult result) => Assert.Equal((verdict, code), (result.Verdict, result.Code));

    /// <summary>Wave 1 of the test tenant: Ada alone.</summary>
    private sealed class Wave : IDecisionStore, IDocumentStore
    {
        private readonly World _world;
        private readonly WaveObjects _objects;
        private readonly Plan _plan;

        private Wave(World world, Plan plan, WaveObjects objects) => (_world, _plan, _objects) = (world, plan, objects);

        public static async Task<Wave> OpenAsync(World world)
        {
            var services = (await world.DoAsync(() => world.Writer.CreateGroupAsync("Services", "services", "None."))).Value();
            var release = (await world.DoAsync(() => world.Writer.CreateGroupAsync("Release", "release", "None."))).Value();
            var plan = new Plan
            {
                Rollout = "tests",
                Tenant = world.Tenant.TenantId,
                Exclusions = new("00000000-0000-4000-9000-000000000001", [World.Emergency], services, [], release),
                Waves = [new(1, "Pilot", new() { Groups = [World.Pilot] })],
                Approvers = [],
                Calendar = new() { TimeZone = "Europe/London" },
            };
            var group = (await world.DoAsync(() => world.Writer.CreateGroupAsync("Wave 1", "wave1", "The first."))).Value();
            (await world.DoAsync(() => world.Writer.AddMembersAsync(group, [World.Ada]))).Value();
            var policy = (await world.DoAsync(() => world.Writer.CreatePolicyAsync(WavePolicy.Body(plan, 1, group)))).Value();
            return new(world, plan, new(group, policy));
        }

        public async Task<RollbackRehearsal> RehearseAsync(ITenantWriter writer) =>
            await new RehearseRollback(writer).RunAsync(new("tests.wave-1", _world.Clock.GetUtcNow()), new("tests", 1, ""));

        public async Task<GateResult> AskAsync<TGate>(ITenantReader reader, RollbackRehearsal? rehearsal = null) where TGate : Gate<WaveFacts>, new()
        {
            var now = _world.Clock.GetUtcNow();
            var facts = await _world.DoAsync(() => new WaveFactsReader(reader, this, this).ReadAsync(_plan, new("tests", 1, ""), _objects, now, null, now));
            return new TGate().Judge(facts with { Rollback = rehearsal }, _world.Clock.GetUtcNow());
        }

        public Task<bool> AddAsync(Decision decision) => throw new NotSupportedException();

        public Task<IReadOnlyList<string>> ReadRolloutsAsync() => Task.FromResult<IReadOnlyList<string>>([]);

        public Task<IReadOnlyList<StoredDecision>> ReadAsync(string rollout) => Task.FromResult<IReadOnlyList<StoredDecision>>([]);

        public Task<string> SaveAsync(string content) => throw new NotSupportedException();

        Task<string> IDocumentStore.ReadAsync(string digest) => throw new NotSupportedException();
    }
}
