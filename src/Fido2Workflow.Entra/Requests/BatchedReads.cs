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
    /// <param name="paths">What to read.</param>
    /// <param name="read">Understands a body.</param>
    /// <param name="unless">The code of a 404 that is an answer too, and what it answers.</param>
    public async Task<IReadOnlyDictionary<string, Answer<T>>> ReadAsync<T>(
        IEnumerable<string> paths, Func<JsonElement, T> read, (string Code, T Value)? unless = null)
    {
        var answers = new Dictionary<string, Answer<T>>();
        foreach (var batch in paths.Distinct().Chunk(MostPerBatch))
        {
            var waiting = batch;
            for (var retry = 0; waiting.Length > 0; retry++)
                waiting = await AskAsync(waiting, retry, read, unless, answers);
        }
        return answers;
    }

    /// <summary>Asks once, settles what can be settled, and waits for the rest, which it returns.</summary>
    private async Task<string[]> AskAsync<T>(
        string[] paths, int retry, Func<JsonElement, T> read, (string Code, T Value)? unless, Dictionary<string, Answer<T>> answers)
    {
        var at = clock.GetUtcNow();
        var answer = await channel.ReadAsync(() => Compose(paths), body => Replies(body, paths));
        if (answer is not Answer<Dictionary<string, GraphReply>>.Given { Value: var replies })
        {
            var failure = ((Answer<Dictionary<string, GraphReply>>.Failed)answer).Failure;
            foreach (var path in paths)
                answers[path] = new Answer<T>.Failed(failure);
            return [];
        }

        string[] again = retry < BackOff.Retries ? [.. paths.Where(path => BackOff.IsWorthAsking(replies.GetValueOrDefault(path)))] : [];
        foreach (var path in paths.Except(again))
        {
            var reply = replies.GetValueOrDefault(path);
            answers[path] = unless is var (code, value) && IsRefusal(reply, code)
                ? new Answer<T>.Given(value, at, $"GET {path}")
                : AnswerTo($"GET {path}", reply, at).Understand(read);
        }
        if (again.Length > 0)
            await clock.SleepAsync(again.Max(path => BackOff.Wait(replies[path], retry)), CancellationToken.None);
        return again;
    }

    private static bool IsRefusal(GraphReply? reply, string code) =>
        reply is GraphReply.Answered { Status: HttpStatusCode.NotFound } refusal && GraphError.Of(refusal).Code.Equals(code, StringComparison.OrdinalIgnoreCase);

    private Answer<ReadOnlyMemory<byte>> AnswerTo(string request, GraphReply? reply, DateTimeOffset at) => reply is null
        ? new Answer<ReadOnlyMemory<byte>>.Failed(new TenantFailure.Unreadable("the batch was answered without it") { Request = request })
        : Answers.OfRead(reply, request, at, clock.GetUtcNow());

    private RequestInformation Compose(string[] paths) =>
        new RequestInformation { HttpMethod = Method.POST, URI = new Uri($"{channel.Requests.RequestAdapter.BaseUrl}/$batch") }.WithJson(new JsonObject
        {
            ["requests"] = new JsonArray([.. paths.Index().Select(path => new JsonObject
            {
                ["id"] = Id(path.Index), ["method"] = "GET", ["url"] = path.Item,
            })]),
        });

    // Answers come in any order, and one may be missing.
    private static Dictionary<string, GraphReply> Replies(JsonElement body, string[] paths)
    {
        var replies = body.Rows("responses", BatchReply.Read).ToLookup(response => response.Id, response => response.Reply);
        return paths.Index()
            .Where(path => replies.Contains(Id(path.Index)))
            .ToDictionary(path => path.Item, path => replies[Id(path.Index)].First());
    }

    private static string Id(int index) => $"{index + 1}";
}
