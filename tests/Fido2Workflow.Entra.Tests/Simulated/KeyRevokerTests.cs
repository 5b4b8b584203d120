using Fido2Workflow.Core.Tenants;
using Fido2Workflow.Entra.Tests.Loopback;
using Fido2Workflow.TenantSimulator;

namespace Fido2Workflow.Entra.Tests.Simulated;

public class KeyRevokerTests
{
    private static (string, string) AtWork => ("people.json", $$"""
        { "defaults": { "enrolls": "never", "signInsPerDay": 0, "silentRefreshesPerDay": 0 }, "people": { "{{World.Ada}}": { "silentRefreshesPerDay": 20 } } }
        """);

    [Fact]
    public async Task A_key_is_deleted_and_deleting_it_again_is_no_failure()
    {
        await using var world = await World.OpenAsync();
        (await world.DoAsync(() => world.Revoker.DeleteKeyAsync(World.Ada, "ada-key"))).Value();
        Assert.Empty((await world.DoAsync(() => world.Reader.ReadFido2KeysAsync([World.Ada])))[World.Ada].Value());
        (await world.DoAsync(() => world.Revoker.DeleteKeyAsync(World.Ada, "ada-key"))).Value();
        Assert.Equal(1, world.Tenant.WritesAccepted);
    }

    [Fact]
    public async Task Sessions_that_were_revoked_are_renewed_by_nobody_silently()
    {
        await using var world = await World.OpenAsync(files: AtWork);
        var start = world.Clock.GetUtcNow();
        await PassAsync(world, TimeSpan.FromHours(4));
        (await world.DoAsync(() => world.Revoker.RevokeSessionsAsync(World.Ada))).Value();
        var revoked = world.Clock.GetUtcNow();
        await PassAsync(world, TimeSpan.FromHours(20));
        var rows = (await world.DoAsync(() => world.Reader.ReadSignInsOfAsync(World.Ada, start, world.Clock.GetUtcNow()))).Value().Rows;
        Assert.All(rows.Where(row => row.At < revoked), row => Assert.Equal(0, row.ErrorCode));
        Assert.All(rows.Where(row => row.At > revoked), row => Assert.Equal(50173, row.ErrorCode));
        Assert.Contains(rows, row => row.At > revoked);
    }

    [Fact]
    public async Task Each_of_the_two_needs_its_own_permission_and_nothing_else()
    {
        await using var world = await World.OpenAsync();
        var identity = (await world.Revoker.ReadIdentityAsync()).Value();
        Assert.Equal(["User.RevokeSessions.All", "UserAuthMethod-Passkey.ReadWrite.All"], identity.Permissions.Order());
        var keysOnly = world.RevokerWithout("User.RevokeSessions.All");
        (await world.DoAsync(() => keysOnly.RevokeSessionsAsync(World.Ada))).FailedAs<TenantFailure.Denied, Done>();
        var sessionsOnly = world.RevokerWithout("UserAuthMethod-Passkey.ReadWrite.All");
        (await world.DoAsync(() => sessionsOnly.DeleteKeyAsync(World.Ada, "ada-key"))).FailedAs<TenantFailure.Denied, Done>();
        (await world.DoAsync(() => world.Revoker.RevokeSessionsAsync(World.Nobody))).FailedAs<TenantFailure.NotFound, Done>();
        Assert.Equal(0, world.Tenant.WritesAccepted);
    }

    [Fact]
    public async Task All_groups_of_a_person_are_read_through_nested_ones()
    {
        await using var world = await World.OpenAsync();
        var groups = (await world.DoAsync(() => world.Reader.ReadGroupsOfAsync(World.Ada))).Value();
        Assert.Superset(new HashSet<string> { World.Pilot, World.Staff }, groups.ToHashSet());
        Assert.DoesNotContain("00000000-0000-4000-9000-000000000001", groups);
        var denied = (await world.DoAsync(() => world.ReaderWithout("GroupMember.Read.All").ReadGroupsOfAsync(World.Ada))).FailedAs<TenantFailure.Denied, IReadOnlyList<string>>();
        Assert.Contains("GroupMember.Read.All", denied.Sentence, StringComparison.Ordinal);
    }

    private static Task<bool> PassAsync(World world, TimeSpan span) => world.DoAsync(async () =>
    {
        await world.Clock.SleepAsync(span, CancellationToken.None);
        return true;
    });
}
