using Fido2Workflow.Core.Gates;

namespace Fido2Workflow.Core.Prediction;

/// <summary>Reckons with three values: what nobody knows stays so, unless the rest decides without it.</summary>
internal static class Verdicts
{
    /// <summary>Yes or no, as is known.</summary>
    public static Verdict Of(bool isSo) => isSo ? Verdict.Yes : Verdict.No;

    /// <summary>Yes or no; unknown for null.</summary>
    public static Verdict Of(bool? isSo) => isSo is { } known ? Of(known) : Verdict.Unknown;

    /// <summary>Both.</summary>
    public static Verdict And(this Verdict one, Verdict other) =>
        one is Verdict.No || other is Verdict.No ? Verdict.No
        : one is Verdict.Unknown || other is Verdict.Unknown ? Verdict.Unknown
        : Verdict.Yes;

    /// <summary>Either.</summary>
    public static Verdict Or(this Verdict one, Verdict other) => one.Not().And(other.Not()).Not();

    /// <summary>The opposite.</summary>
    public static Verdict Not(this Verdict one) => one switch
    {
        Verdict.Yes => Verdict.No,
        Verdict.No => Verdict.Yes,
        _ => Verdict.Unknown,
    };

    /// <summary>All of them; yes where there is none.</summary>
    public static Verdict All(IEnumerable<Verdict> each) => each.Aggregate(Verdict.Yes, And);

    /// <summary>Any of them; no where there is none.</summary>
    public static Verdict Any(IEnumerable<Verdict> each) => each.Aggregate(Verdict.No, Or);
}
