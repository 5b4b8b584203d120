using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;

namespace Fido2Workflow.TenantSimulator.Tests;

/// <summary>A clock that stands still until moved; whoever sleeps on it moves it.</summary>
public sealed class ManualClock(DateTimeOffset start) : TimeProvider
{
    private DateTimeOffset _now = start;

    public override DateTimeOffset GetUtcNow() => _now;

    public Task SleepAsync(TimeSpan duration, CancellationToken cancellationToken)
    {
        _now += duration;
        return Task.CompletedTask;
    }
}

/// <summary>A tenant folder of its own, a clock, and clients that read and write over the message handler.</summary>
public sealed class World : IAsyncDisposable
{
    public const string Ada = "00000000-0000-4000-8000-000000000001";
    public const string Ben = "00000000-0000-4000-8000-000000000002";
    public const string Cleo = "00000000-0000-4000-8000-000000000003";
    public const string Dan = "00000000-0000-4000-8000-000000000004";
    public const string Eve = "00000000-0000-4000-8000-000000000005";
    public const string Fay = "00000000-0000-4000-8000-000000000006";
    public const string Scanner = "00000000-0000-4000-8000-000000000007";
    public const string BreakGlass = "00000000-0000-4000-8000-000000000008";
    public const string Dora = "00000000-0000-4000-8000-000000000009";
    public const string BreakGlassGroup = "00000000-0000-4000-9000-000000000001";
    public const string Pilot = "00000000-0000-4000-9000-000000000002";
    public const string Staff = "00000000-0000-4000-9000-000000000003";
    public const string Exchange = "00000002-0000-0ff1-ce00-000000000000";
    public const string Policies = "identity/conditionalAccess/policies";
    public const string Fido2 = "policies/authenticationMethodsPolicy/authenticationMethodConfigurations/fido2";
    public const string Fido2Type = "#microsoft.graph.fido2AuthenticationMethodConfiguration";
    public const string YubiKey = "2fc0579f-8113-47ea-b116-bb5a8db9202a";

    private readonly HttpClient _http;

    private World(TenantFiles files, ManualClock clock, SimulatedTenant tenant)
    {
        (Files, Clock, Tenant) = (files, clock, tenant);
        _http = new(new SimulatedDelayHandler(clock.SleepAsync) { InnerHandler = tenant.CreateHandler() }) { Timeout = Timeout.InfiniteTimeSpan };
    }

    public TenantFiles Files { get; }

    public ManualClock Clock { get; }

    public SimulatedTenant Tenant { get; }

    public SimulatedToken Reader => SimulatedToken.Reader(Tenant.TenantId);

    /// <summary>An identity that may read and write whatever the tests do.</summary>
    public SimulatedToken Everything => Reader.With(
        [.. SimulatedToken.Writer(Tenant.TenantId).Roles, .. SimulatedToken.PassIssuer(Tenant.TenantId).Roles, "UserAuthMethod-Passkey.ReadWrite.All"]);

    public static World Open(TenantFiles? files = null, Func<SimulatorOptions, SimulatorOptions>? options = null)
    {
        files ??= TenantFiles.Copy();
        var clock = new ManualClock(SimulatedTenant.ReadNow(files.Folder, null));
        var chosen = new SimulatorOptions { Clock = clock };
        return new(files, clock, SimulatedTenant.Load(files.Folder, options?.Invoke(chosen) ?? chosen));
    }

    public void Pass(TimeSpan time) => _ = Clock.SleepAsync(time, CancellationToken.None);

    public async Task<HttpResponseMessage> SendAsync(
        string method, string path, JsonNode? body = null, SimulatedToken? token = null, string version = "v1.0", bool unknownMembers = true)
    {
        var target = path.StartsWith("http", StringComparison.Ordinal) ? path : $"https://graph.example/{version}/{path}";
        using var request = new HttpRequestMessage(new(method), target);
        request.Headers.Authorization = new("Bearer", (token ?? Everything).Encode());
        if (unknownMembers) request.Headers.Add("Prefer", "include-unknown-enum-members");
        if (body is not null) request.Content = new StringContent(body.ToJsonString(), Encoding.UTF8, new MediaTypeHeaderValue("application/json"));
        return await _http.SendAsync(request);
    }

    public async Task<JsonObject> GetAsync(string path, string version = "v1.0", bool unknownMembers = true)
    {
        using var response = await SendAsync("GET", path, token: Reader, version: version, unknownMembers: unknownMembers);
        var text = await response.Content.ReadAsStringAsync();
        Assert.True(response.IsSuccessStatusCode, text);
        return (JsonObject)JsonNode.Parse(text)!;
    }

    public async Task<List<JsonObject>> ListAsync(string path, string version = "v1.0", bool unknownMembers = true)
    {
        var all = new List<JsonObject>();
        for (var next = path; next is not null;)
        {
            var page = await GetAsync(next, version, unknownMembers);
            all.AddRange(page["value"]!.AsArray().Select(item => item!.AsObject()));
            next = (string?)page["@odata.nextLink"];
        }

        return all;
    }

    public async Task<JsonObject?> WriteAsync(string method, string path, JsonNode? body = null)
    {
        using var response = await SendAsync(method, path, body);
        var text = await response.Content.ReadAsStringAsync();
        Assert.True(response.IsSuccessStatusCode, text);
        return text.Length == 0 ? null : (JsonObject)JsonNode.Parse(text)!;
    }

    /// <summary>Every row visible now, interactive and not.</summary>
    public async Task<List<JsonObject>> SignInsAsync(string filter = "")
    {
        var and = filter.Length > 0 ? $"{filter} and " : "";
        return
        [
            .. await ListAsync($"auditLogs/signIns?$filter={and}signInEventTypes/any(t: t eq 'interactiveUser')", "beta"),
            .. await ListAsync($"auditLogs/signIns?$filter={and}signInEventTypes/any(t: t eq 'nonInteractiveUser')", "beta"),
        ];
    }

    public Task OfferKeysAsync(string target = "all_users") => WriteAsync("PATCH", Fido2, new JsonObject
    {
        ["@odata.type"] = Fido2Type,
        ["state"] = "enabled",
        ["includeTargets"] = new JsonArray(new JsonObject { ["targetType"] = "group", ["id"] = target }),
    });

    public static JsonObject RequireKey(string state, string group = Staff) => new()
    {
        ["displayName"] = "Require a key",
        ["state"] = state,
        ["conditions"] = new JsonObject
        {
            ["clientAppTypes"] = new JsonArray("all"),
            ["applications"] = new JsonObject { ["includeApplications"] = new JsonArray("Office365") },
            ["users"] = new JsonObject { ["includeGroups"] = new JsonArray(group), ["excludeGroups"] = new JsonArray(BreakGlassGroup) },
        },
        ["grantControls"] = new JsonObject
        {
            ["operator"] = "OR",
            ["authenticationStrength"] = new JsonObject { ["id"] = "00000000-0000-0000-0000-000000000004" },
        },
    };

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await Tenant.DisposeAsync();
        Files.Dispose();
    }
}
