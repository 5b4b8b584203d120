using System.Text.Json.Serialization;
using Fido2Workflow.Core.Enrollment;
using Fido2Workflow.Core.Tenants;

namespace Fido2Workflow.Cli.Checks;

/// <summary>What the check says of one user of the list.</summary>
/// <param name="UserPrincipalName">As the list writes it.</param>
/// <param name="Enrollment">The verdict.</param>
/// <param name="Reason">Why not registered, or what could not be read; null where registered.</param>
/// <param name="KeyCount">All keys, compliant or not; null where they could not be read.</param>
/// <param name="RegisteredAt">When the earliest compliant key was registered, UTC; null where there is none.</param>
/// <param name="Models">The models of all keys: the manufacturer's text, else the name that the AAGUID stands for, else the AAGUID.</param>
public sealed record CheckedUser(
    string UserPrincipalName, [property: JsonIgnore] EnrollmentStatus Enrollment, string? Reason, int? KeyCount, DateTimeOffset? RegisteredAt,
    IReadOnlyList<string> Models)
{
    /// <summary><c>REGISTERED</c>, <c>NOT REGISTERED</c> or <c>ERROR</c>.</summary>
    [JsonPropertyOrder(-1)]
    public string Status => Word(Enrollment);

    /// <summary>The word for a status.</summary>
    public static string Word(EnrollmentStatus status) => status switch
    {
        EnrollmentStatus.Registered => "REGISTERED",
        EnrollmentStatus.NotRegistered => "NOT REGISTERED",
        _ => "ERROR",
    };

    /// <summary>Someone whose enrollment was judged.</summary>
    public static CheckedUser Of(string userPrincipalName, User account, UserEnrollment enrollment) => new(
        userPrincipalName,
        enrollment.Status,
        account.AccountEnabled is false && enrollment.Reason is not null ? $"{enrollment.Reason}; the account is disabled" : enrollment.Reason,
        // A user without keys is not registered: an error that lists none never saw them.
        enrollment is { Status: EnrollmentStatus.Error, Keys.Count: 0 } ? null : enrollment.Keys.Count,
        enrollment.Registered?.ToUniversalTime(),
        [.. enrollment.Keys.Select(KeyModelNames.Of)]);

    /// <summary>Someone who could not be read.</summary>
    public static CheckedUser Unread(string userPrincipalName, string reason) => new(userPrincipalName, EnrollmentStatus.Error, reason, null, null, []);
}
