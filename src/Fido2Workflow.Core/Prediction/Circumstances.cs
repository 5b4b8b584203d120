namespace Fido2Workflow.Core.Prediction;

/// <summary>How a sign-in looks to the conditions of policies, whoever makes it. Null is what nobody knows.</summary>
/// <param name="AppId">The client's application id.</param>
/// <param name="ResourceId">The application id of what is signed in to; null where it is the same, or the log does not say.</param>
/// <param name="Client">The kind of client.</param>
public sealed record Circumstances(string AppId, string? ResourceId, ClientApp Client)
{
    /// <summary>The user action of registering security information, which is no app.</summary>
    public const string RegisterSecurityInfo = "urn:user:registersecurityinfo";

    // The app behind the page on which people register their methods. (Microsoft Learn: "Verify first-party Microsoft applications".)
    private const string MySignIns = "19db86c3-b2b9-44cc-b339-36da233a3be2";

    /// <summary>The user action, where it is one.</summary>
    public string? UserAction { get; init; }

    /// <summary>The operating system as the log names it, with its version: <c>Windows 10</c>, <c>Ios 16.1</c>.</summary>
    public string? OperatingSystem { get; init; }

    /// <summary>How a sign-in on one device lets another in.</summary>
    public SignInFlow Flow { get; init; }

    /// <summary>Whether the device is registered in the tenant; null where nobody knows.</summary>
    public bool? IsRegistered { get; init; }

    /// <summary>Whether the device is compliant.</summary>
    public bool? IsCompliant { get; init; }

    /// <summary>How the device is joined, in the words of device filters: <c>AzureAD</c>, <c>ServerAD</c>, <c>Workplace</c>.</summary>
    public string? TrustType { get; init; }

    /// <summary>ISO 3166; empty where it belongs to none.</summary>
    public string? Country { get; init; }

    /// <summary>Whether that is a trusted named location.</summary>
    public bool? IsTrustedLocation { get; init; }

    /// <summary>The risk of the sign-in: <c>none</c>, <c>low</c>, <c>medium</c>, <c>high</c>.</summary>
    public string? SignInRisk { get; init; }

    /// <summary>The platform in a policy's words; null where nobody knows, empty where policies know none of that name.</summary>
    public string? Platform => Platforms.Of(OperatingSystem);

    /// <summary>Somebody registers a method, in a browser, wherever that may be.</summary>
    public static Circumstances Registration { get; } = new(MySignIns, null, ClientApp.Browser) { UserAction = RegisterSecurityInfo };
}

/// <summary>The kinds of client that policies tell apart.</summary>
public enum ClientApp
{
    /// <summary>The log does not say, or says a word that is not known.</summary>
    Unknown,

    /// <summary>A browser.</summary>
    Browser,

    /// <summary>An app with modern authentication, which shows a sign-in page of its own.</summary>
    MobileAppsAndDesktopClients,

    /// <summary>Exchange ActiveSync: a legacy client.</summary>
    ExchangeActiveSync,

    /// <summary>Every other legacy client: POP, IMAP, SMTP, older Office.</summary>
    Other,
}

/// <summary>How a sign-in on one device lets another in, or what else is unlike signing in to an app.</summary>
public enum SignInFlow
{
    /// <summary>It does not.</summary>
    None,

    /// <summary>The device code flow: a code is typed into a browser elsewhere.</summary>
    DeviceCode,

    /// <summary>Authentication transfer: a code is scanned by a phone.</summary>
    AuthenticationTransfer,

    /// <summary>The app sends name and password itself (ROPC), and nobody can be asked for more.</summary>
    PasswordGrant,
}
