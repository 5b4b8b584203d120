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
        row.RequiredString("userId"),
        row.OptionalString("appId") ?? "",
        row.OptionalString("appDisplayName"),
        row.OptionalObject("deviceDetail")?.OptionalString("deviceId"),
        row.OptionalString("clientAppUsed"),
        row.OptionalString("correlationId"),
        row.OptionalObject("status")?.OptionalInt32("errorCode"),
        policyId is null ? PolicyResult.NotListed : Result(row, policyId),
        UsedFido2(row))
    {
        ResourceId = row.OptionalString("resourceId"),
    };

    // Absent without the permission to read policies: that is not the same as a row that lists none.
    private static PolicyResult Result(JsonElement row, string policyId) =>
        row.OptionalRows("appliedConditionalAccessPolicies", policy => Applied(policy, policyId)) switch
        {
            null => PolicyResult.Unknown,
            var results => results.Where(result => result is not null).Distinct().ToList() switch
            {
                [] => PolicyResult.NotListed,
                [{ } only] => only,
                _ => PolicyResult.Unknown,
            },
        };

    private static PolicyResult? Applied(JsonElement policy, string policyId) =>
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

    // No step at all says nothing: the steps of a sign-in may arrive hours after its row.
    private static bool? UsedFido2(JsonElement row) => row.OptionalRows("authenticationDetails", Step) switch
    {
        null or [] => null,
        var steps => steps.Any(step => step is { IsFido2: true, Succeeded: true }),
    };

    private static (bool IsFido2, bool? Succeeded) Step(JsonElement step) =>
        (IsFido2(step.OptionalString("authenticationMethod")), step.OptionalBoolean("succeeded"));

    // The log shows people's words, which change: "FIDO2 security key", "FIDO2", "Passkey (device-bound)" have been seen.
    private static bool IsFido2(string? method) => method is not null
        && (method.Contains("FIDO2", StringComparison.OrdinalIgnoreCase) || method.StartsWith("Passkey", StringComparison.OrdinalIgnoreCase));
}
