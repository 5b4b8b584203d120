using System.Text.Json;
using Fido2Workflow.Core.ConditionalAccess;
using Fido2Workflow.Core.Gates;
using Fido2Workflow.Core.Tenants;
using static Fido2Workflow.Core.ConditionalAccess.PolicyJson;

namespace Fido2Workflow.Core.Prediction;

/// <summary>What a policy asks of those it holds for.</summary>
/// <param name="All">Whether all controls must be met, or any one is enough.</param>
/// <param name="Controls">None, where the policy only shapes the session.</param>
/// <param name="OfTheSession">Session controls that may keep somebody out, whatever else is met.</param>
internal sealed record Grant(bool All, IReadOnlyList<Control> Controls, IReadOnlyList<Control> OfTheSession)
{
    private static readonly string[] Known = ["operator", "builtInControls", "authenticationStrength", "customAuthenticationFactors", "termsOfUse"];

    // These decide how a session goes on, and turn nobody away. (Microsoft Learn: "Conditional Access: Session".)
    private static readonly string[] Harmless =
    [
        "signInFrequency", "persistentBrowser", "applicationEnforcedRestrictions", "cloudAppSecurity", "continuousAccessEvaluation", "disableResilienceDefaults",
        "globalSecureAccessFilteringProfile", "networkAccessSecurity",
    ];

    /// <summary>What is not understood, or was not read.</summary>
    public IReadOnlyList<string> NotUnderstood => [.. Controls.Concat(OfTheSession).OfType<Control.NotKnown>().Select(control => control.What)];

    /// <summary>Reads <c>grantControls</c> and <c>sessionControls</c>.</summary>
    /// <param name="strengths">The authentication strengths that were read, by id.</param>
    public static Grant Read(JsonElement body, IReadOnlyDictionary<string, AuthenticationStrength> strengths)
    {
        var session = Property(body, "sessionControls") is { ValueKind: JsonValueKind.Object } controlled
            ? controlled.EnumerateObject().Where(each => !Harmless.Contains(each.Name) && !ConditionReading.IsAnnotation(each.Name) && IsOn(each.Value)).Select(OfSession).ToList()
            : [];
        var grant = Property(body, "grantControls");
        if (grant.ValueKind is not JsonValueKind.Object) return new(false, [], session);
        var others = grant.EnumerateObject()
            .Where(each => !Known.Contains(each.Name) && !ConditionReading.IsAnnotation(each.Name) && !IsEmpty(each.Value)).Select(each => $"grantControls.{each.Name}").ToList();
        List<Control> controls =
        [
            .. Words(grant, "builtInControls").Select(BuiltIn),
            .. Words(grant, "customAuthenticationFactors").Select(factor => new Control.NotKnown($"the custom control {factor}")),
            .. Words(grant, "termsOfUse").Select(_ => new Control.ByHand("acceptance of the terms of use")),
            .. Property(grant, "authenticationStrength") is { ValueKind: JsonValueKind.Object } strength ? [OfStrength(strength, strengths)] : (Control[])[],
            .. others.Select(path => new Control.NotKnown(path)),
        ];
        return new(Text(grant, "operator") is "AND", controls, session);
    }

    /// <summary>Whether a person meets it with that client.</summary>
    public Verdict Judge(Means means, Circumstances circumstances)
    {
        var besides = Verdicts.All(OfTheSession.Select(control => control.Judge(means, circumstances)));
        if (Controls.Count == 0) return besides;
        var met = Controls.Select(control => control.Judge(means, circumstances));
        return (All ? Verdicts.All(met) : Verdicts.Any(met)).And(besides);
    }

    private static Control OfSession(JsonProperty control) => control.Name is "secureSignInSession"
        ? new Control.NotKnown("token protection, which turns away apps and devices that cannot bind a token")
        : new Control.NotKnown($"sessionControls.{control.Name}");

    private static bool IsOn(JsonElement control) =>
        control.ValueKind is JsonValueKind.Object ? Property(control, "isEnabled").ValueKind is not JsonValueKind.False && !IsEmpty(control) : control.ValueKind is not (JsonValueKind.Null or JsonValueKind.False);

    private static Control BuiltIn(string control) => control switch
    {
        "block" => new Control.Block(),
        "mfa" => new Control.Mfa(),
        "compliantDevice" => new Control.CompliantDevice(),
        "domainJoinedDevice" => new Control.HybridJoinedDevice(),
        "approvedApplication" => new Control.ManagedApp("an approved client app"),
        "compliantApplication" => new Control.ManagedApp("an app protection policy"),
        "passwordChange" => new Control.ByHand("a password change"),
        "riskRemediation" => new Control.ByHand("the remediation of the risk"),
        _ => new Control.NotKnown($"the control {control}"),
    };

    // A policy shows its strength's combinations, and not which models of key a custom one takes.
    private static Control OfStrength(JsonElement strength, IReadOnlyDictionary<string, AuthenticationStrength> strengths)
    {
        var id = Text(strength, "id") ?? "";
        if (strengths.GetValueOrDefault(id) is { } read) return new Control.AuthenticationStrength(Strength.Of(read));
        return Text(strength, "policyType") is "builtIn" && Words(strength, "allowedCombinations") is { Count: > 0 } combinations
            ? new Control.AuthenticationStrength(Strength.Of(new(id, Text(strength, "displayName"), combinations, null)))
            : new Control.NotKnown($"the authentication strength {Text(strength, "displayName") ?? id}, which was not read");
    }
}

/// <summary>One thing that a policy asks for. <c>What</c> names it in a sentence.</summary>
internal abstract record Control(string What)
{
    /// <summary>Whether a person meets it with that client.</summary>
    public abstract Verdict Judge(Means means, Circumstances circumstances);

    // A legacy client passes neither device nor app, and shows no page on which somebody could accept or change anything.
    private static bool? ShowsAPage(Circumstances circumstances) => ClientAbility.Of(circumstances).CanAsk;

    public sealed record Block() : Control("nothing: it blocks")
    {
        public override Verdict Judge(Means means, Circumstances circumstances) => Verdict.No;
    }

    public sealed record Mfa() : Control("multifactor authentication")
    {
        public override Verdict Judge(Means means, Circumstances circumstances)
        {
            var (sure, perhaps) = ClientAbility.Of(circumstances).Of(means, circumstances);
            return sure.IsMultifactor() ? Verdict.Yes : Verdicts.Of(perhaps.IsMultifactor() ? null : false);
        }
    }

    public sealed record AuthenticationStrength(Strength Strength) : Control($"the authentication strength \"{Strength.Name}\"")
    {
        public override Verdict Judge(Means means, Circumstances circumstances)
        {
            var (sure, perhaps) = ClientAbility.Of(circumstances).Of(means, circumstances);
            return means.Satisfy(Strength, sure, perhaps);
        }
    }

    public sealed record CompliantDevice() : Control("a compliant device")
    {
        public override Verdict Judge(Means means, Circumstances circumstances) =>
            Verdicts.Of(ShowsAPage(circumstances)).And(Verdicts.Of(circumstances.IsRegistered is false ? false : circumstances.IsCompliant));
    }

    public sealed record HybridJoinedDevice() : Control("a hybrid joined device")
    {
        public override Verdict Judge(Means means, Circumstances circumstances) =>
            Verdicts.Of(ShowsAPage(circumstances)).And(Verdicts.Of(circumstances.IsRegistered is false ? false : circumstances.TrustType is { } joined ? joined is "ServerAD" : null));
    }

    // Such apps exist on phones alone. Whether the app used is one of them is not said in the log.
    public sealed record ManagedApp(string What) : Control(What)
    {
        public override Verdict Judge(Means means, Circumstances circumstances) =>
            Verdicts.Of(ShowsAPage(circumstances)).And(circumstances.Platform is null or "iOS" or "android" ? Verdict.Unknown : Verdict.No);
    }

    public sealed record ByHand(string What) : Control(What)
    {
        public override Verdict Judge(Means means, Circumstances circumstances) => Verdicts.Of(ShowsAPage(circumstances));
    }

    public sealed record NotKnown(string What) : Control(What)
    {
        public override Verdict Judge(Means means, Circumstances circumstances) => Verdict.Unknown;
    }
}
