using Fido2Workflow.Core.Durable;
using static Fido2Workflow.Local.Tests.SmallWorkflows;

namespace Fido2Workflow.Local.Tests;

/// <summary>A virtual clock that people live by: an hour of it takes a second. The machine's second is the test's to let pass.</summary>
public sealed class PacedClockTests : IAsyncLifetime, IDisposable
{
    private const double HourInASecond = 3600;
    private static readonly DateTimeOffset Start = RunningHost.Start;
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    private readonly VirtualClock _machine = new(Start);
    private readonly VirtualClock _clock = new(Start);
    private readonly CancellationTokenSource _stop = new();
    private Task _run = Task.CompletedTask;

    public Task InitializeAsync()
    {
        _run = _clock.RunAsync(HourInASecond, _machine, _stop.Token);
        return Task.CompletedTask;
    }

    public async Task DisposeAsync()
    {
        await _stop.CancelAsync();
        await _run;
    }

    public void Dispose() => _stop.Dispose();

    [Fact]
    public async Task Time_passes_so_many_times_as_fast_as_the_machines()
    {
        var fired = At(Start + Hour);

        await LetMachinePassAsync(Second / 2);
        Assert.Equal((Start + Hour / 2, false), (_clock.GetUtcNow(), fired.IsCompleted));

        await LetMachinePassAsync(Second / 2);
        Assert.Equal(Start + Hour, await fired);
    }

    [Fact]
    public async Task What_waits_fires_at_its_own_instant_however_late_the_machine_comes_to_it()
    {
        var (first, second) = (At(Start + Hour), At(Start + 2 * Hour));

        await LetMachinePassAsync(60 * Second);
        Assert.Equal((Start + Hour, false), (await first, second.IsCompleted));

        await LetMachinePassUntilAsync(second);
        Assert.Equal(Start + 2 * Hour, await second);
    }

    [Fact]
    public async Task Time_stands_still_while_somebody_from_another_thread_is_at_work_and_is_not_caught_up_on()
    {
        var fired = At(Start + Hour);
        await LetMachinePassAsync(Second / 2);

        var work = await Task.Run(_clock.BeginWork);
        await LetMachinePassAsync(60 * Second);
        Assert.Equal((Start + Hour / 2, false), (_clock.GetUtcNow(), fired.IsCompleted));
        work.Dispose();

        await LetMachinePassAsync(Second / 4);
        Assert.Equal((Start + Hour * 0.75, false), (_clock.GetUtcNow(), fired.IsCompleted));
        await LetMachinePassAsync(Second / 4);
        Assert.Equal(Start + Hour, await fired);
    }

    [Fact]
    public async Task What_comes_to_wait_while_the_clock_waits_for_something_later_fires_first()
    {
        var later = At(Start + 24 * Hour);
        await LetMachinePassAsync(Second / 2);

        var sooner = new TaskCompletionSource<DateTimeOffset>();
        await Task.Run(() => _clock.Schedule(Start + Hour, () => sooner.SetResult(_clock.GetUtcNow())));
        await LetMachinePassAsync(Second / 2);

        Assert.Equal((Start + Hour, false), (await sooner.Task, later.IsCompleted));
    }

    [Fact]
    public async Task What_is_taken_out_of_the_queue_takes_no_time_back()
    {
        var timer = _clock.CreateTimer(_ => { }, null, Hour, Timeout.InfiniteTimeSpan);
        await LetMachinePassAsync(Second / 2);

        await timer.DisposeAsync();

        Assert.Equal(Start + Hour / 2, _clock.GetUtcNow());
    }

    [Fact]
    public async Task Where_nothing_waits_for_time_it_stands()
    {
        await LetMachinePassAsync(60 * Second);
        Assert.Equal(Start, _clock.GetUtcNow());

        var fired = At(Start + Hour);
        await LetMachinePassAsync(Second);
        Assert.Equal(Start + Hour, await fired);
    }

    [Fact]
    public async Task It_stops_while_it_waits_and_while_somebody_is_at_work()
    {
        using var work = _clock.BeginWork();
        _ = At(Start + Hour);

        await _stop.CancelAsync();

        await _run;
    }

    [Fact]
    public async Task A_workflow_waits_for_its_timer_by_it_and_is_nudged_from_another_thread()
    {
        using var folder = new TemporaryFolder();
        using var state = StateFolder.Open(folder.Path);
        await using var host = new EmbeddedHost(Of(async (context, _) =>
        {
            await context.CreateTimerAsync(context.CurrentUtcDateTime + Hour);
            return Done(await context.WaitForExternalEventAsync("go", context.CurrentUtcDateTime + 60 * 24 * Hour) ? "nudged" : "late");
        }), state, _clock);
        await host.StartAsync();
        using (_clock.BeginWork()) await host.ScheduleNewInstanceAsync(Main, "", "main");

        await Task.Run(async () =>
        {
            using (_clock.BeginWork()) await host.RaiseEventAsync("main", "go");
        });
        var ended = host.WaitForCompletionAsync("main");
        await LetMachinePassUntilAsync(ended);

        Assert.Equal(("nudged", true), ((await ended).Output?.GetString(), (await ended).LastUpdatedAt - Start >= Hour));
    }

    private Task<DateTimeOffset> At(DateTimeOffset due)
    {
        var fired = new TaskCompletionSource<DateTimeOffset>(TaskCreationOptions.RunContinuationsAsynchronously);
        _clock.Schedule(due, () => fired.SetResult(_clock.GetUtcNow()));
        return fired.Task;
    }

    private Task LetMachinePassAsync(TimeSpan time)
    {
        var passed = new TaskCompletionSource();
        _machine.Schedule(_machine.GetUtcNow() + time, passed.SetResult);
        return _machine.RunUntilAsync(passed.Task);
    }

    // Whoever was told last may still be at work, and meanwhile no time passes.
    private async Task LetMachinePassUntilAsync(Task happened)
    {
        while (!happened.IsCompleted) await LetMachinePassAsync(Second);
    }
}
