using System.Text.Json.Serialization;
using Fido2Workflow.Core.Enrollment;

namespace Fido2Workflow.Cli.Checks;

/// <summary>Whether the people of a list are ready to be enforced.</summary>
public enum GoNoGo
{
    /// <summary>All are registered.</summary>
    Go,

    /// <summary>Someone is known to have no key that will work.</summary>
    NoGo,

    /// <summary>Nobody is known to be missing, and someone could not be read. No go either.</summary>
    Unknown,
}

/// <summary>A list's check, as a whole.</summary>
/// <param name="Tenant">The tenant's id.</param>
/// <param name="At">When it was asked, UTC.</param>
/// <param name="AuthenticationStrength">The id of the strength that keys had to satisfy.</param>
/// <param name="Users">In the order of the list.</param>
public sealed record CheckReport(
    string Tenant, DateTimeOffset At, string AuthenticationStrength, [property: JsonPropertyOrder(1)] IReadOnlyList<CheckedUser> Users)
{
    /// <summary>How many are registered.</summary>
    public int Registered => Users.Count(user => user.Enrollment is EnrollmentStatus.Registered);

    /// <summary>How many are not.</summary>
    public int NotRegistered => Users.Count(user => user.Enrollment is EnrollmentStatus.NotRegistered);

    /// <summary>How many could not be read.</summary>
    public int Errors => Users.Count(user => user.Enrollment is EnrollmentStatus.Error);

    /// <summary>Go only where everybody is registered.</summary>
    public GoNoGo Verdict => (NotRegistered, Errors) switch
    {
        (> 0, _) => GoNoGo.NoGo,
        (_, > 0) => GoNoGo.Unknown,
        _ => GoNoGo.Go,
    };
}
