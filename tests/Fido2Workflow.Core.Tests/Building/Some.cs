using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Fido2Workflow.Core.Tests;

/// <summary>The words that the tests share: one instant, one plan, its people, groups and keys.</summary>
internal static class Some
{
    public const string BreakGlassGroup = "group-break-glass";
    public const string ServiceAccountGroup = "group-service-accounts";
    public const string ReleaseGroup = "group-release";
    public const string EnforcementGroup = "group-enforced";
    public const string PolicyId = "policy-ours";
    public const string Model = "ee882879-721c-4913-9775-3dfcce97072a";

    /// <summary>A Tuesday morning inside the default window of London, with no holiday near.</summary>
    public static readonly DateTimeOffset Now = At("2026-11-10 10:00");

    public static readonly Exclusions Exclusions = new(
        BreakGlassGroup, ["bg-1", "bg-2"], ServiceAccountGroup, ["svc-backup"], ReleaseGroup);

    public static readonly Plan Plan = new()
    {
        Rollout = "contoso",
        Tenant = "11111111-1111-1111-1111-111111111111",
        Exclusions = Exclusions,
        Waves =
        [
            new(1, "pilot", new() { UserPrincipalNames = ["ann@contoso.com", "ben@contoso.com"] }),
            new(2, "high-risk", new() { Groups = ["group-finance"] }),
            new(3, "everyone", new() { EveryoneElse = true }),
        ],
        Approvers = ["olga", "pete", "quinn"],
        Calendar = new() { TimeZone = "Europe/London" },
        KeyModels = new() { Allowed = [Model] },
    };

    public static DateTimeOffset At(string utc) =>
        DateTimeOffset.Parse(utc, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal);

    public static User Person(string id) => new(id, $"{id}@contoso.com", id, true, "Member", "GB", false);

    public static Fido2Key Key(string id, string? model = Model) => new(id, model, "a key", Now.AddDays(-30));

    public static JsonElement Json(string text)
    {
        using var document = JsonDocument.Parse(text);
        return document.RootElement.Clone();
    }

    /// <summary>A policy as the tenant answers it: what we wrote, and what the tenant adds.</summary>
    public static ConditionalAccessPolicy Policy(JsonObject body, string id = PolicyId) =>
        new(id, JsonSerializer.SerializeToElement(body), []);

    public static JsonObject OurBody(int wave = 1, string state = ConditionalAccessPolicy.ReportOnly)
    {
        var body = WavePolicy.Body(Plan, wave, EnforcementGroup);
        body["state"] = state;
        body["modifiedDateTime"] = "2026-11-01T08:00:00Z";
        return body;
    }

    public static Answer<T> Given<T>(T value) => new Answer<T>.Given(value, Now, "GET /something");

    public static Answer<T> Failed<T>(TenantFailure? why = null) =>
        new Answer<T>.Failed(why ?? new TenantFailure.Unavailable("503") { Request = "GET /something" });

    public static IReadOnlyList<T> Each<T>(params IReadOnlyList<T> values) => values;

    /// <summary>Every way the tenant can fail to answer.</summary>
    public static IReadOnlyList<TenantFailure> EveryFailure { get; } =
    [
        new TenantFailure.Throttled(Now.AddMinutes(5)) { Request = "GET /x" }, new TenantFailure.Denied("403", "no") { Request = "GET /x" },
        new TenantFailure.NotFound { Request = "GET /x" }, new TenantFailure.Conflict("409", "there") { Request = "GET /x" },
        new TenantFailure.Ambiguous("cut") { Request = "GET /x" }, new TenantFailure.Unreadable("odd") { Request = "GET /x" },
        new TenantFailure.Unavailable("503") { Request = "GET /x" },
    ];
}
