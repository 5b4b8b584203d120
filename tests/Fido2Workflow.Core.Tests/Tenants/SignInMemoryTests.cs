namespace Fido2Workflow.Core.Tests;

/// <summary>What is read of the log while a wave is asked about again and again.</summary>
public class SignInMemoryTests
{
    private static readonly DateTimeOffset From = Some.Now.AddDays(-5);

    private readonly MemoryTenant _tenant = new(new TestClock(Some.Now));
    private readonly SignInMemory _memory = new();
    private readonly List<DateTimeOffset> _askedFrom = [];

    public SignInMemoryTests()
    {
        _tenant.SignIns.Clear();
        _tenant.Elsewhere = (from, _) =>
        {
            _askedFrom.Add(from);
            return [];
        };
    }

    [Fact]
    public async Task The_second_look_of_a_day_reads_the_last_day_anew_and_answers_the_whole_log()
    {
        Happen("old", hours: -100);
        Happen("young", hours: -1);
        await ReadAsync(hours: 0);
        Happen("late", hours: -20);
        Happen("new", hours: 1);

        Assert.Equal(["late", "new", "old", "young"], await ReadAsync(hours: 2));
        Assert.Equal([From, Some.Now.AddDays(-1)], _askedFrom);
    }

    [Fact]
    public async Task Once_a_day_all_of_it_is_read_again_for_a_row_that_came_later_than_any_should()
    {
        await ReadAsync(hours: 0);
        Happen("much later", hours: -90);
        Assert.Empty(await ReadAsync(hours: 23));
        Assert.Equal(["much later"], await ReadAsync(hours: 24));
        Assert.Equal([From, Some.Now.AddDays(-1), From], _askedFrom);
    }

    [Fact]
    public async Task Rows_from_before_the_span_that_is_asked_for_are_left_out_and_still_known()
    {
        Happen("old", hours: -100);
        await ReadAsync(hours: 0);
        Assert.Empty(await ReadAsync(hours: 1, from: Some.Now.AddHours(-3)));
        Assert.Equal(["old"], await ReadAsync(hours: 2));
        Assert.Equal([From, Some.Now.AddHours(-3), Some.Now.AddHours(-23)], _askedFrom);
    }

    [Fact]
    public async Task What_lies_before_what_was_read_is_read()
    {
        await ReadAsync(hours: 0, from: Some.Now.AddDays(-2));
        await ReadAsync(hours: 1);
        Assert.Equal([Some.Now.AddDays(-2), From], _askedFrom);
    }

    [Fact]
    public async Task A_clock_set_back_reads_the_whole_log()
    {
        await ReadAsync(hours: 0);
        Happen("row", hours: -6);
        Assert.Equal(["row"], await ReadAsync(hours: -5));
        Assert.Equal([From, From], _askedFrom);
    }

    [Fact]
    public async Task The_rows_of_one_policy_say_nothing_of_another()
    {
        await ReadAsync(hours: 0, policy: "ours");
        await ReadAsync(hours: 1, policy: "theirs");
        Assert.Equal([From, From], _askedFrom);
    }

    [Fact]
    public async Task A_log_that_cannot_be_read_is_no_log_and_forgets_nothing()
    {
        Happen("old", hours: -100);
        await ReadAsync(hours: 0);
        _tenant.Fail(nameof(ITenantReader.ReadSignInsAsync));
        Assert.IsType<Answer<SignInLog>.Failed>(await _memory.ReadAsync(_tenant, From, Some.Now.AddHours(1), "ours"));
        Assert.Equal(["old"], await ReadAsync(hours: 2));
        Assert.Equal([From, Some.Now.AddDays(-1)], _askedFrom);
    }

    private void Happen(string user, double hours) => _tenant.SignIns.Add(Facts.SignIn(user, Some.Now.AddHours(hours)));

    private async Task<IEnumerable<string>> ReadAsync(double hours, DateTimeOffset? from = null, string policy = "ours")
    {
        var now = Some.Now.AddHours(hours);
        var log = Assert.IsType<Answer<SignInLog>.Given>(await _memory.ReadAsync(_tenant, from ?? From, now, policy)).Value;
        Assert.Equal((from ?? From, now), (log.From, log.To));
        return log.Rows.Select(row => row.UserId).Order();
    }
}
