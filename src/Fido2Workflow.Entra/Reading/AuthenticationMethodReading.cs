using System.Text.Json;
using Fido2Workflow.Core.Tenants;

namespace Fido2Workflow.Entra.Reading;

/// <summary>Keys, and the policies that say which of them count.</summary>
internal static class AuthenticationMethodReading
{
    public static IReadOnlyList<Fido2Key> Keys(JsonElement methods) => methods.OptionalString("@odata.nextLink") is null
        ? methods.Rows("value", Key)
        : throw new UnexpectedShapeException("@odata.nextLink", "a further page", "a user's keys on one page");

    // "creationDateTime" is what the property was called before.
    public static Fido2Key Key(JsonElement method) => new(
        method.RequiredString("id"),
        method.OptionalString("aaGuid")?.ToLowerInvariant(),
        method.OptionalString("model"),
        method.OptionalInstant("createdDateTime") ?? method.OptionalInstant("creationDateTime"));

    public static Fido2Policy Fido2Policy(JsonElement configuration) => new(
        IsEnabled(configuration),
        configuration.Rows("includeTargets", Target),
        configuration.Rows("excludeTargets", DirectoryReading.Id),
        Restrictions(configuration),
        configuration.OptionalRows("passkeyProfiles", Profile) ?? []);

    public static TemporaryAccessPassPolicy TemporaryAccessPassPolicy(JsonElement configuration) => new(
        IsEnabled(configuration),
        configuration.OptionalInt32("minimumLifetimeInMinutes"),
        configuration.OptionalInt32("maximumLifetimeInMinutes"),
        configuration.OptionalBoolean("isUsableOnce"),
        configuration.Rows("includeTargets", DirectoryReading.Id));

    public static AuthenticationStrength Strength(JsonElement strength) => new(
        strength.RequiredString("id"),
        strength.OptionalString("displayName"),
        strength.Strings("allowedCombinations"),
        AllowedAaGuids(strength));

    private static bool? IsEnabled(JsonElement configuration) => configuration.OptionalString("state") switch
    {
        "enabled" => true,
        "disabled" => false,
        _ => null,
    };

    private static Fido2Target Target(JsonElement target) =>
        new(target.RequiredString("id"), target.OptionalStrings("allowedPasskeyProfiles") ?? []);

    private static PasskeyProfile Profile(JsonElement profile) =>
        new(profile.RequiredString("id"), profile.OptionalString("name"), Restrictions(profile));

    private static KeyRestrictions? Restrictions(JsonElement parent) => parent.OptionalObject("keyRestrictions") is { } restrictions
        ? new(restrictions.OptionalBoolean("isEnforced"), restrictions.OptionalString("enforcementType"), Lower(restrictions.OptionalStrings("aaGuids") ?? []))
        : null;

    // Several restrictions at once: a key must pass each.
    private static IReadOnlyList<string>? AllowedAaGuids(JsonElement strength)
    {
        if (strength.OptionalRows("combinationConfigurations", Fido2Restriction) is not { } configurations)
            return strength.OptionalString("policyType") is "builtIn"
                ? null
                : throw new UnexpectedShapeException("combinationConfigurations", "missing", "an array, since a custom strength may restrict key models");
        var restrictions = configurations.OfType<IReadOnlyList<string>>().ToList();
        return restrictions is [] ? null : restrictions.Aggregate((allowed, next) => [.. allowed.Intersect(next)]);
    }

    private static IReadOnlyList<string>? Fido2Restriction(JsonElement configuration) =>
        configuration.RequiredString("@odata.type") == "#microsoft.graph.fido2CombinationConfiguration" ? Lower(configuration.Strings("allowedAAGUIDs")) : null;

    private static IReadOnlyList<string> Lower(IEnumerable<string> texts) => [.. texts.Select(text => text.ToLowerInvariant())];
}
