using Fido2Workflow.Core.ConditionalAccess;
using Fido2Workflow.Core.Decisions;
using Fido2Workflow.Core.Durable;
using Fido2Workflow.Core.Gates;
using Fido2Workflow.Core.Plans;
using Fido2Workflow.Core.Tenants;
using Fido2Workflow.Core.Waves;
using Fido2Workflow.Entra.Tests.Loopback;

namespace Fido2Workflow.Entra.Tests.Simulated;

/// <summary>What a wave's sign-in log says, read over HTTP: a yes, a no and an unknown, in report-only and enforced.</summary>
public class SignInLogTests
{
    private const string BreakGlassGroup = "00000000-0000-4000-9000-000000000001";

    // So few people leave gaps that mean nothing.
    private static readonly Plan Plan = new()
    {
        Rollout = "contoso",
        Tenant = "11111111-1111-1111-1111-111111111111",
        Exclusions = new(BreakGlassGroup, [World.Emergency], World.Everyone, [], World.Everyone),
        Waves = [new(1, "everyone", new() { EveryoneElse = true })],
        Approvers = [World.Ada],
        Calendar = new() { TimeZone = "Europe/London" },
        Gates = new() { LogGap = TimeSpan.FromHours(19) },
    };

    [Theory]
    [InlineData(World.Ada, Verdict.Yes, "report-only-log")]
    [InlineData(World.Ben, Verdict.No, "report-only-failure")]
    [InlineData(World.Emergency, Verdict.Unknown, "report-only-log-unknown")]
    public async Task In_report_only_the_log_is_clean_would_have_failed_or_holds_nobody(string person, Verdict verdict, string code)
    {
        await using var world = await World.OpenAsync();

        var result = await AskAsync(world, person);

        Assert.Equal((verdict, code), (result.Verdict, result.Code));
        if (verdict is Verdict.No) Assert.Equal([person], result.Named);
    }

    [Theory]
    [InlineData("Policy.Read.All")]
    [InlineData("AuditLog.Read.All")]
    public async Task In_report_only_a_log_without_a_permission_is_unknown_and_names_it(string permission)
    {
        await using var world = await World.OpenAsync();

        var result = await AskAsync(world, World.Ada, logReader: world.ReaderWithout(permission));

        Assert.Equal((Verdict.Unknown, "report-only-log-unknown"), (result.Verdict, result.Code));
        Assert.Contains(permission, result.Sentence + result.NextStep, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Enforced_on_somebody_with_a_key_the_log_is_clean()
    {
        await using var world = await World.OpenAsync();

        var reading = await WatchAsync(world, World.Ada);

        Assert.Empty(reading.Holds);
        Assert.True(reading.IsClean && reading.IsKnown, $"{reading.CleanHours} clean hours");
    }

    [Fact]
    public async Task Enforced_on_somebody_without_one_the_log_names_them()
    {
        await using var world = await World.OpenAsync();

        var reading = await WatchAsync(world, World.Ben);

        Assert.False(reading.IsClean);
        Assert.Equal([World.Ben], Assert.Single(reading.Holds, hold => hold.Code == "locked-out").Named);
        Assert.Equal([World.Ben], Assert.Single(reading.Holds, hold => hold.Code == "watch-failure").Named);
    }

    [Theory]
    [InlineData(1, false)]
    [InlineData(5, true)]
    public async Task Enforced_without_a_permission_nobody_can_tell_and_after_hours_of_it_people_are_told(double hours, bool told)
    {
        await using var world = await World.OpenAsync();

        var reading = await WatchAsync(world, World.Ada, world.ReaderWithout("AuditLog.Read.All"), hours);

        Assert.False(reading.IsClean || reading.IsKnown);
        Assert.Equal(told ? ["tenant-denied", ReadWatch.UnknownTooLong] : ["tenant-denied"], reading.Holds.Select(hold => hold.Code));
    }

    private static Task<GateResult> AskAsync(World world, string person, EntraTenantReader? logReader = null) => world.DoAsync(async () =>
    {
        var (group, policy) = await OpenAsync(world, person);
        var since = world.Clock.GetUtcNow();
        await world.Clock.SleepAsync(TimeSpan.FromDays(7), CancellationToken.None);
        var now = world.Clock.GetUtcNow();
        var memory = new Memory();
        var facts = await new WaveFactsReader(world.Reader, memory, memory).ReadAsync(Plan, new("contoso", 1, ""), new(group, policy), since, null, now);
        if (logReader is not null)
            facts = facts with { SignIns = await logReader.ReadSignInsAsync(ReportOnlyLogGate.ReadFrom(Plan, since, now), now, policy) };
        return new ReportOnlyLogGate().Judge(facts, now);
    });

    private static Task<WatchReading> WatchAsync(World world, string person, EntraTenantReader? reader = null, double unknownForHours = 0) => world.DoAsync(async () =>
    {
        // A week in report-only first, so that devices are known; then enforced on a morning of the week.
        var (group, policy) = await OpenAsync(world, person);
        var morning = world.Clock.GetUtcNow().Date.AddDays(8).AddHours(8);
        while (morning.DayOfWeek is not DayOfWeek.Tuesday) morning = morning.AddDays(1);
        await world.Clock.SleepAsync(new DateTimeOffset(morning, TimeSpan.Zero) - world.Clock.GetUtcNow(), CancellationToken.None);
        (await world.Writer.SetPolicyStateAsync(policy, ConditionalAccessPolicy.Enabled)).Value();
        var promoted = world.Clock.GetUtcNow();
        await world.Clock.SleepAsync(TimeSpan.FromHours(57), CancellationToken.None);
        var memory = new Memory();
        var key = new WaveKey("contoso", 1, await memory.SaveAsync(System.Text.Json.JsonSerializer.Serialize(Plan, WorkflowJson.Options)));
        var now = world.Clock.GetUtcNow();
        return await new ReadWatch(reader ?? world.Reader, memory, memory).RunAsync(
            new("contoso.wave-1", now), new(key, new(group, policy), promoted, now.AddHours(-unknownForHours)));
    });

    private static async Task<(string Group, string Policy)> OpenAsync(World world, string person)
    {
        var group = (await world.Writer.CreateGroupAsync("Wave 1", "wave1", "The first.")).Value();
        (await world.Writer.AddMembersAsync(group, [person])).Value();
        return (group, (await world.Writer.CreatePolicyAsync(WavePolicy.Body(Plan, 1, group))).Value());
    }

    private sealed class Memory : IDecisionStore, IDocumentStore
    {
        private readonly List<string> _documents = [];

        public Task<bool> AddAsync(Decision decision) => Task.FromResult(true);

        public Task<IReadOnlyList<string>> ReadRolloutsAsync() => Task.FromResult<IReadOnlyList<string>>([]);

        public Task<IReadOnlyList<StoredDecision>> ReadAsync(string rollout) => Task.FromResult<IReadOnlyList<StoredDecision>>([]);

        Task<string> IDocumentStore.ReadAsync(string digest) => Task.FromResult(_documents[int.Parse(digest, System.Globalization.CultureInfo.InvariantCulture)]);

        public Task<string> SaveAsync(string content)
        {
            _documents.Add(content);
            return Task.FromResult($"{_documents.Count - 1}");
        }
    }
}
