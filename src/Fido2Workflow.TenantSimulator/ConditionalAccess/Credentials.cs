namespace Fido2Workflow.TenantSimulator.ConditionalAccess;

/// <summary>What a person presented at a sign-in, in the atoms of Graph's authentication strength combinations.</summary>
[Flags]
internal enum Credentials
{
    None = 0,
    Password = 1 << 0,
    Fido2 = 1 << 1,
    WindowsHello = 1 << 2,
    AuthenticatorPush = 1 << 3,
    DeviceBasedPush = 1 << 4,
    SoftwareOath = 1 << 5,
    HardwareOath = 1 << 6,
    Sms = 1 << 7,
    Voice = 1 << 8,
    PassOneTime = 1 << 9,
    PassMultiUse = 1 << 10,
    Certificate = 1 << 11,
    FederatedMultiFactor = 1 << 12,
}

internal static class CredentialWords
{
    /// <summary>A combination such as <c>password,sms</c>; null where it holds something people of a simulated tenant do not have.</summary>
    public static Credentials? Parse(string combination)
    {
        var all = Credentials.None;
        foreach (var word in combination.Split(',', StringSplitOptions.TrimEntries))
        {
            if (Atom(word) is not { } atom) return null;
            all |= atom;
        }

        return all;
    }

    public static bool IsMultifactor(this Credentials used) => (used & ~Credentials.Password) != Credentials.None;

    private static Credentials? Atom(string word) => word switch
    {
        "password" => Credentials.Password,
        "fido2" => Credentials.Fido2,
        "windowsHelloForBusiness" => Credentials.WindowsHello,
        "microsoftAuthenticatorPush" => Credentials.AuthenticatorPush,
        "deviceBasedPush" => Credentials.DeviceBasedPush,
        "softwareOath" => Credentials.SoftwareOath,
        "hardwareOath" => Credentials.HardwareOath,
        "sms" => Credentials.Sms,
        "voice" => Credentials.Voice,
        "temporaryAccessPassOneTime" => Credentials.PassOneTime,
        "temporaryAccessPassMultiUse" => Credentials.PassMultiUse,
        "x509CertificateMultiFactor" => Credentials.Certificate,
        "federatedMultiFactor" => Credentials.FederatedMultiFactor,
        _ => null,
    };
}

/// <summary>What was presented, and by whom: the models of the keys they could have presented as Fido2, and their device.</summary>
internal readonly record struct Proof(Credentials Used, Wallet By);
