using Fido2Workflow.Core.Tenants;

namespace Fido2Workflow.Entra.Tests.Simulated;

public class FaultTests
{
    [Fact]
    public async Task Reads_of_a_faulty_tenant_are_whole_or_say_what_kept_them()
    {
        await using var world = await World.OpenAsync(faultSeed: 7);
        var failures = new List<TenantFailure>();

        await EachMinuteAsync(world, times: 400, async () =>
        {
            switch (await world.Reader.ReadUsersAsync())
            {
                case Answer<IReadOnlyList<User>>.Given given: Assert.Equal(5, given.Value.Count); break;
                case Answer<IReadOnlyList<User>>.Failed failed: failures.Add(failed.Failure); break;
            }
        });

        Assert.NotEmpty(failures);
        Assert.All(failures, failure => Assert.IsType<TenantFailure.Throttled>(failure));
    }

    [Fact]
    public async Task Keys_of_a_faulty_tenant_are_whole_or_say_what_kept_them()
    {
        await using var world = await World.OpenAsync(faultSeed: 7);

        await EachMinuteAsync(world, times: 200, async () =>
        {
            var keys = await world.Reader.ReadFido2KeysAsync([World.Ada, World.Ben]);
            Assert.True(keys[World.Ada] is Answer<IReadOnlyList<Fido2Key>>.Given { Value.Count: 1 } or Answer<IReadOnlyList<Fido2Key>>.Failed { Failure: TenantFailure.Throttled });
            Assert.True(keys[World.Ben] is Answer<IReadOnlyList<Fido2Key>>.Given { Value.Count: 0 } or Answer<IReadOnlyList<Fido2Key>>.Failed { Failure: TenantFailure.Throttled });
        });
    }

    [Fact]
    public async Task No_write_to_a_faulty_tenant_happens_twice_or_unannounced()
    {
        await using var world = await World.OpenAsync(faultSeed: 7);
        int done = 0, lost = 0, ambiguous = 0, throttled = 0;

        await EachMinuteAsync(world, times: 400, async () =>
        {
            var before = world.Tenant.WritesAccepted;
            var answer = await world.Writer.SetPolicyStateAsync(World.RequireKey, ConditionalAccessPolicy.ReportOnly);
            var accepted = world.Tenant.WritesAccepted - before;
            switch (answer)
            {
                case Answer<Done>.Given: done++; Assert.Equal(1, accepted); break;
                case Answer<Done>.Failed { Failure: TenantFailure.Ambiguous }: ambiguous++; lost += accepted; Assert.InRange(accepted, 0, 1); break;
                case Answer<Done>.Failed { Failure: TenantFailure.Throttled }: throttled++; Assert.Equal(0, accepted); break;
                default: Assert.Fail($"{answer}"); break;
            }
        });

        // Behind an ambiguous answer there are both: writes that happened and writes that did not.
        Assert.True(done > ambiguous && ambiguous > lost && lost > 0 && throttled > 0, $"{done} done, {lost} of {ambiguous} ambiguous done, {throttled} throttled");
    }

    private static Task<int> EachMinuteAsync(World world, int times, Func<Task> work) => world.DoAsync(async () =>
    {
        for (var time = 0; time < times; time++)
        {
            await work();
            await world.Clock.SleepAsync(TimeSpan.FromMinutes(1), CancellationToken.None);
        }
        return times;
    });
}
