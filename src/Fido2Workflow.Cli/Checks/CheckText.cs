using Fido2Workflow.Cli.Output;
using Fido2Workflow.Core.Enrollment;

namespace Fido2Workflow.Cli.Checks;

/// <summary>A check as people read it.</summary>
public static class CheckText
{
    /// <summary>The counts, who still needs enrollment, who could not be read, and the go or no-go.</summary>
    public static IEnumerable<string> Lines(CheckReport report)
    {
        yield return $"Enrollment in tenant {report.Tenant}, {Text.Instant(report.At)} UTC, {report.Users.Count} on the list";
        yield return $"  {CheckedUser.Word(EnrollmentStatus.Registered),-16}{report.Registered,5}";
        yield return $"  {CheckedUser.Word(EnrollmentStatus.NotRegistered),-16}{report.NotRegistered,5}";
        yield return $"  {CheckedUser.Word(EnrollmentStatus.Error),-16}{report.Errors,5}";
        foreach (var line in Named("Still need enrollment:", report, EnrollmentStatus.NotRegistered)) yield return line;
        foreach (var line in Named("Could not be read:", report, EnrollmentStatus.Error)) yield return line;
        yield return "";
        yield return report.Verdict switch
        {
            GoNoGo.Go => $"GO: {report.Registered} of {report.Users.Count} are registered.",
            GoNoGo.NoGo => $"NO-GO: {report.NotRegistered} of {report.Users.Count} without a key that will let them in{(report.Errors > 0 ? $", and {report.Errors} that could not be read" : "")}. Enroll them, then check again.",
            _ => $"NO-GO, not known: {report.Errors} of {report.Users.Count} could not be read, and nobody is known to be missing. Unknown is not a yes: mend what is said above, then check again.",
        };
    }

    private static IEnumerable<string> Named(string title, CheckReport report, EnrollmentStatus status)
    {
        var users = report.Users.Where(user => user.Enrollment == status).ToList();
        if (users.Count == 0) yield break;
        var width = users.Max(user => user.UserPrincipalName.Length);
        yield return "";
        yield return title;
        foreach (var user in users) yield return $"  {user.UserPrincipalName.PadRight(width)}  {user.Reason}";
    }
}
