using Fido2Workflow.Core.People;
using Fido2Workflow.Core.Releases;

namespace Fido2Workflow.Core.Tests;

public class KeepReleasesTests
{
    private readonly TestClock _clock = new(Some.Now);
    private readonly MemoryTenant _tenant;
    private readonly MemoryDecisions _decisions = new();
    private readonly MemoryDocuments _documents = new();

    public KeepReleasesTests() => _tenant = new(_clock);

    private List<string> Group => _tenant.Groups[Some.ReleaseGroup];

    private Task<PeopleKept> RunAsync() =>
        new KeepReleases(_tenant, _tenant, _decisions, _documents).RunAsync(new("contoso.people", _clock.Now), new("contoso", _documents.Save(Some.Plan)));

    private async Task<IReadOnlyList<string>> HoldsAsync() => [.. (await RunAsync()).Holds.Select(hold => hold.Code)];

    private Task<bool[]> DecideAsync(params Decision[] decisions) => Task.WhenAll(decisions.Select(_decisions.AddAsync));

    private IReadOnlyList<ReleaseClosed> Closed => [.. _decisions.All.OfType<ReleaseClosed>()];

    [Fact]
    public async Task Whoever_is_released_goes_in_and_it_is_said_until_when()
    {
        await DecideAsync(Decide.Release("ann"));
        var kept = await RunAsync();
        Assert.Equal(["ann"], Group);
        Assert.Equal((1, Some.Now.AddHours(24)), (kept.People, kept.Until));
        Assert.Empty(kept.Holds);
    }

    [Fact]
    public async Task Whose_release_is_over_goes_out_and_that_is_recorded_once_it_is_read_back()
    {
        await DecideAsync(Decide.Release("ann"));
        await RunAsync();
        _clock.Now = Some.Now.AddHours(24);
        var kept = await RunAsync();
        Assert.Empty(Group);
        Assert.Equal((0, null), (kept.People, kept.Until));
        Assert.Equal(("release-ann", "ann", "fido2workflow"), (Assert.Single(Closed).Release, Closed[0].Person, Closed[0].By));
        Assert.Equal(["add ann", "remove ann"], _tenant.Writes);
    }

    [Fact]
    public async Task A_release_that_somebody_ended_is_over_at_once()
    {
        await DecideAsync(Decide.Release("ann"));
        await RunAsync();
        await DecideAsync(Decide.EndRelease("ann"));
        await RunAsync();
        Assert.Empty(Group);
        Assert.Single(Closed);
    }

    [Fact]
    public async Task Released_again_a_person_stays_in()
    {
        await DecideAsync(Decide.Release("ann", hours: 2));
        await RunAsync();
        await DecideAsync(Decide.Release("ann", hours: 8, id: "again"));
        _clock.Now = Some.Now.AddHours(3);
        Assert.Equal(Some.Now.AddHours(8), (await RunAsync()).Until);
        Assert.Equal(["ann"], Group);
        Assert.Equal(["add ann"], _tenant.Writes);
    }

    [Fact]
    public async Task Run_again_it_changes_nothing()
    {
        await DecideAsync(Decide.Release("ann"), Decide.Release("ben", hoursAgo: 30));
        await RunAsync();
        var (writes, records) = (_tenant.Writes.Count, _decisions.All.Count);
        Assert.Empty(await HoldsAsync());
        Assert.Equal((writes, records), (_tenant.Writes.Count, _decisions.All.Count));
    }

    [Fact]
    public async Task A_release_that_was_over_before_anybody_could_carry_it_out_never_lets_anybody_out()
    {
        await DecideAsync(Decide.Release("ann", hoursAgo: 48));
        await RunAsync();
        Assert.Empty(_tenant.Writes);
        Assert.Single(Closed);
    }

    [Fact]
    public async Task Whoever_somebody_else_put_there_is_told_of_and_left_alone()
    {
        Group.Add("ben");
        await DecideAsync(Decide.Release("ann"));
        var hold = Assert.Single((await RunAsync()).Holds);
        Assert.Equal((KeepReleases.Stranger, "ben", null), (hold.Code, Assert.Single(hold.Named), hold.Until));
        Assert.Equal(["add ann"], _tenant.Writes);
        Assert.Equal(["ben", "ann"], Group);
    }

    [Fact]
    public async Task Whoever_is_put_there_by_hand_after_their_release_was_closed_is_a_stranger()
    {
        await DecideAsync(Decide.Release("ann", hoursAgo: 30));
        await RunAsync();
        Group.Add("ann");
        Assert.Equal([KeepReleases.Stranger], await HoldsAsync());
        Assert.Equal(["ann"], Group);
    }

    [Fact]
    public async Task An_end_whose_write_fails_is_tried_again_and_not_recorded_before_it_shows()
    {
        await DecideAsync(Decide.Release("ann", hoursAgo: 30));
        Group.Add("ann");
        _tenant.Fail(nameof(ITenantWriter.RemoveMemberAsync));
        Assert.Equal(["tenant-unavailable", "release-not-over"], await HoldsAsync());
        Assert.Empty(Closed);
        Assert.Empty(await HoldsAsync());
        Assert.Single(Closed);
    }

    [Fact]
    public async Task An_end_whose_answer_was_lost_is_found_out_by_reading()
    {
        await DecideAsync(Decide.Release("ann", hoursAgo: 30));
        Group.Add("ann");
        _tenant.Fail(nameof(ITenantWriter.RemoveMemberAsync), new TenantFailure.Ambiguous("cut") { Request = "DELETE" });
        _tenant.After(nameof(ITenantWriter.RemoveMemberAsync), () => Group.Remove("ann"));
        Assert.Empty(await HoldsAsync());
        Assert.Single(Closed);
    }

    [Fact]
    public async Task A_write_that_does_not_show_yet_is_looked_for_again_soon()
    {
        await DecideAsync(Decide.Release("ann"));
        _tenant.After(nameof(ITenantWriter.AddMembersAsync), () => Group.Remove("ann"));
        var hold = Assert.Single((await RunAsync()).Holds);
        Assert.Equal(("release-not-visible", Some.Now.AddMinutes(1)), (hold.Code, hold.Until));
    }

    [Fact]
    public async Task While_the_group_cannot_be_read_nothing_is_written_and_nothing_recorded()
    {
        await DecideAsync(Decide.Release("ann"), Decide.Release("ben", hoursAgo: 30));
        _tenant.Fail(nameof(ITenantReader.ReadMembersAsync));
        Assert.Equal(["tenant-unavailable"], await HoldsAsync());
        Assert.Empty(_tenant.Writes);
        Assert.Empty(Closed);
    }

    [Fact]
    public async Task One_whom_the_tenant_refuses_holds_nobody_else_up()
    {
        await DecideAsync(Decide.Release("ann"), Decide.Release("ben", hoursAgo: 30));
        Group.Add("ben");
        _tenant.Fail(nameof(ITenantWriter.AddMembersAsync), Some.EveryFailure[1]);
        Assert.Equal(["tenant-denied", "release-not-visible"], await HoldsAsync());
        Assert.Empty(Group);
        Assert.Equal("ben", Assert.Single(Closed).Person);
    }

    [Fact]
    public async Task The_waves_policy_and_the_fingerprint_of_its_members_stay_as_they_are()
    {
        var (policy, before) = (_tenant.Policy.ToJsonString(), Fingerprint.Of(Some.Policy(_tenant.Policy), _tenant.Groups[Some.EnforcementGroup]));
        await DecideAsync(Decide.Release("ann"));
        await RunAsync();
        Assert.Equal((policy, before), (_tenant.Policy.ToJsonString(), Fingerprint.Of(Some.Policy(_tenant.Policy), _tenant.Groups[Some.EnforcementGroup])));
    }
}
