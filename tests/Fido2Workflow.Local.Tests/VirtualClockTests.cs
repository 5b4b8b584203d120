namespace Fido2Workflow.Local.Tests;

public sealed class VirtualClockTests
{
    private static readonly DateTimeOffset Start = RunningHost.Start;
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    private readonly VirtualClock _clock = new(Start);
    private readonly List<string> _seen = [];

    [Fact]
    public async Task Entries_fire_by_due_time_and_then_by_who_asked_first()
    {
        _clock.Schedule(Start + Hour * 2, () => See("second"));
        _clock.Schedule(Start + Hour, () => See("first"));
        _clock.Schedule(Start + Hour * 2, () => See("third"));

        await LetPassAsync(Hour * 3);

        Assert.Equal(["first 08:00", "second 09:00", "third 09:00"], _seen);
    }

    [Fact]
    public async Task What_was_due_in_the_past_fires_at_once_and_time_does_not_go_back()
    {
        _clock.Schedule(Start - Hour, () => See("late"));

        await LetPassAsync(Hour);

        Assert.Equal(["late 07:00"], _seen);
    }

    [Fact]
    public async Task Time_stands_still_while_work_is_held()
    {
        var work = _clock.BeginWork();
        _clock.Schedule(Start + Hour, () => See("after the work"));
        var passing = LetPassAsync(Hour * 2);
        await Task.Yield();
        See("at work");

        work.Dispose();
        await passing;

        Assert.Equal(["at work 07:00", "after the work 08:00"], _seen);
    }

    [Fact]
    public async Task A_callback_may_begin_work_that_outlives_it()
    {
        _clock.Schedule(Start + Hour, () =>
        {
            var work = _clock.BeginWork();
            _ = Task.Run(() =>
            {
                See("worker");
                work.Dispose();
            });
        });
        _clock.Schedule(Start + Hour * 2, () => See("later"));

        await LetPassAsync(Hour * 3);

        Assert.Equal(["worker 08:00", "later 09:00"], _seen);
    }

    [Fact]
    public async Task A_sleeper_gives_its_work_back_and_has_it_again_before_it_goes_on()
    {
        _clock.Schedule(Start + Hour * 2, () => See("other"));

        await _clock.RunUntilAsync(SleepTwiceAsync());

        Assert.Equal(["woke 08:00", "other 09:00", "woke 09:00"], _seen);

        async Task SleepTwiceAsync()
        {
            using var work = _clock.BeginWork();
            await _clock.SleepAsync(Hour, CancellationToken.None);
            await Task.Run(() => See("woke"));
            await _clock.SleepAsync(Hour, CancellationToken.None);
            await Task.Run(() => See("woke"));
        }
    }

    [Fact]
    public async Task A_time_out_wakes_a_sleeper_with_its_work_in_hand()
    {
        _clock.Schedule(Start + Hour + TimeSpan.FromTicks(1), () => See("later"));

        await _clock.RunUntilAsync(HangAsync());
        await LetPassAsync(Hour);

        Assert.Equal(["timed out 08:00", "later 08:00"], _seen);

        async Task HangAsync()
        {
            using var work = _clock.BeginWork();
            using var timeOut = new CancellationTokenSource(Hour, _clock);
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => _clock.SleepAsync(Timeout.InfiniteTimeSpan, timeOut.Token));
            await Task.Run(() => See("timed out"));
        }
    }

    [Fact]
    public async Task A_sleeper_that_wakes_as_its_time_out_comes_due_goes_on_once()
    {
        for (var round = 0; round < 100; round++)
        {
            var clock = new VirtualClock(Start);
            await clock.RunUntilAsync(RaceAsync(clock, timeOutFirst: round % 2 == 0));
            Assert.Equal(Start + Hour, clock.GetUtcNow());
        }

        static async Task RaceAsync(VirtualClock clock, bool timeOutFirst)
        {
            using var work = clock.BeginWork();
            using var source = timeOutFirst ? new CancellationTokenSource(Hour, clock) : new CancellationTokenSource();
            var sleep = clock.SleepAsync(Hour, source.Token);
            using var late = timeOutFirst ? null : clock.CreateTimer(_ => source.Cancel(), null, Hour, Timeout.InfiniteTimeSpan);
            await sleep.ContinueWith(_ => { }, TaskScheduler.Default);
            Assert.Equal(timeOutFirst, sleep.IsCanceled);
        }
    }

    [Fact]
    public async Task A_timer_that_was_disposed_of_or_changed_moves_no_time()
    {
        using var periodic = _clock.CreateTimer(_ => See("tick"), null, Hour, Hour);
        var disposed = _clock.CreateTimer(_ => See("never"), null, Hour, Timeout.InfiniteTimeSpan);
        await disposed.DisposeAsync();

        await LetPassAsync(Hour * 2.5);
        periodic.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);

        Assert.Equal(["tick 08:00", "tick 09:00"], _seen);
        await Assert.ThrowsAsync<InvalidOperationException>(() => _clock.RunUntilAsync(new TaskCompletionSource().Task));
    }

    [Fact]
    public async Task Waiting_for_what_nothing_can_bring_about_is_refused_with_a_sentence()
    {
        var refusal = await Assert.ThrowsAsync<InvalidOperationException>(
            () => _clock.RunUntilAsync(new TaskCompletionSource().Task));

        Assert.Contains("nothing is left that could move time", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_who_sleep_on_one_piece_of_work_are_refused()
    {
        using var work = _clock.BeginWork();
        var first = _clock.SleepAsync(Hour, CancellationToken.None);

        await Assert.ThrowsAsync<InvalidOperationException>(() => _clock.SleepAsync(Hour, CancellationToken.None));

        await _clock.RunUntilAsync(first);
    }

    [Fact]
    public async Task Durations_are_measured_on_the_virtual_clock()
    {
        var before = _clock.GetTimestamp();

        await LetPassAsync(Hour);

        Assert.Equal(Hour, _clock.GetElapsedTime(before));
    }

    private void See(string what)
    {
        lock (_seen) _seen.Add(FormattableString.Invariant($"{what} {_clock.GetUtcNow():HH:mm}"));
    }

    private Task LetPassAsync(TimeSpan time)
    {
        var passed = new TaskCompletionSource();
        _clock.Schedule(_clock.GetUtcNow() + time, passed.SetResult);
        return _clock.RunUntilAsync(passed.Task);
    }
}
