using System.Text.Json;
using System.Text.Json.Nodes;
using Fido2Workflow.Core.Preparation;

namespace Fido2Workflow.Core.Tests.Preparation;

/// <summary>
/// A tenant as a preparation reads it, at its beginning: both exclusion groups are in place and everything else is to be
/// made. A test changes it, and writes to it what was planned.
/// </summary>
internal sealed class PreparedTenant
{
    public const string Other = "2fc0579f-8113-47ea-b116-bb5a8db9202a";
    public const string Testers = "group-testers";

    public Plan Plan { get; set; } = Some.Plan with { Passes = new() };

    public List<string> NamedPolicies { get; } = [];

    public Dictionary<string, Group> Groups { get; } = new[] { Some.BreakGlassGroup, Some.ServiceAccountGroup, Some.ReleaseGroup }
        .ToDictionary(id => id, id => new Group(id, id, id, false, true));

    public Dictionary<string, List<string>> Members { get; } = new()
    {
        [Some.BreakGlassGroup] = ["bg-1", "bg-2"], [Some.ServiceAccountGroup] = ["svc-backup"], [Some.ReleaseGroup] = [], [Testers] = [],
    };

    public JsonObject Fido2 { get; set; } = Parse($$"""
        {"@odata.type":"#microsoft.graph.fido2AuthenticationMethodConfiguration","id":"Fido2","state":"disabled","isSelfServiceRegistrationAllowed":true,
         "isAttestationEnforced":false,"keyRestrictions":{"isEnforced":false,"enforcementType":"block","aaGuids":[]},"excludeTargets":[],
         "includeTargets@odata.context":"x","includeTargets":[{"id":"{{Testers}}","targetType":"group","isRegistrationRequired":true,"new":1}],
         "passkeyProfiles":[],"defaultPasskeyProfile":null,"somethingNew":{"deep":[1.50]} }
        """);

    public JsonObject Passes { get; set; } = Parse("""
        {"@odata.type":"#microsoft.graph.temporaryAccessPassAuthenticationMethodConfiguration","id":"TemporaryAccessPass","state":"disabled","defaultLength":8,
         "defaultLifetimeInMinutes":60,"minimumLifetimeInMinutes":10,"maximumLifetimeInMinutes":1440,"isUsableOnce":false,"excludeTargets":[],"includeTargets":[]}
        """);

    public List<ConditionalAccessPolicy> Policies { get; } = [];

    public Dictionary<string, Answer<IReadOnlyList<Fido2Key>>> Keys { get; } = [];

    public List<StoredDecision> Decisions { get; } = [];

    public static JsonObject Parse(string json) => JsonNode.Parse(json)!.AsObject();

    /// <summary>Somebody holds a key.</summary>
    public void Hold(string user, string? model = Some.Model) => Keys[user] = Some.Given(Some.Each(Some.Key($"key-of-{user}", model)));

    public PreparationPlan Planned() => PreparationPlanner.Plan(Facts());

    /// <summary>Writes what is planned until nothing more is; answers what was written.</summary>
    public IReadOnlyList<Change> WriteAll()
    {
        var written = new List<Change>();
        while (Planned().Changes is [var change, ..])
        {
            Assert.True(written.Count < 30, $"this never ends: {change.Does}");
            Write(change);
            written.Add(change);
        }
        return written;
    }

    public void Write(Change change)
    {
        switch (change)
        {
            case Change.CreateGroup create:
                var id = $"made-{create.MailNickname}";
                Groups[id] = new(id, create.DisplayName, create.MailNickname, false, true);
                Members[id] = [];
                break;
            case Change.AddMembers add:
                Members[add.GroupId].AddRange(add.Users);
                break;
            case Change.UpdateMethod { ConfigurationId: "Fido2" } update:
                Fido2 = update.Body;
                break;
            case Change.UpdateMethod update:
                Passes = update.Body;
                break;
            case Change.CreatePolicy create:
                Policies.Add(Some.Policy(create.Body, $"made-{create.DisplayName}"));
                break;
            case Change.ExcludeGroups exclude:
                var index = Policies.FindIndex(policy => policy.Id == exclude.PolicyId);
                var body = JsonObject.Create(Policies[index].Body)!.DeepClone().AsObject();
                var excluded = body["conditions"]!["users"]!["excludeGroups"] as JsonArray;
                body["conditions"]!["users"]!["excludeGroups"] = new JsonArray([.. (excluded ?? []).Select(each => each!.DeepClone()), .. exclude.Groups.Select(group => JsonValue.Create(group))]);
                Policies[index] = Some.Policy(body, exclude.PolicyId);
                break;
        }
    }

    private PreparationFacts Facts() => new()
    {
        Plan = Plan,
        NamedPolicies = NamedPolicies,
        At = Some.Now,
        Users = [.. Members.Values.SelectMany(users => users).Concat(Keys.Keys).Concat(Plan.Exclusions.BreakGlassAccounts).Distinct().Select(Some.Person)],
        NamedGroups = Groups.Where(group => RolloutPolicy.ExcludedGroups(Plan).Contains(group.Key)).ToDictionary(),
        OwnGroups = OwnGroups.Nicknames(Plan).ToDictionary(nickname => nickname, nickname => Some.Each([.. Groups.Values.Where(group => group.MailNickname == nickname)])),
        GroupUsers = Members.ToDictionary(group => group.Key, group => Some.Each([.. group.Value])),
        Methods = new(JsonSerializer.SerializeToElement(new JsonObject
        {
            ["authenticationMethodConfigurations"] = new JsonArray(Fido2.DeepClone(), Passes.DeepClone()),
        })),
        Fido2 = ReadFido2(),
        Passes = new(
            (string?)Passes["state"] == "enabled", (int?)Passes["minimumLifetimeInMinutes"], (int?)Passes["maximumLifetimeInMinutes"], (bool?)Passes["isUsableOnce"], Ids(Passes["includeTargets"]))
        {
            DefaultLifetimeInMinutes = (int?)Passes["defaultLifetimeInMinutes"],
            ExcludeTargets = Ids(Passes["excludeTargets"]),
        },
        Policies = Policies,
        Keys = Keys,
        Decisions = Decisions,
    };

    public Fido2Policy ReadFido2() => new(
        (string?)Fido2["state"] == "enabled",
        [.. Fido2["includeTargets"]!.AsArray().Select(target => new Fido2Target((string)target!["id"]!, Texts(target["allowedPasskeyProfiles"])))],
        Ids(Fido2["excludeTargets"]), Restrictions(Fido2["keyRestrictions"]),
        [
            .. Fido2["passkeyProfiles"]!.AsArray().Select(profile => new PasskeyProfile((string)profile!["id"]!, (string?)profile["name"], Restrictions(profile["keyRestrictions"]))
            {
                AttestationEnforcement = (string?)profile["attestationEnforcement"],
                PasskeyTypes = ((string)profile["passkeyTypes"]!).Split(','),
            }),
        ])
    {
        IsAttestationEnforced = (bool?)Fido2["isAttestationEnforced"],
        IsSelfServiceRegistrationAllowed = (bool?)Fido2["isSelfServiceRegistrationAllowed"],
        DefaultPasskeyProfile = (string?)Fido2["defaultPasskeyProfile"],
    };

    private static KeyRestrictions? Restrictions(JsonNode? json) =>
        json is null ? null : new((bool?)json["isEnforced"], (string?)json["enforcementType"], Texts(json["aaGuids"]));

    private static IReadOnlyList<string> Ids(JsonNode? targets) => [.. targets!.AsArray().Select(target => (string)target!["id"]!)];

    private static IReadOnlyList<string> Texts(JsonNode? texts) => texts is JsonArray array ? [.. array.Select(text => (string)text!)] : [];
}
