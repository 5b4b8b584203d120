using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace Fido2Workflow.Api.Tests.Hosting;

/// <summary>Somebody who calls the API.</summary>
/// <param name="token">What they may be let in with; null for nothing.</param>
internal sealed class Client(Uri address, string? token)
{
    private static readonly HttpClient Http = new();

    public Task<Reply> GetAsync(string path) => SendAsync(new HttpRequestMessage(HttpMethod.Get, new Uri(address, path)));

    /// <summary>Posts JSON, or nothing, under a key of its own unless one is named.</summary>
    public Task<Reply> PostAsync(string path, object? body = null, string? key = null) =>
        PostAsync(path, body is null ? null : JsonContent.Create(body), key ?? $"{Guid.NewGuid():N}");

    /// <summary>Posts this content, under that key if any.</summary>
    public Task<Reply> PostAsync(string path, HttpContent? content, string? key)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, new Uri(address, path)) { Content = content };
        if (key is not null) request.Headers.Add("Idempotency-Key", key);
        return SendAsync(request);
    }

    public async Task<Reply> SendAsync(HttpRequestMessage request)
    {
        using (request)
        {
            if (token is not null) request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
            using var response = await Http.SendAsync(request);
            return new((int)response.StatusCode, $"{response.Content.Headers.ContentType?.MediaType}", await response.Content.ReadAsStringAsync(), $"{response.Headers.CacheControl}", response.Headers.RetryAfter?.Delta);
        }
    }
}

/// <summary>What the API answered.</summary>
internal sealed record Reply(int Status, string Type, string Text, string CacheControl, TimeSpan? RetryAfter)
{
    public JsonNode Json => JsonNode.Parse(Text)!;

    public string? Code => (string?)Json["code"];

    /// <summary>Expects a 200, and answers what it holds.</summary>
    public JsonNode Ok()
    {
        Assert.True(Status == 200, $"{Status} {Text}");
        return Json;
    }
}

/// <summary>What must be so of everything that is refused.</summary>
internal static class Refusal
{
    /// <summary>It is refused so, as problem details with a next step, and nothing has changed.</summary>
    public static async Task AssertAsync(RunningApi api, int status, string code, Func<Task<Reply>> sendAsync)
    {
        var before = await api.FingerprintAsync();
        var reply = await sendAsync();
        Assert.Equal((status, "application/problem+json"), (reply.Status, reply.Type));
        Assert.Equal((code, status), (reply.Code, (int)reply.Json["status"]!));
        Assert.False(string.IsNullOrWhiteSpace((string?)reply.Json["detail"]));
        Assert.False(string.IsNullOrWhiteSpace((string?)reply.Json["nextStep"]));
        Assert.Equal(before, await api.FingerprintAsync());
    }
}
