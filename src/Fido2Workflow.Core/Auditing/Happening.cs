using System.Text.Json.Serialization;
using Fido2Workflow.Core.Decisions;
using Fido2Workflow.Core.Gates;
using Fido2Workflow.Core.Waves;

namespace Fido2Workflow.Core.Auditing;

/// <summary>What happened in one step of a rollout, as it was recorded then.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "what")]
[JsonDerivedType(typeof(Decided), "decided")]
[JsonDerivedType(typeof(Judged), "judged")]
[JsonDerivedType(typeof(Stood), "stood")]
[JsonDerivedType(typeof(Promoted), "promoted")]
[JsonDerivedType(typeof(Watched), "watched")]
[JsonDerivedType(typeof(TakenBack), "takenBack")]
[JsonDerivedType(typeof(WaveDone), "waveDone")]
[JsonDerivedType(typeof(RolloutStood), "rolloutStood")]
[JsonDerivedType(typeof(Ended), "ended")]
public abstract record Happening
{
    private Happening() { }

    /// <summary>Somebody decided something: a start, an approval, a rollback, a word given, a pass issued (never its code).</summary>
    public sealed record Decided(Decision Decision) : Happening;

    /// <summary>The gates of a wave were asked, and what they said differs from what they had said before.</summary>
    /// <param name="EvidenceDigest">What an approval names.</param>
    /// <param name="Document">Where the evidence stands whole.</param>
    /// <param name="PlanDigest">The document of the plan that they were asked by.</param>
    /// <param name="JudgedAt">UTC.</param>
    public sealed record Judged(
        string EvidenceDigest, string Document, string PlanDigest, DateTimeOffset JudgedAt, IReadOnlyList<Answered> Gates, IReadOnlyList<Answered> Prerequisites) : Happening;

    /// <summary>A wave came to stand at this stage, or something else held it there.</summary>
    public sealed record Stood(WaveStage Stage, int? InScope, int? Registered, IReadOnlyList<Hold> Holds) : Happening;

    /// <summary>A wave's policy was enforced, and read back.</summary>
    /// <param name="PromotedAt">When the tenant changed it, UTC.</param>
    /// <param name="EvidenceDigest">The evidence it was promoted on.</param>
    /// <param name="Document">Where that stands whole.</param>
    public sealed record Promoted(DateTimeOffset PromotedAt, string? EvidenceDigest, string? Document) : Happening;

    /// <summary>The log of an enforced wave was read, and something holds it that had not, or no longer does.</summary>
    public sealed record Watched(int? CleanHours, int? FailedBeforePolicy, int? UnansweredPrompts, IReadOnlyList<Hold> Holds) : Happening;

    /// <summary>A wave's policy is in report-only again, and was read back.</summary>
    /// <param name="IsForGood">Whether the wave was aborted.</param>
    public sealed record TakenBack(bool IsForGood) : Happening;

    /// <summary>A wave is done: enforced, and watched clean to the end.</summary>
    public sealed record WaveDone(DateTimeOffset? PromotedAt, int? CleanHours) : Happening;

    /// <summary>The rollout came to stand between two waves, or something else held it there.</summary>
    /// <param name="Wave">The wave that it is at; null at the end.</param>
    public sealed record RolloutStood(int WavesDone, int? Wave, IReadOnlyList<Hold> Holds) : Happening;

    /// <summary>The rollout's workflow, or a wave's, has ended.</summary>
    /// <param name="IsFailed">Whether an error of ours stopped it: it holds, and nothing was changed.</param>
    public sealed record Ended(bool IsFailed) : Happening;

    /// <summary>What one gate said.</summary>
    public sealed record Answered(string Gate, Verdict Verdict, string Code)
    {
        /// <summary>By its result.</summary>
        public static Answered Of(GateResult result) => new(result.Gate, result.Verdict, result.Code);
    }
}
