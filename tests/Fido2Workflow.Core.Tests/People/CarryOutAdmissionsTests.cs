using Fido2Workflow.Core.Admissions;
using Fido2Workflow.Core.People;

namespace Fido2Workflow.Core.Tests;

public class CarryOutAdmissionsTests
{
    private readonly TestClock _clock = new(Some.Now);
    private readonly MemoryTenant _tenant;
    private readonly MemoryDecisions _decisions = new();
    private readonly MemoryDocuments _documents = new();

    public CarryOutAdmissionsTests()
    {
        _tenant = new(_clock);
        _tenant.Policy["state"] = ConditionalAccessPolicy.Enabled;
        _tenant.Users.Add(Some.Person("dora"));
        _tenant.SignIns.AddRange(Facts.KeyRows("dora"));
        foreach (var decision in PersonOf.Approved.Append(Decide.Admit("dora"))) _decisions.AddAsync(decision).GetAwaiter().GetResult();
    }

    private List<string> Group => _tenant.Groups[Some.EnforcementGroup];

    private async Task<IReadOnlyList<string>> HoldsAsync() =>
        [.. (await new CarryOutAdmissions(_tenant, _tenant, _decisions, _documents).RunAsync(new("contoso.people", _clock.Now), new("contoso", _documents.Save(Some.Plan)))).Holds.Select(hold => hold.Code)];

    private AdmissionClosed Closed => Assert.Single(_decisions.All.OfType<AdmissionClosed>());

    [Fact]
    public async Task A_newcomer_is_let_in_and_that_is_recorded_once_it_is_read_back()
    {
        Assert.Empty(await HoldsAsync());
        Assert.Contains("dora", Group);
        Assert.Equal(("admit-dora", "dora", null), (Closed.Admission, Closed.Person, Closed.Refusal));
        Assert.Empty(await HoldsAsync());
        Assert.Equal(["add dora"], _tenant.Writes);
    }

    [Fact]
    public async Task Whoever_lost_their_key_since_it_was_decided_is_not_let_in()
    {
        _tenant.Keys["dora"] = [];
        Assert.Empty(await HoldsAsync());
        Assert.DoesNotContain("dora", Group);
        Assert.Equal("not-registered", Closed.Refusal);
        Assert.Empty(_tenant.Writes);
    }

    [Fact]
    public async Task A_wave_that_was_rolled_back_since_lets_nobody_in()
    {
        _decisions.Add(Decide.RollBack());
        Assert.Empty(await HoldsAsync());
        Assert.Equal("wave-halted", Closed.Refusal);
    }

    [Theory]
    [InlineData(nameof(ITenantReader.FindGroupsAsync))]
    [InlineData(nameof(ITenantReader.ReadMembersAsync))]
    [InlineData(nameof(ITenantReader.ReadUserAsync))]
    [InlineData(nameof(ITenantReader.ReadGroupsOfAsync))]
    [InlineData(nameof(ITenantReader.ReadPoliciesAsync))]
    [InlineData(nameof(ITenantReader.ReadFido2PolicyAsync))]
    [InlineData(nameof(ITenantReader.ReadAuthenticationStrengthAsync))]
    [InlineData(nameof(ITenantReader.ReadSignInsOfAsync))]
    public async Task While_something_cannot_be_read_nobody_is_let_in_and_it_is_asked_again(string read)
    {
        _tenant.Fail(read);
        Assert.Single(await HoldsAsync());
        Assert.Empty(_tenant.Writes);
        Assert.Empty(await HoldsAsync());
        Assert.Contains("dora", Group);
    }

    [Fact]
    public async Task A_write_whose_answer_was_lost_is_found_out_by_reading_and_not_sent_again()
    {
        _tenant.Fail(nameof(ITenantWriter.AddMembersAsync), new TenantFailure.Ambiguous("cut") { Request = "PATCH" });
        _tenant.After(nameof(ITenantWriter.AddMembersAsync), () => Group.Add("dora"));
        Assert.Empty(await HoldsAsync());
        Assert.Null(Closed.Refusal);
    }

    [Fact]
    public async Task A_write_that_does_not_show_yet_holds_and_is_known_by_the_next_read()
    {
        _tenant.After(nameof(ITenantWriter.AddMembersAsync), () => Group.Remove("dora"));
        Assert.Equal(["admission-not-visible"], await HoldsAsync());
        Group.Add("dora");
        Assert.Empty(await HoldsAsync());
        Assert.Equal(["add dora"], _tenant.Writes);
    }

    [Fact]
    public async Task A_policy_that_includes_another_group_than_the_waves_own_lets_nobody_in()
    {
        _tenant.Groups["group-forged"] = [];
        _tenant.Policy["conditions"]!["users"]!["includeGroups"] = new System.Text.Json.Nodes.JsonArray("group-forged");
        Assert.Empty(await HoldsAsync());
        Assert.Equal("group-not-ours", Closed.Refusal);
        Assert.Empty(_tenant.Writes);
    }
}
