using System.Collections.Concurrent;
using Fido2Workflow.Core.Durable;

namespace Fido2Workflow.HostSuite;

/// <summary>
/// What every host of the workflows must do. A host's test project derives from this and supplies the host; the suite
/// never says how long a moment is, so that one host can jump it and another wait.
/// </summary>
public abstract partial class HostSuite
{
    /// <summary>For activities that are not meant to throw.</summary>
    protected static readonly RetryPolicy Once = new(1, TimeSpan.Zero, 1, TimeSpan.Zero);

    /// <summary>Writes its input down.</summary>
    protected static readonly Activity<string, string> Note = new("Note", Once);

    /// <summary>A workflow from text to text, as most tests need one.</summary>
    protected static readonly Workflow<string, string> Main = new("Main");

    private readonly ConcurrentQueue<string> _notes = [];

    /// <summary>What <see cref="Note"/> wrote down, in order.</summary>
    protected IReadOnlyList<string> Notes => [.. _notes];

    /// <summary>The shortest time that is worth speaking of on this host.</summary>
    protected abstract TimeSpan Moment { get; }

    /// <summary>Starts a host on a fresh state.</summary>
    protected abstract Task<IWorkflowClient> StartAsync(Catalogue catalogue);

    /// <summary>Abandons the host as a crash would, lets time pass without one, and starts another on the same state.</summary>
    protected abstract Task<IWorkflowClient> RestartAsync(Catalogue catalogue, TimeSpan downFor);

    /// <summary>Lets time pass, and the host come to rest.</summary>
    protected abstract Task LetPassAsync(TimeSpan time);

    /// <summary>Lets time pass until the instance has ended.</summary>
    protected abstract Task<WorkflowInstance> WaitForEndAsync(string instanceId);

    /// <summary>A catalogue with <see cref="Main"/> and <see cref="Note"/>, in version 1.</summary>
    protected Catalogue CatalogueOf(Func<WorkflowContext, string, Task<Next<string, string>>> main) =>
        WithNote(new Catalogue { CurrentVersion = "1" }).Add(Main, "1", main);

    /// <summary>Adds <see cref="Note"/>.</summary>
    protected Catalogue WithNote(Catalogue catalogue) => catalogue.Add(Note, (_, text) =>
    {
        _notes.Enqueue(text);
        return Task.FromResult(text);
    });

    /// <summary>The end of a workflow from text to text.</summary>
    protected static Next<string, string> Done(string output) => new Next<string, string>.Completed(output);

    /// <summary>A fresh history for a workflow from text to text.</summary>
    protected static Next<string, string> GoOn(string input) => new Next<string, string>.ContinuedAsNew(input);

    private Task<IWorkflowClient> RestartAsync(Catalogue catalogue) => RestartAsync(catalogue, TimeSpan.Zero);

    private Task SettleAsync() => LetPassAsync(Moment);

    /// <summary>Starts a host and <see cref="Main"/> on it, runs that to its end, and answers it.</summary>
    private async Task<WorkflowInstance> RunAsync(Func<WorkflowContext, string, Task<Next<string, string>>> main, string input = "input")
    {
        var client = await StartAsync(CatalogueOf(main));
        await client.ScheduleNewInstanceAsync(Main, input, "main");
        return await WaitForEndAsync("main");
    }
}
