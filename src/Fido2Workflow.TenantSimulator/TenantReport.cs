namespace Fido2Workflow.TenantSimulator;

/// <summary>What became of the tenant's people: the ground truth, which no reader of Graph sees.</summary>
/// <param name="At">The instant the report was made, in UTC.</param>
/// <param name="SignIns">Rows written to the sign-in log so far, those not yet visible included.</param>
/// <param name="LockedOut">Accounts that lost an app they could reach, each once, in order of the first instant.</param>
/// <param name="Policies">Every conditional access policy of the tenant, in order of id.</param>
public sealed record TenantReport(
    DateTimeOffset At,
    long SignIns,
    IReadOnlyList<LockedOutAccount> LockedOut,
    IReadOnlyList<PolicyInForce> Policies);

/// <summary>An enabled account that an enabled policy kept from an app it could reach before.</summary>
/// <param name="At">The first blocked sign-in, in UTC.</param>
public sealed record LockedOutAccount(
    string UserId,
    string UserPrincipalName,
    string DisplayName,
    bool IsService,
    DateTimeOffset At,
    string AppDisplayName,
    string PolicyId,
    string PolicyDisplayName);

/// <summary>A policy as it stands.</summary>
/// <param name="State">Graph's words: enabled, disabled or enabledForReportingButNotEnforced.</param>
/// <param name="ContentDigest">
/// SHA-256 of what the policy asks of whom: independent of state, dates, annotations and property order; null equals absent.
/// </param>
public sealed record PolicyInForce(string Id, string DisplayName, string State, string ContentDigest);
