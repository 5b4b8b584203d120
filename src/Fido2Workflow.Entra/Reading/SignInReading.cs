using System.Text.Json;
using Fido2Workflow.Core.Tenants;

namespace Fido2Workflow.Entra.Reading;

/// <summary>Rows of the sign-in log.</summary>
internal static class SignInReading
{
    /// <param name="row">A row of Graph's beta, which alone says how people signed in.</param>
    /// <param name="policyId">The policy whose result is wanted; null where none is.</param>
    /// <param name="isInteractive">Which log the row comes from; its own word differs for keys, which need no typing.</param>
    public static SignIn SignIn(JsonElement row, string? policyId, bool isInteractive) => new(
        row.RequiredString("id"),
        row.RequiredInstant("createdDateTime"),
        isInteractive,
        UserId(row),
        row.OptionalString("appId") ?? "",
        row.OptionalString("appDisplayName"),
        row.OptionalObject("deviceDetail")?.OptionalString("deviceId"),
        row.OptionalString("clientAppUsed"),
        row.OptionalString("correlationId"),
        row.OptionalObject("status")?.OptionalInt32("errorCode"),
        policyId is null ? PolicyResult.NotListed : ResultOf(row.OptionalRows("appliedConditionalAccessPolicies", policy => Applied(policy, policyId))),
        UsedFido2(row.OptionalRows("authenticationDetails", Step)))
    {
        Country = row.OptionalObject("location")?.OptionalString("countryOrRegion"),
        ResourceId = row.OptionalString("resourceId"),
        FailedPolicy = FailedPolicy(row, policyId),
        Device = row.OptionalObject("deviceDetail") is { } device ? Device(device) : null,
        Protocol = row.OptionalString("authenticationProtocol"),
        TransferMethod = row.OptionalString("originalTransferMethod"),
        Risk = row.OptionalString("riskLevelDuringSignIn"),
        IsTrustedLocation = row.OptionalRows("networkLocationDetails", network => network.OptionalString("networkType"))?.Any(type => type is "trustedNamedLocation"),
    };

    /// <summary>What a row says of its device.</summary>
    public static SignInDevice Device(JsonElement device) => new(
        device.OptionalString("operatingSystem"), device.OptionalBoolean("isCompliant"), device.OptionalString("trustType"));

    /// <summary>Who signed in: by whatever name a sign-in without a password is shown, its object id may stand there instead.</summary>
    public static string UserId(string? userId, string? userPrincipalName) =>
        !string.IsNullOrEmpty(userId) ? userId
        : Guid.TryParse(userPrincipalName, out var id) ? id.ToString()
        : throw new UnexpectedShapeException("userId", "missing", "a text");

    /// <summary>
    /// One policy's result of all that a row lists; null where it lists none at all. That is so without the permission to read
    /// policies, and is not the same as a row that lists others.
    /// </summary>
    public static PolicyResult ResultOf(IReadOnlyList<PolicyResult?>? results) =>
        results switch
        {
            null => PolicyResult.Unknown,
            _ => results.Where(result => result is not null).Distinct().ToList() switch
            {
                [] => PolicyResult.NotListed,
                [{ } only] => only,
                _ => PolicyResult.Unknown,
            },
        };

    /// <summary>What a row says of a policy; null where it is another one.</summary>
    public static PolicyResult? Applied(JsonElement policy, string policyId) =>
        !policy.IsRequiredString("id", policyId) ? null : policy.OptionalString("result") switch
        {
            "success" => PolicyResult.Success,
            "failure" => PolicyResult.Failure,
            "notApplied" => PolicyResult.NotApplied,
            "notEnabled" => PolicyResult.NotEnabled,
            "reportOnlySuccess" => PolicyResult.ReportOnlySuccess,
            "reportOnlyFailure" => PolicyResult.ReportOnlyFailure,
            "reportOnlyNotApplied" => PolicyResult.ReportOnlyNotApplied,
            "reportOnlyInterrupted" => PolicyResult.ReportOnlyInterrupted,
            _ => PolicyResult.Unknown,
        };

    /// <summary>Whether a key was used in one of these steps. No step at all says nothing: they may arrive hours after their row.</summary>
    public static bool? UsedFido2(IReadOnlyList<(bool IsFido2, bool? Succeeded)>? details) => details switch
    {
        null or [] => null,
        var steps => steps.Any(step => step is { IsFido2: true, Succeeded: true }),
    };

    /// <summary>A step of a sign-in.</summary>
    public static (bool IsFido2, bool? Succeeded) Step(JsonElement step) =>
        (IsFido2(step.OptionalString("authenticationMethod")), step.OptionalBoolean("succeeded"));

    // Of the rows that ended well, which are nearly all, nobody asks it.
    private static string? FailedPolicy(JsonElement row, string? policyId) => row.OptionalObject("status")?.OptionalInt32("errorCode") is null or 0
        ? null
        : row.OptionalRows("appliedConditionalAccessPolicies", policy => policy.OptionalString("result") is "failure" && policy.OptionalString("id") is { } id && id != policyId
            ? policy.OptionalString("displayName") ?? id
            : null)?.FirstOrDefault(name => name is not null);

    private static string UserId(JsonElement row) => UserId(row.OptionalString("userId"), row.OptionalString("userPrincipalName"));

    // The log shows people's words, which change: "FIDO2 security key", "FIDO2", "Passkey (device-bound)" have been seen.
    private static bool IsFido2(string? method) => method is not null
        && (method.Contains("FIDO2", StringComparison.OrdinalIgnoreCase) || method.StartsWith("Passkey", StringComparison.OrdinalIgnoreCase));
}
