namespace Fido2Workflow.Core.Tests;

/// <summary>The group is brought to the roster, and no crash forgets that somebody else had touched it.</summary>
public class SyncRosterTests
{
    private static readonly ActivityContext Context = new("contoso.wave-1", Some.Now);
    private readonly MemoryDecisions _decisions = new();
    private readonly MemoryDocuments _documents = new();
    private readonly MemoryTenant _tenant = new(new TestClock(Some.Now));
    private readonly WaveKey _key;

    public SyncRosterTests() => _key = new("contoso", 1, _documents.Save(Some.Plan));

    private List<string> Group => _tenant.Groups[Some.EnforcementGroup];

    private string AsItIs => Fingerprint.Of(Some.Policy(_tenant.Policy), Group);

    private async Task<Step<RosterSynced>> SyncAsync(string? watched) =>
        await new SyncRoster(_tenant, _tenant, _decisions, _documents).RunAsync(Context, new(_key, WaveScript.Objects, watched));

    private async Task<RosterSynced> SyncedAsync(string? watched) => Assert.IsType<Step<RosterSynced>.Taken>(await SyncAsync(watched)).Value;

    [Fact]
    public async Task A_group_that_holds_the_roster_is_left_alone()
    {
        Assert.Equal((2, false, AsItIs), await Facts(AsItIs));
        Assert.Empty(_tenant.Writes);
    }

    [Fact]
    public async Task An_empty_group_that_nobody_watches_yet_is_filled_at_once()
    {
        Group.Clear();
        var synced = await Facts(null);
        Assert.Equal(["add ann", "add ben"], _tenant.Writes);
        Assert.Equal((2, false, AsItIs), synced);
    }

    [Fact]
    public async Task A_leaver_of_the_roster_goes_at_once_and_the_fingerprint_is_another()
    {
        var watched = AsItIs;
        _decisions.Add(Decide.Defer("ben", 1));
        var synced = await Facts(watched);
        Assert.Equal(["remove ben"], _tenant.Writes);
        Assert.Equal((1, false, AsItIs), synced);
        Assert.NotEqual(watched, synced.Fingerprint);
    }

    [Fact]
    public async Task A_stranger_in_the_group_is_told_before_anything_is_written()
    {
        var watched = AsItIs;
        Group.Add("stranger");
        var told = await Facts(watched);
        Assert.Empty(_tenant.Writes);
        Assert.Equal((3, true, AsItIs), told);
        Assert.NotEqual(watched, told.Fingerprint);

        Assert.Equal((2, false, watched), await Facts(told.Fingerprint));
        Assert.Equal(["remove stranger"], _tenant.Writes);
    }

    [Fact]
    public async Task A_crash_between_the_write_and_its_answer_does_not_lose_the_news()
    {
        var watched = AsItIs;
        Group.Add("stranger");
        var told = await Facts(watched);
        await SyncAsync(told.Fingerprint);
        // The process died before the answer was kept: the activity runs again, and the group is as it should be.
        var again = await Facts(told.Fingerprint);
        Assert.NotEqual(told.Fingerprint, again.Fingerprint);
        Assert.Equal(["remove stranger"], _tenant.Writes);
    }

    [Fact]
    public async Task A_member_taken_out_by_hand_is_told_before_he_is_put_back()
    {
        var watched = AsItIs;
        Group.Remove("ann");
        Assert.True((await Facts(watched)).Touched);
        Assert.Empty(_tenant.Writes);
    }

    [Fact]
    public async Task Who_is_not_counted_is_listed_by_reason()
    {
        _decisions.Add(Decide.Defer("ben", 1));
        _tenant.Users[0] = _tenant.Users[0] with { AccountEnabled = false };
        var synced = await SyncedAsync(AsItIs);
        Assert.Equal([("deferred", 1, "ben"), ("disabled", 1, "ann")], synced.LeftOut.Select(left => (left.Reason, left.Count, Assert.Single(left.Named))));
    }

    private async Task<(int InScope, bool Touched, string Fingerprint)> Facts(string? watched)
    {
        var synced = await SyncedAsync(watched);
        return (synced.InScope, synced.Touched, synced.Fingerprint);
    }
}
