using System.Globalization;
using Fido2Workflow.Core.Operations;
using Fido2Workflow.Core.Plans;

namespace Fido2Workflow.Core.Attestations;

/// <summary>What a person's word must be for it to be taken, beyond who says it. Pure.</summary>
public static class WordRules
{
    /// <summary>Refuses a word without a reason, where one is asked for.</summary>
    public static OperationRefusal? CheckReason(string? reason) => string.IsNullOrWhiteSpace(reason)
        ? new(RefusalKind.Invalid, "reason-missing", "No reason was given, and whoever reads this later needs one.", "Say why, in your own words.")
        : null;

    /// <summary>Refuses an end that has passed, or is later than the plan lets the word count.</summary>
    /// <param name="latest">UTC.</param>
    public static OperationRefusal? CheckUntil(DateTimeOffset until, DateTimeOffset latest, DateTimeOffset now) => until > now && until <= latest
        ? null
        : new(RefusalKind.Invalid, "end-out-of-range", $"{Instant(until)} UTC was found for its end.", $"Name a time after {Instant(now)} and not after {Instant(latest)} UTC: the plan lets it count no longer.");

    /// <summary>Refuses a drill that is still to come, or too old to count.</summary>
    public static OperationRefusal? CheckDrill(Plan plan, DateTimeOffset signedInAt, DateTimeOffset now) =>
        signedInAt > now ? new(RefusalKind.Invalid, "drill-to-come", $"The sign-in of {Instant(signedInAt)} UTC is still to come: it is {Instant(now)} UTC.", "Sign in first, and say then when it was.")
        : signedInAt + plan.Attestations.DrillCountsFor <= now ? new(RefusalKind.Invalid, "drill-too-old",
            $"The sign-in of {Instant(signedInAt)} UTC is older than the {plan.Attestations.DrillCountsFor.TotalDays:0} days for which a drill counts.", "Sign in again.")
        : null;

    private static string Instant(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);
}
