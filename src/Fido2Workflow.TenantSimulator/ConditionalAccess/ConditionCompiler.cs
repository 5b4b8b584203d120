using System.Text.Json.Nodes;
using Fido2Workflow.TenantSimulator.People;
using Fido2Workflow.TenantSimulator.TenantState;

namespace Fido2Workflow.TenantSimulator.ConditionalAccess;

/// <summary>
/// Turns <c>conditions</c> into one question per condition. Null means: a condition, or a property of one, is not
/// understood, and so neither is the policy.
/// </summary>
internal static class ConditionCompiler
{
    private static readonly Predicate<Attempt> Always = _ => true;
    private static readonly Predicate<Attempt> Never = _ => false;

    public static Predicate<Attempt>? Compile(JsonObject? conditions, DirectoryState state)
    {
        var questions = new List<Predicate<Attempt>>
        {
            conditions?["users"] is JsonObject ? Always : Never,
            conditions?["applications"] is JsonObject ? Always : Never,
        };
        foreach (var (name, condition) in conditions ?? [])
        {
            if (condition.IsEmpty() || name.Contains('@')) continue;
            if (Question(name, condition!, conditions!, state) is not { } question) return null;
            questions.Add(question);
        }

        return attempt => questions.TrueForAll(question => question(attempt));
    }

    private static Predicate<Attempt>? Question(string name, JsonNode condition, JsonObject conditions, DirectoryState state) =>
        name.ToUpperInvariant() switch
        {
            "USERS" => UserCondition.Compile(condition),
            "APPLICATIONS" => ApplicationCondition.Compile(condition),
            "CLIENTAPPTYPES" => ClientApps([.. conditions.Texts(name)]),
            "PLATFORMS" => Platforms(condition),
            "LOCATIONS" => LocationCondition.Compile(condition, state),
            "DEVICES" => DeviceCondition.Compile(condition),
            "AUTHENTICATIONFLOWS" => Flows(condition),
            // People are without risk, and no workload identity.
            "SIGNINRISKLEVELS" or "USERRISKLEVELS" or "INSIDERRISKLEVELS" => Never,
            "SERVICEPRINCIPALRISKLEVELS" or "CLIENTAPPLICATIONS" => Never,
            _ => null,
        };

    /// <summary>Whether a condition holds nothing but these properties, empty ones aside.</summary>
    public static bool HoldsOnly(JsonNode condition, params ReadOnlySpan<string> known)
    {
        foreach (var (name, value) in condition as JsonObject ?? [])
            if (!value.IsEmpty() && !name.Contains('@') && !known.Contains(name, StringComparer.OrdinalIgnoreCase))
                return false;
        return condition is JsonObject;
    }

    private static Predicate<Attempt>? ClientApps(HashSet<string> types)
    {
        if (types.Contains("all", StringComparer.OrdinalIgnoreCase)) return Always;
        return attempt => attempt.Client switch
        {
            ClientApp.Browser => types.Contains("browser"),
            ClientApp.MobileAppsAndDesktopClients => types.Contains("mobileAppsAndDesktopClients"),
            ClientApp.ExchangeActiveSync => types.Contains("exchangeActiveSync") || types.Contains("easSupported"),
            _ => types.Contains("other"),
        };
    }

    private static Predicate<Attempt>? Platforms(JsonNode condition)
    {
        if (!HoldsOnly(condition, "includePlatforms", "excludePlatforms")) return null;
        Predicate<Attempt> Names(string list)
        {
            var words = condition.Texts(list).ToHashSet(StringComparer.OrdinalIgnoreCase);
            return attempt => words.Contains("all") || words.Contains(attempt.Device.Platform);
        }

        var (included, excluded) = (Names("includePlatforms"), Names("excludePlatforms"));
        return attempt => included(attempt) && !excluded(attempt);
    }

    private static Predicate<Attempt>? Flows(JsonNode condition)
    {
        if (!HoldsOnly(condition, "transferMethods")) return null;
        var isOfDeviceCodes = condition.Text("transferMethods")?.Contains("deviceCodeFlow", StringComparison.OrdinalIgnoreCase) is true;
        return attempt => attempt.IsDeviceCode && isOfDeviceCodes;
    }
}
