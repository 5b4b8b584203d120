using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;

namespace Fido2Workflow.TenantSimulator;

/// <summary>
/// The rollout as it is done when nobody has read how: enforce for everybody, then ask people to enroll. It shows what
/// the right order saves, in accounts.
/// </summary>
public static class NaiveOrder
{
    private static readonly TimeSpan Wait = TimeSpan.FromDays(10);
    private static readonly TimeSpan PauseWithoutRetryAfter = TimeSpan.FromSeconds(30);

    /// <summary>
    /// Enforces a key for all users of Office 365 at once, only then offers keys to everybody, lets ten days pass, and
    /// reports.
    /// </summary>
    /// <param name="breakGlassGroupIds">The groups the policy excludes; nothing else is excluded.</param>
    /// <param name="letTimePass">Moves the tenant's clock on.</param>
    /// <exception cref="HttpRequestException">The tenant refuses a step for another reason than load.</exception>
    public static async Task<TenantReport> RunAsync(
        SimulatedTenant tenant, IReadOnlyCollection<string> breakGlassGroupIds, Func<TimeSpan, Task> letTimePass)
    {
        using var handler = tenant.CreateHandler();
        using var http = new HttpClient(handler) { BaseAddress = new("http://localhost/v1.0/"), Timeout = Timeout.InfiniteTimeSpan };
        http.DefaultRequestHeaders.Authorization = new("Bearer", SimulatedToken.Writer(tenant.TenantId).Encode());

        await SendAsync(http, letTimePass, HttpMethod.Post, "identity/conditionalAccess/policies", EnforceForEverybody(breakGlassGroupIds));
        await SendAsync(
            http, letTimePass, HttpMethod.Patch, "policies/authenticationMethodsPolicy/authenticationMethodConfigurations/fido2", OfferKeysToEverybody());
        await letTimePass(Wait);
        return tenant.Report();
    }

    private static JsonObject EnforceForEverybody(IReadOnlyCollection<string> breakGlassGroupIds) => new()
    {
        ["displayName"] = "Require phishing-resistant MFA for everybody, at once",
        ["state"] = "enabled",
        ["conditions"] = new JsonObject
        {
            ["clientAppTypes"] = new JsonArray("all"),
            ["applications"] = new JsonObject { ["includeApplications"] = new JsonArray("Office365") },
            ["users"] = new JsonObject
            {
                ["includeUsers"] = new JsonArray("All"),
                ["excludeGroups"] = new JsonArray([.. breakGlassGroupIds.Select(id => JsonValue.Create(id))]),
            },
        },
        ["grantControls"] = new JsonObject
        {
            ["operator"] = "OR",
            ["authenticationStrength"] = new JsonObject { ["id"] = "00000000-0000-0000-0000-000000000004" },
        },
    };

    private static JsonObject OfferKeysToEverybody() => new()
    {
        ["@odata.type"] = "#microsoft.graph.fido2AuthenticationMethodConfiguration",
        ["state"] = "enabled",
        ["includeTargets"] = new JsonArray(new JsonObject
        {
            ["targetType"] = "group",
            ["id"] = "all_users",
            ["isRegistrationRequired"] = false,
            ["allowedPasskeyProfiles"] = new JsonArray("00000000-0000-0000-0000-000000000001"),
        }),
    };

    private static async Task SendAsync(HttpClient http, Func<TimeSpan, Task> letTimePass, HttpMethod method, string path, JsonObject body)
    {
        while (true)
        {
            using var request = new HttpRequestMessage(method, path);
            request.Content = new StringContent(body.ToJsonString(), Encoding.UTF8, new MediaTypeHeaderValue("application/json"));
            using var response = await http.SendAsync(request);
            if (response.StatusCode is not (HttpStatusCode.TooManyRequests or HttpStatusCode.ServiceUnavailable))
            {
                response.EnsureSuccessStatusCode();
                return;
            }

            await letTimePass(response.Headers.RetryAfter?.Delta ?? PauseWithoutRetryAfter);
        }
    }
}
