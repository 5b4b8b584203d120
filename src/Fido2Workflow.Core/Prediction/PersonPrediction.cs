namespace Fido2Workflow.Core.Prediction;

/// <summary>What becomes of somebody, from best to worst.</summary>
public enum Outcome
{
    /// <summary>They get in as before.</summary>
    StillIn,

    /// <summary>That depends on something nobody knows beforehand.</summary>
    Depends,

    /// <summary>They get in no more.</summary>
    LockedOut,
}

/// <summary>An app and client that somebody would not get into any more, or may not.</summary>
/// <param name="Policy">The name of the policy that keeps them out.</param>
/// <param name="Reasons">Why, or on what it depends; at least one.</param>
public sealed record Finding(Circumstances At, Outcome Outcome, string Policy, IReadOnlyList<Reason> Reasons);

/// <summary>What becomes of one person.</summary>
/// <param name="Findings">Each app and client that they would lose or may lose; none where they are still in.</param>
/// <param name="IsUnseen">Whether the log shows no sign-in of them, so that the apps are only assumed.</param>
/// <param name="Warnings">What could still go wrong for somebody who gets in.</param>
public sealed record PersonPrediction(string UserId, IReadOnlyList<Finding> Findings, bool IsUnseen, IReadOnlyList<Reason> Warnings)
{
    /// <summary>The worst that happens to them anywhere.</summary>
    public Outcome Outcome => Findings.Count == 0 ? Outcome.StillIn : Findings.Max(finding => finding.Outcome);

    /// <summary>The reasons of the worst, each once.</summary>
    public IReadOnlyList<Reason> Reasons => [.. Findings.Where(finding => finding.Outcome == Outcome).SelectMany(finding => finding.Reasons).Distinct()];
}
