namespace Fido2Workflow.Core.Tests;

public class ReadWatchTests
{
    private static readonly DateTimeOffset Promoted = Some.Now;
    private readonly TestClock _clock = new(Some.Now.AddHours(40));
    private readonly MemoryDecisions _decisions = new();
    private readonly MemoryDocuments _documents = new();
    private readonly MemoryTenant _tenant;

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

    private Task<WatchReading> RunAsync() => new ReadWatch(_tenant, _decisions, _documents).RunAsync(
        new("contoso.wave-1", _clock.Now), new(new("contoso", 1, _documents.Save(Some.Plan)), WaveScript.Objects, Promoted));

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
}
