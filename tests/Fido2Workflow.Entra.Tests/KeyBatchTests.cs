using System.Text.Json.Nodes;
using Fido2Workflow.Core.Tenants;
using Fido2Workflow.Entra.Tests.Loopback;

namespace Fido2Workflow.Entra.Tests;

public class KeyBatchTests
{
    private const string NoKeys = """{"value":[]}""";
    private static readonly string TwoKeys = Reply.Text("users-authentication-fido2Methods.list.response");

    [Fact]
    public async Task Each_user_has_an_answer_of_their_own_whatever_order_they_come_in()
    {
        await using var graph = await ScriptedGraph.StartAsync(Batch(
            Inner(3, 403, """{"error":{"code":"Authorization_RequestDenied","message":"Insufficient privileges."}}"""),
            Inner(1, 200, TwoKeys),
            Inner(2, 404, """{"error":{"code":"Request_ResourceNotFound","message":"No such user."}}""")));

        var keys = await graph.ReadAsync(reader => reader.ReadFido2KeysAsync(["ada", "bob", "cyd", "dan"]));

        Assert.Equal(
            [
                new Fido2Key("-2_GRUg2-HYz6_1YG4YRAQ2", "2fc0579f-8113-47ea-b116-555a8db9202a", "NFC key", new DateTimeOffset(2020, 8, 10, 6, 44, 9, TimeSpan.Zero)) { AttestationLevel = "attested" },
                new Fido2Key("_jpuR-TGZgk6aQCLF3BQjA2", "c5ef55ff-ad9a-4b9f-b580-ababafe026d0", "USB key", new DateTimeOffset(2020, 8, 10, 6, 25, 38, TimeSpan.Zero)) { AttestationLevel = "attested" },
            ],
            keys["ada"].Value());
        Assert.Equal("GET /users/bob/authentication/fido2Methods", keys["bob"].FailedAs<TenantFailure.NotFound, IReadOnlyList<Fido2Key>>().Request);
        keys["cyd"].FailedAs<TenantFailure.Denied, IReadOnlyList<Fido2Key>>();
        Assert.Equal("the batch was answered without it", keys["dan"].FailedAs<TenantFailure.Unreadable, IReadOnlyList<Fido2Key>>().Message);
    }

    [Fact]
    public async Task A_key_of_today_is_read_as_one_of_before()
    {
        await using var graph = await ScriptedGraph.StartAsync(Batch(
            Inner(1, 200, $$"""{"value":[{{Reply.Text("users-authentication-fido2Methods.create.response.2026-04")}}]}""")));

        var keys = await graph.ReadAsync(reader => reader.ReadFido2KeysAsync(["ada"]));

        Assert.Equal(new DateTimeOffset(2026, 4, 20, 10, 15, 30, TimeSpan.Zero), Assert.Single(keys["ada"].Value()).Created);
    }

    [Fact]
    public async Task Users_are_asked_for_twenty_at_a_time()
    {
        await using var graph = await ScriptedGraph.StartAsync(
            Batch([.. Enumerable.Range(1, 20).Select(id => Inner(id, 200, NoKeys))]), Batch(Inner(1, 200, NoKeys)));
        var users = Enumerable.Range(1, 21).Select(number => $"user {number}").ToList();

        var keys = await graph.ReadAsync(reader => reader.ReadFido2KeysAsync([.. users, "user 1"]));

        Assert.Equal(users, keys.Keys);
        Assert.All(keys.Values, answer => Assert.Empty(answer.Value()));
        Assert.Equal([20, 1], graph.Requests.Select(request => JsonNode.Parse(request.Body)!["requests"]!.AsArray().Count));
        Assert.Equal("/users/user%2021/authentication/fido2Methods", (string)JsonNode.Parse(graph.Requests[1].Body)!["requests"]![0]!["url"]!);
    }

    [Fact]
    public async Task Throttled_users_are_asked_for_again_after_the_longest_wait()
    {
        await using var graph = await ScriptedGraph.StartAsync(
            Batch(Inner(1, 429, "{}", retryAfter: 3), Inner(2, 200, NoKeys), Inner(3, 503, "{}", retryAfter: 9)),
            Batch(Inner(1, 200, NoKeys), Inner(2, 200, TwoKeys)));

        var keys = await graph.ReadAsync(reader => reader.ReadFido2KeysAsync(["ada", "bob", "cyd"]));

        Assert.Empty(keys["ada"].Value());
        Assert.Equal(2, keys["cyd"].Value().Count);
        Assert.Equal(ScriptedGraph.Start.AddSeconds(9), graph.Clock.GetUtcNow());
        Assert.Equal(2, JsonNode.Parse(graph.Requests[1].Body)!["requests"]!.AsArray().Count);
    }

    [Fact]
    public async Task A_user_who_must_wait_longer_is_throttled_and_the_others_are_not()
    {
        await using var graph = await ScriptedGraph.StartAsync(Batch(Inner(1, 429, "{}", retryAfter: 120), Inner(2, 200, NoKeys)));

        var keys = await graph.ReadAsync(reader => reader.ReadFido2KeysAsync(["ada", "bob"]));

        Assert.Equal(ScriptedGraph.Start.AddSeconds(120), keys["ada"].FailedAs<TenantFailure.Throttled, IReadOnlyList<Fido2Key>>().Until);
        Assert.Empty(keys["bob"].Value());
        Assert.Single(graph.Requests);
    }

    [Fact]
    public async Task A_user_who_cannot_be_served_is_given_up_after_six_times()
    {
        await using var graph = await ScriptedGraph.StartAsync(Batch(Inner(1, 503, "{}")));

        var keys = await graph.ReadAsync(reader => reader.ReadFido2KeysAsync(["ada"]));

        keys["ada"].FailedAs<TenantFailure.Unavailable, IReadOnlyList<Fido2Key>>();
        Assert.Equal(6, graph.Requests.Count);
    }

    [Fact]
    public async Task A_batch_that_fails_as_a_whole_fails_each_of_its_users()
    {
        await using var graph = await ScriptedGraph.StartAsync(Reply.Refusal(403, "Authorization_RequestDenied", "Insufficient privileges."));

        var keys = await graph.ReadAsync(reader => reader.ReadFido2KeysAsync(["ada", "bob"]));

        Assert.All(keys.Values, answer => answer.FailedAs<TenantFailure.Denied, IReadOnlyList<Fido2Key>>());
        Assert.Equal("POST /v1.0/$batch", keys["ada"].Failure().Request);
    }

    [Fact]
    public async Task A_batch_that_is_throttled_is_sent_again_with_its_body()
    {
        await using var graph = await ScriptedGraph.StartAsync(new Reply(429).With("Retry-After", "1"), Batch(Inner(1, 200, NoKeys)));

        var keys = await graph.ReadAsync(reader => reader.ReadFido2KeysAsync(["ada"]));

        Assert.Empty(keys["ada"].Value());
        Assert.Equal(graph.Requests[0].Body, graph.Requests[1].Body);
    }

    [Fact]
    public async Task Keys_of_an_unknown_shape_are_no_keys_and_not_none()
    {
        await using var graph = await ScriptedGraph.StartAsync(Batch(
            Inner(1, 200, """{"value":[{"model":"NFC key"}]}"""), Inner(2, 200, """{"value":[],"@odata.nextLink":"x"}"""), Inner(3, 200, "null")));

        var keys = await graph.ReadAsync(reader => reader.ReadFido2KeysAsync(["ada", "bob", "cyd"]));

        Assert.All(keys.Values, answer => answer.FailedAs<TenantFailure.Unreadable, IReadOnlyList<Fido2Key>>());
    }

    [Fact]
    public async Task The_documentations_batch_is_understood()
    {
        await using var graph = await ScriptedGraph.StartAsync(Reply.Sample("batch.response"));

        var keys = await graph.ReadAsync(reader => reader.ReadFido2KeysAsync(["1", "2", "3", "4", "5"]));

        keys["2"].FailedAs<TenantFailure.Denied, IReadOnlyList<Fido2Key>>();
        Assert.Equal("Authorization_RequestDenied", keys["3"].FailedAs<TenantFailure.Denied, IReadOnlyList<Fido2Key>>().Code);
        keys["4"].FailedAs<TenantFailure.Unavailable, IReadOnlyList<Fido2Key>>();
    }

    private static Reply Batch(params JsonObject[] responses) =>
        Reply.Json(new JsonObject { ["responses"] = new JsonArray([.. responses]) }.ToJsonString());

    private static JsonObject Inner(int id, int status, string body, int? retryAfter = null) => new()
    {
        ["id"] = $"{id}",
        ["status"] = status,
        ["headers"] = retryAfter is { } seconds ? new JsonObject { ["Retry-After"] = $"{seconds}" } : null,
        ["body"] = JsonNode.Parse(body),
    };
}
