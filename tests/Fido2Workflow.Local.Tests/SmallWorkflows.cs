using Fido2Workflow.Core.Durable;

namespace Fido2Workflow.Local.Tests;

/// <summary>Workflows from text to text, for tests that care for little else.</summary>
internal static class SmallWorkflows
{
    public static readonly Workflow<string, string> Main = new("Main");
    public static readonly Activity<string, string> Echo = new("Echo", new RetryPolicy(1, TimeSpan.Zero, 1, TimeSpan.Zero));

    public static Catalogue Of(Func<WorkflowContext, string, Task<Next<string, string>>> main) =>
        new Catalogue { CurrentVersion = "1" }.Add(Main, "1", main).Add(Echo, (_, text) => Task.FromResult(text));

    public static Catalogue Waiting(int days) => Of(async (context, input) =>
    {
        await context.CreateTimerAsync(context.CurrentUtcDateTime.AddDays(days));
        return Done(input);
    });

    public static Next<string, string> Done(string output) => new Next<string, string>.Completed(output);

    public static Next<string, string> GoOn(string input) => new Next<string, string>.ContinuedAsNew(input);
}
