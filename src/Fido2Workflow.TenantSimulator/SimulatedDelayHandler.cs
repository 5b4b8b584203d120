using System.Globalization;

namespace Fido2Workflow.TenantSimulator;

/// <summary>
/// Withholds an answer for as long as the tenant says it is late. The tenant itself never sleeps: an answer leaves at
/// once, and is late on the clock of whoever waits for it, so that a time-out on that clock comes first where it is shorter.
/// </summary>
/// <param name="sleep">Waits on the caller's clock.</param>
public sealed class SimulatedDelayHandler(Func<TimeSpan, CancellationToken, Task> sleep) : DelegatingHandler
{
    /// <summary>How late the answer is, in seconds.</summary>
    public const string Header = "x-simulated-delay";

    /// <inheritdoc/>
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var response = await base.SendAsync(request, cancellationToken);
        try
        {
            if (response.Headers.TryGetValues(Header, out var seconds))
                await sleep(TimeSpan.FromSeconds(double.Parse(seconds.Single(), CultureInfo.InvariantCulture)), cancellationToken);
            return response;
        }
        catch
        {
            response.Dispose();
            throw;
        }
    }
}
