namespace Fido2Workflow.Core.Tests;

public class RollBackTests
{
    private readonly TestClock _clock = new(Some.Now);
    private readonly MemoryTenant _tenant;

    public RollBackTests()
    {
        _tenant = new(_clock);
        _tenant.Policy["state"] = ConditionalAccessPolicy.Enabled;
    }

    private Task<Step<Done>> RunAsync() => new RollBack(_tenant, _tenant).RunAsync(new("contoso.wave-1", Some.Now), new(new("contoso", 1, "sha256:plan"), WaveScript.Objects));

    private static string Held(Step<Done> step) => Assert.IsType<Step<Done>.Held>(step).Hold.Code;

    [Fact]
    public async Task It_is_done_once_it_is_read_back()
    {
        Assert.IsType<Step<Done>.Taken>(await RunAsync());
        Assert.Equal(ConditionalAccessPolicy.ReportOnly, _tenant.State);
    }

    [Fact]
    public async Task A_tenant_that_still_shows_report_only_is_written_to_all_the_same()
    {
        _tenant.Shown = Some.OurBody();
        await RunAsync();
        Assert.Equal(ConditionalAccessPolicy.ReportOnly, _tenant.State);
    }

    [Fact]
    public async Task Where_the_tenant_cannot_be_read_back_it_holds_though_it_was_written()
    {
        _tenant.Fail(nameof(ITenantReader.ReadPolicyAsync));
        Assert.IsType<Step<Done>.Held>(await RunAsync());
        Assert.Equal(ConditionalAccessPolicy.ReportOnly, _tenant.State);
    }

    [Fact]
    public async Task A_write_that_failed_holds_and_is_tried_again_soon()
    {
        _tenant.Fail(nameof(ITenantWriter.SetPolicyStateAsync));
        var held = Assert.IsType<Step<Done>.Held>(await RunAsync()).Hold;
        Assert.Equal(("tenant-unavailable", Some.Now.AddMinutes(1)), (held.Code, held.Until));
    }

    [Fact]
    public async Task A_throttled_write_is_tried_again_when_the_tenant_says()
    {
        _tenant.Fail(nameof(ITenantWriter.SetPolicyStateAsync), Some.EveryFailure[0]);
        Assert.Equal(Some.Now.AddMinutes(5), Assert.IsType<Step<Done>.Held>(await RunAsync()).Hold.Until);
    }

    [Fact]
    public async Task A_write_that_does_not_show_yet_holds()
    {
        _tenant.Shown = Some.OurBody(state: ConditionalAccessPolicy.Enabled);
        Assert.Equal("rollback-not-visible", Held(await RunAsync()));
    }
}
