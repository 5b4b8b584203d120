using Fido2Workflow.Local;
using Fido2Workflow.TenantSimulator;

namespace Fido2Workflow.Entra.Tests.Loopback;

/// <summary>Runs requests on a virtual clock over real sockets.</summary>
internal static class VirtualTime
{
    /// <summary>Gives a transport that withholds late answers on the clock, and lets time pass until the requests are done.</summary>
    public static async Task<T> RunAsync<T>(VirtualClock clock, Func<HttpMessageHandler, Task<T>> requests)
    {
        using var transport = Transport(clock);
        return await clock.PassAsync(() => requests(transport));
    }

    public static HttpMessageHandler Transport(VirtualClock clock) => new SimulatedDelayHandler(clock.SleepAsync) { InnerHandler = new SocketsHttpHandler() };

    /// <summary>Lets time pass wherever this work waits, until it is done.</summary>
    public static async Task<T> PassAsync<T>(this VirtualClock clock, Func<Task<T>> work)
    {
        var done = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        await Task.WhenAll(WorkAsync(), clock.RunUntilAsync(done.Task));
        return await done.Task;

        // Done before the work is given back: between the two, the clock would find nobody at work and nothing to wait for.
        async Task WorkAsync()
        {
            using (clock.BeginWork())
            {
                try
                {
                    done.SetResult(await work());
                }
                catch (Exception failure)
                {
                    done.SetException(failure);
                }
            }
        }
    }
}
