namespace Fido2Workflow.Core.Gates;

/// <summary>The gates, listed once. A new gate joins one of these lists and is asked everywhere.</summary>
public static class AllGates
{
    /// <summary>Asked from the first day of a wave on, while people still register: whom the policy would hit at all.</summary>
    public static IReadOnlyList<Gate<WaveFacts>> OfTheScope { get; } =
        [new ExclusionsGate(), new PolicyAsPlannedGate(), new BreakGlassOutOfScopeGate(), new OnlyPeopleInScopeGate()];

    /// <summary>Asked before an approval is, and again at the promotion. Their verdicts and codes are what is approved.</summary>
    public static IReadOnlyList<Gate<WaveFacts>> OfTheWave { get; } =
        [new RegisteredGate(), .. OfTheScope, new CompliantKeyInScopeGate(), new TwoKeysGate(), new ProvenGate(), new DrillGate(), new RollbackRehearsedGate(), new ReportOnlyLogGate()];

    /// <summary>Asked at the promotion alone: they turn with the clock, so no approval covers them.</summary>
    public static IReadOnlyList<Gate<WaveFacts>> OfTheMoment { get; } = [new WindowGate(), new SupportGate()];
}
