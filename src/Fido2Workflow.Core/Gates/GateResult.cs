namespace Fido2Workflow.Core.Gates;

/// <summary>A gate's answer. Unknown is never yes.</summary>
public enum Verdict
{
    /// <summary>The gate lets the wave through.</summary>
    Yes,

    /// <summary>It does not.</summary>
    No,

    /// <summary>Nobody could find out.</summary>
    Unknown,
}

/// <summary>Something that was read to answer a gate.</summary>
/// <param name="What">In words.</param>
/// <param name="At">When it was read, UTC.</param>
/// <param name="From">The request, or the store.</param>
public sealed record Evidence(string What, DateTimeOffset At, string From);

/// <summary>What a gate says.</summary>
/// <param name="Code">Stable: the gate's own where it is yes, the finding's where it is not.</param>
/// <param name="Sentence">Why, in one plain sentence.</param>
/// <param name="NextStep">What a person does about it; null where there is nothing to do.</param>
/// <param name="Named">The object ids the sentence is about.</param>
/// <param name="Until">When it answers itself, UTC; null where it does not.</param>
/// <param name="Evidence">What was read.</param>
public sealed record GateResult(
    string Gate, Verdict Verdict, string Code, string Sentence, string? NextStep, IReadOnlyList<string> Named,
    DateTimeOffset? Until, IReadOnlyList<Evidence> Evidence)
{
    /// <summary>Where it is mended: a verb of the command line or a portal page; null where it says yes.</summary>
    public string? MendedAt { get; init; }
}
