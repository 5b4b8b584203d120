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
