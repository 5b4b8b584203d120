namespace Fido2Workflow.Core.Sweeps;

/// <summary>How bad what a sweep found is, the worst first.</summary>
public enum Severity
{
    /// <summary>Somebody cannot sign in, or will not; the way back is gone; or an incident is going on.</summary>
    Critical,

    /// <summary>Protection, or the next promotion, rests on something that is no longer so.</summary>
    High,

    /// <summary>Something that people have to see to is overdue.</summary>
    Medium,

    /// <summary>Nothing is wrong yet.</summary>
    Low,
}

/// <summary>Something that a sweep found, or could not find out.</summary>
/// <param name="Rule">The rule that found it.</param>
/// <param name="Code">Stable.</param>
/// <param name="IsUnknown">Whether nobody could find out: that is not silence, and never a yes.</param>
/// <param name="Wave">The wave it is about; null where it is about none.</param>
/// <param name="Sentence">What it means, in one plain sentence.</param>
/// <param name="NextStep">What a person does about it.</param>
/// <param name="MendedAt">A verb of the command line, or the address of a portal page.</param>
/// <param name="Named">Object ids that it is about.</param>
/// <param name="Since">Since when, UTC: of itself where that is known, else since a sweep first saw it; null where none had before.</param>
public sealed record Finding(
    string Rule, string Code, Severity Severity, bool IsUnknown, int? Wave, string Sentence, string NextStep, string MendedAt, IReadOnlyList<string> Named, DateTimeOffset? Since)
{
    /// <summary>Whether that earlier finding tells of the same, be it of fewer or other people.</summary>
    public bool IsOf(Finding earlier) => (Code, Wave) == (earlier.Code, earlier.Wave);
}
