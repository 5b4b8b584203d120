using System.Text.Json;
using System.Text.Json.Nodes;
using Fido2Workflow.TenantSimulator.ConditionalAccess;
using Fido2Workflow.TenantSimulator.People;

namespace Fido2Workflow.TenantSimulator.SignIns;

/// <summary>What of a row is shown, and in which words.</summary>
/// <param name="IsBeta">The v1.0 shape, or with what beta adds.</param>
/// <param name="ShowsPolicies">Whether the reader may know of policies; to others a row says nothing of them.</param>
internal readonly record struct RowShape(bool IsBeta, bool IncludesUnknownMembers, bool ShowsPolicies);

/// <summary>Writes rows as Graph shows them.</summary>
internal sealed class SignInJson(Utf8JsonWriter json, RowShape shape)
{
    public void Write(SignInRow row, JsonObject user)
    {
        json.WriteStartObject();
        json.WriteString("id"u8, row.Id);
        json.WriteString("createdDateTime"u8, row.CreatedAt.UtcDateTime);
        json.WriteString("userDisplayName"u8, user.Text("displayName"));
        json.WriteString("userPrincipalName"u8, user.Text("userPrincipalName"));
        json.WriteString("userId"u8, row.Account.UserId);
        json.WriteString("appId"u8, row.App.Id);
        json.WriteString("appDisplayName"u8, row.App.DisplayName);
        json.WriteString("ipAddress"u8, IpAddress(row.Account));
        json.WriteString("clientAppUsed"u8, SignInWords.Client(row.Account.Behaviour.Client));
        json.WriteString("correlationId"u8, row.CorrelationId);
        json.WriteString("conditionalAccessStatus"u8, row.Decision?.ConditionalAccessStatus ?? "notApplied");
        json.WriteBoolean("isInteractive"u8, row.IsInteractive);
        json.WriteString("riskDetail"u8, "none"u8);
        json.WriteString("riskLevelAggregated"u8, "none"u8);
        json.WriteString("riskLevelDuringSignIn"u8, "none"u8);
        json.WriteString("riskState"u8, "none"u8);
        json.WriteStartArray(shape.IsBeta ? "riskEventTypes_v2"u8 : "riskEventTypes"u8);
        json.WriteEndArray();
        json.WriteString("resourceDisplayName"u8, row.App.DisplayName);
        json.WriteString("resourceId"u8, row.App.Id);
        WriteStatus(row);
        WriteShared("deviceDetail"u8, SharedJson.Device(row.Account));
        WriteShared("location"u8, SharedJson.Location);
        WriteShared("networkLocationDetails"u8, SharedJson.Network);
        if (shape.ShowsPolicies) WriteShared("appliedConditionalAccessPolicies"u8, SharedJson.Policies(row.Decision, shape.IncludesUnknownMembers));
        if (shape.IsBeta) WriteBeta(row, user);
        json.WriteEndObject();
    }

    private static string IpAddress(Account account) =>
        account.Behaviour.Kind == AccountKind.Service ? $"203.0.113.{account.Number % 250 + 1}" : $"198.51.100.{account.Number % 250 + 1}";

    private void WriteShared(ReadOnlySpan<byte> name, ReadOnlySpan<byte> value)
    {
        json.WritePropertyName(name);
        json.WriteRawValue(value, skipInputValidation: true);
    }

    private void WriteStatus(SignInRow row)
    {
        json.WriteStartObject("status"u8);
        json.WriteNumber("errorCode"u8, row.ErrorCode);
        json.WriteString("failureReason"u8, SignInWords.FailureReason(row.ErrorCode));
        json.WriteNull("additionalDetails"u8);
        json.WriteEndObject();
    }

    private void WriteBeta(SignInRow row, JsonObject user)
    {
        json.WriteStartArray("signInEventTypes"u8);
        json.WriteStringValue(row.IsInteractive ? "interactiveUser" : "nonInteractiveUser");
        json.WriteEndArray();
        json.WriteString("userType"u8, string.Equals(user.Text("userType"), "Guest", StringComparison.OrdinalIgnoreCase) ? "guest" : "member");
        json.WriteString("authenticationRequirement"u8, row.Decision?.AskedForMfa is true ? "multiFactorAuthentication" : "singleFactorAuthentication");
        if (row.Account.Behaviour.Protocol is { } protocol) json.WriteString("authenticationProtocol"u8, protocol);
        json.WriteString("incomingTokenType"u8, row.IsInteractive ? "none" : "primaryRefreshToken");
        json.WriteStartArray("authenticationDetails"u8);
        foreach (var (method, detail, succeeded, result, requirement) in Steps(row))
        {
            json.WriteStartObject();
            json.WriteString("authenticationStepDateTime"u8, row.CreatedAt.UtcDateTime);
            json.WriteString("authenticationMethod"u8, method);
            json.WriteString("authenticationMethodDetail"u8, detail);
            json.WriteBoolean("succeeded"u8, succeeded);
            json.WriteString("authenticationStepResultDetail"u8, result);
            json.WriteString("authenticationStepRequirement"u8, requirement);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static IEnumerable<(string Method, string? Detail, bool Succeeded, string Result, string Requirement)> Steps(SignInRow row)
    {
        if (!row.IsInteractive)
        {
            yield return ("Previously satisfied", null, row.ErrorCode == 0, "First factor requirement satisfied by claim in the token", "Primary authentication");
            yield break;
        }

        if (row.Decision is not { } decision)
        {
            yield return (
                "Password", "Password in the cloud", false,
                "Invalid username or password or Invalid on-premise username or password.", "Primary authentication");
            yield break;
        }

        if (decision.Used.HasFlag(Credentials.Password))
            yield return ("Password", "Password in the cloud", true, "Correct password", "Primary authentication");
        foreach (var (method, detail) in SignInWords.Steps(decision.Used, decision.KeyName))
            yield return (method, detail, true, "MFA completed in Azure AD", decision.AskedForMfa ? "Multifactor authentication" : "Primary authentication");
    }
}
