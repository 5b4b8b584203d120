using Fido2Workflow.Core.Preparation;

namespace Fido2Workflow.Cli.Preparations;

/// <summary>A preparation as it is told.</summary>
/// <param name="Tenant">The tenant's id.</param>
/// <param name="Rollout">The plan's name.</param>
/// <param name="At">When it was done or looked at, UTC.</param>
/// <param name="WritesAllowed">Whether it was let write.</param>
/// <param name="Outcome">How it ended.</param>
/// <param name="Why">Why it ended before everything was done; null where it did not.</param>
/// <param name="NextStep">What to do about that.</param>
/// <param name="Done">What was written and read back, in order.</param>
/// <param name="Plan">What is there, and what is still to do; null where nothing was concluded.</param>
public sealed record PrepareReport(
    string Tenant, string Rollout, DateTimeOffset At, bool WritesAllowed, PrepareOutcome Outcome, string? Why, string? NextStep,
    IReadOnlyList<Change> Done, PreparationPlan? Plan)
{
    /// <summary>The exit code of the verb.</summary>
    public int ExitCode => this switch
    {
        { Outcome: PrepareOutcome.Unread or PrepareOutcome.Stopped } => ExitCodes.Unknown,
        { Plan.ForPeople: { } asked } when asked.Any(each => each.Code == PreparePolicies.NotFound) => ExitCodes.BadInput,
        { Outcome: PrepareOutcome.Refused } => ExitCodes.Refused,
        { Plan.Changes: [_, ..], WritesAllowed: false } => ExitCodes.Refused,
        { Plan.ForPeople: [_, ..] } => ExitCodes.No,
        _ => ExitCodes.Yes,
    };

    /// <summary>Tells what came of a preparation.</summary>
    /// <param name="report">What came of it.</param>
    public static PrepareReport Of(string tenant, string rollout, DateTimeOffset at, bool writesAllowed, PreparationReport report) => report switch
    {
        PreparationReport.Unread unread => new(tenant, rollout, at, writesAllowed, PrepareOutcome.Unread,
            string.Join(" ", unread.Failures.Select(failure => $"{failure.Sentence}.")), "Mend what is said and run it again; nothing was concluded.", report.Done, report.Plan),
        PreparationReport.Refused refused => new(tenant, rollout, at, writesAllowed, PrepareOutcome.Refused, refused.Sentence, refused.NextStep, report.Done, report.Plan),
        PreparationReport.Stopped stopped => new(tenant, rollout, at, writesAllowed, PrepareOutcome.Stopped,
            $"To {stopped.At.Does}: {stopped.Sentence}", "Run it again: it goes on from what is there.", report.Done, report.Plan),
        _ => new(tenant, rollout, at, writesAllowed, PrepareOutcome.Finished, null, null, report.Done, report.Plan),
    };
}

/// <summary>How a preparation ended.</summary>
public enum PrepareOutcome
{
    /// <summary>All that may be done was done, or shown where nothing may be written.</summary>
    Finished,

    /// <summary>It must not be done.</summary>
    Refused,

    /// <summary>A write failed or does not show.</summary>
    Stopped,

    /// <summary>The tenant could not be read.</summary>
    Unread,
}
