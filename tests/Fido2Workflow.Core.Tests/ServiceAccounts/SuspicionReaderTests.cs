namespace Fido2Workflow.Core.Tests;

public class SuspicionReaderTests
{
    private readonly MemoryTenant _tenant = new(new TestClock(Some.Now)) { Elsewhere = (_, _) => [] };

    private SuspicionReader Reader => new(_tenant);

    private static IReadOnlyList<Suspicion> Given(Answer<IReadOnlyList<Suspicion>> answer) => Assert.IsType<Answer<IReadOnlyList<Suspicion>>.Given>(answer).Value;

    private Task<Answer<IReadOnlyList<Suspicion>>> ReadOfAsync(User user, params IEnumerable<SignIn> recent) => Reader.ReadOfAsync(Some.Plan, [user], recent, Some.Now);

    private void SignsIn(IEnumerable<SignIn> rows) => _tenant.SignIns.AddRange(rows);

    [Fact]
    public async Task Whom_the_directory_does_not_rule_out_is_looked_up_in_the_log()
    {
        SignsIn(Accounts.OnThreeDays("svc", byHand: false, "Mobile Apps and Desktop clients"));
        Assert.Equal("svc", Assert.Single(Given(await ReadOfAsync(Accounts.Bare("svc")))).UserId);
    }

    [Fact]
    public async Task Nobodys_log_is_read_whom_the_directory_rules_out()
    {
        _tenant.Fail(nameof(_tenant.ReadSignInsOfAsync));
        Assert.Empty(Given(await ReadOfAsync(Accounts.Employee("ann"))));
    }

    [Fact]
    public async Task Unless_a_legacy_client_was_seen_at_hand()
    {
        _tenant.Fail(nameof(_tenant.ReadSignInsOfAsync));
        Assert.IsType<Answer<IReadOnlyList<Suspicion>>.Failed>(await ReadOfAsync(Accounts.Employee("ann"), Accounts.Row("ann", byHand: false, "IMAP4")));
    }

    [Fact]
    public async Task A_log_that_could_not_be_read_clears_nobody()
    {
        _tenant.Fail(nameof(_tenant.ReadSignInsOfAsync));
        Assert.IsType<Answer<IReadOnlyList<Suspicion>>.Failed>(await ReadOfAsync(Accounts.Bare("svc")));
    }

    [Fact]
    public async Task Roles_that_could_not_be_read_clear_nobody()
    {
        _tenant.Fail(nameof(_tenant.ReadRoleAssignmentsAsync));
        Assert.IsType<Answer<IReadOnlyList<Suspicion>>.Failed>(await ReadOfAsync(Accounts.Employee("ann")));
    }

    [Fact]
    public async Task Sign_ins_from_before_the_look_back_say_nothing()
    {
        SignsIn(Accounts.OnThreeDays("svc", byHand: false, "Mobile Apps and Desktop clients").Select(row => row with { At = row.At.AddDays(-31) }));
        Assert.Empty(Given(await ReadOfAsync(Accounts.Bare("svc"))));
    }

    [Fact]
    public async Task A_whole_tenant_is_read_a_day_at_a_time_and_says_how_far_it_is()
    {
        SignsIn(Accounts.OnThreeDays("svc", byHand: false, "Mobile Apps and Desktop clients"));
        var days = new List<DateTimeOffset>();
        var found = Given(await Reader.ReadAllAsync(Some.Plan, [Accounts.Bare("svc"), Accounts.Employee("ann")], Some.Now, days.Add));
        Assert.Equal("svc", Assert.Single(found).UserId);
        Assert.Equal((30, Some.Now.AddDays(-30), Some.Now.AddDays(-1)), (days.Count, days[0], days[^1]));
    }

    [Fact]
    public async Task A_row_at_the_edge_of_two_days_counts_once()
    {
        _tenant.SignIns.Clear();
        SignsIn([Accounts.Row("svc", byHand: true, "Browser", hoursAgo: 24)]);
        Assert.Empty(Given(await Reader.ReadAllAsync(Some.Plan, [Accounts.Bare("svc")], Some.Now)));
    }

    [Fact]
    public async Task An_empty_log_clears_only_whom_the_directory_rules_out()
    {
        _tenant.SignIns.Clear();
        var unread = Assert.Single(Given(await Reader.ReadAllAsync(Some.Plan, [Accounts.Bare("svc"), Accounts.Employee("ann")], Some.Now)));
        Assert.Equal(("svc", "the sign-in log of the last 30 days is empty"), (unread.UserId, unread.Unread));
    }

    [Fact]
    public async Task One_day_that_could_not_be_read_is_no_answer()
    {
        _tenant.Fail(nameof(_tenant.ReadSignInsAsync));
        Assert.IsType<Answer<IReadOnlyList<Suspicion>>.Failed>(await Reader.ReadAllAsync(Some.Plan, [Accounts.Bare("svc")], Some.Now));
    }
}
