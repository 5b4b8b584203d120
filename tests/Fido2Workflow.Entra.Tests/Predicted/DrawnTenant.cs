using System.Globalization;
using System.Text.Json.Nodes;

namespace Fido2Workflow.Entra.Tests.Predicted;

/// <summary>
/// A tenant drawn by a seed, as the simulator's folder: people with all sorts of methods, devices and clients, groups in
/// groups, roles, guests, a federated domain, a FIDO2 policy by restrictions or by profiles, and policies at random. One of
/// these, in report-only, is about to be promoted.
/// </summary>
internal sealed class DrawnTenant : IDisposable
{
    public const string Promoted = "20000000-0000-4000-8000-000000000099";

    private const int People = 14;
    private const string Role = "29232cdf-9323-42fd-ade2-1d097af3e4de";
    private const string OtherRole = "f28a1f50-f6e7-4571-818b-6a12f2af6b6c";
    private const string PhishingResistant = "00000000-0000-0000-0000-000000000004";
    private const string Mfa = "00000000-0000-0000-0000-000000000002";
    private const string OneModel = "57e00000-0000-4000-8000-000000000001";
    private const string OldMethods = "57e00000-0000-4000-8000-000000000002";
    private const string Office = "10c00000-0000-4000-8000-000000000001";
    private const string Abroad = "10c00000-0000-4000-8000-000000000002";
    private const string Home = "10c00000-0000-4000-8000-000000000003";

    private static readonly string[] Models =
        ["2fc0579f-8113-47ea-b116-bb5a8db9202a", "ee882879-721c-4913-9775-3dfcce97072a", "c1f9a0bc-1dd2-404a-b27f-8e29047a43fd", "de1e552d-db1d-4423-a619-566b625cdc84"];

    private static readonly string[] Apps =
    [
        "00000002-0000-0ff1-ce00-000000000000", "00000003-0000-0ff1-ce00-000000000000", "cc15fd57-2c6c-4117-a88c-83b1d56b4bbe",
        "c44b4083-3bb0-49c1-b47d-974e53cbdf3c", "797f4846-ba00-4fd7-ba43-dac1f8f63013", "a9900000-0000-4000-8000-000000000001", "a9900000-0000-4000-8000-000000000002",
    ];

    private static readonly string[] Systems =
        ["Windows 11", "Windows 11", "Windows 11", "Windows 10", "Windows 10", "MacOs 14", "Ios 17", "Ios 16", "Android 14", "Android 12", "Windows 8", "Linux"];

    private readonly Draw _draw;
    private readonly string[] _groups = [.. Enumerable.Range(1, 8).Select(number => Id("9000", number))];

    public DrawnTenant(int seed)
    {
        _draw = new(seed);
        Write("tenant.json", new JsonObject { ["tenantId"] = "10000000-0000-4000-8000-000000000003", ["displayName"] = "Drawn", ["now"] = "2027-01-04T07:00:00Z", ["seed"] = seed });
        Write("users.json", Collection(Enumerable.Range(1, People).Select(User)));
        Write("groups.json", Collection(_groups.Select(Group)));
        Write("roleAssignments.json", Collection(Enumerable.Range(1, 3).Select(RoleAssignment)));
        Write("authenticationMethods.json", new JsonObject(Enumerable.Range(1, People).Select(number => KeyValuePair.Create<string, JsonNode?>(Id("8000", number), MethodsOf(number)))));
        Write("authenticationMethodsPolicy.json", MethodsPolicy());
        Write("authenticationStrengthPolicies.json", Collection([Strength(OneModel, ["fido2"], Models[..2]), Strength(OldMethods, ["password,sms", "password,microsoftAuthenticatorPush", "fido2"], [])]));
        Write("namedLocations.json", Collection([Location(Office, true, null), Location(Abroad, false, "US"), Location(Home, false, "GB")]));
        Write("domains.json", Domains());
        Write("conditionalAccessPolicies.json", Collection([.. Enumerable.Range(1, 4).Select(number => Policy(Id("2000", number), _draw.Of("enabled", "enabledForReportingButNotEnforced", "disabled"), number)), Policy(Promoted, "enabledForReportingButNotEnforced", 9)]));
        Write("people.json", new JsonObject
        {
            ["defaults"] = new JsonObject { ["enrolls"] = "never", ["signInsPerDay"] = 5, ["silentRefreshesPerDay"] = 1, ["mistypesPerHundred"] = 2 },
            ["people"] = new JsonObject(Enumerable.Range(1, People).Select(number => KeyValuePair.Create<string, JsonNode?>(Id("8000", number), Habits()))),
        });
    }

    public string Folder { get; } = Directory.CreateTempSubdirectory("drawn").FullName;

    public void Dispose() => Directory.Delete(Folder, recursive: true);

    private void Write(string name, JsonNode content) => File.WriteAllText(Path.Combine(Folder, name), content.ToJsonString());

    private static string Id(string kind, int number) => string.Create(CultureInfo.InvariantCulture, $"00000000-0000-4000-{kind}-{number:000000000000}");

    private static JsonObject Collection(IEnumerable<JsonNode?> items) => new() { ["value"] = new JsonArray([.. items]) };

    private static JsonArray Array(IEnumerable<string> words) => new([.. words.Select(word => JsonValue.Create(word))]);

    private JsonObject User(int number)
    {
        var isGuest = _draw.Chance(2);
        var isInternal = isGuest && _draw.Chance(50);
        var domain = _draw.Chance(6) ? "plant.drawn.test" : "drawn.test";
        return new()
        {
            ["id"] = Id("8000", number),
            ["displayName"] = $"Person {number}",
            ["userPrincipalName"] = isGuest && !isInternal ? $"p{number}_home.test#EXT#@drawn.test" : $"p{number}@{domain}",
            ["accountEnabled"] = true,
            ["userType"] = isGuest ? "Guest" : "Member",
            ["usageLocation"] = "GB",
        };
    }

    // Every group holds some people, and one further down the list: nested up to three deep.
    private JsonObject Group(string id)
    {
        var place = System.Array.IndexOf(_groups, id);
        var members = _draw.Some([.. Enumerable.Range(1, People)], 35).Select(number => Reference("user", Id("8000", number)));
        if (place % 4 != 3 && _draw.Chance(60)) members = members.Append(Reference("group", _groups[place + 1]));
        return new() { ["id"] = id, ["displayName"] = $"Group {place}", ["groupTypes"] = new JsonArray(), ["securityEnabled"] = true, ["mailEnabled"] = false, ["members"] = new JsonArray([.. members]) };

        static JsonNode Reference(string kind, string to) => new JsonObject { ["@odata.type"] = $"#microsoft.graph.{kind}", ["id"] = to };
    }

    private JsonObject RoleAssignment(int number) => new()
    {
        ["id"] = $"role-{number}",
        ["roleDefinitionId"] = _draw.Of(Role, OtherRole),
        ["principalId"] = _draw.Chance(30) ? _draw.Of(_groups) : Id("8000", 1 + _draw.Below(People)),
        ["directoryScopeId"] = _draw.Chance(30) ? "/administrativeUnits/00000000-0000-4000-a000-000000000001" : "/",
    };

    private JsonArray MethodsOf(int number)
    {
        var methods = new JsonArray();
        if (_draw.Chance(55))
        {
            methods.Add(Method("fido2", $"key-{number}", ("aaGuid", _draw.Of(Models)), ("model", "A key"), ("displayName", "A key"), ("createdDateTime", "2026-05-01T09:00:00Z")));
            if (_draw.Chance(60)) methods[0]!["passkeyType"] = _draw.Of("deviceBound", "synced");
        }
        if (_draw.Chance(45)) methods.Add(Method("microsoftAuthenticator", "app"));
        if (_draw.Chance(20)) methods.Add(Method("phone", "phone", ("phoneType", "mobile")));
        if (_draw.Chance(10)) methods.Add(Method("softwareOath", "oath"));
        if (_draw.Chance(2)) methods.Add(Method("windowsHelloForBusiness", "hello"));
        return methods;

        static JsonObject Method(string type, string id, params (string Name, string Value)[] more)
        {
            var method = new JsonObject { ["@odata.type"] = $"#microsoft.graph.{type}AuthenticationMethod", ["id"] = id };
            foreach (var (name, value) in more) method[name] = value;
            return method;
        }
    }

    private JsonObject MethodsPolicy()
    {
        var fido2 = new JsonObject
        {
            ["@odata.type"] = "#microsoft.graph.fido2AuthenticationMethodConfiguration",
            ["id"] = "Fido2",
            ["state"] = _draw.Chance(95) ? "enabled" : "disabled",
            ["isSelfServiceRegistrationAllowed"] = true,
            ["includeTargets"] = Targets(),
            ["excludeTargets"] = _draw.Chance(25) ? new JsonArray(Target(_draw.Of(_groups))) : new JsonArray(),
            ["passkeyProfiles"] = new JsonArray(),
            ["keyRestrictions"] = Restrictions(),
        };
        if (_draw.Chance(40))
        {
            fido2["passkeyProfiles"] = new JsonArray(Profile("00000000-0000-0000-0000-000000000001"), Profile("00000000-0000-0000-0000-000000000002"));
            foreach (var target in fido2["includeTargets"]!.AsArray())
                target!["allowedPasskeyProfiles"] = Array(_draw.Some(["00000000-0000-0000-0000-000000000001", "00000000-0000-0000-0000-000000000002"], 70));
        }
        return new()
        {
            ["id"] = "authenticationMethodsPolicy",
            ["policyMigrationState"] = "migrationComplete",
            ["authenticationMethodConfigurations"] = new JsonArray(fido2, Switch("MicrosoftAuthenticator"), Switch("Sms"), Switch("SoftwareOath")),
        };

        JsonObject Profile(string id) => new() { ["id"] = id, ["name"] = id, ["passkeyTypes"] = _draw.Of("deviceBound", "deviceBound,synced"), ["keyRestrictions"] = Restrictions() };
        JsonObject Target(string id) => new() { ["targetType"] = "group", ["id"] = id };
        JsonArray Targets() => _draw.Chance(60) ? new(Target("all_users")) : new([.. _draw.Some(_groups, 40).Append(_groups[0]).Distinct().Select(Target)]);
        JsonObject Restrictions() => new() { ["isEnforced"] = _draw.Chance(60), ["enforcementType"] = _draw.Of("allow", "allow", "block"), ["aaGuids"] = Array(_draw.Some(Models, 60)) };
        JsonObject Switch(string id) => new()
        {
            ["@odata.type"] = $"#microsoft.graph.{char.ToLowerInvariant(id[0])}{id[1..]}AuthenticationMethodConfiguration",
            ["id"] = id,
            ["state"] = _draw.Chance(80) ? "enabled" : "disabled",
            ["includeTargets"] = _draw.Chance(80) ? new JsonArray(Target("all_users")) : new JsonArray(Target(_draw.Of(_groups))),
            ["excludeTargets"] = new JsonArray(),
        };
    }

    private static JsonObject Strength(string id, string[] combinations, string[] models) => new()
    {
        ["id"] = id,
        ["displayName"] = $"Strength {id[^1]}",
        ["policyType"] = "custom",
        ["requirementsSatisfied"] = "mfa",
        ["allowedCombinations"] = Array(combinations),
        ["combinationConfigurations"] = models.Length == 0 ? new JsonArray() : new JsonArray(new JsonObject
        {
            ["@odata.type"] = "#microsoft.graph.fido2CombinationConfiguration",
            ["id"] = "models",
            ["appliesToCombinations"] = new JsonArray("fido2"),
            ["allowedAAGUIDs"] = Array(models),
        }),
    };

    private static JsonObject Location(string id, bool isTrusted, string? country) => country is null
        ? new() { ["@odata.type"] = "#microsoft.graph.ipNamedLocation", ["id"] = id, ["displayName"] = id, ["isTrusted"] = isTrusted, ["ipRanges"] = new JsonArray(new JsonObject { ["cidrAddress"] = "198.51.100.0/24" }) }
        : new() { ["@odata.type"] = "#microsoft.graph.countryNamedLocation", ["id"] = id, ["displayName"] = id, ["countriesAndRegions"] = new JsonArray(country), ["includeUnknownCountriesAndRegions"] = false };

    private JsonObject Domains()
    {
        var plant = new JsonObject { ["id"] = "plant.drawn.test", ["authenticationType"] = "Federated", ["isDefault"] = false, ["isInitial"] = false, ["isVerified"] = true };
        plant["federationConfiguration"] = new JsonArray(new JsonObject { ["id"] = "sts", ["federatedIdpMfaBehavior"] = _draw.Of("enforceMfaByFederatedIdp", "rejectMfaByFederatedIdp") });
        return Collection([plant, new JsonObject { ["id"] = "drawn.test", ["authenticationType"] = "Managed", ["isDefault"] = true, ["isInitial"] = true, ["isVerified"] = true }]);
    }

    private JsonObject Habits()
    {
        var habits = new JsonObject
        {
            ["client"] = _draw.Of("Browser", "Browser", "Browser", "Browser", "Mobile Apps and Desktop clients", "Mobile Apps and Desktop clients", "Mobile Apps and Desktop clients", "Other clients", "Exchange ActiveSync"),
            ["operatingSystem"] = _draw.Of(Systems),
            ["managedDevice"] = _draw.Chance(75),
            ["protocol"] = _draw.Chance(3) ? _draw.Of("deviceCode", "ropc") : "none",
            ["apps"] = Array([_draw.Of(Apps), .. _draw.Some(Apps, 35)]),
        };
        return habits;
    }

    private JsonObject Policy(string id, string state, int number)
    {
        var conditions = new JsonObject { ["users"] = Users(), ["applications"] = Applications() };
        if (_draw.Chance(30)) conditions["clientAppTypes"] = Array([_draw.Of("all", "browser", "mobileAppsAndDesktopClients", "other", "exchangeActiveSync"), "browser"]);
        if (_draw.Chance(15)) conditions["platforms"] = Sides("Platforms", _draw.Chance(60) ? ["all"] : ["windows", "android"], _draw.Some(["iOS", "macOS", "linux"], 40));
        if (_draw.Chance(12)) conditions["locations"] = Sides("Locations", [_draw.Of("All", "All", "AllTrusted", Home, Abroad)], _draw.Some(["AllTrusted", Abroad], 30));
        if (_draw.Chance(10)) conditions["devices"] = new JsonObject { ["deviceFilter"] = new JsonObject { ["mode"] = _draw.Of("include", "exclude"), ["rule"] = _draw.Of("device.isCompliant -eq True -or device.trustType -eq \"ServerAD\"", "device.trustType -eq \"AzureAD\"") } };
        if (_draw.Chance(5)) conditions["authenticationFlows"] = new JsonObject { ["transferMethods"] = "deviceCodeFlow" };
        if (_draw.Chance(5)) conditions["signInRiskLevels"] = new JsonArray("high", "medium");
        if (_draw.Chance(1)) conditions["userRiskLevels"] = new JsonArray("high");
        return new()
        {
            ["id"] = id,
            ["displayName"] = $"Policy {number}",
            ["createdDateTime"] = "2026-01-01T00:00:00Z",
            ["state"] = state,
            ["conditions"] = conditions,
            ["grantControls"] = Grant(),
            ["sessionControls"] = new JsonObject { ["signInFrequency"] = new JsonObject { ["isEnabled"] = true, ["type"] = "days", ["value"] = 30 } },
        };
    }

    private static JsonObject Sides(string what, IReadOnlyList<string> include, IReadOnlyList<string> exclude) =>
        new() { ["include" + what] = Array(include), ["exclude" + what] = Array(exclude) };

    private JsonObject Users()
    {
        var users = new JsonObject();
        if (_draw.Chance(35)) users["includeUsers"] = new JsonArray("All");
        else users["includeGroups"] = Array([_draw.Of(_groups), _draw.Of(_groups)]);
        if (_draw.Chance(15)) users["includeRoles"] = new JsonArray(Role);
        if (_draw.Chance(40)) users["excludeGroups"] = Array([_draw.Of(_groups)]);
        if (_draw.Chance(10)) users["excludeRoles"] = new JsonArray(OtherRole);
        if (_draw.Chance(20)) users["excludeUsers"] = Array([Id("8000", 1 + _draw.Below(People))]);
        if (_draw.Chance(40))
            users["excludeGuestsOrExternalUsers"] = new JsonObject { ["guestOrExternalUserTypes"] = "internalGuest,b2bCollaborationGuest,b2bCollaborationMember", ["externalTenants"] = new JsonObject { ["membershipKind"] = "all" } };
        return users;
    }

    private JsonObject Applications() => _draw.Below(4) switch
    {
        0 => new() { ["includeApplications"] = new JsonArray("All"), ["excludeApplications"] = Array(_draw.Some(Apps, 20)) },
        1 => new() { ["includeApplications"] = Array(_draw.Some(Apps, 50)) },
        2 => new() { ["includeApplications"] = new JsonArray("Office365", "MicrosoftAdminPortals"), ["excludeApplications"] = Array(_draw.Some(Apps, 15)) },
        _ => new() { ["includeApplications"] = new JsonArray("Office365") },
    };

    private JsonObject Grant()
    {
        var grant = new JsonObject { ["operator"] = _draw.Of("OR", "OR", "OR", "AND") };
        var kind = _draw.Below(100);
        if (kind < 55) grant["authenticationStrength"] = new JsonObject { ["id"] = _draw.Of(PhishingResistant, PhishingResistant, OneModel, OneModel, OldMethods, Mfa) };
        else if (kind < 70) grant["builtInControls"] = new JsonArray("mfa");
        else if (kind < 80) grant["builtInControls"] = new JsonArray("mfa", _draw.Of("compliantDevice", "domainJoinedDevice"));
        else if (kind < 88) grant["builtInControls"] = new JsonArray("compliantDevice");
        else if (kind < 94) grant["builtInControls"] = new JsonArray("block");
        else if (kind < 98) grant["termsOfUse"] = new JsonArray("terms");
        else grant["builtInControls"] = new JsonArray("approvedApplication", "mfa");
        return grant;
    }
}
