namespace Fido2Workflow.Core.Prediction;

/// <summary>What can be presented at a sign-in, in the atoms of Graph's authentication strength combinations (<c>authenticationMethodModes</c>).</summary>
[Flags]
public enum Methods
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary><c>password</c></summary>
    Password = 1 << 0,

    /// <summary><c>fido2</c></summary>
    Fido2 = 1 << 1,

    /// <summary><c>windowsHelloForBusiness</c>, on a device with Windows.</summary>
    WindowsHello = 1 << 2,

    /// <summary><c>windowsHelloForBusiness</c>, which covers the platform credential of macOS too.</summary>
    MacPlatformCredential = 1 << 3,

    /// <summary><c>x509CertificateMultiFactor</c></summary>
    Certificate = 1 << 4,

    /// <summary><c>microsoftAuthenticatorPush</c></summary>
    AuthenticatorPush = 1 << 5,

    /// <summary><c>deviceBasedPush</c></summary>
    DeviceBasedPush = 1 << 6,

    /// <summary><c>softwareOath</c></summary>
    SoftwareOath = 1 << 7,

    /// <summary><c>hardwareOath</c></summary>
    HardwareOath = 1 << 8,

    /// <summary><c>sms</c></summary>
    Sms = 1 << 9,

    /// <summary><c>voice</c></summary>
    Voice = 1 << 10,

    /// <summary><c>temporaryAccessPassOneTime</c></summary>
    PassOneTime = 1 << 11,

    /// <summary><c>temporaryAccessPassMultiUse</c></summary>
    PassMultiUse = 1 << 12,

    /// <summary><c>federatedMultiFactor</c></summary>
    FederatedMultiFactor = 1 << 13,

    /// <summary><c>federatedSingleFactor</c></summary>
    FederatedSingleFactor = 1 << 14,

    /// <summary><c>email</c>, <c>x509CertificateSingleFactor</c>, <c>qrCodePin</c>: nobody is known to have them.</summary>
    SomethingElse = 1 << 15,
}

internal static class MethodCombinations
{
    private const Methods FirstFactors = Methods.Password | Methods.FederatedSingleFactor;

    /// <summary>Whether that is more than a first factor.</summary>
    public static bool IsMultifactor(this Methods presented) => (presented & ~FirstFactors) != Methods.None;

    /// <summary>The ways in which a combination such as <c>password,sms</c> can be presented; null where it names what is not known.</summary>
    public static IReadOnlyList<Methods>? Parse(string combination)
    {
        var all = Methods.None;
        foreach (var word in combination.Split(',', StringSplitOptions.TrimEntries))
        {
            if (Atom(word) is not { } atom) return null;
            all |= atom;
        }
        return all.HasFlag(Methods.WindowsHello) ? [all, (all & ~Methods.WindowsHello) | Methods.MacPlatformCredential] : [all];
    }

    private static Methods? Atom(string word) => word switch
    {
        "password" => Methods.Password,
        "fido2" => Methods.Fido2,
        "windowsHelloForBusiness" => Methods.WindowsHello,
        "x509CertificateMultiFactor" => Methods.Certificate,
        "microsoftAuthenticatorPush" => Methods.AuthenticatorPush,
        "deviceBasedPush" => Methods.DeviceBasedPush,
        "softwareOath" => Methods.SoftwareOath,
        "hardwareOath" => Methods.HardwareOath,
        "sms" => Methods.Sms,
        "voice" => Methods.Voice,
        "temporaryAccessPassOneTime" => Methods.PassOneTime,
        "temporaryAccessPassMultiUse" => Methods.PassMultiUse,
        "federatedMultiFactor" => Methods.FederatedMultiFactor,
        "federatedSingleFactor" => Methods.FederatedSingleFactor,
        "email" or "x509CertificateSingleFactor" or "qrCodePin" => Methods.SomethingElse,
        _ => null,
    };
}
