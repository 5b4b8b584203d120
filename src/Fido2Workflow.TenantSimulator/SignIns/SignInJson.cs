using System.Text.Json;
using System.Text.Json.Nodes;
using Fido2Workflow.TenantSimulator.ConditionalAccess;
using Fido2Workflow.TenantSimulator.People;

namespace Fido2Workflow.TenantSimulator.SignIns;

/// <summary>Writes rows as Graph shows them: the v1.0 shape, and what beta adds.</summary>
internal sealed class SignInJson(Utf8JsonWriter json, bool isBeta, bool includeUnknownMembers)
{
    private readonly Dictionary<Decision, string> _policies = [];

    public void Write(SignInRow row, JsonObject user)
    {
        json.WriteStartObject();
        json.WriteString("id", row.Id);
        json.WriteString("createdDateTime", row.CreatedAt.ToGraphInstant());
        json.WriteString("userDisplayName", user.Text("displayName"));
        json.WriteString("userPrincipalName", user.Text("userPrincipalName"));
        json.WriteString("userId", row.Account.UserId);
        json.WriteString("appId", row.App.Id);
        json.WriteString("appDisplayName", row.App.DisplayName);
        json.WriteString("ipAddress", IpAddress(row.Account));
        json.WriteString("clientAppUsed", SignInWords.Client(row.Account.Behaviour.Client));
        json.WriteString("correlationId", row.CorrelationId);
        json.WriteString("conditionalAccessStatus", row.Decision?.ConditionalAccessStatus ?? "notApplied");
        json.WriteBoolean("isInteractive", row.IsInteractive);
        foreach (var risk in (string[])["riskDetail", "riskLevelAggregated", "riskLevelDuringSignIn", "riskState"])
            json.WriteString(risk, "none");
        json.WriteStartArray(isBeta ? "riskEventTypes_v2" : "riskEventTypes");
        json.WriteEndArray();
        json.WriteString("resourceDisplayName", row.App.DisplayName);
        json.WriteString("resourceId", row.App.Id);
        WriteStatus(row);
        WriteDevice(row.Account);
        WriteLocation();
        json.WritePropertyName("appliedConditionalAccessPolicies");
        json.WriteRawValue(Policies(row.Decision), skipInputValidation: true);
        if (isBeta) WriteBeta(row, user);
        json.WriteEndObject();
    }

    private static string IpAddress(Account account) =>
        account.Behaviour.Kind == AccountKind.Service ? $"203.0.113.{account.Number % 250 + 1}" : $"198.51.100.{account.Number % 250 + 1}";

    private void WriteStatus(SignInRow row)
    {
        json.WriteStartObject("status");
        json.WriteNumber("errorCode", row.ErrorCode);
        json.WriteString("failureReason", SignInWords.FailureReason(row.ErrorCode));
        json.WriteNull("additionalDetails");
        json.WriteEndObject();
    }

    private void WriteDevice(Account account)
    {
        var isService = account.Behaviour.Kind == AccountKind.Service;
        json.WriteStartObject("deviceDetail");
        json.WriteString("deviceId", StableHash.Seeded(0).And(account.UserId).And("device").ToGuid());
        json.WriteString("displayName", isService ? $"SRV-{account.Number:000}" : $"PC-{account.Number:000}");
        json.WriteString("operatingSystem", "Windows 11");
        json.WriteString("browser", account.Behaviour.Client == ClientApp.Browser && !isService ? "Edge 143.0.0" : "");
        json.WriteBoolean("isCompliant", true);
        json.WriteBoolean("isManaged", true);
        json.WriteString("trustType", "Hybrid Azure AD joined");
        json.WriteEndObject();
    }

    private void WriteLocation()
    {
        json.WriteStartObject("location");
        json.WriteString("city", "London");
        json.WriteString("state", "England");
        json.WriteString("countryOrRegion", Attempt.Country);
        json.WriteStartObject("geoCoordinates");
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private void WriteBeta(SignInRow row, JsonObject user)
    {
        json.WriteStartArray("signInEventTypes");
        json.WriteStringValue(row.IsInteractive ? "interactiveUser" : "nonInteractiveUser");
        json.WriteEndArray();
        json.WriteString("userType", string.Equals(user.Text("userType"), "Guest", StringComparison.OrdinalIgnoreCase) ? "guest" : "member");
        json.WriteString("authenticationRequirement", row.Decision?.AskedForMfa is true ? "multiFactorAuthentication" : "singleFactorAuthentication");
        json.WriteString("incomingTokenType", row.IsInteractive ? "none" : "primaryRefreshToken");
        json.WriteStartArray("authenticationDetails");
        foreach (var (method, detail, succeeded, result, requirement) in Steps(row))
        {
            json.WriteStartObject();
            json.WriteString("authenticationStepDateTime", row.CreatedAt.ToGraphInstant());
            json.WriteString("authenticationMethod", method);
            json.WriteString("authenticationMethodDetail", detail);
            json.WriteBoolean("succeeded", succeeded);
            json.WriteString("authenticationStepResultDetail", result);
            json.WriteString("authenticationStepRequirement", requirement);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static IEnumerable<(string Method, string? Detail, bool Succeeded, string Result, string Requirement)> Steps(SignInRow row)
    {
        if (row.Decision is not { } decision)
        {
            yield return (
                "Password", "Password in the cloud", false,
                "Invalid username or password or Invalid on-premise username or password.", "Primary authentication");
            yield break;
        }

        if (!row.IsInteractive)
        {
            yield return ("Previously satisfied", null, row.ErrorCode == 0, "First factor requirement satisfied by claim in the token", "Primary authentication");
            yield break;
        }

        if (decision.Used.HasFlag(Credentials.Password))
            yield return ("Password", "Password in the cloud", true, "Correct password", "Primary authentication");
        foreach (var (method, detail) in SignInWords.Steps(decision.Used, decision.KeyName))
            yield return (method, detail, true, "MFA completed in Azure AD", decision.AskedForMfa ? "Multifactor authentication" : "Primary authentication");
    }

    /// <summary>The results of all policies. Many rows share a decision, so its text is made once a page.</summary>
    private string Policies(Decision? decision)
    {
        if (decision is null) return "[]";
        if (_policies.TryGetValue(decision, out var known)) return known;
        return _policies[decision] = JsonSerializer.Serialize(decision.Policies.Zip(decision.Results, (policy, result) => new
        {
            id = policy.Id,
            displayName = policy.DisplayName,
            enforcedGrantControls = policy.ControlNames,
            enforcedSessionControls = Array.Empty<string>(),
            result = SignInWords.Result(result, includeUnknownMembers),
        }));
    }
}
