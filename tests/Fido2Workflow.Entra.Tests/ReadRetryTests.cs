using Fido2Workflow.Core.Tenants;
using Fido2Workflow.Entra.Tests.Loopback;

namespace Fido2Workflow.Entra.Tests;

public class ReadRetryTests
{
    private static readonly Reply Policy = Reply.Sample("identity-conditionalAccess-policies.create.response");

    [Fact]
    public async Task A_throttled_read_is_asked_again_after_the_wait_the_tenant_names()
    {
        await using var graph = await ScriptedGraph.StartAsync(new Reply(429, Reply.Text("graph.error.429")).With("Retry-After", "7"), Policy);

        var policy = await graph.ReadAsync(reader => reader.ReadPolicyAsync("1"));

        Assert.Equal("Access to EXO requires MFA", policy.Value().DisplayName);
        Assert.Equal(ScriptedGraph.Start.AddSeconds(7), graph.Clock.GetUtcNow());
    }

    [Theory]
    [InlineData(429)]
    [InlineData(500)]
    [InlineData(502)]
    [InlineData(503)]
    [InlineData(504)]
    public async Task Without_a_named_wait_a_read_backs_off_by_itself(int status)
    {
        var refusal = Reply.Refusal(status, "code", "message");
        await using var graph = await ScriptedGraph.StartAsync(refusal, refusal, Policy);

        await graph.ReadAsync(reader => reader.ReadPolicyAsync("1"));

        Assert.Equal(ScriptedGraph.Start.AddSeconds(2 + 4), graph.Clock.GetUtcNow());
    }

    [Fact]
    public async Task A_read_gives_up_after_six_times()
    {
        await using var graph = await ScriptedGraph.StartAsync(Reply.Refusal(503, "ServiceUnavailable", "Try later."));

        var policy = await graph.ReadAsync(reader => reader.ReadPolicyAsync("1"));

        var failure = policy.FailedAs<TenantFailure.Unavailable, ConditionalAccessPolicy>();
        Assert.Equal("GET /v1.0/identity/conditionalAccess/policies/1: the tenant could not serve it (HTTP 503, ServiceUnavailable: Try later.)", failure.Sentence);
        Assert.Equal(6, graph.Requests.Count);
        Assert.Equal(ScriptedGraph.Start.AddSeconds(2 + 4 + 8 + 16 + 30), graph.Clock.GetUtcNow());
    }

    [Theory]
    [InlineData(429)]
    [InlineData(503)]
    public async Task A_wait_of_more_than_thirty_seconds_is_handed_back_at_once(int status)
    {
        await using var graph = await ScriptedGraph.StartAsync(Reply.Refusal(status, "code", "message").With("Retry-After", "31"));

        var policy = await graph.ReadAsync(reader => reader.ReadPolicyAsync("1"));

        Assert.Equal(ScriptedGraph.Start.AddSeconds(31), policy.FailedAs<TenantFailure.Throttled, ConditionalAccessPolicy>().Until);
        Assert.Single(graph.Requests);
    }

    [Fact]
    public async Task A_wait_named_by_a_date_is_measured_on_the_tenants_own_clock()
    {
        await using var graph = await ScriptedGraph.StartAsync(
            new Reply(429).With("Date", "Sun, 22 Nov 2026 10:00:00 GMT").With("Retry-After", "Sun, 22 Nov 2026 10:00:12 GMT"), Policy);

        await graph.ReadAsync(reader => reader.ReadPolicyAsync("1"));

        Assert.Equal(ScriptedGraph.Start.AddSeconds(12), graph.Clock.GetUtcNow());
    }

    [Fact]
    public async Task A_cut_connection_is_tried_again()
    {
        await using var graph = await ScriptedGraph.StartAsync(Reply.Broken(), Policy);

        var policy = await graph.ReadAsync(reader => reader.ReadPolicyAsync("1"));

        Assert.Equal("Access to EXO requires MFA", policy.Value().DisplayName);
        Assert.Equal(ScriptedGraph.Start.AddSeconds(2), graph.Clock.GetUtcNow());
    }

    [Fact]
    public async Task A_read_without_an_answer_in_a_hundred_seconds_is_asked_again()
    {
        await using var graph = await ScriptedGraph.StartAsync(Reply.Sample("identity-conditionalAccess-policies.create.response").Late(101), Policy);

        var policy = await graph.ReadAsync(reader => reader.ReadPolicyAsync("1"));

        Assert.Equal("Access to EXO requires MFA", policy.Value().DisplayName);
        Assert.Equal(ScriptedGraph.Start.AddSeconds(100 + 2), graph.Clock.GetUtcNow());
    }

    [Fact]
    public async Task A_late_answer_within_its_time_is_taken()
    {
        await using var graph = await ScriptedGraph.StartAsync(Reply.Sample("identity-conditionalAccess-policies.create.response").Late(99));

        var policy = await graph.ReadAsync(reader => reader.ReadPolicyAsync("1"));

        var given = Assert.IsType<Answer<ConditionalAccessPolicy>.Given>(policy);
        Assert.Equal(ScriptedGraph.Start, given.At);
        Assert.Equal("GET /v1.0/identity/conditionalAccess/policies/1", given.From);
        Assert.Equal(ScriptedGraph.Start.AddSeconds(99), graph.Clock.GetUtcNow());
    }

    [Fact]
    public async Task A_tenant_that_never_answers_is_unavailable()
    {
        await using var graph = await ScriptedGraph.StartAsync(Policy.Late(1000));

        var policy = await graph.ReadAsync(reader => reader.ReadPolicyAsync("1"));

        Assert.Equal("none within 100 seconds", policy.FailedAs<TenantFailure.Unavailable, ConditionalAccessPolicy>().Message);
    }

    [Theory]
    [InlineData(401)]
    [InlineData(403)]
    public async Task A_missing_permission_is_said_and_not_asked_again(int status)
    {
        await using var graph = await ScriptedGraph.StartAsync(Reply.Refusal(status, "Authorization_RequestDenied", "Insufficient privileges."));

        var policy = await graph.ReadAsync(reader => reader.ReadPolicyAsync("1"));

        Assert.Equal("Authorization_RequestDenied", policy.FailedAs<TenantFailure.Denied, ConditionalAccessPolicy>().Code);
        Assert.Single(graph.Requests);
    }

    [Fact]
    public async Task What_is_not_there_is_not_found()
    {
        await using var graph = await ScriptedGraph.StartAsync(Reply.Refusal(404, "Request_ResourceNotFound", "Resource does not exist."));

        (await graph.ReadAsync(reader => reader.ReadPolicyAsync("1"))).FailedAs<TenantFailure.NotFound, ConditionalAccessPolicy>();
    }

    [Fact]
    public async Task A_page_of_a_proxy_is_not_taken_for_an_answer()
    {
        await using var graph = await ScriptedGraph.StartAsync(new Reply(200, "<html>Sign in to the network</html>").With("Content-Type", "text/html"));

        (await graph.ReadAsync(reader => reader.ReadPolicyAsync("1"))).FailedAs<TenantFailure.Unreadable, ConditionalAccessPolicy>();
    }

    [Fact]
    public async Task A_refusal_of_a_proxy_is_still_a_refusal()
    {
        await using var graph = await ScriptedGraph.StartAsync(new Reply(403, "<html>no</html>").With("Content-Type", "text/html"));

        Assert.Equal("HTTP 403", (await graph.ReadAsync(reader => reader.ReadPolicyAsync("1"))).FailedAs<TenantFailure.Denied, ConditionalAccessPolicy>().Code);
    }

    [Fact]
    public async Task No_failure_shows_the_token()
    {
        foreach (var reply in new[] { Reply.Refusal(403, "no", "no"), Reply.Refusal(503, "no", "no"), Reply.Broken(), new Reply(200, "{") })
        {
            await using var graph = await ScriptedGraph.StartAsync(reply);
            var policy = await graph.ReadAsync(reader => reader.ReadPolicyAsync("1"), token: "s3cret");
            Assert.DoesNotContain("s3cret", policy.Failure().ToString(), StringComparison.Ordinal);
            Assert.Equal("Bearer s3cret", graph.Requests[0].Headers["Authorization"]);
        }
    }
}
