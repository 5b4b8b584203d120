using Fido2Workflow.Core.Passes;
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
    public async Task Who_has_no_method_needs_a_pass_and_needs_one_again_once_it_has_expired_unused()
    {
        await using var world = await World.OpenAsync(files: ("authenticationMethods.json", "{}"));
        Assert.Equal([World.Ben], await NeedAsync());
        (await world.DoAsync(() => world.Issuer.IssueAsync(World.Ben, TimeSpan.FromHours(1), isUsableOnce: true))).Value();
        // The report lags: it shows the pass when that has long ended.
        await PassAsync(TimeSpan.FromDays(2));

        var pass = Assert.Single((await world.DoAsync(() => world.Reader.ReadPassesAsync(World.Ben))).Value());
        Assert.Equal("Expired", pass.UsabilityReason);
        Assert.Contains((await world.DoAsync(world.Reader.ReadRegistrationDetailsAsync)).Value(), row => row.UserId == World.Ben && row.MethodsRegistered.Contains("temporaryAccessPass"));
        Assert.Equal([World.Ben], await NeedAsync());

        Task<IReadOnlyList<string>> NeedAsync() => world.DoAsync(() => new PassNeed(world.Reader).ReadAsync([World.Ben], [], world.Clock.GetUtcNow()));

        Task<bool> PassAsync(TimeSpan span) => world.DoAsync(async () =>
        {
            await world.Clock.SleepAsync(span, CancellationToken.None);
            return true;
        });
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
