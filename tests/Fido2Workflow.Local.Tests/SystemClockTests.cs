using Fido2Workflow.Core.Durable;
using static Fido2Workflow.Local.Tests.SmallWorkflows;

namespace Fido2Workflow.Local.Tests;

/// <summary>The host in earnest, on the machine's clock.</summary>
public sealed class SystemClockTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Timers_retries_and_events_work_in_real_time()
    {
        var flaky = new Activity<string, string>("Flaky", new RetryPolicy(2, TimeSpan.FromMilliseconds(20), 1, TimeSpan.FromSeconds(1)));
        var attempts = 0;
        var instance = await RunAsync(Of(async (context, input) =>
        {
            await context.CreateTimerAsync(context.CurrentUtcDateTime.AddMilliseconds(20));
            var answer = await context.CallActivityAsync(flaky, input);
            return Done(await context.WaitForExternalEventAsync("go", context.CurrentUtcDateTime.AddDays(60)) ? answer : "late");
        }).Add(flaky, (_, text) => ++attempts == 1 ? throw new InvalidOperationException("not yet") : Task.FromResult(text)));

        Assert.Equal("input", instance.Output?.GetString());
        Assert.Equal(2, attempts);
    }

    [Fact]
    public async Task Activities_run_side_by_side_up_to_a_bound()
    {
        var meet = new Activity<int, int>("Meet", new RetryPolicy(1, TimeSpan.Zero, 1, TimeSpan.Zero));
        var fourMet = new TaskCompletionSource();
        var (present, most) = (0, 0);
        var gate = new Lock();

        await RunAsync(Of(async (context, _) =>
        {
            await Task.WhenAll(Enumerable.Range(0, 12).Select(number => context.CallActivityAsync(meet, number)));
            return Done("met");
        }).Add(meet, async (_, number) =>
        {
            lock (gate)
            {
                most = Math.Max(most, ++present);
                if (present == 4) fourMet.TrySetResult();
            }

            await fourMet.Task;
            lock (gate) present--;
            return number;
        }));

        Assert.Equal(4, most);
    }

    [Fact]
    public void A_clock_that_is_set_back_tells_no_time_at_all()
    {
        var machine = new Machine(Noon);
        var clock = new SystemClock(machine: machine);
        Assert.Equal(Noon, clock.GetUtcNow());

        machine.Now = Noon.AddHours(-1);
        var refusal = Assert.Throws<ClockSetBackException>(() => clock.GetUtcNow());
        Assert.Contains("2027-01-04 11:00:00 UTC, and 2027-01-04 12:00:00 UTC has been already", refusal.Message, StringComparison.Ordinal);

        machine.Now = Noon.AddSeconds(1);
        Assert.Equal(Noon.AddSeconds(1), clock.GetUtcNow());
    }

    [Fact]
    public void A_small_step_back_is_waited_out()
    {
        var machine = new Machine(Noon);
        var clock = new SystemClock(machine: machine);
        clock.GetUtcNow();
        machine.Now = Noon.AddSeconds(-20);
        Assert.Equal(Noon, clock.GetUtcNow());
    }

    [Fact]
    public void A_clock_earlier_than_what_the_state_folder_knows_tells_no_time()
    {
        var clock = new SystemClock(notBefore: Noon, new Machine(Noon.AddDays(-1)));
        Assert.Throws<ClockSetBackException>(() => clock.GetUtcNow());
    }

    [Fact]
    public async Task A_host_whose_clock_is_set_back_stops_and_judges_nothing_by_it()
    {
        var machine = new Machine(Noon);
        var judged = new List<DateTimeOffset>();
        var judge = new Activity<string, string>("Judge", new RetryPolicy(3, TimeSpan.Zero, 1, TimeSpan.Zero));
        using var state = StateFolder.Open(_folder.Path);
        await using var host = new EmbeddedHost(Of(async (context, input) =>
        {
            await context.WaitForExternalEventAsync("go", context.CurrentUtcDateTime.AddDays(60));
            return Done(await context.CallActivityAsync(judge, input));
        }).Add(judge, (context, input) =>
        {
            judged.Add(context.Now);
            return Task.FromResult(input);
        }), state, new SystemClock(state.LastInstant, machine));
        await host.StartAsync();
        await host.ScheduleNewInstanceAsync(Main, "input", "main");

        machine.Now = Noon.AddHours(-1);
        await Assert.ThrowsAsync<ClockSetBackException>(() => host.RaiseEventAsync("main", "go"));

        await Assert.ThrowsAsync<ClockSetBackException>(() => host.Failed);
        Assert.Empty(judged);
        Assert.Throws<ClockSetBackException>(() => new SystemClock(state.LastInstant, machine).GetUtcNow());
    }

    private static DateTimeOffset Noon { get; } = RunningHost.Start.AddHours(5);

    private sealed class Machine(DateTimeOffset now) : TimeProvider
    {
        public DateTimeOffset Now { get; set; } = now;

        public override DateTimeOffset GetUtcNow() => Now;
    }

    private async Task<WorkflowInstance> RunAsync(Catalogue catalogue)
    {
        using var state = StateFolder.Open(_folder.Path);
        await using var host = new EmbeddedHost(catalogue, state, new SystemClock());
        await host.StartAsync();
        await host.ScheduleNewInstanceAsync(Main, "input", "main");
        await host.RaiseEventAsync("main", "go");
        return await host.WaitForCompletionAsync("main");
    }
}
