namespace Fido2Workflow.Core.Tests;

public class PlacementTests
{
    private static readonly IReadOnlyList<User> Everybody =
    [
        .. new[] { "ann", "ben", "cat", "dan", "bg-1", "bg-2", "svc-backup" }.Select(Some.Person),
        Some.Person("guest") with { UserType = "Guest" },
    ];

    private static Placed Place(
        int wave, IReadOnlyList<Decision>? decisions = null, IReadOnlyList<User>? users = null, IReadOnlyList<string>? finance = null, Plan? plan = null, IReadOnlyList<string>? leftBehind = null) =>
        Placement.Of(plan ?? Some.Plan, wave, users ?? Everybody, new Dictionary<string, IReadOnlyList<string>>
        {
            [Some.BreakGlassGroup] = ["bg-1", "bg-2"],
            [Some.ServiceAccountGroup] = ["svc-backup"],
            ["group-finance"] = finance ?? ["ben", "cat"],
        }, Decide.InOrder(decisions ?? []), leftBehind);

    [Fact]
    public void A_person_is_in_the_earliest_wave_that_names_them()
    {
        Assert.Equal(["ann", "ben"], Place(1).Roster);
        Assert.Equal(["cat"], Place(2).Roster);
    }

    [Fact]
    public void The_last_wave_takes_every_member_who_is_left_and_no_guest() => Assert.Equal(["dan"], Place(3).Roster);

    [Fact]
    public void Someone_deferred_goes_into_the_next_wave_and_is_named_in_the_one_they_left()
    {
        var decisions = new[] { Decide.Defer("ann", 1) };
        Assert.Equal(["ben"], Place(1, decisions).Roster);
        Assert.Equal([new LeftOut("ann", "deferred")], Place(1, decisions).LeftOut);
        Assert.Equal(["ann", "cat"], Place(2, decisions).Roster);
    }

    [Fact]
    public void Deferrals_chain_from_wave_to_wave()
    {
        var decisions = new[] { Decide.Defer("ann", 1), Decide.Defer("ann", 2) };
        Assert.DoesNotContain("ann", Place(2, decisions).Roster);
        Assert.Equal(["ann", "dan"], Place(3, decisions).Roster);
    }

    [Fact]
    public void A_deferral_from_a_wave_somebody_is_not_in_changes_nothing() =>
        Assert.Equal(["ann", "ben"], Place(1, [Decide.Defer("ann", 2)]).Roster);

    [Fact]
    public void Whoever_was_admitted_to_a_wave_belongs_to_it_and_to_no_later_one()
    {
        var decisions = new[] { Decide.Admit("dan") };
        Assert.Equal(["ann", "ben", "dan"], Place(1, decisions).Roster);
        Assert.Empty(Place(3, decisions).Roster);
    }

    [Fact]
    public void An_admission_that_came_to_nothing_leaves_a_person_where_they_were() =>
        Assert.Equal(["dan"], Place(3, [Decide.Admit("dan"), Decide.CloseAdmission("1", "dan", "not-proven")]).Roster);

    [Fact]
    public void Of_a_deferral_and_an_admission_the_later_word_counts()
    {
        Assert.Equal(["ann", "ben"], Place(1, [Decide.Defer("ann", 1), Decide.Admit("ann")]).Roster);
        Assert.Equal(["ben"], Place(1, [Decide.Admit("ann"), Decide.Defer("ann", 1)]).Roster);
    }

    [Fact]
    public void Someone_deferred_from_the_last_wave_is_in_the_remainder_wave()
    {
        Assert.Empty(Place(3, [Decide.Defer("dan", 3)]).Roster);
        Assert.Equal(["dan"], Place(4, [Decide.Defer("dan", 3)]).Roster);
        Assert.Equal(["dan"], Place(5, [Decide.Defer("dan", 3), Decide.Defer("dan", 4)]).Roster);
    }

    [Fact]
    public void Whom_a_wave_that_is_done_left_out_as_disabled_belongs_to_the_next_still_to_come()
    {
        Assert.Equal(["ann", "cat"], Place(2, leftBehind: ["ann"]).Roster);
        Assert.Equal(["ann"], Place(4, leftBehind: ["ann"]).Roster);
        Assert.Equal([new LeftOut("ann", LeftOut.Disabled)],
            Place(2, leftBehind: ["ann"], users: [.. Everybody.Where(user => user.Id != "ann"), Some.Person("ann") with { AccountEnabled = false }]).LeftOut);
        Assert.Equal([new LeftOut("ann", LeftOut.Deferred)], Place(2, [Decide.Defer("ann", 2)], leftBehind: ["ann"]).LeftOut);
    }

    [Fact]
    public void Whoever_was_left_behind_and_is_on_no_roster_any_more_is_in_no_wave() =>
        Assert.Empty(Place(4, leftBehind: ["guest", "nobody"]).Roster);

    [Fact]
    public void Excluded_accounts_are_in_no_wave_and_named_where_a_roster_names_them()
    {
        var placed = Place(2, finance: ["cat", "svc-backup", "bg-1"]);
        Assert.Equal(["cat"], placed.Roster);
        Assert.Equal(["bg-1", "svc-backup"], placed.LeftOut.Where(left => left.Reason == "excluded").Select(left => left.UserId).Order());
        Assert.DoesNotContain("svc-backup", Place(3).Roster);
    }

    [Fact]
    public void A_break_glass_account_of_the_plan_is_in_no_wave_though_its_group_lost_it()
    {
        var placed = Placement.Of(Some.Plan, 3, Everybody, new Dictionary<string, IReadOnlyList<string>>
        {
            [Some.BreakGlassGroup] = ["bg-1"], [Some.ServiceAccountGroup] = ["svc-backup"], ["group-finance"] = [],
        }, []);
        Assert.DoesNotContain("bg-2", placed.Roster);
    }

    [Fact]
    public void A_disabled_account_leaves_the_count_and_is_named()
    {
        var placed = Place(1, users: [.. Everybody.Where(user => user.Id != "ben"), Some.Person("ben") with { AccountEnabled = false }]);
        Assert.Equal(["ann"], placed.Roster);
        Assert.Equal([new LeftOut("ben", "disabled")], placed.LeftOut);
    }

    [Fact]
    public void An_account_that_does_not_say_whether_it_is_enabled_is_counted() =>
        Assert.Contains("ben", Place(1, users: [.. Everybody.Where(user => user.Id != "ben"), Some.Person("ben") with { AccountEnabled = null }]).Roster);

    [Fact]
    public void A_name_that_no_account_has_is_told_apart()
    {
        var plan = Some.Plan with { Waves = [new(1, "pilot", new() { UserPrincipalNames = ["ann@contoso.com", "typo@contoso.com"] })] };
        var placed = Place(1, plan: plan);
        Assert.Equal(["ann"], placed.Roster);
        Assert.Equal(["typo@contoso.com"], placed.WithoutAccount);
    }

    [Fact]
    public void Names_are_found_whatever_their_case()
    {
        var plan = Some.Plan with { Waves = [new(1, "pilot", new() { UserPrincipalNames = ["ANN@Contoso.com"] })] };
        Assert.Equal(["ann"], Place(1, plan: plan).Roster);
    }

    [Fact]
    public void A_guest_whom_a_roster_names_is_placed_so_that_a_gate_can_object() =>
        Assert.Contains("guest", Place(2, finance: ["guest"]).Roster);

    [Fact]
    public void It_needs_the_rosters_groups_and_both_exclusion_groups() =>
        Assert.Equal(["group-finance", Some.BreakGlassGroup, Some.ServiceAccountGroup], Placement.GroupsToRead(Some.Plan));
}
