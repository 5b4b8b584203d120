namespace Fido2Workflow.Core.Tenants;

/// <summary>A row of the sign-in log, with the one policy's result that was asked for.</summary>
/// <param name="Id">The row's id: rows may come twice.</param>
/// <param name="At">When the sign-in was made, UTC.</param>
/// <param name="IsInteractive">False for the silent refreshes of the non-interactive log.</param>
/// <param name="AppId">The client's application id.</param>
/// <param name="DeviceId">The device; null or empty where it is not known.</param>
/// <param name="ErrorCode">0 is a success; null where the tenant did not say.</param>
/// <param name="PolicyResult">What the policy that was asked for would do or did.</param>
/// <param name="UsedFido2">Whether a FIDO2 key was used; null where the row does not say.</param>
public sealed record SignIn(
    string Id, DateTimeOffset At, bool IsInteractive, string UserId, string AppId, string? AppDisplayName, string? DeviceId,
    string? ClientAppUsed, string? CorrelationId, int? ErrorCode, PolicyResult PolicyResult, bool? UsedFido2)
{
    /// <summary>The application id of what was signed in to; null where the row does not say.</summary>
    public string? ResourceId { get; init; }

    /// <summary>The name of a policy that was enforced and not satisfied, the one that was asked for left out; null where the row shows none.</summary>
    public string? FailedPolicy { get; init; }

    /// <summary>Where it was made, as a country or region (ISO 3166); null or empty where the row does not say.</summary>
    public string? Country { get; init; }

    /// <summary>Whether that is a trusted named location; null where the row does not say.</summary>
    public bool? IsTrustedLocation { get; init; }

    /// <summary>What the row says of the device; null where it says nothing.</summary>
    public SignInDevice? Device { get; init; }

    /// <summary>How the client asked: <c>ropc</c>, <c>deviceCode</c>, <c>oAuth2</c>, <c>saml20</c>, …; null where the row does not say.</summary>
    public string? Protocol { get; init; }

    /// <summary>How another device's sign-in let this one in: <c>none</c>, <c>deviceCodeFlow</c>, <c>authenticationTransfer</c>; null where the row does not say.</summary>
    public string? TransferMethod { get; init; }

    /// <summary>The risk seen at the sign-in: <c>none</c>, <c>low</c>, <c>medium</c>, <c>high</c>, or <c>hidden</c> without the licence; null where the row does not say.</summary>
    public string? Risk { get; init; }
}

/// <summary>The device of a sign-in, as the log shows it.</summary>
/// <param name="OperatingSystem">With its version: <c>Windows 10</c>, <c>Ios 16.1</c>; empty where it is not known.</param>
/// <param name="TrustType"><c>Azure AD joined</c>, <c>Hybrid Azure AD joined</c>, <c>Azure AD registered</c>; null or empty where it is not registered.</param>
public sealed record SignInDevice(string? OperatingSystem, bool? IsCompliant, string? TrustType);

/// <summary>The result of one policy at one sign-in.</summary>
public enum PolicyResult
{
    /// <summary>The row does not say, or says a word that is not known. Never a success.</summary>
    Unknown,

    /// <summary>The row lists its policies, and this one is not among them.</summary>
    NotListed,

    /// <summary>Enforced and satisfied.</summary>
    Success,

    /// <summary>Enforced and not satisfied.</summary>
    Failure,

    /// <summary>Enforced; its conditions did not match.</summary>
    NotApplied,

    /// <summary>The policy was off.</summary>
    NotEnabled,

    /// <summary>Report-only; it would have been satisfied.</summary>
    ReportOnlySuccess,

    /// <summary>Report-only; it would have failed.</summary>
    ReportOnlyFailure,

    /// <summary>Report-only; its conditions did not match.</summary>
    ReportOnlyNotApplied,

    /// <summary>Report-only; the user would have been asked for something: neither pass nor failure.</summary>
    ReportOnlyInterrupted,
}

/// <summary>The sign-in rows of a span of time that were visible when it was read.</summary>
/// <param name="From">Inclusive, UTC.</param>
/// <param name="To">Exclusive, UTC.</param>
public sealed record SignInLog(DateTimeOffset From, DateTimeOffset To, IReadOnlyList<SignIn> Rows);
