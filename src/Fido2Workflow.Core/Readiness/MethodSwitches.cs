using System.Text.Json;
using Fido2Workflow.Core.Tenants;

namespace Fido2Workflow.Core.Readiness;

/// <summary>Which methods the authentication methods policy lets a person use. One that it has switched off opens nothing.</summary>
public sealed class MethodSwitches
{
    private const string AllUsers = Fido2Policy.AllUsers;
    private const string TypePrefix = "#microsoft.graph.";

    private readonly ILookup<string, Switch> _switches;
    private readonly Dictionary<string, HashSet<string>> _members;

    /// <summary>Reads the policy.</summary>
    /// <param name="groupUsers">The users of each of <see cref="GroupsToRead"/>, through nested groups.</param>
    public MethodSwitches(AuthenticationMethodsPolicy policy, IReadOnlyDictionary<string, IReadOnlyList<string>> groupUsers)
    {
        _members = groupUsers.ToDictionary(group => group.Key, group => group.Value.ToHashSet());
        _switches = Configurations(policy)
            .SelectMany(each => Names(each).Select(name => (name, Switch: Read(each))))
            .ToLookup(each => each.name, each => each.Switch, StringComparer.OrdinalIgnoreCase);
        IsTheOnlyPolicy = policy.Body.TryGetProperty("policyMigrationState", out var state) && state.ValueEquals("migrationComplete");
    }

    /// <summary>
    /// Whether this policy alone decides. Until its migration is complete the older MFA and password reset policies may let
    /// through what it has switched off. (Microsoft Learn: "How to migrate MFA and SSPR policy settings".)
    /// </summary>
    public bool IsTheOnlyPolicy { get; }

    /// <summary>The groups that the policy's configurations name.</summary>
    public static IReadOnlyList<string> GroupsToRead(AuthenticationMethodsPolicy policy) =>
        [.. Configurations(policy).Select(Read).SelectMany(each => each.Includes.Concat(each.Excludes)).Where(id => Guid.TryParse(id, out _)).Distinct()];

    /// <summary>Whether that person may use the method; true where the policy has no say.</summary>
    public bool IsOpen(MethodName method, string userId)
    {
        var found = method.SwitchedBy.SelectMany(name => _switches[name]).ToList();
        var isMissing = method.SwitchedBy.Any(name => !_switches.Contains(name));
        // The rollout widens whom FIDO2 is for, so of a key only the switch itself is asked.
        return found.Count == 0 || isMissing || found.Any(each => each.IsOn && (method.Path is MethodPath.Fido2 || Covers(each, userId)));
    }

    private bool Covers(Switch each, string userId) =>
        each.Includes.Any(id => id == AllUsers || id == userId || IsMember(id, userId)) && !each.Excludes.Any(id => id == AllUsers || id == userId || IsMember(id, userId));

    private bool IsMember(string group, string userId) => _members.TryGetValue(group, out var members) && members.Contains(userId);

    private static IEnumerable<JsonElement> Configurations(AuthenticationMethodsPolicy policy) =>
        policy.Body.TryGetProperty("authenticationMethodConfigurations", out var configurations) && configurations.ValueKind is JsonValueKind.Array
            ? configurations.EnumerateArray().Where(each => each.ValueKind is JsonValueKind.Object)
            : [];

    // Providers' configurations have ids of their own: they are found by their type.
    private static IEnumerable<string> Names(JsonElement configuration)
    {
        if (Text(configuration, "id") is { } id) yield return id;
        if (Text(configuration, "@odata.type") is { } type && type.StartsWith(TypePrefix, StringComparison.OrdinalIgnoreCase)) yield return type[TypePrefix.Length..];
    }

    private static Switch Read(JsonElement configuration) => new(
        "enabled".Equals(Text(configuration, "state"), StringComparison.OrdinalIgnoreCase), Targets(configuration, "includeTargets"), Targets(configuration, "excludeTargets"));

    private static List<string> Targets(JsonElement configuration, string name) =>
        configuration.TryGetProperty(name, out var targets) && targets.ValueKind is JsonValueKind.Array
            ? [.. targets.EnumerateArray().Select(target => Text(target, "id")).OfType<string>()]
            : [];

    private static string? Text(JsonElement from, string name) =>
        from.ValueKind is JsonValueKind.Object && from.TryGetProperty(name, out var value) && value.ValueKind is JsonValueKind.String ? value.GetString() : null;

    private sealed record Switch(bool IsOn, IReadOnlyList<string> Includes, IReadOnlyList<string> Excludes);
}
