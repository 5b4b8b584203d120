using Fido2Workflow.Cli.Tests.Crashes;
using Fido2Workflow.Core.ConditionalAccess;
using Fido2Workflow.Core.Decisions;
using Fido2Workflow.Core.Operations;
using Fido2Workflow.Core.Releases;
using Fido2Workflow.Core.Tenants;
using Fido2Workflow.Core.Waves;

namespace Fido2Workflow.Cli.Tests.People;

/// <summary>A release on the real host against the simulated tenant over HTTP, in virtual time: its end is never forgotten.</summary>
public sealed class ReleaseOverTheHostTests
{
    private static readonly TimeSpan ADay = TimeSpan.FromHours(24);
    private static readonly ReleaseOrder Order = new("six-people/release", RolloutFolder.AmarasId, 1, "key left at home", "badge seen");

    [Fact]
    public async Task A_person_is_let_out_at_once_and_taken_back_after_a_day_and_the_wave_stays_as_it_is()
    {
        await using var studio = await EnforcedStudio.OpenAsync();
        using var folder = new StateOfARehearsal();
        await using var host = await studio.StartHostAsync(folder.Path);
        await host.BeginAsync();
        var before = await FingerprintAsync(studio, host);
        var began = host.Clock.GetUtcNow();

        Assert.IsType<DecisionAnswer.Stored>(await ReleaseAsync(host));
        await host.PassUntilAsync(began + TimeSpan.FromMinutes(1));
        Assert.Equal([RolloutFolder.ChiyosId], await studio.MembersAsync(RolloutFolder.ReleaseGroup, host.Clock));
        Assert.Equal((1, began + ADay), ((await host.StatusAsync())!.Released, (await host.StatusAsync())!.Until));

        await host.PassUntilAsync(began + ADay - TimeSpan.FromMinutes(1));
        Assert.Equal([RolloutFolder.ChiyosId], await studio.MembersAsync(RolloutFolder.ReleaseGroup, host.Clock));
        await host.PassUntilAsync(began + ADay + TimeSpan.FromMinutes(1));
        Assert.Empty(await studio.MembersAsync(RolloutFolder.ReleaseGroup, host.Clock));
        Assert.Equal(RolloutFolder.ChiyosId, Assert.Single((await host.DecisionsAsync()).OfType<ReleaseClosed>()).Person);
        Assert.Equal(before, await FingerprintAsync(studio, host));
    }

    [Fact]
    public async Task Killed_after_any_write_of_the_state_or_the_tenant_a_release_that_was_acknowledged_is_there_and_ends()
    {
        await using var studio = await EnforcedStudio.OpenAsync();
        var writes = 0;
        using (var folder = new StateOfARehearsal()) Assert.True(await LiveThroughAsync(studio, folder.Path, () => writes++));
        Assert.True(writes > 12, $"{writes} writes are too few to be worth breaking");

        for (var fatal = 1; fatal <= writes; fatal++)
        {
            using var folder = new StateOfARehearsal();
            var number = 0;
            Assert.False(await LiveThroughAsync(studio, folder.Path, () =>
            {
                if (++number == fatal) throw new IOException($"died after write {fatal}");
            }), $"write {fatal} of {writes} killed nobody");
            Assert.True(await LiveThroughAsync(studio, folder.Path, () => { }), $"after a death at write {fatal} of {writes}");
        }
    }

    [Fact]
    public async Task A_host_that_was_down_when_the_release_ended_takes_the_person_back_as_soon_as_it_is_up()
    {
        await using var studio = await EnforcedStudio.OpenAsync();
        using var folder = new StateOfARehearsal();
        DateTimeOffset began;
        await using (var host = await studio.StartHostAsync(folder.Path))
        {
            await host.BeginAsync();
            began = host.Clock.GetUtcNow();
            await ReleaseAsync(host);
            await host.PassUntilAsync(began + TimeSpan.FromHours(1));
        }
        await EnforcedStudio.PassAsync(studio.StartClock(began + TimeSpan.FromHours(1)), TimeSpan.FromDays(5));

        await using var later = await studio.StartHostAsync(folder.Path);
        Assert.Equal([RolloutFolder.ChiyosId], await studio.MembersAsync(RolloutFolder.ReleaseGroup, later.Clock));
        await later.PassUntilAsync(later.Clock.GetUtcNow() + TimeSpan.FromMinutes(1) + ADay);
        Assert.Empty(await studio.MembersAsync(RolloutFolder.ReleaseGroup, later.Clock));
    }

    [Fact]
    public async Task Stored_by_a_program_that_died_before_it_told_anybody_it_is_carried_out_at_the_next_start()
    {
        await using var studio = await EnforcedStudio.OpenAsync();
        using var folder = new StateOfARehearsal();
        await using (var host = await studio.StartHostAsync(folder.Path))
        {
            await host.BeginAsync();
            await host.PassUntilAsync(host.Clock.GetUtcNow() + TimeSpan.FromMinutes(1));
            var at = host.Clock.GetUtcNow();
            await host.State.Decisions.AddAsync(new Released { Id = Order.Id, Rollout = RolloutFolder.Rollout, Wave = 1, By = Order.By, At = at, Person = RolloutFolder.ChiyosId, Until = at + ADay });
        }
        await using var next = await studio.StartHostAsync(folder.Path);
        await next.BeginAsync();
        await next.PassUntilAsync(next.Clock.GetUtcNow() + TimeSpan.FromMinutes(1));
        Assert.Equal([RolloutFolder.ChiyosId], await studio.MembersAsync(RolloutFolder.ReleaseGroup, next.Clock));
    }

    // One process: it begins, releases where that is not acknowledged yet, and lives past the end. False where it died.
    private static async Task<bool> LiveThroughAsync(EnforcedStudio studio, string folder, Action afterWrite)
    {
        try
        {
            await using var host = await studio.StartHostAsync(folder, afterWrite);
            await host.BeginAsync();
            var answer = await ReleaseAsync(host, Order with { For = TimeSpan.FromMinutes(45) });
            Assert.True(answer is DecisionAnswer.Stored or DecisionAnswer.StoredBefore, $"{answer}");
            var released = (await host.DecisionsAsync()).OfType<Released>().Single();
            if (released.Until > host.Clock.GetUtcNow() + TimeSpan.FromMinutes(10))
            {
                await host.PassUntilAsync(host.Clock.GetUtcNow() + TimeSpan.FromMinutes(2));
                Assert.Equal([RolloutFolder.ChiyosId], await studio.MembersAsync(RolloutFolder.ReleaseGroup, host.Clock));
            }
            await host.PassUntilAsync(Later(host.Clock.GetUtcNow(), released.Until) + TimeSpan.FromMinutes(2));
            Assert.Empty(await studio.MembersAsync(RolloutFolder.ReleaseGroup, host.Clock));
            Assert.Single((await host.DecisionsAsync()).OfType<ReleaseClosed>());
            return true;
        }
        catch (Exception death) when (death is IOException or InvalidOperationException or ObjectDisposedException)
        {
            return false;
        }
    }

    private static DateTimeOffset Later(DateTimeOffset one, DateTimeOffset other) => one > other ? one : other;

    private static async Task<DecisionAnswer> ReleaseAsync(StudioHost host, ReleaseOrder? order = null) =>
        await host.Desk.ReleaseAsync(host.Studio.Plan, EnforcedStudio.Value(await host.Studio.Reader(host.Clock).ReadUserAsync(RolloutFolder.Chiyo)), order ?? Order);

    private static async Task<(string, string)> FingerprintAsync(EnforcedStudio studio, StudioHost host)
    {
        var policy = EnforcedStudio.Value(await studio.Reader(host.Clock).ReadPolicyAsync(studio.Policy));
        return (PolicyContent.Digest(policy.Body), Fingerprint.Of(policy, await studio.MembersAsync(studio.Group, host.Clock)));
    }
}
