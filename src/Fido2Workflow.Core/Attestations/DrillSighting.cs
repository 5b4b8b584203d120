using Fido2Workflow.Core.Decisions;
using Fido2Workflow.Core.Plans;
using Fido2Workflow.Core.Tenants;

namespace Fido2Workflow.Core.Attestations;

/// <summary>What the sign-in log says of a drill that somebody attested.</summary>
public abstract record DrillSighting
{
    private DrillSighting() { }

    /// <summary>The log shows it.</summary>
    /// <param name="At">When the account signed in by the log, UTC.</param>
    public sealed record Confirmed(DateTimeOffset At) : DrillSighting;

    /// <summary>The log of that time has come in, and shows no sign-in of the account that succeeded.</summary>
    /// <param name="Why">What it shows instead.</param>
    public sealed record Contradicted(string Why) : DrillSighting;

    /// <summary>The log of that time may not have come in yet.</summary>
    /// <param name="Until">When it will have, UTC.</param>
    public sealed record NotYetVisible(DateTimeOffset Until) : DrillSighting;

    /// <summary>The log could not be read, or does not say how a sign-in ended.</summary>
    public sealed record Unreadable(string Why) : DrillSighting;

    /// <summary>Which part of the log is asked for: the time that was named, and some before and after it.</summary>
    /// <param name="now">The rollout's clock, UTC: nothing is asked of the future.</param>
    public static (DateTimeOffset From, DateTimeOffset To) SpanOf(Plan plan, AttestedDrill drill, DateTimeOffset now)
    {
        var end = EndOf(plan, drill);
        return (drill.SignedInAt - plan.Attestations.DrillWithin, end < now ? end : now);
    }

    /// <summary>What the account's own log of that span says.</summary>
    public static DrillSighting Of(Plan plan, AttestedDrill drill, Answer<SignInLog> log)
    {
        if (log is not Answer<SignInLog>.Given { Value: var read } given) return new Unreadable(((Answer<SignInLog>.Failed)log).Failure.Sentence);
        var (from, end) = (drill.SignedInAt - plan.Attestations.DrillWithin, EndOf(plan, drill));
        var rows = read.Rows.Where(row => row.UserId == drill.Account && row.IsInteractive && row.At >= from && row.At <= end).ToList();
        if (rows.Where(row => row.ErrorCode is 0).MinBy(row => (row.At - drill.SignedInAt).Duration()) is { } success) return new Confirmed(success.At);

        // Rows come in late: what is not there yet proves nothing.
        var complete = end + plan.Gates.InteractiveDelay;
        if (given.At < complete || read.To < end) return new NotYetVisible(complete);
        if (rows.Exists(row => row.ErrorCode is null)) return new Unreadable("the log does not say how the sign-in ended");
        return new Contradicted(rows.Count == 0
            ? $"the log shows no sign-in of the account within {plan.Attestations.DrillWithin.TotalMinutes:0} minutes of then"
            : $"the log shows only sign-ins that failed, with error {string.Join(", ", rows.Select(row => row.ErrorCode).Distinct().Order())}");
    }

    private static DateTimeOffset EndOf(Plan plan, AttestedDrill drill) => drill.SignedInAt + plan.Attestations.DrillWithin;
}
