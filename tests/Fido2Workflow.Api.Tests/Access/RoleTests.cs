using Fido2Workflow.Api.Access;
using Fido2Workflow.Api.Tests.Hosting;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Fido2Workflow.Api.Tests.Access;

public sealed class RoleTests : IClassFixture<FreshApi>
{
    private readonly RunningApi _api;

    public RoleTests(FreshApi fixture) => _api = fixture.Api;

    // Every POST, and who may. A new one fails below until it is said here who may.
    private static readonly Dictionary<string, Role[]> Who = new()
    {
        ["/api/rollouts"] = [Role.Operator],
        ["/api/rollouts/{rollout}/waves/{wave}/start"] = [Role.Operator],
        ["/api/rollouts/{rollout}/waves/{wave}/resume"] = [Role.Operator],
        ["/api/rollouts/{rollout}/waves/{wave}/defer"] = [Role.Operator],
        ["/api/rollouts/{rollout}/waves/{wave}/abort"] = [Role.Operator],
        ["/api/rollouts/{rollout}/waves/{wave}/pause"] = [Role.Operator, Role.Approver],
        ["/api/rollouts/{rollout}/waves/{wave}/rollback"] = [Role.Operator, Role.Approver],
        ["/api/rollouts/{rollout}/waves/{wave}/admit"] = [Role.Operator],
        ["/api/rollouts/{rollout}/waves/{wave}/release"] = [Role.Operator],
        ["/api/rollouts/{rollout}/waves/{wave}/release/end"] = [Role.Operator],
        ["/api/rollouts/{rollout}/attestations"] = [Role.Operator],
        ["/api/rollouts/{rollout}/drills"] = [Role.Operator],
        ["/api/rollouts/{rollout}/taps"] = [Role.Operator],
        ["/api/rollouts/{rollout}/taps/test"] = [Role.Operator],
        ["/api/sweeps"] = [Role.Operator],
        ["/api/approvals/{approval}/decision"] = [Role.Approver],
    };

    private static readonly string[] Readable =
    [
        "/api/rollouts", "/api/rollouts/{rollout}", "/api/rollouts/{rollout}/evidence", "/api/rollouts/{rollout}/waves/{wave}", "/api/rollouts/{rollout}/people/{id}", "/api/approvals",
    ];

    /// <summary>Every POST but those that are signed.</summary>
    public static TheoryData<string> Posts => [.. Who.Keys];

    /// <summary>What anybody with a role may read.</summary>
    public static TheoryData<string> Gets => [.. Readable];

    [Theory]
    [MemberData(nameof(Posts))]
    public async Task Whoever_lacks_the_role_is_refused_and_nobody_else_is(string route)
    {
        foreach (var role in Enum.GetValues<Role>())
            if (Who[route].Contains(role)) Assert.NotEqual("role-missing", (await _api.As(SixPeople.Bastien, role).PostAsync(Path(route))).Code);
            else await Refusal.AssertAsync(_api, 403, "role-missing", () => _api.As(SixPeople.Bastien, role).PostAsync(Path(route)));
    }

    [Theory]
    [MemberData(nameof(Gets))]
    public async Task Every_role_reads(string route)
    {
        foreach (var role in Enum.GetValues<Role>()) Assert.NotEqual(403, (await _api.As(SixPeople.Bastien, role).GetAsync(Path(route))).Status);
    }

    [Theory]
    [MemberData(nameof(Posts))]
    public Task Whoever_is_not_signed_in_decides_nothing(string route) =>
        Refusal.AssertAsync(_api, 401, "not-signed-in", () => _api.With(null).PostAsync(Path(route)));

    [Theory]
    [MemberData(nameof(Gets))]
    public Task Whoever_is_not_signed_in_reads_nothing(string route) =>
        Refusal.AssertAsync(_api, 401, "not-signed-in", () => _api.With(null).GetAsync(Path(route)));

    [Fact]
    public void There_is_no_endpoint_of_which_it_is_not_said_here_who_may()
    {
        var known = Who.Keys.Concat(Readable).Append("/api/webhooks/approvals/{approval}");
        var served = _api.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>().Select(endpoint => endpoint.RoutePattern.RawText!)
            .Where(route => route.StartsWith("/api", StringComparison.Ordinal)).Select(route => route.Replace(":int", "", StringComparison.Ordinal).TrimEnd('/')).Distinct();
        Assert.Equal(known.Distinct().Order(), served.Order());
    }

    private static string Path(string route) => route.Replace("{rollout}", "six-people", StringComparison.Ordinal).Replace("{wave}", "1", StringComparison.Ordinal)
        .Replace("{id}", SixPeople.Ferran, StringComparison.Ordinal)
        .Replace("{approval}", "six-people.wave-1.0000000000000000", StringComparison.Ordinal);
}
