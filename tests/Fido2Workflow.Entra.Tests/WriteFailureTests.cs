using System.Net;
using System.Net.Sockets;
using System.Text.Json.Nodes;
using Fido2Workflow.Core.Tenants;
using Fido2Workflow.Entra.Tests.Loopback;
using Fido2Workflow.Local;

namespace Fido2Workflow.Entra.Tests;

public class WriteFailureTests
{
    [Theory]
    [InlineData(401, typeof(TenantFailure.Denied))]
    [InlineData(403, typeof(TenantFailure.Denied))]
    [InlineData(404, typeof(TenantFailure.NotFound))]
    [InlineData(400, typeof(TenantFailure.Conflict))]
    [InlineData(409, typeof(TenantFailure.Conflict))]
    [InlineData(412, typeof(TenantFailure.Conflict))]
    [InlineData(408, typeof(TenantFailure.Ambiguous))]
    [InlineData(429, typeof(TenantFailure.Throttled))]
    [InlineData(500, typeof(TenantFailure.Ambiguous))]
    [InlineData(503, typeof(TenantFailure.Ambiguous))]
    [InlineData(504, typeof(TenantFailure.Ambiguous))]
    public async Task A_refused_write_is_sent_once_and_says_what_it_left_behind(int status, Type failure)
    {
        await using var graph = await ScriptedGraph.StartAsync(Reply.Refusal(status, "code", "message"));

        var written = await graph.WriteAsync(writer => writer.SetPolicyStateAsync("1", ConditionalAccessPolicy.Enabled));

        Assert.IsType(failure, written.Failure());
        Assert.Equal("PATCH /v1.0/identity/conditionalAccess/policies/1", written.Failure().Request);
        Assert.Single(graph.Requests);
        Assert.Equal(ScriptedGraph.Start, graph.Clock.GetUtcNow());
    }

    [Fact]
    public async Task A_throttled_write_may_be_asked_again_when_the_tenant_says_so()
    {
        await using var graph = await ScriptedGraph.StartAsync(new Reply(429).With("Retry-After", "3"));

        var written = await graph.WriteAsync(writer => writer.SetPolicyStateAsync("1", ConditionalAccessPolicy.Enabled));

        Assert.Equal(ScriptedGraph.Start.AddSeconds(3), written.FailedAs<TenantFailure.Throttled, Done>().Until);
    }

    [Fact]
    public async Task A_throttled_write_may_be_asked_again_in_thirty_seconds_when_the_tenant_says_nothing()
    {
        await using var graph = await ScriptedGraph.StartAsync(new Reply(429));

        var written = await graph.WriteAsync(writer => writer.SetPolicyStateAsync("1", ConditionalAccessPolicy.Enabled));

        Assert.Equal(ScriptedGraph.Start.AddSeconds(30), written.FailedAs<TenantFailure.Throttled, Done>().Until);
    }

    [Fact]
    public async Task A_write_without_an_answer_in_time_is_ambiguous()
    {
        await using var graph = await ScriptedGraph.StartAsync(new Reply(204).Late(900));

        var written = await graph.WriteAsync(writer => writer.SetPolicyStateAsync("1", ConditionalAccessPolicy.Enabled));

        Assert.Equal("none within 100 seconds", written.FailedAs<TenantFailure.Ambiguous, Done>().Message);
        Assert.Equal(ScriptedGraph.Start.AddSeconds(100), graph.Clock.GetUtcNow());
        Assert.Single(graph.Requests);
    }

    [Fact]
    public async Task A_write_whose_connection_is_cut_is_ambiguous_and_not_sent_again()
    {
        await using var graph = await ScriptedGraph.StartAsync(Reply.Broken());

        var written = await graph.WriteAsync(writer => writer.CreatePolicyAsync(new JsonObject { ["displayName"] = "wave" }));

        written.FailedAs<TenantFailure.Ambiguous, string>();
        Assert.Single(graph.Requests);
    }

    [Fact]
    public async Task A_write_that_found_nobody_to_connect_to_has_not_happened()
    {
        var clock = new VirtualClock(ScriptedGraph.Start);
        using var closed = new TcpListener(IPAddress.Loopback, 0);
        closed.Start();
        var nobody = new Uri($"http://127.0.0.1:{((IPEndPoint)closed.LocalEndpoint).Port}/");
        closed.Stop();

        var written = await VirtualTime.RunAsync(clock, transport =>
            EntraClient.CreateWriter(new(clock, new StaticTokenCredential("writer"), transport, nobody)).SetPolicyStateAsync("1", "enabled"));

        written.FailedAs<TenantFailure.Unavailable, Done>();
    }

    [Fact]
    public async Task A_created_object_without_an_id_is_unreadable()
    {
        await using var graph = await ScriptedGraph.StartAsync(new Reply(201, "{}"));

        var written = await graph.WriteAsync(writer => writer.CreateGroupAsync("Wave 1", "wave1", "The first."));

        Assert.Equal("id is missing, expected a text", written.FailedAs<TenantFailure.Unreadable, string>().Message);
    }
}
