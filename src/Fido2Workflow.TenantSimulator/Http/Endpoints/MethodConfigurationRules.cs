using System.Text;
using System.Text.Json.Nodes;

namespace Fido2Workflow.TenantSimulator.Http.Endpoints;

/// <summary>What Graph refuses in a configuration of an authentication method. The limits are those of its documentation.</summary>
internal static class MethodConfigurationRules
{
    private const int MostBytes = 20 * 1024;
    private const int MostProfiles = 3;
    private static readonly (int Least, int Most) Lifetime = (10, 43200);
    private static readonly (int Least, int Most) Length = (8, 48);

    public static void Refuse(JsonObject configuration)
    {
        if (configuration.Text("state") is not ("enabled" or "disabled")) throw Invalid("state", "enabled or disabled");
        foreach (var list in (string[])["includeTargets", "excludeTargets"])
            foreach (var target in configuration.Objects(list))
                if (target.Text("id") is null || target.Text("targetType") is not ("group" or "user"))
                    throw Invalid(list, "targets, each with an id and the targetType group");

        switch (configuration.Text("id")?.ToUpperInvariant())
        {
            case "FIDO2": RefuseKeys(configuration); break;
            case "TEMPORARYACCESSPASS": RefusePasses(configuration); break;
        }
    }

    private static void RefusePasses(JsonObject configuration)
    {
        var least = Within(configuration, "minimumLifetimeInMinutes", Lifetime);
        var most = Within(configuration, "maximumLifetimeInMinutes", Lifetime);
        var usual = Within(configuration, "defaultLifetimeInMinutes", Lifetime);
        Within(configuration, "defaultLength", Length);
        if (least > most) throw Invalid("minimumLifetimeInMinutes", $"at most maximumLifetimeInMinutes, which is {most}");
        if (usual < least || usual > most) throw Invalid("defaultLifetimeInMinutes", $"a lifetime from {least} to {most}");
    }

    private static void RefuseKeys(JsonObject configuration)
    {
        var profiles = configuration.Objects("passkeyProfiles").ToList();
        var ids = profiles.Select(profile => profile.Text("id") ?? throw Invalid("passkeyProfiles", "profiles, each with an id"))
            .ToHashSet(StringComparer.OrdinalIgnoreCase);
        if (ids.Count > MostProfiles) throw Invalid("passkeyProfiles", $"at most {MostProfiles} profiles");
        RefuseRestrictions(configuration);
        profiles.ForEach(RefuseRestrictions);
        if (profiles.Count > 0 && configuration.Text("defaultPasskeyProfile") is { } usual && !ids.Contains(usual))
            throw Invalid("defaultPasskeyProfile", "the id of one of the passkeyProfiles");
        if (profiles.Count > 0 && configuration.Objects("includeTargets").SelectMany(target => target.Texts("allowedPasskeyProfiles")).Any(id => !ids.Contains(id)))
            throw Invalid("allowedPasskeyProfiles", "ids of the passkeyProfiles");
        if (Encoding.UTF8.GetByteCount(configuration.ToJsonString()) > MostBytes) throw Invalid("Fido2", $"a configuration of at most {MostBytes} bytes");
    }

    private static void RefuseRestrictions(JsonObject holder)
    {
        if (holder["keyRestrictions"] is not JsonObject restrictions) return;
        if (restrictions.Text("enforcementType") is not (null or "allow" or "block")) throw Invalid("enforcementType", "allow or block");
        if (restrictions.Texts("aaGuids").Any(id => !Guid.TryParse(id, out _))) throw Invalid("aaGuids", "AAGUIDs");
    }

    private static int? Within(JsonObject configuration, string property, (int Least, int Most) bounds) => configuration.Number(property) switch
    {
        { } number when number < bounds.Least || number > bounds.Most => throw Invalid(property, $"a number from {bounds.Least} to {bounds.Most}"),
        var number => number,
    };

    private static GraphException Invalid(string property, string expected) => GraphException.BadRequest($"Property '{property}' is invalid; expected {expected}.");
}
