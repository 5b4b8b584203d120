using Fido2Workflow.TenantSimulator.ConditionalAccess;
using Fido2Workflow.TenantSimulator.People;

namespace Fido2Workflow.TenantSimulator.SignIns;

/// <summary>The words of the sign-in log. Error codes and texts are Entra's.</summary>
internal static class SignInWords
{
    public static string Result(PolicyResult result, bool includeUnknownMembers) => result switch
    {
        PolicyResult.Success => "success",
        PolicyResult.Failure => "failure",
        PolicyResult.NotApplied => "notApplied",
        PolicyResult.NotEnabled => "notEnabled",
        _ when !includeUnknownMembers => "unknownFutureValue",
        PolicyResult.ReportOnlySuccess => "reportOnlySuccess",
        PolicyResult.ReportOnlyFailure => "reportOnlyFailure",
        PolicyResult.ReportOnlyInterrupted => "reportOnlyInterrupted",
        PolicyResult.ReportOnlyNotApplied => "reportOnlyNotApplied",
        _ => "unknownFutureValue",
    };

    public static string Client(ClientApp client) => client switch
    {
        ClientApp.Browser => "Browser",
        ClientApp.MobileAppsAndDesktopClients => "Mobile Apps and Desktop clients",
        ClientApp.ExchangeActiveSync => "Exchange ActiveSync",
        _ => "Other clients",
    };

    public static string? FailureReason(int errorCode) => errorCode switch
    {
        0 => "Other.",
        Gatekeeper.WrongPassword => "Error validating credentials due to invalid username or password.",
        Gatekeeper.SessionRevoked => "The provided grant has expired due to it being revoked, a fresh auth token is needed.",
        Gatekeeper.EnrollmentRequired => "User needs to enroll for second factor authentication (interactive).",
        Gatekeeper.StrongAuthenticationRequired => "Strong Authentication is required.",
        Gatekeeper.BlockedByConditionalAccess => "Access has been blocked by Conditional Access policies. The access policy does not allow token issuance.",
        _ => null,
    };

    /// <summary>The method and detail of each step beyond the password.</summary>
    public static IEnumerable<(string Method, string? Detail)> Steps(Credentials used, string? keyName)
    {
        if (used.HasFlag(Credentials.Fido2)) yield return ("FIDO2 security key", keyName);
        if (used.HasFlag(Credentials.PassOneTime) || used.HasFlag(Credentials.PassMultiUse)) yield return ("Temporary Access Pass", null);
        if (used.HasFlag(Credentials.WindowsHello)) yield return ("Windows Hello for Business", null);
        if (used.HasFlag(Credentials.Certificate)) yield return ("X.509 Certificate", "Multifactor");
        if (used.HasFlag(Credentials.AuthenticatorPush)) yield return ("Mobile app notification", null);
        if (used.HasFlag(Credentials.SoftwareOath)) yield return ("OATH verification code", null);
        if (used.HasFlag(Credentials.HardwareOath)) yield return ("OATH verification code", null);
        if (used.HasFlag(Credentials.Sms)) yield return ("Text message", null);
        if (used.HasFlag(Credentials.Voice)) yield return ("Phone call approval", null);
    }
}
