using Fido2Workflow.Core.Auditing;

namespace Fido2Workflow.Cli.Evidences;

/// <summary>What became of a file of evidence.</summary>
/// <param name="Steps">How many it holds; null where it is not whole.</param>
/// <param name="Head">The digest of the last; null where it is not whole.</param>
/// <param name="Step">The first step that does not fit; null where none is to blame.</param>
/// <param name="Code">Stable; null where it is whole.</param>
/// <param name="Folder">The state folder that it was compared with; null where it was verified alone.</param>
public sealed record EvidenceReport(bool IsWhole, string? Rollout, int? Steps, string? Head, int? Step, string? Code, string? Sentence, string? Folder)
{
    /// <summary>By the verdict.</summary>
    public static EvidenceReport Of(EvidenceVerdict verdict, string? folder) => verdict switch
    {
        EvidenceVerdict.Whole whole => new(true, whole.Rollout, whole.Steps, whole.Head, null, null, null, folder),
        EvidenceVerdict.Broken broken => new(false, null, null, null, broken.Step, broken.Code, broken.Sentence, folder),
        _ => throw new InvalidOperationException("closed hierarchy"),
    };
}
