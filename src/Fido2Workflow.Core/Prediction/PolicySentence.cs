using System.Globalization;
using System.Text.Json;
using Fido2Workflow.Core.Tenants;
using static Fido2Workflow.Core.ConditionalAccess.PolicyJson;

namespace Fido2Workflow.Core.Prediction;

/// <summary>What a policy asks of whom, in one sentence. What is not understood is said too.</summary>
public static class PolicySentence
{
    private const int NamedAtMost = 3;

    private static readonly Dictionary<string, string> Words = new(StringComparer.OrdinalIgnoreCase)
    {
        ["All"] = "all", ["AllTrusted"] = "trusted locations", ["Office365"] = "Office 365", ["MicrosoftAdminPortals"] = "the Microsoft admin portals",
        ["mobileAppsAndDesktopClients"] = "an app", ["browser"] = "a browser", ["exchangeActiveSync"] = "Exchange ActiveSync", ["easSupported"] = "Exchange ActiveSync", ["other"] = "a legacy client",
        ["deviceCodeFlow"] = "the device code flow", ["authenticationTransfer"] = "authentication transfer",
        ["00000002-0000-0ff1-ce00-000000000000"] = "Exchange Online", ["00000003-0000-0ff1-ce00-000000000000"] = "SharePoint Online", ["797f4846-ba00-4fd7-ba43-dac1f8f63013"] = "Azure management",
        ["urn:user:registersecurityinfo"] = "registering security information", ["urn:user:registerdevice"] = "registering or joining a device",
    };

    /// <summary>The sentence.</summary>
    /// <param name="names">Names of groups, apps and locations by id; ids stand in for those that are missing.</param>
    public static string Of(CompiledPolicy policy, IReadOnlyDictionary<string, string>? names = null)
    {
        var body = policy.Policy.Body;
        var name = new Naming(names ?? new Dictionary<string, string>());
        var conditions = Property(body, "conditions");
        string[] parts = [$"{Whom(conditions, name)}{Where(conditions, name)}{string.Concat(When(conditions, name).Select(part => $", {part}"))}", Asked(policy.Grant, body)];
        var unknown = policy.NotUnderstood.Count > 0 ? $" Not understood, and so unknown: {string.Join(", ", policy.NotUnderstood)}." : "";
        return $"{string.Join(" ", parts)}.{unknown}";
    }

    private static string Whom(JsonElement conditions, Naming name)
    {
        var users = Property(conditions, "users");
        var workloads = Property(conditions, "clientApplications");
        var included = People(users, "include", name);
        if (included.Count == 0) return workloads.ValueKind is JsonValueKind.Object && !IsEmpty(workloads) ? "Workload identities" : "Nobody";
        var excluded = People(users, "exclude", name);
        var whom = Joined(included) + (excluded.Count > 0 ? $", but not {Joined(excluded)}," : "");
        return char.ToUpperInvariant(whom[0]) + whom[1..];
    }

    private static List<string> People(JsonElement users, string side, Naming name)
    {
        var people = new List<string>();
        var named = PolicyWords(users, side + "Users");
        if (named.Contains("All", StringComparer.OrdinalIgnoreCase)) people.Add("all users");
        if (named.Contains("GuestsOrExternalUsers", StringComparer.OrdinalIgnoreCase) || Property(users, side + "GuestsOrExternalUsers") is { ValueKind: JsonValueKind.Object } guests && !IsEmpty(guests)) people.Add("guests");
        var single = named.Where(user => Guid.TryParse(user, out _)).ToList();
        if (single.Count > 0) people.Add(Counted(single.Count, "named user"));
        if (PolicyWords(users, side + "Groups") is { Count: > 0 } groups) people.Add($"members of {name.List(groups, "group")}");
        if (PolicyWords(users, side + "Roles") is { Count: > 0 } roles) people.Add($"holders of {Counted(roles.Count, "directory role")}");
        return people;
    }

    private static string Where(JsonElement conditions, Naming name)
    {
        var applications = Property(conditions, "applications");
        var included = PolicyWords(applications, "includeApplications").Where(app => app is not "None").ToList();
        var excluded = PolicyWords(applications, "excludeApplications");
        var actions = PolicyWords(applications, "includeUserActions");
        var contexts = PolicyWords(applications, "includeAuthenticationContextClassReferences");
        var what = included.Contains("All", StringComparer.OrdinalIgnoreCase) ? "all apps"
            : included.Count > 0 ? name.List(included, "app")
            : actions.Count > 0 ? Joined([.. actions.Select(Word)])
            : contexts.Count > 0 ? Counted(contexts.Count, "authentication context")
            : !IsEmpty(Property(applications, "globalSecureAccess")) || !IsEmpty(Property(applications, "networkAccess")) ? "network traffic"
            : "no app";
        return $" at {what}{(excluded.Count > 0 ? $" except {name.List(excluded, "app")}" : "")}";
    }

    private static IEnumerable<string> When(JsonElement conditions, Naming name)
    {
        var clients = PolicyWords(conditions, "clientAppTypes").Where(client => !client.Equals("all", StringComparison.OrdinalIgnoreCase)).ToList();
        if (clients.Count > 0) yield return $"with {Joined([.. clients.Select(Word)], "or")}";
        if (Sides(conditions, "platforms", "Platforms", name) is { } platforms) yield return $"on {platforms}";
        if (Sides(conditions, "locations", "Locations", name) is { } locations) yield return $"from {locations}";
        if (Text(conditions, "devices", "deviceFilter", "rule") is { } rule) yield return $"on devices that {(Text(conditions, "devices", "deviceFilter", "mode") is "exclude" ? "do not match" : "match")} ({rule})";
        if (Text(conditions, "authenticationFlows", "transferMethods") is { } flows) yield return $"by {Joined([.. flows.Split(',').Select(Word)], "or")}";
        foreach (var (condition, what) in new[] { ("signInRiskLevels", "sign-in"), ("userRiskLevels", "user"), ("insiderRiskLevels", "insider"), ("servicePrincipalRiskLevels", "workload") })
            if (Levels(Property(conditions, condition)) is { Count: > 0 } levels) yield return $"when the {what} risk is {Joined(levels, "or")}";
    }

    private static List<string> Levels(JsonElement levels) => levels.ValueKind switch
    {
        JsonValueKind.Array => [.. levels.EnumerateArray().Select(level => level.ToString())],
        JsonValueKind.String => [.. levels.GetString()!.Split(',')],
        _ => [],
    };

    private static string? Sides(JsonElement conditions, string condition, string what, Naming name)
    {
        var included = PolicyWords(Property(conditions, condition), "include" + what);
        var excluded = PolicyWords(Property(conditions, condition), "exclude" + what);
        if (included.Count == 0) return null;
        var all = condition is "platforms" ? "any platform" : "anywhere";
        var one = condition is "platforms" ? "platform" : "location";
        return (included.Contains("All", StringComparer.OrdinalIgnoreCase) ? all : name.List(included, one)) + (excluded.Count > 0 ? $" except {name.List(excluded, one)}" : "");
    }

    private static string Asked(Grant grant, JsonElement body)
    {
        if (grant.Controls.Any(control => control is Control.Block)) return "are blocked";
        var asked = grant.Controls.Count > 0 ? [$"are asked for {Joined([.. grant.Controls.Select(control => control.What)], grant.All ? "and" : "or")}"] : new List<string>();
        asked.AddRange(Session(Property(body, "sessionControls")).Distinct());
        return asked.Count > 0 ? Joined(asked) : "are asked for nothing";
    }

    private static IEnumerable<string> Session(JsonElement session)
    {
        if (session.ValueKind is not JsonValueKind.Object) yield break;
        foreach (var control in session.EnumerateObject().Where(each => !IsEmpty(each.Value) && !ConditionReading.IsAnnotation(each.Name) && Property(each.Value, "isEnabled").ValueKind is not JsonValueKind.False))
            yield return control.Name switch
            {
                "signInFrequency" when Property(control.Value, "value") is { ValueKind: JsonValueKind.Number } every => string.Create(CultureInfo.InvariantCulture, $"sign in anew every {every.GetInt32()} {Text(control.Value, "type")}"),
                "signInFrequency" => "sign in anew every time",
                "persistentBrowser" => Text(control.Value, "mode") is "never" ? "stay signed in in no browser" : "may stay signed in in the browser",
                "applicationEnforcedRestrictions" => "meet the restrictions that the app itself enforces",
                "cloudAppSecurity" => $"go through Defender for Cloud Apps ({Text(control.Value, "cloudAppSecurityType")})",
                "secureSignInSession" => "need tokens bound to their device",
                "globalSecureAccessFilteringProfile" or "networkAccessSecurity" => "have their traffic filtered",
                "continuousAccessEvaluation" => "are evaluated continuously",
                var other => $"meet the session control {other}",
            };
    }

    private static List<string> PolicyWords(JsonElement parent, string name) => ConditionalAccess.PolicyJson.Words(parent, name);

    private static string Word(string word) => Words.GetValueOrDefault(word.Trim(), word.Trim());

    private static string Counted(int count, string what) => count == 1 ? $"1 {what}" : $"{count} {what}s";

    private static string Joined(List<string> words, string last = "and") =>
        words.Count == 1 ? words[0] : $"{string.Join(", ", words.SkipLast(1))} {last} {words[^1]}";

    /// <summary>Ids as people read them.</summary>
    private sealed class Naming(IReadOnlyDictionary<string, string> names)
    {
        public string List(List<string> named, string what)
        {
            var ids = named.Distinct(StringComparer.OrdinalIgnoreCase).ToList();
            if (ids.Count > NamedAtMost && ids.All(id => Guid.TryParse(id, out _))) return Counted(ids.Count, what);
            var all = ids.Select(id => names.GetValueOrDefault(id) is { } known ? $"\"{known}\"" : Word(id)).ToList();
            return ids.Any(id => Guid.TryParse(id, out _)) && ids.All(id => !Words.ContainsKey(id)) ? $"{what}{(ids.Count == 1 ? "" : "s")} {Joined(all)}" : Joined(all);
        }
    }
}
