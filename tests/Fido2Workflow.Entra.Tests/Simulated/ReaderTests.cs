using Fido2Workflow.Core.Tenants;
using Fido2Workflow.Entra.Tests.Loopback;

namespace Fido2Workflow.Entra.Tests.Simulated;

public class ReaderTests
{
    [Fact]
    public async Task Users_are_read()
    {
        await using var world = await World.OpenAsync();

        var users = (await world.DoAsync(world.Reader.ReadUsersAsync)).Value();

        Assert.Equal(["Ada", "Ben", "Cleo", "Gus", "Emergency"], users.OrderBy(user => user.Id, StringComparer.Ordinal).Select(user => user.DisplayName));
        Assert.Equal(World.Cleo, Assert.Single(users, user => user.AccountEnabled is false).Id);
        Assert.Equal(World.Guest, Assert.Single(users, user => user.UserType is "Guest").Id);
    }

    [Theory]
    [InlineData(World.Guest)]
    [InlineData("gus_fabrikam.example#EXT#@contoso.example")]
    public async Task One_user_is_read_by_id_and_by_name(string idOrName)
    {
        await using var world = await World.OpenAsync();

        Assert.Equal(World.Guest, (await world.DoAsync(() => world.Reader.ReadUserAsync(idOrName))).Value().Id);
    }

    [Fact]
    public async Task A_user_who_is_not_there_is_not_found()
    {
        await using var world = await World.OpenAsync();

        (await world.DoAsync(() => world.Reader.ReadUserAsync(World.Nobody))).FailedAs<TenantFailure.NotFound, User>();
    }

    [Theory]
    [InlineData(World.Staff, false)]
    [InlineData(World.Everyone, true)]
    public async Task A_group_is_read(string id, bool isDynamic)
    {
        await using var world = await World.OpenAsync();

        Assert.Equal(isDynamic, (await world.DoAsync(() => world.Reader.ReadGroupAsync(id))).Value().IsDynamic);
    }

    [Theory]
    [InlineData("staff", 1)]
    [InlineData("staf", 0)]
    public async Task Groups_are_found_by_their_whole_nickname(string nickname, int count)
    {
        await using var world = await World.OpenAsync();

        Assert.Equal(count, (await world.DoAsync(() => world.Reader.FindGroupsAsync(nickname))).Value().Count);
    }

    [Fact]
    public async Task Direct_members_are_told_apart()
    {
        await using var world = await World.OpenAsync();

        var members = (await world.DoAsync(() => world.Reader.ReadMembersAsync(World.Staff))).Value();

        Assert.Equal([World.Ben, World.Cleo], members.Users.Order(StringComparer.Ordinal));
        Assert.Equal([World.Pilot], members.Others);
    }

    [Fact]
    public async Task Transitive_users_are_those_of_nested_groups_too()
    {
        await using var world = await World.OpenAsync();

        var users = (await world.DoAsync(() => world.Reader.ReadTransitiveUsersAsync(World.Staff))).Value();

        Assert.Equal([World.Ada, World.Ben, World.Cleo], users.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Keys_are_read_per_user()
    {
        await using var world = await World.OpenAsync();

        var keys = await world.DoAsync(() => world.Reader.ReadFido2KeysAsync([World.Ada, World.Ben, World.Nobody]));

        var key = Assert.Single(keys[World.Ada].Value());
        Assert.Equal(
            new Fido2Key("ada-key", "2fc0579f-8113-47ea-b116-bb5a8db9202a", "YubiKey 5 NFC", new DateTimeOffset(2026, 5, 1, 9, 0, 0, TimeSpan.Zero)) { AttestationLevel = "attested" }, key);
        Assert.Empty(keys[World.Ben].Value());
        keys[World.Nobody].FailedAs<TenantFailure.NotFound, IReadOnlyList<Fido2Key>>();
    }

    [Fact]
    public async Task The_registration_report_is_read()
    {
        await using var world = await World.OpenAsync();

        var rows = (await world.DoAsync(world.Reader.ReadRegistrationDetailsAsync)).Value();

        Assert.DoesNotContain(rows, row => row.UserId == World.Cleo);
        Assert.True(Assert.Single(rows, row => row.UserId == World.Ada).IsMfaRegistered);
    }

    [Fact]
    public async Task The_method_policies_are_read()
    {
        await using var world = await World.OpenAsync();

        var keys = (await world.DoAsync(world.Reader.ReadFido2PolicyAsync)).Value();
        var passes = (await world.DoAsync(world.Reader.ReadTemporaryAccessPassPolicyAsync)).Value();

        Assert.True(keys.IsEnabled);
        Assert.Equal([World.Pilot], keys.IncludeTargets.Select(target => target.Id));
        Assert.Equal(["2fc0579f-8113-47ea-b116-bb5a8db9202a"], keys.KeyRestrictions!.AaGuids);
        Assert.Equal((true, 60, 480, true), (passes.IsEnabled, passes.MinimumLifetimeInMinutes, passes.MaximumLifetimeInMinutes, passes.IsUsableOnce));
    }

    [Fact]
    public async Task Strengths_are_read_with_the_models_they_allow()
    {
        await using var world = await World.OpenAsync();

        var builtIn = (await world.DoAsync(() => world.Reader.ReadAuthenticationStrengthAsync("00000000-0000-0000-0000-000000000004"))).Value();
        var custom = (await world.DoAsync(() => world.Reader.ReadAuthenticationStrengthAsync("30000000-0000-4000-8000-000000000001"))).Value();

        Assert.Contains("fido2", builtIn.AllowedCombinations);
        Assert.Null(builtIn.AllowedAaGuids);
        Assert.Equal(["2fc0579f-8113-47ea-b116-bb5a8db9202a"], custom.AllowedAaGuids);
    }

    [Fact]
    public async Task Policies_are_read_whole()
    {
        await using var world = await World.OpenAsync();

        var policies = (await world.DoAsync(world.Reader.ReadPoliciesAsync)).Value();
        var one = (await world.DoAsync(() => world.Reader.ReadPolicyAsync(World.RequireKey))).Value();

        Assert.Equal(["Require a key", "Risk"], policies.Select(policy => policy.DisplayName).Order(StringComparer.Ordinal));
        Assert.Equal(ConditionalAccessPolicy.ReportOnly, one.State);
        Assert.Contains("riskRemediation", policies.Single(policy => policy.DisplayName == "Risk").Body.GetRawText(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Role_assignments_are_read()
    {
        await using var world = await World.OpenAsync();

        var assignment = Assert.Single((await world.DoAsync(world.Reader.ReadRoleAssignmentsAsync)).Value());

        Assert.Equal(new RoleAssignment(World.Emergency, "62e90394-69f5-4237-9190-012177145e10", "/"), assignment);
    }

    [Fact]
    public async Task Sign_ins_of_both_logs_show_what_report_only_says()
    {
        await using var world = await World.OpenAsync();
        var start = world.Clock.GetUtcNow();

        var log = (await world.DoAsync(async () =>
        {
            await world.Clock.SleepAsync(TimeSpan.FromDays(4), CancellationToken.None);
            return await world.Reader.ReadSignInsAsync(start, start.AddDays(3), World.RequireKey);
        })).Value();

        Assert.Equal(log.Rows.Count, log.Rows.Select(row => row.Id).Distinct().Count());
        Assert.All(log.Rows, row => Assert.InRange(row.At, start, start.AddDays(3).AddTicks(-1)));
        Assert.Equal([World.Ada, World.Ben], log.Rows.Select(row => row.UserId).Distinct().Order(StringComparer.Ordinal));
        Assert.Contains(log.Rows, row => !row.IsInteractive);
        Assert.Contains(log.Rows, row => row is { UserId: World.Ada, IsInteractive: true, UsedFido2: true, PolicyResult: PolicyResult.ReportOnlySuccess });
        Assert.Contains(log.Rows, row => row is { UserId: World.Ben, IsInteractive: true, UsedFido2: false, PolicyResult: PolicyResult.ReportOnlyInterrupted });
        Assert.DoesNotContain(log.Rows, row => row.PolicyResult is PolicyResult.Unknown);
    }
}
