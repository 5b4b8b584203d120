using System.Text.Json;
using Fido2Workflow.Core.ConditionalAccess;
using Fido2Workflow.Core.Gates;
using static Fido2Workflow.Core.ConditionalAccess.PolicyJson;

namespace Fido2Workflow.Core.Prediction;

/// <summary>Whether a condition of a policy holds in these circumstances.</summary>
internal delegate Verdict Condition(Circumstances circumstances);

/// <summary>
/// Turns a policy's <c>conditions</c>, users aside, into one question each. All must hold. One that is not understood, or
/// a property of one, holds unknown, and is named.
/// </summary>
internal sealed class ConditionReading(NamedLocations locations)
{
    private readonly List<string> _notUnderstood = [];

    /// <summary>Paths of what is not understood.</summary>
    public IReadOnlyList<string> NotUnderstood => _notUnderstood;

    /// <summary>Reads them.</summary>
    public IReadOnlyList<(string Name, Condition Holds)> Read(JsonElement body)
    {
        var conditions = Property(body, "conditions");
        if (Property(conditions, "applications").ValueKind is not JsonValueKind.Object) return [("applications", _ => Verdict.No)];
        return [.. conditions.EnumerateObject().Where(each => !IsEmpty(each.Value) && !IsAnnotation(each.Name) && each.Name is not "users").Select(each => (each.Name, Read(each)))];
    }

    /// <summary>Whether a property is the service's remark on another, and none of the policy.</summary>
    public static bool IsAnnotation(string name) => name.Contains('@', StringComparison.Ordinal);

    private Condition Read(JsonProperty condition) => condition.Name switch
    {
        "applications" => Applications(condition.Value),
        "clientAppTypes" => ClientApps(condition.Value),
        "platforms" => Platforms(condition.Value),
        "locations" => Locations(condition.Value),
        "devices" => Devices(condition.Value),
        "authenticationFlows" => Flows(condition.Value),
        "signInRiskLevels" => Levels(condition.Value, circumstances => circumstances.SignInRisk),
        "userRiskLevels" or "insiderRiskLevels" => _ => Verdict.Unknown,
        // Those are about workload identities, and no user is one.
        "servicePrincipalRiskLevels" or "clientApplications" => _ => Verdict.No,
        _ => Unknown(condition.Name),
    };

    private Condition Unknown(string path)
    {
        _notUnderstood.Add(path);
        return _ => Verdict.Unknown;
    }

    // What a condition holds besides what is known of it might widen or narrow it.
    private Condition Knowing(string name, JsonElement condition, string[] known, Condition question)
    {
        if (condition.ValueKind is not JsonValueKind.Object) return Unknown(name);
        var others = condition.EnumerateObject().Where(each => !known.Contains(each.Name) && !IsAnnotation(each.Name) && !IsEmpty(each.Value)).ToList();
        _notUnderstood.AddRange(others.Select(other => $"{name}.{other.Name}"));
        return others.Count == 0 ? question : _ => Verdict.Unknown;
    }

    private Condition Applications(JsonElement condition)
    {
        var included = new ApplicationList(Words(condition, "includeApplications"));
        var excluded = new ApplicationList(Words(condition, "excludeApplications"));
        var actions = Words(condition, "includeUserActions");
        // Authentication contexts and network traffic are asked for by what is not an app's sign-in.
        return Knowing("applications", condition,
            ["includeApplications", "excludeApplications", "includeUserActions", "includeAuthenticationContextClassReferences", "globalSecureAccess", "networkAccess"],
            circumstances => circumstances.UserAction is { } action && actions.Contains(action, StringComparer.OrdinalIgnoreCase)
                ? Verdict.Yes
                : included.Names(circumstances, eitherIsEnough: true).And(excluded.Names(circumstances, eitherIsEnough: false).Not()));
    }

    private static Condition ClientApps(JsonElement condition)
    {
        var types = Texts(condition);
        string[] known = ["all", "browser", "mobileAppsAndDesktopClients", "exchangeActiveSync", "easSupported", "other"];
        var unless = types.IsSubsetOf(known.ToHashSet(StringComparer.OrdinalIgnoreCase)) ? Verdict.No : Verdict.Unknown;
        if (types.Contains("all")) return _ => Verdict.Yes;
        return circumstances => circumstances.Client switch
        {
            ClientApp.Unknown => Verdict.Unknown,
            ClientApp.Browser => types.Contains("browser") ? Verdict.Yes : unless,
            ClientApp.MobileAppsAndDesktopClients => types.Contains("mobileAppsAndDesktopClients") ? Verdict.Yes : unless,
            ClientApp.ExchangeActiveSync => types.Contains("exchangeActiveSync") || types.Contains("easSupported") ? Verdict.Yes : unless,
            _ => types.Contains("other") ? Verdict.Yes : unless,
        };
    }

    private Condition Platforms(JsonElement condition)
    {
        var included = Words(condition, "includePlatforms").ToHashSet(StringComparer.OrdinalIgnoreCase);
        var excluded = Words(condition, "excludePlatforms").ToHashSet(StringComparer.OrdinalIgnoreCase);
        return Knowing("platforms", condition, ["includePlatforms", "excludePlatforms"], circumstances =>
            Names(included, circumstances.Platform).And(Names(excluded, circumstances.Platform).Not()));

        static Verdict Names(HashSet<string> words, string? platform) =>
            words.Contains("all") ? Verdict.Yes
            : words.Count == 0 ? Verdict.No
            : platform is null ? Verdict.Unknown
            : Verdicts.Of(words.Contains(platform));
    }

    private Condition Locations(JsonElement condition)
    {
        var included = Words(condition, "includeLocations");
        var excluded = Words(condition, "excludeLocations");
        return Knowing("locations", condition, ["includeLocations", "excludeLocations"], circumstances =>
            locations.HoldAny(included, circumstances).And(locations.HoldAny(excluded, circumstances).Not()));
    }

    private Condition Devices(JsonElement condition)
    {
        var filter = Property(condition, "deviceFilter");
        var rule = DeviceFilter.Parse(Text(filter, "rule") ?? "");
        if (rule is null && !IsEmpty(filter)) return Unknown("devices.deviceFilter.rule");
        var isExcluding = Text(filter, "mode") is "exclude";
        return Knowing("devices", condition, ["deviceFilter"], circumstances => isExcluding ? rule!(circumstances).Not() : rule!(circumstances));
    }

    private Condition Flows(JsonElement condition)
    {
        var methods = (Text(condition, "transferMethods") ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        return Knowing("authenticationFlows", condition, ["transferMethods"], circumstances => circumstances.Flow switch
        {
            SignInFlow.DeviceCode => Verdicts.Of(methods.Contains("deviceCodeFlow", StringComparer.OrdinalIgnoreCase)),
            SignInFlow.AuthenticationTransfer => Verdicts.Of(methods.Contains("authenticationTransfer", StringComparer.OrdinalIgnoreCase)),
            _ => Verdicts.Of(methods.Contains("none", StringComparer.OrdinalIgnoreCase)),
        });
    }

    // Graph writes some lists of words as an array and some as one text with commas.
    private static HashSet<string> Texts(JsonElement list) => (list.ValueKind switch
    {
        JsonValueKind.Array => list.EnumerateArray().Select(each => each.ValueKind is JsonValueKind.String ? each.GetString()! : each.GetRawText()),
        JsonValueKind.String => list.GetString()!.Split(',', StringSplitOptions.TrimEntries),
        _ => [list.GetRawText()],
    }).ToHashSet(StringComparer.OrdinalIgnoreCase);

    private static Condition Levels(JsonElement condition, Func<Circumstances, string?> level)
    {
        var levels = Texts(condition);
        return circumstances => level(circumstances) is { } known && known is "none" or "low" or "medium" or "high" ? Verdicts.Of(levels.Contains(known)) : Verdict.Unknown;
    }
}

/// <summary>A list of applications in a policy's words.</summary>
internal sealed class ApplicationList(IReadOnlyList<string> words)
{
    private readonly bool _all = words.Contains("All", StringComparer.OrdinalIgnoreCase);
    private readonly bool _office365 = words.Contains(RolloutPolicy.Office365, StringComparer.OrdinalIgnoreCase);
    private readonly bool _adminPortals = words.Contains("MicrosoftAdminPortals", StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<string> _ids = new(words, StringComparer.OrdinalIgnoreCase);

    /// <summary>
    /// Whether it names a sign-in's app. A client signs in to a resource, and either may be what a policy names: an inclusion
    /// of one holds; of an exclusion of one alone nobody knows.
    /// </summary>
    public Verdict Names(Circumstances circumstances, bool eitherIsEnough)
    {
        var client = Names(circumstances.AppId);
        var resource = circumstances.ResourceId is { } id ? Names(id) : client;
        return client == resource ? Verdicts.Of(client) : eitherIsEnough ? Verdict.Yes : Verdict.Unknown;
    }

    private bool Names(string appId) =>
        _all || _ids.Contains(appId) || (_office365 && Applications.Office365.Contains(appId)) || (_adminPortals && Applications.MicrosoftAdminPortals.Contains(appId));
}
