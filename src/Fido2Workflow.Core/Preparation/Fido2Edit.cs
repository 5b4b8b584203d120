using System.Text.Json;
using System.Text.Json.Nodes;
using Fido2Workflow.Core.Plans;
using Fido2Workflow.Core.Tenants;

namespace Fido2Workflow.Core.Preparation;

/// <summary>
/// One change of the FIDO2 configuration. It can be foretold on what was understood of the configuration, and made in the
/// JSON of it. Graph replaces arrays instead of merging them, so an edit only ever adds to what an array holds.
/// </summary>
public abstract record Fido2Edit
{
    private Fido2Edit() { }

    /// <summary>Why, in one sentence.</summary>
    public abstract string Why { get; }

    /// <summary>Switches the method on.</summary>
    public sealed record Enable : Fido2Edit
    {
        /// <inheritdoc/>
        public override string Why => "Nobody can register a key while the method is off; switching it on changes no sign-in.";
    }

    /// <summary>Lets people register keys by themselves.</summary>
    public sealed record AllowSelfService : Fido2Edit
    {
        /// <inheritdoc/>
        public override string Why => "People register their keys by themselves.";
    }

    /// <summary>Targets one group more.</summary>
    /// <param name="GroupId">Its object id.</param>
    /// <param name="Profile">The passkey profile it may use; null where the tenant has none.</param>
    public sealed record Target(string GroupId, string? Profile) : Fido2Edit
    {
        /// <inheritdoc/>
        public override string Why => "The method targets the waves, everybody who holds a key already, and the break-glass accounts.";
    }

    /// <summary>Opens passkey profiles to a target that is there, besides those it may use.</summary>
    /// <param name="TargetId">A group's object id, or <see cref="Fido2Policy.AllUsers"/>.</param>
    public sealed record OpenProfiles(string TargetId, IReadOnlyList<string> Profiles) : Fido2Edit
    {
        /// <inheritdoc/>
        public override string Why => "Whoever is in a wave may use every model that the plan names.";
    }

    /// <summary>Enforces an allow-list with these models besides those it holds.</summary>
    /// <param name="Profile">The passkey profile; null for the older restrictions of the whole method.</param>
    /// <param name="Models">AAGUIDs, lower case.</param>
    public sealed record AllowModels(string? Profile, IReadOnlyList<string> Models) : Fido2Edit
    {
        /// <inheritdoc/>
        public override string Why => "Only the models that the plan names are to be let through.";
    }

    /// <summary>Lets a key prove its model when it is registered.</summary>
    /// <param name="Profile">The passkey profile; null for the whole method.</param>
    public sealed record Attest(string? Profile) : Fido2Edit
    {
        /// <inheritdoc/>
        public override string Why => "Without attestation a model is only what a key says of itself; it is asked for at registration alone, and keys that are there go on working.";
    }

    /// <summary>Leaves synced passkeys out of a profile: they cannot prove a model.</summary>
    public sealed record DeviceBoundOnly(string Profile) : Fido2Edit
    {
        /// <inheritdoc/>
        public override string Why => "A synced passkey cannot prove its model.";
    }

    /// <summary>The configuration as it would be understood after this.</summary>
    public Fido2Policy Foretell(Fido2Policy policy) => this switch
    {
        Enable => policy with { IsEnabled = true },
        AllowSelfService => policy with { IsSelfServiceRegistrationAllowed = true },
        Target target => policy with { IncludeTargets = [.. policy.IncludeTargets, new(target.GroupId, target.Profile is null ? [] : [target.Profile])] },
        OpenProfiles open => policy with
        {
            IncludeTargets = [.. policy.IncludeTargets.Select(target => target.Id == open.TargetId ? target with { AllowedPasskeyProfiles = [.. target.AllowedPasskeyProfiles.Union(open.Profiles)] } : target)],
        },
        AllowModels { Profile: null } allow => policy with { KeyRestrictions = Allowing(policy.KeyRestrictions, allow.Models) },
        AllowModels allow => With(policy, allow.Profile!, profile => profile with { KeyRestrictions = Allowing(profile.KeyRestrictions, allow.Models) }),
        Attest { Profile: null } => policy with { IsAttestationEnforced = true },
        Attest attest => With(policy, attest.Profile!, profile => profile with { AttestationEnforcement = PasskeyProfiles.Attested }),
        DeviceBoundOnly only => With(policy, only.Profile, profile => profile with { PasskeyTypes = [PasskeyProfiles.DeviceBound] }),
        _ => throw new InvalidOperationException("closed hierarchy"),
    };

    /// <summary>The configuration's id.</summary>
    public const string ConfigurationId = MethodConfiguration.Fido2;

    /// <summary>
    /// What is sent to target one group more, under the profile that a preparation would choose. Null where there is no
    /// configuration, it does not hold the targets that were understood, or none of its profiles is the default.
    /// </summary>
    public static JsonObject? Widen(AuthenticationMethodsPolicy methods, Fido2Policy policy, KeyModels models, string groupId)
    {
        var profile = PasskeyProfiles.OfOurTargets(policy, models.Allowed)?.Id;
        return methods.Configuration(ConfigurationId) is { } configuration && MethodConfiguration.Holds(configuration, policy.IncludeTargets.Select(target => target.Id))
            && (profile is not null || policy.PasskeyProfiles is [])
            ? Body(configuration, [new Target(groupId, profile)])
            : null;
    }

    /// <summary>What is sent to make these changes: all that was read, and them.</summary>
    /// <exception cref="InvalidOperationException">The configuration has not the shape that it was understood to have.</exception>
    public static JsonObject Body(JsonElement configuration, IEnumerable<Fido2Edit> edits)
    {
        var body = MethodConfiguration.Editable(configuration);
        foreach (var edit in edits) edit.Make(body);
        return body;
    }

    private void Make(JsonObject body)
    {
        switch (this)
        {
            case Enable:
                body["state"] = "enabled";
                break;
            case AllowSelfService:
                body["isSelfServiceRegistrationAllowed"] = true;
                break;
            case Target target:
                var added = MethodConfiguration.Target(target.GroupId);
                if (target.Profile is not null) added["allowedPasskeyProfiles"] = new JsonArray(target.Profile);
                MethodConfiguration.AddTarget(body, added);
                break;
            case OpenProfiles open:
                MethodConfiguration.OpenProfiles(body, open.TargetId, open.Profiles);
                break;
            case AllowModels allow:
                MakeAllowing(Holder(body, allow.Profile), allow.Models);
                break;
            case Attest { Profile: null }:
                body["isAttestationEnforced"] = true;
                break;
            case Attest attest:
                Holder(body, attest.Profile)["attestationEnforcement"] = PasskeyProfiles.Attested;
                break;
            case DeviceBoundOnly only:
                Holder(body, only.Profile)["passkeyTypes"] = PasskeyProfiles.DeviceBound;
                break;
        }
    }

    // The object whose key restrictions are meant: the profile, or the whole configuration.
    private static JsonObject Holder(JsonObject body, string? profile) => profile is null
        ? body
        : body["passkeyProfiles"]!.AsArray().Select(each => each!.AsObject())
            .First(each => profile.Equals((string?)each["id"], StringComparison.OrdinalIgnoreCase));

    private static void MakeAllowing(JsonObject holder, IReadOnlyList<string> models)
    {
        if (holder["keyRestrictions"] is not JsonObject restrictions) holder["keyRestrictions"] = restrictions = [];
        restrictions["isEnforced"] = true;
        restrictions["enforcementType"] = "allow";
        if (restrictions["aaGuids"] is not JsonArray listed) restrictions["aaGuids"] = listed = [];
        var there = listed.Select(each => (string?)each).ToHashSet(StringComparer.OrdinalIgnoreCase);
        foreach (var model in models.Where(there.Add)) listed.Add(model);
    }

    private static KeyRestrictions Allowing(KeyRestrictions? before, IReadOnlyList<string> models) =>
        new(true, "allow", [.. (before?.AaGuids ?? []).Union(models, StringComparer.OrdinalIgnoreCase)]);

    private static Fido2Policy With(Fido2Policy policy, string profile, Func<PasskeyProfile, PasskeyProfile> change) => policy with
    {
        PasskeyProfiles = [.. policy.PasskeyProfiles.Select(each => each.Id.Equals(profile, StringComparison.OrdinalIgnoreCase) ? change(each) : each)],
    };
}
