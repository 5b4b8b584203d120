using Fido2Workflow.Core.Tenants;
using Fido2Workflow.Entra.Tests.Loopback;
using Fido2Workflow.Local;
using Fido2Workflow.TenantSimulator;

namespace Fido2Workflow.Entra.Tests.Predicted;

/// <summary>A drawn tenant in virtual time, read through the real client straight into the simulator's pipeline.</summary>
internal sealed class DrawnWorld : IAsyncDisposable
{
    private readonly SimulatedTenant _tenant;
    private readonly VirtualClock _clock;
    private readonly HttpMessageHandler _transport;

    private DrawnWorld(SimulatedTenant tenant, VirtualClock clock)
    {
        (_tenant, _clock) = (tenant, clock);
        _transport = new SimulatedDelayHandler(clock.SleepAsync) { InnerHandler = tenant.CreateHandler() };
        Reader = EntraClient.CreateReader(Connection(SimulatedToken.Reader(tenant.TenantId)));
    }

    public EntraTenantReader Reader { get; }

    public DateTimeOffset Now => _clock.GetUtcNow();

    public static DrawnWorld Open(string folder, string? policyFolder = null)
    {
        var clock = new VirtualClock(SimulatedTenant.ReadNow(folder, null));
        return new(SimulatedTenant.Load(folder, new() { Clock = clock, PolicyFolder = policyFolder }), clock);
    }

    public async Task PassAsync(TimeSpan time)
    {
        var passed = new TaskCompletionSource();
        _clock.Schedule(_clock.GetUtcNow() + time, passed.SetResult);
        await _clock.RunUntilAsync(passed.Task);
    }

    public async Task EnforceAsync(string policyId) =>
        Assert.IsType<Answer<Done>.Given>(await EntraClient.CreateWriter(Connection(SimulatedToken.Writer(_tenant.TenantId))).SetPolicyStateAsync(policyId, ConditionalAccessPolicy.Enabled));

    public async ValueTask DisposeAsync()
    {
        _transport.Dispose();
        await _tenant.DisposeAsync();
    }

    private EntraConnection Connection(SimulatedToken token) => new(_clock, new StaticTokenCredential(token.Encode()), _transport, new("http://localhost/"));
}
