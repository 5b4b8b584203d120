using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Fido2Workflow.Api.Decisions;
using Fido2Workflow.Api.Yaml;
using Fido2Workflow.Core.Durable;

namespace Fido2Workflow.Cli.Operating;

/// <summary>
/// Speaks the API of a host. What got no answer is sent again, a decision under the same key: so it is decided once, however
/// often that takes.
/// </summary>
public sealed class HostClient : IDisposable
{
    /// <summary>The environment variable that holds the caller's API key or token: on a command line it would stay in the shell's history.</summary>
    public const string KeyVariable = "FIDO2_KEY";

    // Long enough for a host that is restarted, and short enough for somebody who waits.
    private static readonly TimeSpan[] Pauses = [TimeSpan.FromSeconds(0.2), TimeSpan.FromSeconds(0.5), TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(3)];
    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(1);

    private readonly HttpClient _http = new();

    private HostClient(Uri host, string key)
    {
        _http.BaseAddress = host;
        _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
    }

    /// <summary>A client of the host at that address, for whom the environment holds a key.</summary>
    /// <exception cref="BadInputException">The address is none, or would send the key in the clear; or there is no key.</exception>
    public static HostClient Open(string host)
    {
        if (!Uri.TryCreate(host, UriKind.Absolute, out var address) || address.Scheme is not ("http" or "https"))
            throw new BadInputException($"--host: \"{host}\" was found; expected an address such as {Serving.ServeOptions.LocalUrl}.");
        if (address is { Scheme: "http", IsLoopback: false })
            throw new BadInputException($"--host: {host} would send your key where others can read it; expected https, or http to this machine.");
        return Environment.GetEnvironmentVariable(KeyVariable) is { Length: > 0 } key
            ? new(address, key)
            : throw new BadInputException($"{KeyVariable}: nothing was found in the environment; expected an API key that fido2 keys add made, or an access token.");
    }

    /// <summary>Reads.</summary>
    /// <exception cref="HostException">The host refused, or could not be reached.</exception>
    public Task<T> GetAsync<T>(string path, CancellationToken cancellation) =>
        SendAsync<T>(() => new HttpRequestMessage(HttpMethod.Get, path), cancellation);

    /// <summary>Decides, once.</summary>
    /// <exception cref="HostException">The host refused, or could not be reached: then it may have been decided.</exception>
    public Task<T> PostAsync<T>(string path, object body, CancellationToken cancellation) =>
        PostAsync<T>(path, () => JsonContent.Create(body, options: WorkflowJson.Options), cancellation);

    /// <inheritdoc cref="PostAsync{T}(string, object, CancellationToken)"/>
    public Task<T> PostAsync<T>(string path, Func<HttpContent> content, CancellationToken cancellation)
    {
        var key = $"{Guid.NewGuid():N}";
        return SendAsync<T>(() =>
        {
            var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = content() };
            request.Headers.Add(IdempotencyKey.Header, key);
            return request;
        }, cancellation);
    }

    /// <inheritdoc/>
    public void Dispose() => _http.Dispose();

    private async Task<T> SendAsync<T>(Func<HttpRequestMessage> make, CancellationToken cancellation)
    {
        for (var attempt = 0; ; attempt++)
        {
            TimeSpan? pause = attempt < Pauses.Length ? Pauses[attempt] : null;
            try
            {
                using var request = make();
                using var response = await _http.SendAsync(request, cancellation);
                if (response.IsSuccessStatusCode) return (await response.Content.ReadFromJsonAsync<T>(WorkflowJson.Options, cancellation))!;
                if (pause is null || !MayPass(response.StatusCode)) throw await HostException.OfAsync(response, cancellation);
                if (response.Headers.RetryAfter?.Delta is { } asked) pause = asked < LongestPause ? asked : LongestPause;
            }
            catch (Exception lost) when (!cancellation.IsCancellationRequested && lost is HttpRequestException or TaskCanceledException or IOException or JsonException)
            {
                if (pause is null) throw HostException.Unreachable(_http.BaseAddress!, lost);
            }
            await Task.Delay(pause.Value, TimeProvider.System, cancellation);
        }
    }

    private static bool MayPass(HttpStatusCode status) =>
        status is HttpStatusCode.TooManyRequests or HttpStatusCode.BadGateway or HttpStatusCode.ServiceUnavailable or HttpStatusCode.GatewayTimeout;
}
