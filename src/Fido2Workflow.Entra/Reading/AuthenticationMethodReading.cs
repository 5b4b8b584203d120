using System.Text.Json;
using Fido2Workflow.Core.Tenants;

namespace Fido2Workflow.Entra.Reading;

/// <summary>Keys, and the policies that say which of them count.</summary>
internal static class AuthenticationMethodReading
{
    private const string Namespace = "#microsoft.graph.";

    public static IReadOnlyList<Fido2Key> Keys(JsonElement methods) => OnePage(methods, Key);

    public static IReadOnlyList<AuthenticationMethod> Methods(JsonElement methods) => OnePage(methods, Method);

    public static Fido2Key Key(JsonElement method) => new(
        method.RequiredString("id"),
        method.OptionalString("aaGuid")?.ToLowerInvariant(),
        method.OptionalString("model"),
        Created(method))
    {
        PasskeyType = method.OptionalString("passkeyType"),
        AttestationLevel = method.OptionalString("attestationLevel"),
    };

    public static TemporaryAccessPass Pass(JsonElement pass) => new(
        pass.RequiredString("id"),
        pass.OptionalInstant("createdDateTime"),
        pass.OptionalInstant("startDateTime"),
        pass.OptionalInt32("lifetimeInMinutes"),
        pass.OptionalBoolean("isUsableOnce"),
        pass.OptionalBoolean("isUsable"),
        pass.OptionalString("methodUsabilityReason"));

    public static IssuedPass IssuedPass(JsonElement pass) => new(Pass(pass), pass.RequiredString("temporaryAccessPass"));

    /// <summary>The policy, kept whole, once it is sure that its configurations can be looked up and written back.</summary>
    public static AuthenticationMethodsPolicy Policy(JsonElement policy)
    {
        policy.Rows("authenticationMethodConfigurations", DirectoryReading.Id);
        return DuplicateProperties.Of(policy).FirstOrDefault() is { } twice
            ? throw new UnexpectedShapeException(twice, "there twice", "one of them")
            : new(policy.Clone());
    }

    public static Fido2Policy Fido2Policy(JsonElement configuration) => new(
        IsEnabled(configuration),
        configuration.Rows("includeTargets", Target),
        configuration.Rows("excludeTargets", DirectoryReading.Id),
        Restrictions(configuration),
        configuration.OptionalRows("passkeyProfiles", Profile) ?? [])
    {
        IsAttestationEnforced = configuration.OptionalBoolean("isAttestationEnforced"),
        IsSelfServiceRegistrationAllowed = configuration.OptionalBoolean("isSelfServiceRegistrationAllowed"),
        DefaultPasskeyProfile = configuration.OptionalString("defaultPasskeyProfile"),
    };

    public static TemporaryAccessPassPolicy TemporaryAccessPassPolicy(JsonElement configuration) => new(
        IsEnabled(configuration),
        configuration.OptionalInt32("minimumLifetimeInMinutes"),
        configuration.OptionalInt32("maximumLifetimeInMinutes"),
        configuration.OptionalBoolean("isUsableOnce"),
        configuration.Rows("includeTargets", DirectoryReading.Id))
    {
        DefaultLifetimeInMinutes = configuration.OptionalInt32("defaultLifetimeInMinutes"),
        ExcludeTargets = configuration.Rows("excludeTargets", DirectoryReading.Id),
    };

    public static AuthenticationStrength Strength(JsonElement strength) => new(
        strength.RequiredString("id"),
        strength.OptionalString("displayName"),
        strength.Strings("allowedCombinations"),
        AllowedAaGuids(strength));

    // A user has few methods; half of them would pass for all.
    private static IReadOnlyList<T> OnePage<T>(JsonElement methods, Func<JsonElement, T> read) => methods.OptionalString("@odata.nextLink") is null
        ? methods.Rows("value", read)
        : throw new UnexpectedShapeException("@odata.nextLink", "a further page", "a user's methods on one page");

    private static AuthenticationMethod Method(JsonElement method) => new(
        method.RequiredString("id"),
        method.RequiredString("@odata.type") is var type && type.StartsWith(Namespace, StringComparison.Ordinal) ? type[Namespace.Length..] : type,
        Created(method));

    // "creationDateTime" is what the property was called before.
    private static DateTimeOffset? Created(JsonElement method) =>
        method.OptionalInstant("createdDateTime") ?? method.OptionalInstant("creationDateTime");

    private static bool? IsEnabled(JsonElement configuration) => configuration.OptionalString("state") switch
    {
        "enabled" => true,
        "disabled" => false,
        _ => null,
    };

    private static Fido2Target Target(JsonElement target) =>
        new(target.RequiredString("id"), target.OptionalStrings("allowedPasskeyProfiles") ?? []);

    private static PasskeyProfile Profile(JsonElement profile) =>
        new(profile.RequiredString("id"), profile.OptionalString("name"), Restrictions(profile))
        {
            AttestationEnforcement = profile.OptionalString("attestationEnforcement"),
            PasskeyTypes = profile.OptionalString("passkeyTypes")?.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) ?? [],
        };

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
