using System.Threading.Channels;
using Fido2Workflow.Core.Durable;
using Fido2Workflow.Local.Time;

namespace Fido2Workflow.Local.Running;

/// <summary>
/// The runner's one thread of thought: steps are taken one after the other, in the order they were posted, and whatever
/// the runner knows is touched by them alone. From being posted to being taken, a step holds the virtual clock.
/// </summary>
/// <param name="clock">The rollout's clock.</param>
/// <param name="rested">Called when no step is left, before time may move.</param>
/// <param name="ended">Called once, after the last step, with the exception that everyone who still waits gets.</param>
internal sealed class StepLoop(RolloutClock clock, TaskCreationOptions continuations, Action rested, Action<Exception> ended)
{
    private readonly Channel<Step> _steps = Channel.CreateUnbounded<Step>(new() { SingleReader = true });
    private readonly TaskCompletionSource _failed = new(continuations);
    private Exception? _end;
    private IDisposable? _telling;
    private Task _run = Task.CompletedTask;

    /// <summary>Faults when a step threw, or <see cref="Fail"/> was called. Never completes otherwise.</summary>
    public Task Failed => _failed.Task;

    /// <summary>Begins to take steps.</summary>
    public void Start() => _run = Task.Run(RunAsync);

    /// <summary>Takes the step in its turn. What it throws ends the loop.</summary>
    public void Post(Action step) => Post(new Step(step, _ => { }, clock.HoldForStep()));

    /// <summary>Takes the step in its turn and answers what it answers, within the step.</summary>
    public Task<T> AskAsync<T>(Action<TaskCompletionSource<T>> step)
    {
        var answer = new TaskCompletionSource<T>(continuations);
        Post(new Step(() => step(answer), e => answer.TrySetException(e), clock.HoldForStep()));
        return answer.Task;
    }

    /// <summary>Ends the loop after the step being taken, as one that died of <paramref name="cause"/>.</summary>
    public void Fail(Exception cause)
    {
        if (End(cause)) _failed.SetException(cause);
    }

    /// <summary>Ends the loop after the step being taken. Steps not yet taken are lost.</summary>
    public async Task StopAsync()
    {
        End(new ObjectDisposedException(nameof(EmbeddedHost)));
        await _run;
        _telling?.Dispose();
    }

    private void Post(Step step)
    {
        if (_steps.Writer.TryWrite(step)) return;
        step.Abandon(_end!);
        step.Work?.Dispose();
    }

    private bool End(Exception cause)
    {
        // Time stands still until all who wait have been told, or the clock would find that nothing is left to wait for.
        var telling = clock.HoldForStep();
        if (Interlocked.CompareExchange(ref _end, cause, null) is not null)
        {
            telling?.Dispose();
            return false;
        }

        _telling = telling;
        _steps.Writer.TryComplete();
        return true;
    }

    private async Task RunAsync()
    {
        while (await _steps.Reader.WaitToReadAsync())
        {
            using var work = clock.HoldForStep();
            while (_steps.Reader.TryRead(out var step))
            {
                if (_end is null) Take(step);
                else step.Abandon(_end);
                step.Work?.Dispose();
            }

            if (_end is null) Guard(rested);
        }

        ended(_end!);
        _telling?.Dispose();
    }

    private void Take(Step step)
    {
        if (Guard(step.Run) is { } failure) step.Abandon(failure);
    }

    private Exception? Guard(Action action)
    {
        try
        {
            action();
            return null;
        }
        catch (Exception e)
        {
            Fail(e);
            return e;
        }
    }

    private sealed record Step(Action Run, Action<Exception> Abandon, IDisposable? Work);
}
