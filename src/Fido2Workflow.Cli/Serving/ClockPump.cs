using Fido2Workflow.Local;
using Microsoft.Extensions.Logging;

namespace Fido2Workflow.Cli.Serving;

/// <summary>Lets the time of simulated tenants pass while the host runs.</summary>
internal sealed class ClockPump : IAsyncDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _run;

    public ClockPump(VirtualClock clock, double speed, ILogger log)
    {
        _run = Task.Run(() => clock.RunAsync(speed, TimeProvider.System, _stop.Token));
        _ = _run.ContinueWith(failed => ServeLog.ClockFailed(log, failed.Exception!.GetBaseException()), CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await ((Task)_run).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _stop.Dispose();
    }
}
