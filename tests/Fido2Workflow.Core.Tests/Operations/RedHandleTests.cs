using System.Text.Json.Nodes;
using Fido2Workflow.Core.ConditionalAccess;
using Fido2Workflow.Core.Operations;

namespace Fido2Workflow.Core.Tests;

public class RedHandleTests
{
    private readonly MemoryTenant _tenant = new(new TestClock(Some.Now));

    public RedHandleTests() => _tenant.Policy["state"] = ConditionalAccessPolicy.Enabled;

    private Task<Step<Done>> PullAsync(string? name = null) =>
        new RedHandle(_tenant, new RollBack(_tenant, _tenant)).PullByNameAsync(name ?? WavePolicy.DisplayName(Some.Plan, 1), Some.Now);

    private static string Held(Step<Done> step) => Assert.IsType<Step<Done>.Held>(step).Hold.Code;

    [Fact]
    public async Task It_finds_the_policy_by_the_rollouts_own_name_and_puts_it_back()
    {
        Assert.IsType<Step<Done>.Taken>(await PullAsync());
        Assert.Equal(ConditionalAccessPolicy.ReportOnly, _tenant.State);
    }

    [Fact]
    public async Task Whatever_else_somebody_changed_in_the_policy_it_is_put_back()
    {
        _tenant.Policy["conditions"]!["users"]!["includeUsers"] = new JsonArray("All");
        _tenant.Policy["conditions"]!["users"]!["excludeGroups"] = new JsonArray();
        Assert.IsType<Step<Done>.Taken>(await PullAsync());
        Assert.Equal(ConditionalAccessPolicy.ReportOnly, _tenant.State);
    }

    [Fact]
    public async Task A_policy_under_another_name_is_left_alone_and_said_to_be_missing()
    {
        _tenant.Policy["displayName"] = "Require keys";
        Assert.Equal(RedHandle.NotFound, Held(await PullAsync()));
        Assert.Empty(_tenant.Writes);
    }

    [Fact]
    public void Of_several_policies_under_its_name_none_is_guessed()
    {
        var one = Some.Policy(_tenant.Policy);
        Assert.IsType<OwnPolicy.Several>(OwnPolicy.Named(one.DisplayName, [one, one with { Id = "another" }]));
    }

    [Fact]
    public async Task A_tenant_that_does_not_say_which_policies_it_has_holds_and_is_asked_again()
    {
        _tenant.Fail(nameof(ITenantReader.ReadPoliciesAsync));
        var held = Assert.IsType<Step<Done>.Held>(await PullAsync()).Hold;
        Assert.Equal("tenant-unavailable", held.Code);
        Assert.NotNull(held.Until);
    }

    [Fact]
    public async Task It_is_pulled_again_until_it_is_read_back()
    {
        for (var i = 0; i < 3; i++) _tenant.Fail(nameof(ITenantReader.ReadPolicyAsync));
        var told = new List<TimeSpan>();
        Assert.IsType<Step<Done>.Taken>(await PullOnAsync(told));
        Assert.Equal([2, 4, 8], told.Select(wait => wait.TotalSeconds));
    }

    [Fact]
    public async Task It_is_not_pulled_for_ever_nor_where_waiting_does_not_help()
    {
        _tenant.Shown = Some.OurBody(state: ConditionalAccessPolicy.Enabled);
        var told = new List<TimeSpan>();
        Assert.Equal(RollBack.NotVisible, Held(await PullOnAsync(told)));
        Assert.InRange(told.Sum(wait => wait.TotalSeconds), 60, 120);

        told.Clear();
        _tenant.Fail(nameof(ITenantWriter.SetPolicyStateAsync), new TenantFailure.Denied("403", "no") { Request = "PATCH" });
        Assert.Equal(Hold.Denied, Held(await PullOnAsync(told)));
        Assert.Empty(told);
    }

    private Task<Step<Done>> PullOnAsync(List<TimeSpan> told) =>
        new RedHandle(_tenant, new RollBack(_tenant, _tenant)).PullUntilReadBackAsync(Some.PolicyId, new Jumping(), TimeSpan.FromMinutes(2), (_, wait) => told.Add(wait));

    private sealed class Jumping : RolloutClock
    {
        private DateTimeOffset _now = Some.Now;

        public override DateTimeOffset GetUtcNow() => _now;

        public override Task SleepAsync(TimeSpan duration, CancellationToken cancellationToken)
        {
            _now += duration;
            return Task.CompletedTask;
        }
    }
}
