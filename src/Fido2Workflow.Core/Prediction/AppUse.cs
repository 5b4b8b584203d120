using Fido2Workflow.Core.Tenants;

namespace Fido2Workflow.Core.Prediction;

/// <summary>How sign-ins of the log look to policies.</summary>
public static class AppUse
{
    // Microsoft Learn, "Block legacy authentication with Conditional Access": ActiveSync is a kind of its own, all else is "other".
    private const string ActiveSync = "Exchange ActiveSync";

    /// <summary>The circumstances of a sign-in.</summary>
    public static Circumstances Of(SignIn row) => new(row.AppId, SameApp(row) ? null : row.ResourceId, Client(row.ClientAppUsed))
    {
        OperatingSystem = NullIfEmpty(row.Device?.OperatingSystem),
        Flow = Flow(row),
        IsRegistered = row.Device is null ? null : !string.IsNullOrEmpty(row.DeviceId),
        IsCompliant = row.Device?.IsCompliant,
        TrustType = TrustType(row.Device?.TrustType),
        Country = row.Country,
        IsTrustedLocation = row.IsTrustedLocation,
        SignInRisk = row.Risk,
    };

    /// <summary>What somebody is taken to use who was not seen: the apps that the rollout is about, in a browser somewhere.</summary>
    public static IReadOnlyList<Circumstances> Assumed { get; } =
        [.. Enrollment.KeyUse.Apps.Keys.Select(app => new Circumstances(app, null, ClientApp.Browser))];

    private static bool SameApp(SignIn row) => row.ResourceId is not { Length: > 0 } resource || resource.Equals(row.AppId, StringComparison.OrdinalIgnoreCase);

    private static ClientApp Client(string? word) => word switch
    {
        null or "" or "Unknown" => ClientApp.Unknown,
        "Browser" => ClientApp.Browser,
        "Mobile Apps and Desktop clients" => ClientApp.MobileAppsAndDesktopClients,
        ActiveSync => ClientApp.ExchangeActiveSync,
        // Every other word of the log names a legacy protocol.
        _ => ClientApp.Other,
    };

    private static SignInFlow Flow(SignIn row) => (row.Protocol, row.TransferMethod) switch
    {
        ("ropc", _) => SignInFlow.PasswordGrant,
        ("deviceCode", _) or (_, "deviceCodeFlow") => SignInFlow.DeviceCode,
        ("authenticationTransfer", _) or (_, "authenticationTransfer") => SignInFlow.AuthenticationTransfer,
        _ => SignInFlow.None,
    };

    // The log's words for how a device is joined, in those of device filters.
    private static string? TrustType(string? joined) => joined switch
    {
        "Hybrid Azure AD joined" or "Microsoft Entra hybrid joined" => "ServerAD",
        "Azure AD joined" or "Microsoft Entra joined" => "AzureAD",
        "Azure AD registered" or "Microsoft Entra registered" => "Workplace",
        _ => NullIfEmpty(joined),
    };

    private static string? NullIfEmpty(string? text) => string.IsNullOrEmpty(text) ? null : text;
}
