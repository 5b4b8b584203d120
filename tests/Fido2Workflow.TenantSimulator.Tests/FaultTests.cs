using System.Net;
using System.Text.Json.Nodes;

namespace Fido2Workflow.TenantSimulator.Tests;

public sealed class FaultTests
{
    private static World Faulty(int seed = 7, TenantFiles? files = null) => World.Open(files, options => options with { FaultSeed = seed });

    [Fact]
    public async Task Some_requests_are_throttled_some_with_a_time_to_wait_and_some_are_slow()
    {
        await using var world = Faulty();
        var (answers, throttled, withoutRetryAfter, longWait, unavailable, slow) = (0, 0, 0, 0, 0, 0);
        for (; answers < 1500; answers++)
        {
            world.Pass(TimeSpan.FromSeconds(1));
            var before = world.Clock.GetUtcNow();
            using var response = await world.SendAsync("GET", $"users/{World.Ada}");
            if (response.StatusCode == HttpStatusCode.TooManyRequests) throttled++;
            if (response.StatusCode == HttpStatusCode.TooManyRequests && response.Headers.RetryAfter is null) withoutRetryAfter++;
            if (response.Headers.RetryAfter?.Delta >= TimeSpan.FromSeconds(60)) longWait++;
            if (response.StatusCode == HttpStatusCode.ServiceUnavailable) unavailable++;
            if (world.Clock.GetUtcNow() > before) slow++;
        }

        Assert.InRange(throttled, answers * 4 / 100, answers * 8 / 100);
        Assert.InRange(withoutRetryAfter, answers / 100, answers * 3 / 100);
        Assert.InRange(longWait, 1, answers * 2 / 100);
        Assert.InRange(unavailable, answers / 100, answers * 3 / 100);
        Assert.InRange(slow, answers / 100, answers * 3 / 100);
    }

    [Fact]
    public async Task The_same_request_tried_again_at_once_has_its_own_luck()
    {
        await using var world = Faulty();
        var answers = new List<HttpStatusCode>();
        while (answers.Count < 200)
        {
            using var response = await world.SendAsync("GET", "groups");
            answers.Add(response.StatusCode);
        }

        Assert.Contains(HttpStatusCode.OK, answers);
        Assert.Contains(HttpStatusCode.TooManyRequests, answers);
    }

    [Fact]
    public async Task A_lost_answer_is_of_a_write_that_was_done()
    {
        await using var world = Faulty();
        var lost = 0;
        for (var number = 0; number < 120; number++)
        {
            world.Pass(TimeSpan.FromMinutes(1));
            var (before, writes) = (world.Clock.GetUtcNow(), world.Tenant.WritesAccepted);
            using var response = await world.SendAsync("PATCH", World.Fido2, new JsonObject { ["@odata.type"] = World.Fido2Type, ["state"] = "disabled" });
            if (world.Clock.GetUtcNow() - before < TimeSpan.FromMinutes(15)) continue;
            lost++;
            Assert.Equal(writes + 1, world.Tenant.WritesAccepted);
        }

        Assert.InRange(lost, 1, 15);
    }

    [Fact]
    public async Task Readers_stay_behind_some_writes_for_a_while_and_then_catch_up()
    {
        await using var world = Faulty();
        var behind = 0;
        for (var number = 0; number < 60; number++)
        {
            var name = $"Pilot {number}";
            await Persistently(world, "PATCH", $"groups/{World.Pilot}", new JsonObject { ["description"] = name });
            if ((string?)(await Persistently(world, "GET", $"groups/{World.Pilot}"))!["description"] != name) behind++;
            world.Pass(TimeSpan.FromSeconds(181));
            Assert.Equal(name, (string?)(await Persistently(world, "GET", $"groups/{World.Pilot}"))!["description"]);
        }

        Assert.InRange(behind, 3, 30);
    }

    [Fact]
    public async Task Requests_inside_a_batch_are_throttled_one_by_one()
    {
        await using var world = Faulty();
        var statuses = new List<int>();
        for (var number = 0; number < 20; number++)
        {
            world.Pass(TimeSpan.FromSeconds(10));
            var requests = Enumerable.Range(0, 20).Select(index => (JsonNode)new JsonObject { ["id"] = $"{index}", ["method"] = "GET", ["url"] = $"/users?$top={index + 1}" });
            var batch = await Persistently(world, "POST", "$batch", new JsonObject { ["requests"] = new JsonArray([.. requests]) });
            statuses.AddRange(batch!["responses"]!.AsArray().Select(response => (int)response!["status"]!));
        }

        Assert.Contains(200, statuses);
        Assert.Contains(429, statuses);
        Assert.Contains(503, statuses);
    }

    [Fact]
    public async Task Faults_change_nothing_of_what_people_do()
    {
        static async Task<TenantReport> Played(World world)
        {
            await using (world)
            {
                world.Pass(TimeSpan.FromDays(12));
                using var read = await world.SendAsync("GET", "users");
                world.Pass(TimeSpan.FromDays(14) - (world.Clock.GetUtcNow() - new DateTimeOffset(2027, 1, 4, 7, 0, 0, TimeSpan.Zero)));
                return world.Tenant.Report();
            }
        }

        Assert.Equal((await Played(World.Open())).SignIns, (await Played(Faulty())).SignIns);
    }

    private static async Task<JsonObject?> Persistently(World world, string method, string path, JsonNode? body = null)
    {
        while (true)
        {
            using var response = await world.SendAsync(method, path, body);
            if (response.StatusCode is HttpStatusCode.TooManyRequests or HttpStatusCode.ServiceUnavailable)
            {
                world.Pass(response.Headers.RetryAfter?.Delta ?? TimeSpan.FromSeconds(5));
                continue;
            }

            var text = await response.Content.ReadAsStringAsync();
            Assert.True(response.IsSuccessStatusCode, text);
            return text.Length == 0 ? null : (JsonObject)JsonNode.Parse(text)!;
        }
    }
}
