using System.Globalization;
using System.Net;
using System.Text.Json;
using Fido2Workflow.Core.Tenants;
using Fido2Workflow.Entra.Reading;
using Fido2Workflow.Entra.Requests;

namespace Fido2Workflow.Entra.LogAnalytics;

/// <summary>What was asked of a workspace.</summary>
/// <param name="Request">The request's name without secrets: <c>POST /v1/workspaces/{id}/query</c>.</param>
/// <param name="From">Inclusive, UTC.</param>
/// <param name="To">Exclusive, UTC.</param>
/// <param name="PolicyId">The policy whose result is wanted.</param>
/// <param name="At">When it was asked, on the rollout's clock, UTC.</param>
public sealed record SignInsAsked(string Request, DateTimeOffset From, DateTimeOffset To, string PolicyId, DateTimeOffset At);

/// <summary>
/// From what a workspace answers to <see cref="SignInQuery"/> to the same sign-in log that Graph's is read to. A part of the
/// log is a failure, and so is a workspace that no log was ever sent to.
/// </summary>
public static class SignInAnswer
{
    /// <summary>The log, or why there is none.</summary>
    /// <param name="retryAfter">How long the workspace asks to wait; null where it did not say.</param>
    /// <param name="now">On the rollout's clock, UTC.</param>
    public static Answer<SignInLog> Read(
        HttpStatusCode status, ReadOnlyMemory<byte> body, SignInsAsked asked, DateTimeOffset now, TimeSpan? retryAfter = null) =>
        status is HttpStatusCode.NoContent || (status is HttpStatusCode.OK && body.IsEmpty)
            ? new Answer<SignInLog>.Failed(new TenantFailure.Unreadable("the workspace holds no sign-in log at all; send the tenant's sign-in logs to it") { Request = asked.Request })
            : Answers.OfRead(new GraphReply.Answered(status, retryAfter, body), asked.Request, asked.At, now)
                .Understand(answer => new SignInLog(asked.From, asked.To, QueryResult.Rows(answer, row => SignIn(row, asked.PolicyId))));

    private static SignIn SignIn(QueryRow row, string policyId) => new(
        Required(row, "Id"),
        Instant(row, "CreatedDateTime"),
        row.Truth("IsInteractive"),
        SignInReading.UserId(row.Text("UserId"), row.Text("UserPrincipalName")).ToLowerInvariant(),
        row.Text("AppId") ?? "",
        row.Text("AppDisplayName"),
        row.Json("DeviceDetail", device => device.OptionalString("deviceId") ?? ""),
        row.Text("ClientAppUsed"),
        row.Text("CorrelationId"),
        // Text in both tables. What is no number is a word that nobody knows, not a success.
        int.TryParse(row.Text("ResultType"), NumberStyles.None, CultureInfo.InvariantCulture, out var code) ? code : null,
        SignInReading.ResultOf(row.Json("ConditionalAccessPolicies", list => Each(list, policy => SignInReading.Applied(policy, policyId)))),
        SignInReading.UsedFido2(row.Json("AuthenticationDetails", list => Each(list, SignInReading.Step))))
    {
        Country = row.Text("Location"),
        ResourceId = row.Text("ResourceIdentity"),
        Device = row.Json("DeviceDetail", SignInReading.Device),
    };

    private static IReadOnlyList<T> Each<T>(JsonElement list, Func<JsonElement, T> read) => list.ValueKind is JsonValueKind.Array
        ? [.. list.EnumerateArray().Select(read)]
        : throw new UnexpectedShapeException("", "no array", "an array");

    private static string Required(QueryRow row, string column) => row.Text(column) ?? throw new UnexpectedShapeException(column, "missing", "a text");

    private static DateTimeOffset Instant(QueryRow row, string column) =>
        DateTimeOffset.TryParse(row.Text(column), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var instant)
            ? instant
            : throw new UnexpectedShapeException(column, $"\"{row.Text(column)}\"", "an instant");
}
