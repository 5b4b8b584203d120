using System.Collections.Frozen;

namespace Fido2Workflow.Core.Readiness;

/// <summary>What a registered method does for its holder on the way to a key.</summary>
public enum MethodPath
{
    /// <summary>A FIDO2 key or passkey is there.</summary>
    Fido2,

    /// <summary>Phishing-resistant and no FIDO2 key: its holder proves who they are and registers one.</summary>
    PhishingResistant,

    /// <summary>A push to an app: its holder proves who they are and registers a key.</summary>
    PushApp,

    /// <summary>A code from an app or a token: as good as a push for registering a key.</summary>
    OneTimeCode,

    /// <summary>Another provider's factor: as good as a push for registering a key.</summary>
    ExternalProvider,

    /// <summary>A text or a call: registers a key as long as the policy lets phones be used.</summary>
    SmsOrVoice,

    /// <summary>A Temporary Access Pass: registers a key while it lasts, and the report does not say for how long.</summary>
    TemporaryAccessPass,

    /// <summary>Signs in and proves no second factor, so it registers no key.</summary>
    FirstFactorOnly,

    /// <summary>Only ever resets a password.</summary>
    RecoveryOnly,

    /// <summary>A password for clients that know no second factor.</summary>
    AppPassword,

    /// <summary>A name that is not in the table. It opens nothing until somebody has looked.</summary>
    Unknown,
}

/// <summary>A method as the registration report names it.</summary>
/// <param name="Name">The report's word.</param>
/// <param name="SwitchedBy">
/// The configurations of the authentication methods policy that let it be used, any one of them: their ids, or their type
/// for a provider's. Empty where that policy has no say.
/// </param>
public sealed record MethodName(string Name, MethodPath Path, IReadOnlyList<string> SwitchedBy)
{
    /// <summary>Whether it lets somebody who has no key that works register one. A pass does too, while it lasts: the report does not say whether it still does.</summary>
    public bool RegistersAKey => Path is MethodPath.PhishingResistant or MethodPath.PushApp or MethodPath.OneTimeCode or MethodPath.ExternalProvider or MethodPath.SmsOrVoice;
}

/// <summary>Every word that the registration report has been seen to use, and the path it opens.</summary>
/// <remarks>
/// Source: Graph's <c>userRegistrationDetails.methodsRegistered</c> (an open list of strings) in its documentation and samples,
/// the values of <c>usageAuthMethod</c> in Graph's beta schema of August 2026, and what administrators' scripts compare with.
/// Which configuration switches what: Microsoft Learn, "Manage authentication methods for Microsoft Entra ID".
/// </remarks>
public static class MethodNames
{
    private const string Fido2 = "Fido2";
    private const string Authenticator = "MicrosoftAuthenticator";
    private const string SoftwareCode = "SoftwareOath";
    private const string HardwareCode = "HardwareOath";
    private const string Sms = "Sms";
    private const string Voice = "Voice";

    private static readonly FrozenDictionary<string, MethodName> Known = new MethodName[]
    {
        new("fido", MethodPath.Fido2, [Fido2]),
        new("fido2", MethodPath.Fido2, [Fido2]),
        new("fido2SecurityKey", MethodPath.Fido2, [Fido2]),
        new("passKeyDeviceBound", MethodPath.Fido2, [Fido2]),
        new("passKeyDeviceBoundAuthenticator", MethodPath.Fido2, [Fido2]),
        new("passKeyDeviceBoundWindowsHello", MethodPath.Fido2, [Fido2]),
        new("passKeySynced", MethodPath.Fido2, [Fido2]),

        new("windowsHelloForBusiness", MethodPath.PhishingResistant, []),
        new("macOsSecureEnclaveKey", MethodPath.PhishingResistant, []),

        new("microsoftAuthenticatorPush", MethodPath.PushApp, [Authenticator]),
        new("microsoftAuthenticatorPasswordless", MethodPath.PushApp, [Authenticator]),
        new("appNotification", MethodPath.PushApp, [Authenticator]),

        // The Authenticator app's own codes come with its configuration.
        new("softwareOneTimePasscode", MethodPath.OneTimeCode, [SoftwareCode, Authenticator]),
        new("appCode", MethodPath.OneTimeCode, [SoftwareCode, Authenticator]),
        new("oneTimePasscode", MethodPath.OneTimeCode, [SoftwareCode, HardwareCode, Authenticator]),
        new("hardwareOneTimePasscode", MethodPath.OneTimeCode, [HardwareCode]),

        new("externalAuthMethod", MethodPath.ExternalProvider, ["externalAuthenticationMethodConfiguration"]),

        new("sms", MethodPath.SmsOrVoice, [Sms]),
        new("mobileSMS", MethodPath.SmsOrVoice, [Sms]),
        new("mobilePhone", MethodPath.SmsOrVoice, [Sms, Voice]),
        new("mobileCall", MethodPath.SmsOrVoice, [Voice]),
        new("alternateMobilePhone", MethodPath.SmsOrVoice, [Voice]),
        new("alternateMobileCall", MethodPath.SmsOrVoice, [Voice]),
        new("officePhone", MethodPath.SmsOrVoice, [Voice]),

        new("temporaryAccessPass", MethodPath.TemporaryAccessPass, ["TemporaryAccessPass"]),

        new("qrCode", MethodPath.FirstFactorOnly, ["QRCodePin"]),

        new("email", MethodPath.RecoveryOnly, ["Email"]),
        new("securityQuestion", MethodPath.RecoveryOnly, []),

        new("appPassword", MethodPath.AppPassword, []),
    }.ToFrozenDictionary(method => method.Name, StringComparer.OrdinalIgnoreCase);

    /// <summary>Every name in the table.</summary>
    public static IReadOnlyCollection<MethodName> All => Known.Values;

    /// <summary>The method of that name, compared without case; one of <see cref="MethodPath.Unknown"/> where the table has none.</summary>
    public static MethodName Of(string name) => Known.GetValueOrDefault(name) ?? new(name, MethodPath.Unknown, []);
}
