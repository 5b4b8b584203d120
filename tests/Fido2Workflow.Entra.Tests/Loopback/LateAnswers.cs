using System.Globalization;
using Fido2Workflow.Local;

namespace Fido2Workflow.Entra.Tests.Loopback;

/// <summary>Withholds an answer for as long as its header says, on the virtual clock: a slow tenant without slow tests.</summary>
internal sealed class LateAnswers(VirtualClock clock) : DelegatingHandler(new SocketsHttpHandler())
{
    public const string Header = "x-late-by-seconds";

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var response = await base.SendAsync(request, cancellationToken);
        if (response.Headers.TryGetValues(Header, out var seconds))
            await clock.SleepAsync(TimeSpan.FromSeconds(int.Parse(seconds.Single(), CultureInfo.InvariantCulture)), cancellationToken);
        return response;
    }
}
