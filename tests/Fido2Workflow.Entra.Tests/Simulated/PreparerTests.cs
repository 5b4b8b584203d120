using System.Text.Json.Nodes;
using Fido2Workflow.Core.ConditionalAccess;
using Fido2Workflow.Core.Decisions;
using Fido2Workflow.Core.Plans;
using Fido2Workflow.Core.Preparation;
using Fido2Workflow.Core.Tenants;
using Fido2Workflow.Entra.Tests.Loopback;

namespace Fido2Workflow.Entra.Tests.Simulated;

/// <summary>Preparing the test tenant through the real client, in its good and its bad hours.</summary>
public class PreparerTests
{
    private const string BreakGlassGroup = "00000000-0000-4000-9000-000000000001";

    private static readonly Plan Plan = new()
    {
        Rollout = "test",
        Tenant = "11111111-1111-1111-1111-111111111111",
        // Ben is no emergency account yet; Cleo is disabled.
        Exclusions = new(BreakGlassGroup, [World.Emergency, World.Ben], World.Staff, [], World.Pilot),
        Waves = [new(1, "pilot", new() { UserPrincipalNames = ["ada@contoso.example"] }), new(2, "everyone", new() { EveryoneElse = true })],
        Approvers = [World.Ada, World.Cleo],
        Calendar = new() { TimeZone = "Europe/London" },
        KeyModels = new() { Allowed = ["2fc0579f-8113-47ea-b116-bb5a8db9202a", "ee882879-721c-4913-9775-3dfcce97072a"] },
    };

    [Fact]
    public async Task What_is_written_is_read_back_and_the_next_time_nothing_is_written()
    {
        await using var world = await World.OpenAsync();

        var first = await PrepareAsync(world, world.Writer);
        var writes = world.Tenant.WritesAccepted;
        var second = await PrepareAsync(world, world.Writer);

        Assert.Equal((first.Done.Count, 0), (writes, second.Done.Count));
        Assert.IsType<PreparationReport.Finished>(second);
        Assert.Equal(writes, world.Tenant.WritesAccepted);
        await AssertPreparedAsync(world);
    }

    [Theory]
    [InlineData(7)]
    [InlineData(11)]
    [InlineData(12)]
    public async Task In_a_faulty_tenant_it_gets_there_by_running_again_and_makes_nothing_twice(int seed)
    {
        await using var world = await World.OpenAsync(faultSeed: seed);
        PreparationReport report;
        var runs = 0;
        do
        {
            Assert.True(++runs <= 60, "it never gets there");
            report = await PrepareAsync(world, world.Writer);
            await world.DoAsync(async () =>
            {
                await world.Clock.SleepAsync(TimeSpan.FromMinutes(7), CancellationToken.None);
                return true;
            });
        }
        while (report is not PreparationReport.Finished);

        Assert.True(runs > 1, "the faults of this seed show nothing");
        await AssertPreparedAsync(world);
    }

    [Fact]
    public async Task What_somebody_else_adds_meanwhile_is_kept()
    {
        await using var world = await World.OpenAsync();
        var meddled = new MeddledWriter(world.Writer, async () =>
        {
            var fido2 = (await world.Reader.ReadAuthenticationMethodsPolicyAsync()).Value().Configuration("Fido2")!.Value;
            var body = JsonObject.Create(fido2)!;
            body["includeTargets"]!.AsArray().Add(new JsonObject { ["targetType"] = "group", ["id"] = World.Staff });
            (await world.Writer.UpdateMethodConfigurationAsync("Fido2", body)).Value();
        });

        Assert.IsType<PreparationReport.Finished>(await PrepareAsync(world, meddled));

        Assert.Contains(World.Staff, (await GivenAsync(world, () => world.Reader.ReadFido2PolicyAsync())).IncludeTargets.Select(target => target.Id));
        await AssertPreparedAsync(world);
    }

    [Fact]
    public async Task A_credential_that_may_only_read_stops_at_the_first_write()
    {
        await using var world = await World.OpenAsync();

        var stopped = Assert.IsType<PreparationReport.Stopped>(await PrepareAsync(world, world.ReadOnlyWriter));

        Assert.Empty(stopped.Done);
        Assert.NotEmpty(stopped.Plan!.Changes);
        Assert.Contains("refused", stopped.Sentence, StringComparison.Ordinal);
        Assert.Equal(0, world.Tenant.WritesAccepted);
    }

    [Theory]
    [InlineData("GroupMember.Read.All")]
    [InlineData("User.Read.All")]
    [InlineData("Policy.Read.AuthenticationMethod", "Policy.Read.All")]
    public async Task What_cannot_be_read_is_named_with_its_permission_and_nothing_is_written(string permission, params string[] widerOnes)
    {
        await using var world = await World.OpenAsync();

        var unread = Assert.IsType<PreparationReport.Unread>(await PrepareAsync(world, world.Writer, world.ReaderWithout([permission, .. widerOnes])));

        Assert.Contains(unread.Failures, failure => failure.Sentence.Contains(permission, StringComparison.Ordinal));
        Assert.Equal(0, world.Tenant.WritesAccepted);
    }

    [Fact]
    public async Task Keys_that_cannot_be_read_hold_a_change_of_models()
    {
        await using var world = await World.OpenAsync();
        var reader = world.ReaderWithout("UserAuthMethod-Passkey.Read.All", "UserAuthenticationMethod.Read.All");
        var refused = Assert.IsType<PreparationReport.Refused>(await PrepareAsync(world, world.Writer, reader));
        Assert.Equal("lost-keys-unknown", refused.Code);
        Assert.Equal(0, world.Tenant.WritesAccepted);
    }

    private static async Task AssertPreparedAsync(World world)
    {
        var policies = await GivenAsync(world, () => world.Reader.ReadPoliciesAsync());
        Assert.Equal(
            ["FIDO2 rollout test: all users", "FIDO2 rollout test: wave 1", "FIDO2 rollout test: wave 2"],
            policies.Where(policy => RolloutPolicy.IsOurs(Plan, policy)).Select(policy => policy.DisplayName).Order());
        var wave = Assert.Single(await GivenAsync(world, () => world.Reader.FindGroupsAsync("fido2-test-wave-1")));
        Assert.Single(await GivenAsync(world, () => world.Reader.FindGroupsAsync("fido2-test-wave-2")));
        Assert.Equal([World.Ben, World.Emergency], (await GivenAsync(world, () => world.Reader.ReadMembersAsync(BreakGlassGroup))).Users.Order());
        var fido2 = await GivenAsync(world, () => world.Reader.ReadFido2PolicyAsync());
        Assert.Equal(World.Pilot, fido2.IncludeTargets[0].Id);
        Assert.Contains(wave.Id, fido2.IncludeTargets.Select(target => target.Id));
        Assert.Equal(fido2.IncludeTargets.Count, fido2.IncludeTargets.Select(target => target.Id).Distinct().Count());
        Assert.Equal(Plan.KeyModels.Allowed, fido2.KeyRestrictions!.AaGuids);
    }

    // Until the tenant answers: in bad hours it asks to wait.
    private static Task<T> GivenAsync<T>(World world, Func<Task<Answer<T>>> read) => world.DoAsync(async () =>
    {
        for (var asked = 0; asked < 50; asked++)
        {
            if (await read() is Answer<T>.Given given) return given.Value;
            await world.Clock.SleepAsync(TimeSpan.FromMinutes(1), CancellationToken.None);
        }
        throw new InvalidOperationException("the tenant never answered");
    });

    private static Task<PreparationReport> PrepareAsync(World world, ITenantWriter writer, ITenantReader? reader = null) =>
        world.DoAsync(() => new Preparer(reader ?? world.Reader, writer, new NoDecisions(), world.Clock).RunAsync(Plan, new([], null)));

    /// <summary>A writer at whose first group somebody else writes, too.</summary>
    private sealed class MeddledWriter(ITenantWriter writer, Func<Task> meddleAsync) : ITenantWriter
    {
        private bool _meddled;

        public async Task<Answer<string>> CreateGroupAsync(string displayName, string mailNickname, string description)
        {
            if (!_meddled) await meddleAsync();
            _meddled = true;
            return await writer.CreateGroupAsync(displayName, mailNickname, description);
        }

        public Task<Answer<Done>> AddMembersAsync(string groupId, IReadOnlyList<string> userIds) => writer.AddMembersAsync(groupId, userIds);

        public Task<Answer<Done>> RemoveMemberAsync(string groupId, string userId) => writer.RemoveMemberAsync(groupId, userId);

        public Task<Answer<string>> CreatePolicyAsync(JsonObject body) => writer.CreatePolicyAsync(body);

        public Task<Answer<Done>> SetPolicyStateAsync(string policyId, string state) => writer.SetPolicyStateAsync(policyId, state);

        public Task<Answer<Done>> ExcludeGroupsAsync(string policyId, IReadOnlyList<string> groupIds) => writer.ExcludeGroupsAsync(policyId, groupIds);

        public Task<Answer<Done>> UpdateMethodConfigurationAsync(string configurationId, JsonObject body) => writer.UpdateMethodConfigurationAsync(configurationId, body);

        public Task<Answer<TokenIdentity>> ReadIdentityAsync() => writer.ReadIdentityAsync();
    }

    private sealed class NoDecisions : IDecisionStore
    {
        public Task<bool> AddAsync(Decision decision) => throw new InvalidOperationException("nobody decided anything");

        public Task<IReadOnlyList<string>> ReadRolloutsAsync() => Task.FromResult<IReadOnlyList<string>>([]);

        public Task<IReadOnlyList<StoredDecision>> ReadAsync(string rollout) => Task.FromResult<IReadOnlyList<StoredDecision>>([]);
    }
}
