using Fido2Workflow.Core.Passes;

namespace Fido2Workflow.Core.Tests;

public class PassTestTests
{
    private static readonly PassIssued Issued = Decide.IssuePass("test", wave: Decision.Prerequisites);

    private static TemporaryAccessPass Pass(string? reason, bool? isUsable = false, string id = "pass-1") => new(id, Some.Now, Some.Now, 60, true, isUsable, reason);

    [Fact]
    public void A_pass_that_was_used_is_consumed() => Assert.IsType<PassUse.Consumed>(PassUse.Of(Issued, [Pass("OneTimeUsed")], Some.Now));

    [Theory]
    [InlineData("EnabledByPolicy", true)]
    [InlineData("NotYetValid", false)]
    public void A_pass_that_waits_is_not_used_yet_until_it_ends(string reason, bool isUsable)
    {
        Assert.IsType<PassUse.NotYet>(PassUse.Of(Issued, [Pass(reason, isUsable)], Issued.Until.AddSeconds(-1)));
        Assert.IsType<PassUse.Missed>(PassUse.Of(Issued, [Pass(reason, isUsable)], Issued.Until));
    }

    [Theory]
    [InlineData("Expired")]
    [InlineData("DisabledByPolicy")]
    public void A_pass_that_ended_unused_was_missed(string reason) =>
        Assert.Equal(new PassUse.Missed(reason), PassUse.Of(Issued, [Pass(reason)], Some.Now));

    [Fact]
    public void What_is_not_seen_consumed_is_not_consumed()
    {
        Assert.IsType<PassUse.Unclear>(PassUse.Of(Issued, [], Some.Now));
        Assert.IsType<PassUse.Unclear>(PassUse.Of(Issued, [Pass("OneTimeUsed", id: "pass-2")], Some.Now));
        Assert.IsType<PassUse.Unclear>(PassUse.Of(Issued, [Pass("OneTimeUsed", isUsable: true)], Some.Now));
        Assert.IsType<PassUse.Unclear>(PassUse.Of(Issued, [Pass("SomethingNew")], Some.Now));
        Assert.IsType<PassUse.Unclear>(PassUse.Of(Issued, [Pass(null)], Some.Now));
    }

    [Fact]
    public async Task Waiting_ends_when_it_is_used_and_records_that()
    {
        var (tenant, clock, decisions) = Make();
        tenant.Passes = [Pass("EnabledByPolicy", true)];
        clock.At(Some.Now.AddMinutes(7), () => tenant.Passes = [Pass("OneTimeUsed")]);

        var use = await new PassTest(tenant, decisions, clock).WaitAsync("tested", "olga", Issued, CancellationToken.None);

        Assert.IsType<PassUse.Consumed>(Assert.IsType<Answer<PassUse>.Given>(use).Value);
        var recorded = Assert.IsType<PassTested>(Assert.Single(decisions.All));
        Assert.Equal(("test", true, "olga", Some.Now.AddMinutes(7)), (recorded.Person, recorded.Consumed, recorded.By, recorded.At));
    }

    [Fact]
    public async Task Waiting_ends_when_the_pass_does_and_records_that_nobody_used_it()
    {
        var (tenant, clock, decisions) = Make();
        tenant.Passes = [Pass("EnabledByPolicy", true)];

        await new PassTest(tenant, decisions, clock).WaitAsync("tested", "olga", Issued, CancellationToken.None);

        Assert.False(Assert.IsType<PassTested>(Assert.Single(decisions.All)).Consumed);
        Assert.Equal(Issued.Until, clock.GetUtcNow());
    }

    [Fact]
    public async Task A_read_that_fails_is_asked_again_and_records_nothing_by_itself()
    {
        var (tenant, clock, decisions) = Make();
        tenant.Passes = [Pass("OneTimeUsed")];
        tenant.Fail(nameof(tenant.ReadPassesAsync));

        Assert.IsType<Answer<PassUse>.Failed>(await new PassTest(tenant, decisions, clock).ConfirmAsync("tested", "olga", Issued));
        Assert.Empty(decisions.All);

        tenant.Fail(nameof(tenant.ReadPassesAsync));
        await new PassTest(tenant, decisions, clock).WaitAsync("tested", "olga", Issued, CancellationToken.None);
        Assert.True(Assert.IsType<PassTested>(Assert.Single(decisions.All)).Consumed);
    }

    [Fact]
    public void Only_the_test_users_last_pass_is_looked_for()
    {
        var plan = Some.Plan with { Passes = new() { TestUser = "test" } };
        Assert.Null(PassTest.LastIssued(plan, Decide.InOrder(Decide.IssuePass("ann"))));
        Assert.Equal("pass-2", PassTest.LastIssued(plan, Decide.InOrder(Issued, Issued with { Pass = "pass-2" }, Decide.IssuePass("ann")))!.Pass);
    }

    private static (MemoryTenant Tenant, JumpingClock Clock, MemoryDecisions Decisions) Make() => (new(new TestClock(Some.Now)), new(Some.Now), new());

    /// <summary>A clock on which a sleep takes no time, and on which something may happen meanwhile.</summary>
    private sealed class JumpingClock(DateTimeOffset now) : RolloutClock
    {
        private (DateTimeOffset At, Action Then)? _due;

        public void At(DateTimeOffset at, Action then) => _due = (at, then);

        public override DateTimeOffset GetUtcNow() => now;

        public override Task SleepAsync(TimeSpan duration, CancellationToken cancellationToken)
        {
            now += duration;
            if (_due is { } due && due.At <= now)
            {
                due.Then();
                _due = null;
            }
            return Task.CompletedTask;
        }
    }
}
