using System.Globalization;

namespace Fido2Workflow.Entra.LogAnalytics;

/// <summary>
/// The sign-ins of a workspace that the tenant's logs are sent to, as a question in Kusto: Microsoft Learn, the tables
/// <c>SigninLogs</c> and <c>AADNonInteractiveUserSignInLogs</c>.
/// </summary>
public static class SignInQuery
{
    // Columns as both tables have them. The first holds some as dynamic that the second holds as JSON in a string: as strings
    // they are alike, and a union of the two has one column of each instead of two half empty ones.
    private const string Columns =
        "Id, UserId, UserPrincipalName, AppId, AppDisplayName, ClientAppUsed, CorrelationId, Location, ResourceIdentity, ResultType = tostring(ResultType), "
        + "DeviceDetail = tostring(DeviceDetail), ConditionalAccessPolicies = tostring(ConditionalAccessPolicies), "
        + "AuthenticationDetails = tostring(AuthenticationDetails)";

    /// <summary>The question.</summary>
    /// <param name="from">Inclusive.</param>
    /// <param name="to">Exclusive.</param>
    public static string Text(DateTimeOffset from, DateTimeOffset to) => $"""
        let spanFrom = datetime({Instant(from)});
        let spanTo = datetime({Instant(to)});
        union
        ({Rows("SigninLogs", isInteractive: true)}),
        ({Rows("AADNonInteractiveUserSignInLogs", isInteractive: false)})
        """;

    // A row is written after the sign-in it tells of, minutes or hours: the time it was written only spares older ones. No
    // fuzzy union: a workspace that lacks a table must say so, and not answer half of the log.
    private static string Rows(string table, bool isInteractive) =>
        $"{table} | where TimeGenerated >= spanFrom and CreatedDateTime >= spanFrom and CreatedDateTime < spanTo "
        + $"| project CreatedDateTime, IsInteractive = {(isInteractive ? "true" : "false")}, {Columns}";

    private static string Instant(DateTimeOffset instant) => instant.UtcDateTime.ToString("O", CultureInfo.InvariantCulture);
}
