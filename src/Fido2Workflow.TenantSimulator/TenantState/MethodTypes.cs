using System.Text.Json.Nodes;

namespace Fido2Workflow.TenantSimulator.TenantState;

/// <summary>Graph's type names of authentication methods.</summary>
internal static class MethodTypes
{
    public const string Password = "#microsoft.graph.passwordAuthenticationMethod";
    public const string Fido2 = "#microsoft.graph.fido2AuthenticationMethod";
    public const string TemporaryAccessPass = "#microsoft.graph.temporaryAccessPassAuthenticationMethod";
    public const string WindowsHello = "#microsoft.graph.windowsHelloForBusinessAuthenticationMethod";
    public const string PlatformCredential = "#microsoft.graph.platformCredentialAuthenticationMethod";
    public const string Authenticator = "#microsoft.graph.microsoftAuthenticatorAuthenticationMethod";
    public const string Phone = "#microsoft.graph.phoneAuthenticationMethod";
    public const string SoftwareOath = "#microsoft.graph.softwareOathAuthenticationMethod";
    public const string HardwareOath = "#microsoft.graph.hardwareOathAuthenticationMethod";
    public const string Certificate = "#microsoft.graph.x509CertificateAuthenticationMethod";
    public const string Email = "#microsoft.graph.emailAuthenticationMethod";

    public static bool Is(this JsonObject method, string type) => method.Text("@odata.type") == type;
}
