namespace Fido2Workflow.Core.Auditing;

/// <summary>What became of a file of evidence since it was written.</summary>
public abstract record EvidenceVerdict
{
    private EvidenceVerdict() { }

    /// <summary>Every step fits the one before, and every document its digest.</summary>
    /// <param name="Head">The digest of the last step.</param>
    public sealed record Whole(string Rollout, int Steps, string Head) : EvidenceVerdict;

    /// <summary>It is not what was written.</summary>
    /// <param name="Step">The first step that does not fit; null where it is not about one.</param>
    /// <param name="Code">Stable.</param>
    /// <param name="Sentence">What does not fit, and what that means.</param>
    public sealed record Broken(int? Step, string Code, string Sentence) : EvidenceVerdict;
}
