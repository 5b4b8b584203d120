using System.Text.Json.Nodes;
using Fido2Workflow.Core.Decisions;
using Fido2Workflow.Core.Gates;

namespace Fido2Workflow.Cli.Tests.Preflights;

/// <summary>Every gate of a wave and of the moment as a yes, a no and an unknown, read from the simulated tenant over HTTP after a week of report-only.</summary>
public class WaveGatesOverHttpTests
{
    private static readonly Dictionary<string, (string Code, Action<ReadyTenant> Change)> No = new()
    {
        ["preflight-holds"] = ("prerequisite-missing", tenant => tenant.Forget<PassTested>()),
        ["registered"] = ("not-registered", tenant =>
        {
            tenant.Methods(ReadyTenant.Amara).RemoveAt(3);
            tenant.Methods(ReadyTenant.Amara).RemoveAt(2);
            tenant["people.json"]["people"]![ReadyTenant.Amara] = new JsonObject { ["kind"] = "person", ["enrolls"] = "never" };
        }),
        ["exclusions"] = ("exclusion-missing", tenant => Users(tenant, 0)["excludeGroups"]!.AsArray().RemoveAt(0)),
        ["policy-as-planned"] = ("policy-differs", tenant => tenant.Policies[1]!["sessionControls"]!["signInFrequency"]!["value"] = 7),
        ["break-glass-out-of-scope"] = ("break-glass-in-scope", tenant =>
        {
            Users(tenant, 1)["excludeGroups"] = new JsonArray(ReadyTenant.ServiceAccountGroup);
            Join(tenant, ReadyTenant.WaveGroup, ReadyTenant.BreakGlass2);
        }),
        ["only-people-in-scope"] = ("service-account-in-scope", tenant =>
        {
            Users(tenant, 1)["excludeGroups"] = new JsonArray(ReadyTenant.BreakGlassGroup);
            Join(tenant, ReadyTenant.WaveGroup, ReadyTenant.Service);
        }),
        ["compliant-key-in-scope"] = ("on-roster-out-of-scope", tenant => Join(tenant, "60000063-5f0e-4b8c-9a54-2f6f6c1f3a07", ReadyTenant.Esra)),
        ["drill"] = ("drill-missing", tenant => tenant.Forget<AttestedDrill>(drill => drill.Account == ReadyTenant.BreakGlass2)),
        ["report-only-log"] = ("unseen", tenant => tenant["people.json"]["people"]![ReadyTenant.Esra] = new JsonObject { ["kind"] = "person", ["signInsPerDay"] = 0, ["silentRefreshesPerDay"] = 0, ["enrolls"] = "never" }),
        ["proven"] = ("not-proven", tenant => tenant["people.json"]["people"]![ReadyTenant.Esra] =
            new JsonObject { ["kind"] = "person", ["enrolls"] = "never", ["apps"] = new JsonArray("00000002-0000-0ff1-ce00-000000000000") }),
        ["two-keys"] = ("second-key-missing", tenant =>
        {
            tenant.Methods(ReadyTenant.Amara).RemoveAt(3);
            tenant["people.json"]["people"]![ReadyTenant.Amara] = new JsonObject { ["kind"] = "person", ["enrolls"] = "never" };
        }),
        ["rollback-rehearsed"] = ("rollback-not-permitted", tenant => tenant.TakeFromWritersToken("Policy.ReadWrite.ConditionalAccess")),
        ["service-accounts"] = ("service-account-suspected", tenant =>
        {
            tenant["people.json"]["people"]![ReadyTenant.Esra] = new JsonObject { ["kind"] = "person", ["signInsPerDay"] = 0, ["enrolls"] = "never" };
            foreach (var sign in new[] { "givenName", "surname", "department", "jobTitle", "assignedLicenses" }) tenant.User(ReadyTenant.Esra).Remove(sign);
            tenant.Add("mailboxes.json", new JsonObject { [ReadyTenant.Esra] = "shared" });
        }),
        ["window"] = ("outside-window", tenant => tenant.After = TimeSpan.FromDays(12)),
        ["support"] = ("support-missing", tenant => tenant.Forget<AttestedSupport>()),
    };

    private static readonly Dictionary<string, Action<ReadyTenant>> Unknown = new()
    {
        ["preflight-holds"] = tenant => tenant.Add("domains.json", ReadyTenant.Federated("behaviourOfTomorrow")),
        ["registered"] = tenant => tenant.TakeFromToken("UserAuthMethod-Passkey.Read.All", "UserAuthenticationMethod.Read.All"),
        ["exclusions"] = tenant => tenant.TakeFromToken("GroupMember.Read.All"),
        ["policy-as-planned"] = tenant => tenant.TakeFromToken("Policy.Read.All"),
        ["break-glass-out-of-scope"] = tenant => tenant.TakeFromToken("Policy.Read.All"),
        ["only-people-in-scope"] = tenant => tenant.TakeFromToken("User.Read.All"),
        ["compliant-key-in-scope"] = tenant => tenant.TakeFromToken("UserAuthMethod-Passkey.Read.All", "UserAuthenticationMethod.Read.All"),
        ["drill"] = tenant => tenant.TakeFromToken("AuditLog.Read.All"),
        ["report-only-log"] = tenant => tenant.TakeFromToken("AuditLog.Read.All"),
        ["proven"] = tenant => tenant.TakeFromToken("AuditLog.Read.All"),
        ["two-keys"] = tenant => tenant.TakeFromToken("UserAuthMethod-Passkey.Read.All", "UserAuthenticationMethod.Read.All"),
        ["rollback-rehearsed"] = tenant => tenant.TakeFromToken("Policy.Read.All"),
        ["service-accounts"] = tenant => tenant.TakeFromToken("Policy.Read.All"),
        ["window"] = tenant => tenant.TakeFromToken("User.Read.All"),
    };

    // Judged by people's word alone: what nobody has said is a no.
    private static readonly string[] NeverUnknown = ["support"];

    /// <summary>The gates that can say no.</summary>
    public static TheoryData<string> Refusing => [.. No.Keys];

    /// <summary>The gates that can be unknown.</summary>
    public static TheoryData<string> NotKnowing => [.. Unknown.Keys];

    private static IEnumerable<Gate> Gates => AllGates.OfTheWave.Concat(AllGates.OfTheMoment);

    [Fact]
    public async Task Every_gate_says_yes_of_a_wave_that_is_ready()
    {
        var results = await AfterAWeek().AskWaveAsync();
        Assert.Equal(Gates.Select(gate => (gate.Name, Verdict.Yes, "")), results.Select(result => (result.Gate, result.Verdict, result.Verdict is Verdict.Yes ? "" : result.Sentence)));
    }

    [Fact]
    public void Every_gate_is_in_both_tables()
    {
        Assert.Equal(Gates.Select(gate => gate.Name).Order(), No.Keys.Order());
        Assert.Equal(Gates.Select(gate => gate.Name).Except(NeverUnknown).Order(), Unknown.Keys.Order());
    }

    [Theory]
    [MemberData(nameof(Refusing))]
    public async Task A_wave_in_which_one_thing_is_wrong_gets_a_no_from_the_gate_that_asks_for_it(string gate)
    {
        var (code, change) = No[gate];
        var result = await AskAsync(gate, change);
        Assert.Equal((Verdict.No, code), (result.Verdict, result.Code));
        Assert.False(string.IsNullOrEmpty(result.NextStep));
    }

    [Theory]
    [MemberData(nameof(NotKnowing))]
    public async Task What_cannot_be_read_or_understood_makes_it_unknown_and_never_a_yes(string gate)
    {
        var result = await AskAsync(gate, Unknown[gate]);
        Assert.Equal((Verdict.Unknown, $"{gate}-unknown"), (result.Verdict, result.Code));
        Assert.False(string.IsNullOrEmpty(result.NextStep));
    }

    // A Monday morning, a week after the wave went into report-only.
    private static ReadyTenant AfterAWeek()
    {
        var tenant = ReadyTenant.Create();
        tenant.After = TimeSpan.FromDays(7) + TimeSpan.FromHours(4);
        return tenant;
    }

    private static async Task<GateResult> AskAsync(string gate, Action<ReadyTenant> change)
    {
        var tenant = AfterAWeek();
        change(tenant);
        return (await tenant.AskWaveAsync()).Single(result => result.Gate == gate);
    }

    private static JsonObject Users(ReadyTenant tenant, int policy) => tenant.Policies[policy]!["conditions"]!["users"]!.AsObject();

    private static void Join(ReadyTenant tenant, string group, string user) =>
        tenant.Group(group)["members"]!.AsArray().Add(new JsonObject { ["@odata.type"] = "#microsoft.graph.user", ["id"] = user });
}
