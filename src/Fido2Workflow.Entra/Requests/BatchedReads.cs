using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using Fido2Workflow.Core.Durable;
using Fido2Workflow.Core.Tenants;
using Fido2Workflow.Entra.Reading;
using Microsoft.Kiota.Abstractions;

namespace Fido2Workflow.Entra.Requests;

/// <summary>Many small reads, twenty to a request. Each has a status of its own, whatever the batch's is.</summary>
internal sealed class BatchedReads(GraphChannel channel, RolloutClock clock)
{
    private const int MostPerBatch = 20;

    /// <summary>One answer for each path, such as <c>/users/1/authentication/fido2Methods</c>.</summary>
    public async Task<IReadOnlyDictionary<string, Answer<T>>> ReadAsync<T>(IEnumerable<string> paths, Func<JsonElement, T> read)
    {
        var answers = new Dictionary<string, Answer<T>>();
        foreach (var batch in paths.Distinct().Chunk(MostPerBatch))
            await AnswerAsync(batch, read, answers);
        return answers;
    }

    private async Task AnswerAsync<T>(string[] batch, Func<JsonElement, T> read, Dictionary<string, Answer<T>> answers)
    {
        var waiting = batch;
        for (var retry = 0; waiting.Length > 0; retry++)
        {
            var at = clock.GetUtcNow();
            var asked = waiting;
            var answer = (await channel.ReadAsync(() => Compose(asked))).Understand(Replies);
            if (answer is not Answer<IReadOnlyDictionary<string, GraphReply.Answered>>.Given given)
            {
                var failure = ((Answer<IReadOnlyDictionary<string, GraphReply.Answered>>.Failed)answer).Failure;
                foreach (var path in waiting)
                    answers[path] = new Answer<T>.Failed(failure);
                return;
            }
            var again = new List<string>();
            var longest = TimeSpan.Zero;
            foreach (var (index, path) in waiting.Index())
            {
                if (!given.Value.TryGetValue(Id(index), out var reply))
                    answers[path] = new Answer<T>.Failed(new TenantFailure.Unreadable("the batch was answered without it") { Request = Name(path) });
                else if (retry < BackOff.Retries && BackOff.IsWorthAsking(reply))
                {
                    again.Add(path);
                    longest = TimeSpan.FromTicks(Math.Max(longest.Ticks, BackOff.Wait(reply, retry).Ticks));
                }
                else
                    answers[path] = Answers.OfRead(reply, Name(path), at, clock.GetUtcNow()).Understand(read);
            }
            waiting = [.. again];
            if (waiting.Length > 0)
                await clock.SleepAsync(longest, CancellationToken.None);
        }
    }

    private RequestInformation Compose(string[] paths)
    {
        var request = new RequestInformation { HttpMethod = Method.POST, URI = new Uri($"{channel.Graph.RequestAdapter.BaseUrl}/$batch") };
        return request.WithJson(new JsonObject
        {
            ["requests"] = new JsonArray([.. paths.Index().Select(path => new JsonObject
            {
                ["id"] = Id(path.Index), ["method"] = "GET", ["url"] = path.Item,
            })]),
        });
    }

    private static IReadOnlyDictionary<string, GraphReply.Answered> Replies(JsonElement body) => body
        .Rows("responses", response => (Id: response.RequiredString("id"), Reply: Reply(response)))
        .ToDictionary(response => response.Id, response => response.Reply);

    private static GraphReply.Answered Reply(JsonElement response) => new(
        (HttpStatusCode)response.RequiredInt32("status"),
        RetryAfter(response),
        response.TryGetProperty("body", out var body) ? JsonSerializer.SerializeToUtf8Bytes(body) : default);

    private static TimeSpan? RetryAfter(JsonElement response) =>
        response.OptionalObject("headers") is { } headers
        && headers.EnumerateObject().FirstOrDefault(header => header.Name.Equals("Retry-After", StringComparison.OrdinalIgnoreCase)) is { Value.ValueKind: not JsonValueKind.Undefined } header
        && int.TryParse(header.Value.ToString(), out var seconds) ? TimeSpan.FromSeconds(seconds) : null;

    private static string Id(int index) => $"{index + 1}";

    private static string Name(string path) => $"GET {path}";
}
