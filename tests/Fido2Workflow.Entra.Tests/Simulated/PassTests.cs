using Fido2Workflow.Core.Tenants;
using Fido2Workflow.Entra.Tests.Loopback;

namespace Fido2Workflow.Entra.Tests.Simulated;

public class PassTests
{
    [Fact]
    public async Task A_pass_is_issued_used_and_seen_to_be_used()
    {
        await using var world = await World.OpenAsync();

        var issued = (await world.DoAsync(() => world.Issuer.IssueAsync(World.Ben, TimeSpan.FromHours(2), isUsableOnce: true))).Value();
        var before = Assert.Single((await world.DoAsync(() => world.Reader.ReadPassesAsync(World.Ben))).Value());
        var after = Assert.Single((await world.DoAsync(async () =>
        {
            await world.Clock.SleepAsync(TimeSpan.FromHours(4), CancellationToken.None);
            return await world.Reader.ReadPassesAsync(World.Ben);
        })).Value());

        Assert.Equal(8, issued.RevealCode().Length);
        Assert.DoesNotContain(issued.RevealCode(), $"{issued}", StringComparison.Ordinal);
        Assert.Equal(issued.Pass, before);
        Assert.Equal((120, true, true, "EnabledByPolicy"), (before.LifetimeInMinutes, before.IsUsableOnce, before.IsUsable, before.UsabilityReason));
        Assert.Equal((false, "OneTimeUsed"), (after.IsUsable, after.UsabilityReason));
    }

    [Fact]
    public async Task One_who_has_no_pass_has_none()
    {
        await using var world = await World.OpenAsync();

        Assert.Empty((await world.DoAsync(() => world.Reader.ReadPassesAsync(World.Ada))).Value());
        (await world.DoAsync(() => world.Reader.ReadPassesAsync(World.Nobody))).FailedAs<TenantFailure.NotFound, IReadOnlyList<TemporaryAccessPass>>();
    }

    [Fact]
    public async Task A_pass_outside_the_policy_is_a_conflict_and_for_nobody_not_found()
    {
        await using var world = await World.OpenAsync();

        (await world.DoAsync(() => world.Issuer.IssueAsync(World.Ben, TimeSpan.FromDays(3), isUsableOnce: true))).FailedAs<TenantFailure.Conflict, IssuedPass>();
        (await world.DoAsync(() => world.Issuer.IssueAsync(World.Ben, TimeSpan.FromHours(1), isUsableOnce: false))).FailedAs<TenantFailure.Conflict, IssuedPass>();
        (await world.DoAsync(() => world.Issuer.IssueAsync(World.Nobody, TimeSpan.FromHours(1), isUsableOnce: true))).FailedAs<TenantFailure.NotFound, IssuedPass>();
        Assert.Equal(0, world.Tenant.WritesAccepted);
    }
}
