namespace Fido2Workflow.Core.Tests;

public class ReadWatchTests
{
    private static readonly DateTimeOffset Promoted = Some.Now;
    private readonly TestClock _clock = new(Some.Now.AddHours(40));
    private readonly MemoryDecisions _decisions = new();
    private readonly MemoryDocuments _documents = new();
    private readonly MemoryTenant _tenant;
    private Plan _plan = Some.Plan;

    public ReadWatchTests()
    {
        _tenant = new(_clock);
        _tenant.Policy["state"] = ConditionalAccessPolicy.Enabled;
        _tenant.SignIns.Clear();
        foreach (var person in new[] { "ann", "ben" })
            _tenant.SignIns.AddRange([Row(person, -48, PolicyResult.ReportOnlySuccess), Row(person, 1, PolicyResult.Success), Row(person, 39, PolicyResult.Success), Row(person, 39.5, PolicyResult.Success) with { IsInteractive = false }]);
    }

    private static SignIn Row(string person, double hours, PolicyResult result, int error = 0) =>
        new($"{person} at {hours}", Promoted.AddHours(hours), true, person, "outlook", "Outlook", "laptop", "Browser", null, error, result, null);

    private Task<WatchReading> RunAsync(double? unknownForHours = null) => new ReadWatch(_tenant, _decisions, _documents).RunAsync(
        new("contoso.wave-1", _clock.Now), new(new("contoso", 1, _documents.Save(_plan)), WaveScript.Objects, Promoted, unknownForHours is { } hours ? _clock.Now.AddHours(-hours) : null));

    private static Hold OnlyHold(WatchReading reading, string code)
    {
        Assert.False(reading.IsClean);
        var hold = Assert.Single(reading.Holds);
        Assert.Equal(code, hold.Code);
        Assert.False(string.IsNullOrEmpty(hold.NextStep), "a hold names the next step");
        return hold;
    }

    private void LockOut(params string[] people)
    {
        foreach (var person in people)
        {
            _tenant.SignIns.RemoveAll(row => row.UserId == person && row.At > Promoted.AddHours(2));
            _tenant.SignIns.Add(Row(person, 38, PolicyResult.Failure, 53003));
        }
    }

    [Fact]
    public async Task Clean_hours_and_everyone_seen_is_clean()
    {
        var reading = await RunAsync();
        Assert.True(reading.IsClean);
        Assert.Empty(reading.Holds);
        Assert.Empty(_tenant.Writes);
    }

    [Fact]
    public async Task Somebody_unseen_holds_until_accepted_by_name()
    {
        _tenant.SignIns.RemoveAll(row => row.UserId == "ben" && row.At > Promoted);
        var reading = await RunAsync();
        Assert.False(reading.IsClean);
        Assert.Equal("watch-unseen", Assert.Single(reading.Holds).Code);
        _decisions.Add(Decide.Accept("ben"));
        Assert.True((await RunAsync()).IsClean);
    }

    [Fact]
    public async Task Whoever_was_accepted_before_the_promotion_is_looked_for_again()
    {
        _tenant.SignIns.RemoveAll(row => row.UserId == "ben" && row.At > Promoted);
        _decisions.Add(Decide.Accept("ben") with { At = Promoted.AddHours(-1) });
        Assert.Equal("watch-unseen", Assert.Single((await RunAsync()).Holds).Code);
    }

    [Fact]
    public async Task One_person_locked_out_is_named_and_holds_and_the_brake_is_not_pulled()
    {
        LockOut("ben");
        var reading = await RunAsync();
        Assert.False(reading.IsClean);
        Assert.Equal(["ben"], reading.Holds.Single(hold => hold.Code == "locked-out").Named);
        Assert.Empty(_decisions.All);
    }

    [Fact]
    public async Task Two_people_locked_out_pull_the_brake_once_however_often_it_is_read()
    {
        LockOut("ann", "ben");
        Assert.Equal("brake", Assert.Single((await RunAsync()).Holds).Code);
        await RunAsync();
        Assert.Equal(ReadWatch.Product, Assert.IsType<RolledBack>(Assert.Single(_decisions.All)).By);
    }

    [Fact]
    public async Task A_policy_found_in_report_only_counts_as_rolled_back()
    {
        _tenant.Policy["state"] = ConditionalAccessPolicy.ReportOnly;
        Assert.False((await RunAsync()).IsClean);
        Assert.IsType<RolledBack>(Assert.Single(_decisions.All));
    }

    [Theory]
    [InlineData(nameof(ITenantReader.ReadPolicyAsync))]
    [InlineData(nameof(ITenantReader.ReadTransitiveUsersAsync))]
    [InlineData(nameof(ITenantReader.ReadSignInsAsync))]
    public async Task What_could_not_be_read_is_not_clean_and_pulls_no_brake(string request)
    {
        _tenant.Fail(request);
        var reading = await RunAsync();
        Assert.False(reading.IsClean);
        Assert.Equal("tenant-unavailable", Assert.Single(reading.Holds).Code);
        Assert.Empty(_decisions.All);
    }

    [Fact]
    public async Task Nobody_told_for_less_than_four_hours_is_asked_again_when_they_are_over()
    {
        _tenant.Elsewhere = (_, _) => [];
        _tenant.SignIns.RemoveAll(row => row.At > Promoted.AddHours(2));
        var hold = OnlyHold(await RunAsync(unknownForHours: 3), ReadWatch.Unknown);
        Assert.Equal(_clock.Now.AddHours(1), hold.Until);
        Assert.True(hold.IsBlind);
    }

    [Theory]
    [InlineData(null, false)] // asked in vain for the first time, however long ago the last answer was
    [InlineData(3.9, false)]
    [InlineData(4.0, true)]
    public async Task Nobody_told_for_four_hours_is_told_to_the_operator_and_the_approvers(double? hours, bool told)
    {
        _decisions.Add(Decide.Start("rita"));
        _tenant.Fail(nameof(ITenantReader.ReadSignInsAsync), new TenantFailure.Denied("Authorization_RequestDenied", "no") { Request = "GET /beta/auditLogs/signIns" });
        var reading = await RunAsync(hours);
        Assert.False(reading.IsKnown);
        Assert.Equal(told ? ["tenant-denied", ReadWatch.UnknownTooLong] : ["tenant-denied"], reading.Holds.Select(hold => hold.Code));
        if (told) Assert.Equal(["rita", .. Some.Plan.Approvers], reading.Holds[1].Named);
    }

    [Fact]
    public async Task A_log_without_the_permission_to_read_policies_is_unknown_and_says_what_mends_it()
    {
        for (var i = 0; i < _tenant.SignIns.Count; i++) _tenant.SignIns[i] = _tenant.SignIns[i] with { PolicyResult = PolicyResult.Unknown };
        var hold = OnlyHold(await RunAsync(), ReadWatch.Unknown);
        Assert.Equal(["ann", "ben"], hold.Named);
        Assert.Contains("Policy.Read.All", hold.NextStep, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_log_that_never_shows_the_policy_enforced_is_no_evidence()
    {
        for (var i = 0; i < _tenant.SignIns.Count; i++) _tenant.SignIns[i] = _tenant.SignIns[i] with { PolicyResult = PolicyResult.NotListed };
        OnlyHold(await RunAsync(), ReadWatch.Unknown);
    }

    [Fact]
    public async Task Somebody_silent_is_named_and_holds_until_a_person_vouches_for_them()
    {
        _tenant.SignIns.RemoveAll(row => row.UserId == "ben");
        foreach (var days in new[] { 1, 4, 5 }) _tenant.SignIns.Add(Row("ben", -24 * days, PolicyResult.ReportOnlySuccess));
        var reading = await RunAsync();
        Assert.Equal(["watch-silent", "watch-unseen"], reading.Holds.Select(hold => hold.Code));
        Assert.Equal(["ben"], reading.Holds[0].Named);
        _decisions.Add(Decide.Accept("ben"));
        Assert.True((await RunAsync()).IsClean);
    }

    [Fact]
    public async Task A_block_that_may_still_be_made_good_holds_though_the_hours_before_it_are_clean()
    {
        _tenant.SignIns.Add(Row("ben", 31, PolicyResult.Failure, 53003) with { DeviceId = "phone" });
        var reading = await RunAsync();
        Assert.Equal(29, reading.CleanHours);
        var hold = OnlyHold(reading, "watch-pending");
        Assert.Equal(["ben"], hold.Named);
        Assert.Equal(Some.At("2026-11-12 11:30"), hold.Until);
    }

    [Theory]
    [InlineData("Europe/London", 3)]
    [InlineData("America/New_York", 31)]
    public async Task The_desk_where_that_person_works_decides_how_long_a_block_may_last(string zone, int cleanHours)
    {
        _plan = Some.Plan with { Calendar = Some.Plan.Calendar with { TimeZones = new Dictionary<string, string> { ["GB"] = zone } } };
        // From 10:00 to 16:00 on Wednesday, which is from 05:00 to 11:00 in New York; ann is still blocked elsewhere.
        _tenant.SignIns.AddRange([Row("ben", 24, PolicyResult.Failure, 53003) with { DeviceId = "phone" }, Row("ben", 30, PolicyResult.Success) with { DeviceId = "phone" }]);
        _tenant.SignIns.Add(Row("ann", 38, PolicyResult.Failure, 53003) with { DeviceId = "phone" });
        Assert.Equal(cleanHours, (await RunAsync()).CleanHours);
    }

    [Fact]
    public async Task Attempts_that_never_reached_a_policy_are_shown_and_hold_nothing()
    {
        for (var hour = 3; hour < 30; hour++) _tenant.SignIns.Add(Row("ben", hour, PolicyResult.NotListed, 50126));
        var reading = await RunAsync();
        Assert.True(reading.IsClean);
        Assert.Equal(27, reading.FailedBeforePolicy);
    }

    [Theory]
    [InlineData(nameof(ITenantReader.ReadUsersAsync), 0)]
    [InlineData(nameof(ITenantReader.ReadSignInsAsync), 1)]
    public async Task Weeks_before_that_cannot_be_read_are_unknown_and_pull_no_brake(string request, int after)
    {
        LockOut("ann", "ben");
        if (after == 0) _tenant.Fail(request);
        else _tenant.After(request, () => _tenant.Fail(request));
        var reading = await RunAsync();
        Assert.False(reading.IsKnown);
        Assert.Empty(_decisions.All);
    }

    [Fact]
    public async Task Whoever_is_released_is_neither_waited_for_nor_locked_out()
    {
        LockOut("ann", "ben");
        _tenant.Groups[Some.ReleaseGroup].Add("ben");
        var reading = await RunAsync();
        Assert.Equal(1, reading.InScope);
        Assert.Equal(["ann"], Assert.Single(reading.Holds, hold => hold.Code == "locked-out").Named);
        Assert.Empty(_decisions.All);
    }

    [Fact]
    public async Task An_exclusion_that_cannot_be_read_is_unknown()
    {
        _tenant.After(nameof(ITenantReader.ReadTransitiveUsersAsync), () => _tenant.Fail(nameof(ITenantReader.ReadTransitiveUsersAsync)));
        Assert.False((await RunAsync()).IsKnown);
    }
}
