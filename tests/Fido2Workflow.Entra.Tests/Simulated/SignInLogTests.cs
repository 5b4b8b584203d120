using System.Net;
using System.Text.Json.Nodes;
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

    [Fact]
    public async Task In_report_only_a_log_without_the_permission_to_read_policies_is_unknown()
    {
        await using var world = await World.OpenAsync(between: new WithoutPolicies());

        var result = await AskAsync(world, World.Ada);

        Assert.Equal((Verdict.Unknown, "report-only-log-unknown"), (result.Verdict, result.Code));
        Assert.Equal([World.Ada], result.Named);
    }

    [Fact]
    public async Task In_report_only_a_log_that_is_refused_names_the_grant()
    {
        await using var world = await World.OpenAsync(between: new Refusing());

        var result = await AskAsync(world, World.Ada);

        Assert.Equal((Verdict.Unknown, "report-only-log-unknown"), (result.Verdict, result.Code));
        Assert.Contains("AuditLog.Read.All", result.Sentence, StringComparison.Ordinal);
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

    [Fact]
    public async Task Enforced_without_the_permission_to_read_policies_nobody_can_tell_and_people_are_told()
    {
        await using var world = await World.OpenAsync(between: new WithoutPolicies());

        var reading = await WatchAsync(world, World.Ada);

        Assert.False(reading.IsClean || reading.IsKnown);
        Assert.Equal([ReadWatch.Unknown, ReadWatch.UnknownTooLong], reading.Holds.Select(hold => hold.Code));
    }

    private static Task<GateResult> AskAsync(World world, string person) => world.DoAsync(async () =>
    {
        var (group, policy) = await OpenAsync(world, person);
        var since = world.Clock.GetUtcNow();
        await world.Clock.SleepAsync(TimeSpan.FromDays(7), CancellationToken.None);
        var now = world.Clock.GetUtcNow();
        var memory = new Memory();
        var facts = await new WaveFactsReader(world.Reader, memory, memory).ReadAsync(Plan, new("contoso", 1, ""), new(group, policy), since, null, now);
        return new ReportOnlyLogGate().Judge(facts, now);
    });

    private static Task<WatchReading> WatchAsync(World world, string person) => world.DoAsync(async () =>
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
        return await new ReadWatch(world.Reader, memory, memory).RunAsync(new("contoso.wave-1", world.Clock.GetUtcNow()), new(key, new(group, policy), promoted));
    });

    private static async Task<(string Group, string Policy)> OpenAsync(World world, string person)
    {
        var group = (await world.Writer.CreateGroupAsync("Wave 1", "wave1", "The first.")).Value();
        (await world.Writer.AddMembersAsync(group, [person])).Value();
        (await world.Writer.AddFido2TargetAsync(group)).Value();
        return (group, (await world.Writer.CreatePolicyAsync(WavePolicy.Body(Plan, 1, group))).Value());
    }

    /// <summary>Answers sign-ins as Graph does an identity that may not read policies.</summary>
    private sealed class WithoutPolicies : DelegatingHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var response = await base.SendAsync(request, cancellationToken);
            if (!request.RequestUri!.AbsolutePath.EndsWith("/auditLogs/signIns", StringComparison.Ordinal)) return response;
            var page = JsonNode.Parse(await response.Content.ReadAsStringAsync(cancellationToken))!;
            foreach (var row in page["value"]!.AsArray()) row!.AsObject().Remove("appliedConditionalAccessPolicies");
            response.Content = new StringContent(page.ToJsonString());
            return response;
        }
    }

    /// <summary>Refuses the sign-in log.</summary>
    private sealed class Refusing : DelegatingHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            request.RequestUri!.AbsolutePath.EndsWith("/auditLogs/signIns", StringComparison.Ordinal)
                ? Task.FromResult(new HttpResponseMessage(HttpStatusCode.Forbidden)
                {
                    Content = new StringContent("""{"error":{"code":"Authentication_MSGraphPermissionMissing","message":"The principal does not have required permissions."}}"""),
                })
                : base.SendAsync(request, cancellationToken);
    }

    private sealed class Memory : IDecisionStore, IDocumentStore
    {
        private readonly List<string> _documents = [];

        public Task<bool> AddAsync(Decision decision) => Task.FromResult(true);

        public Task<IReadOnlyList<StoredDecision>> ReadAsync(string rollout) => Task.FromResult<IReadOnlyList<StoredDecision>>([]);

        Task<string> IDocumentStore.ReadAsync(string digest) => Task.FromResult(_documents[int.Parse(digest, System.Globalization.CultureInfo.InvariantCulture)]);

        public Task<string> SaveAsync(string content)
        {
            _documents.Add(content);
            return Task.FromResult($"{_documents.Count - 1}");
        }
    }
}
