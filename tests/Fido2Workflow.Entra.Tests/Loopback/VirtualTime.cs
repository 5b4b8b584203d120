using Fido2Workflow.Local;

namespace Fido2Workflow.Entra.Tests.Loopback;

/// <summary>Runs requests on a virtual clock over real sockets.</summary>
internal static class VirtualTime
{
    /// <summary>Gives a transport that withholds late answers on the clock, and lets time pass until the requests are done.</summary>
    public static async Task<T> RunAsync<T>(VirtualClock clock, Func<HttpMessageHandler, Task<T>> requests)
    {
        using var transport = new LateAnswers(clock);
        var running = WorkAsync();
        await clock.RunUntilAsync(running);
        return await running;

        async Task<T> WorkAsync()
        {
            using (clock.BeginWork())
                return await requests(transport);
        }
    }
}
