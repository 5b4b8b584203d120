using System.Text.Json;

namespace Fido2Workflow.Core.Tests;

/// <summary>Who is left after the last wave: deferred out of it, or returned since.</summary>
public class FindRemainderTests
{
    private readonly MemoryDecisions _decisions = new();
    private readonly MemoryDocuments _documents = new();
    private readonly MemoryTenant _tenant = new(new TestClock(Some.Now));

    private async Task<Step<Remainder>> FindAsync(params IReadOnlyList<LeftOut> leftOut)
    {
        var evidence = WaveEvidence.Judge(Facts.OfWave() with { LeftOut = leftOut }, "sha256:plan", Some.Now);
        var key = new WaveKey("contoso", 4, _documents.Save(Some.Plan), await _documents.SaveAsync(JsonSerializer.Serialize(evidence, WorkflowJson.Options)));
        return await new FindRemainder(_tenant, _decisions, _documents).RunAsync(new("contoso", Some.Now), key);
    }

    private async Task<Remainder> FoundAsync(params IReadOnlyList<LeftOut> leftOut) => Assert.IsType<Step<Remainder>.Taken>(await FindAsync(leftOut)).Value;

    [Fact]
    public async Task Nobody_is_left_where_nobody_was_deferred_or_returned()
    {
        var found = await FoundAsync();
        Assert.Equal((0, (DateTimeOffset?)null), (found.People, found.DeferredUntil));
    }

    [Fact]
    public async Task Whoever_was_deferred_out_of_every_wave_is_left_until_the_deferral_ends()
    {
        foreach (var wave in new[] { 1, 2, 3 }) _decisions.Add(Decide.Defer("ann", wave));
        _decisions.Add(Decide.Defer("ann", 3) with { Until = Some.Now.AddDays(7) });
        var found = await FoundAsync();
        Assert.Equal((1, (DateTimeOffset?)Some.Now.AddDays(7)), (found.People, found.DeferredUntil));
        Assert.Equal(["ann"], found.Named);
    }

    [Fact]
    public async Task Whoever_was_disabled_when_the_last_wave_was_promoted_and_is_enabled_again_is_left()
    {
        var found = await FoundAsync(new LeftOut("ben", LeftOut.Disabled), new LeftOut("svc-backup", LeftOut.Excluded));
        Assert.Equal((1, (DateTimeOffset?)null), (found.People, found.DeferredUntil));
        Assert.Equal(["ben"], found.Named);
    }

    [Fact]
    public async Task Whoever_is_still_disabled_is_not()
    {
        _tenant.Users[1] = _tenant.Users[1] with { AccountEnabled = false };
        Assert.Equal(0, (await FoundAsync(new LeftOut("ben", LeftOut.Disabled))).People);
    }

    [Fact]
    public async Task Where_the_tenant_does_not_answer_nobody_knows()
    {
        _tenant.Fail(nameof(ITenantReader.ReadUsersAsync));
        Assert.IsType<Step<Remainder>.Held>(await FindAsync());
    }
}
