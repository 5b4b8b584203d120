using Fido2Workflow.Core.Durable;

namespace Fido2Workflow.Local.Running;

/// <summary>
/// All durable timers, ordered by due time and then by the turn that made them: the same order before and after a
/// restart. One timer of the clock stands for the first of them.
/// </summary>
/// <param name="post">Posts a step to the loop. Each timer fires in a step of its own, so that none keeps others waiting.</param>
internal sealed class TimerQueue(RolloutClock clock, TimeSpan longestWait, Action<Action> post) : IDisposable
{
    private readonly SortedSet<DurableTimer> _timers = [];
    private readonly Dictionary<TaskKey, DurableTimer> _byTask = [];
    private ITimer? _alarm;
    private DateTimeOffset? _alarmAt;

    /// <param name="task">What it is for; one timer each.</param>
    /// <param name="due">UTC; fires at once where that has passed.</param>
    /// <param name="position">The turn that made it.</param>
    /// <param name="fire">What happens then, as a step of the loop.</param>
    public void Add(TaskKey task, DateTimeOffset due, long position, Action fire)
    {
        var timer = new DurableTimer(due, position, task, fire);
        _byTask.Add(task, timer);
        _timers.Add(timer);
        SetAlarm();
    }

    public void Remove(TaskKey task)
    {
        if (!_byTask.Remove(task, out var timer)) return;
        _timers.Remove(timer);
        SetAlarm();
    }

    public void Dispose() => _alarm?.Dispose();

    private void SetAlarm()
    {
        if (_timers.Min?.Due == _alarmAt) return;
        _alarmAt = _timers.Min?.Due;
        _alarm?.Dispose();
        _alarm = null;
        if (_alarmAt is not { } due) return;
        var wait = due - clock.GetUtcNow();
        // What is due already waits its turn in the clock's queue too: after a restart at its instant it comes as it would have.
        _alarm = clock.CreateTimer(_ => post(FireFirst), null, wait <= TimeSpan.Zero ? TimeSpan.Zero : wait < longestWait ? wait : longestWait, Timeout.InfiniteTimeSpan);
    }

    private void FireFirst()
    {
        _alarmAt = null;
        if (_timers.Min is { } first && first.Due <= clock.GetUtcNow())
        {
            _timers.Remove(first);
            _byTask.Remove(first.Task);
            first.Fire();
        }

        SetAlarm();
    }

    private sealed record DurableTimer(DateTimeOffset Due, long Position, TaskKey Task, Action Fire) : IComparable<DurableTimer>
    {
        public int CompareTo(DurableTimer? other) => other is null
            ? 1
            : (Due, Position, Task.TaskId).CompareTo((other.Due, other.Position, other.Task.TaskId));
    }
}
