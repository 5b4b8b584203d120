using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;

namespace Fido2Workflow.Cli.Tests.Serving;

/// <summary>Whoever sends HTTP to a host that may die at any moment: what got no answer is sent again, as the same.</summary>
/// <param name="address">Where the host listens just now.</param>
internal sealed class Caller(Func<Uri> address) : IDisposable
{
    private readonly HttpClient _http = new();

    public Task<JsonNode> GetAsync(string path, string key) => SendAsync(() => With(new HttpRequestMessage(HttpMethod.Get, new Uri(address(), path)), key))!;

    /// <summary>Posts under a key of its own, and answers what came; null where it was refused as things stand.</summary>
    public Task<JsonNode?> PostAsync(string path, string key, object? body) => PostAsync(path, key, () => body is null ? null : JsonContent.Create(body));

    /// <inheritdoc cref="PostAsync(string, string, object?)"/>
    public Task<JsonNode?> PostAsync(string path, string key, Func<HttpContent?> content)
    {
        var idempotencyKey = $"{Guid.NewGuid():N}";
        return SendAsync(() =>
        {
            var request = With(new HttpRequestMessage(HttpMethod.Post, new Uri(address(), path)) { Content = content() }, key);
            request.Headers.Add("Idempotency-Key", idempotencyKey);
            return request;
        });
    }

    /// <summary>Posts the body with these headers.</summary>
    public Task<JsonNode?> PostAsync(string path, string body, IReadOnlyDictionary<string, string> headers) => SendAsync(() =>
    {
        var request = new HttpRequestMessage(HttpMethod.Post, new Uri(address(), path)) { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        foreach (var (name, value) in headers) request.Headers.Add(name, value);
        return request;
    });

    public void Dispose() => _http.Dispose();

    private async Task<JsonNode?> SendAsync(Func<HttpRequestMessage> make)
    {
        while (true)
        {
            try
            {
                using var request = make();
                using var response = await _http.SendAsync(request);
                var text = await response.Content.ReadAsStringAsync();
                if (response.IsSuccessStatusCode) return text.Length == 0 ? new JsonObject() : JsonNode.Parse(text);
                // What is refused as things stand is another's doing, or a moment's; anything else is a mistake of this test or a bug.
                if (response.StatusCode is HttpStatusCode.Conflict or HttpStatusCode.UnprocessableEntity) return null;
                if (response.StatusCode is not HttpStatusCode.ServiceUnavailable) throw new InvalidOperationException($"{request.Method} {request.RequestUri}: {(int)response.StatusCode} {text}");
            }
            catch (Exception lost) when (lost is HttpRequestException or IOException)
            {
                // It died, and another comes up.
                await Task.Delay(50);
            }
        }
    }

    private static HttpRequestMessage With(HttpRequestMessage request, string key)
    {
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", key);
        return request;
    }
}
